/** Programs that bring about what files of the project describe: among other things, images in a registry. */
import { hasHole } from '../../language/values.js';
import { asScript } from '../../shell/starting/as-script.js';
import type { Program } from '../program.js';
import { playbookStarted } from '../project-files/provisioning/ansible.js';
import { terraformStarted } from '../project-files/provisioning/terraform.js';
import { textStarted } from '../project-files/scripts.js';
import { daggerCalled } from '../transfers/dagger.js';
import { spaced } from '../transfers/transfers.js';

export const PROVISIONERS: readonly Program[] = [
  {
    names: ['terraform', 'tofu', 'terragrunt'],
    commands: [
      {
        words: [],
        source:
          'https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/registry_image',
        takes: [],
        starts: terraformStarted,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['ansible-playbook'],
    commands: [
      {
        words: [],
        source:
          'https://docs.ansible.com/ansible/latest/collections/community/docker/docker_image_module.html',
        takes: spaced(
          '-i --inventory -e --extra-vars -t --tags --skip-tags -l --limit -f --forks -u --user -c --connection ' +
            '--private-key --key-file --vault-id --vault-password-file --start-at-task -M --module-path --become-user',
        ),
        starts: playbookStarted,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['dagger'],
    options: spaced('-m --mod --progress --workdir'),
    commands: [
      {
        words: ['call|core'],
        source: 'https://docs.dagger.io/reference/cli/#dagger-call',
        example: 'dagger call publish --address ghcr.io/octo/app:1',
        takes: spaced('-m --mod -o --output'),
        finds: ({ words: said }) => daggerCalled(said),
      },
      {
        words: ['run'],
        source: 'https://docs.dagger.io/reference/cli/#dagger-run',
        takes: [],
        starts: ({ words: said }, around) =>
          said.some(hasHole)
            ? null
            : [textStarted(asScript(said.filter((each, at) => at > 0 || !each.startsWith('-'))), around)],
      },
      {
        // `dagger -c 'build | publish ghcr.io/octo/app'`: a pipeline of functions, as one word.
        words: [],
        source: 'https://docs.dagger.io/features/shell: dagger -c',
        example: "dagger -c 'build | publish ghcr.io/octo/app:1'",
        takes: [],
        finds: ({ words: said }) =>
          daggerCalled(said.filter((each) => each.includes(' ')).flatMap((each) => each.split(/[\s|()]+/))),
      },
    ],
    log: { name: 'dagger', frame: /\bdagger\b/ },
    hidesLogins: () => true,
  },
];
