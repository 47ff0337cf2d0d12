/** devcontainer, which builds the images of development containers and publishes their features and templates. */
import { HOLE } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { Program } from '../program.js';
import { fallbackOf, push, spaced } from '../transfers/transfers.js';

/** With GITHUB_TOKEN of the environment, where docker's file has nothing. */
function published(name: string, around: Surroundings): Found[] {
  const mayBeConfigured = around.variable('DEVCONTAINERS_OCI_AUTH') !== null;
  return push(name, { mayBeConfigured, ...fallbackOf(around, 'GITHUB_TOKEN') });
}

/** Its switches may be followed by their value: `--push false`. */
function isSwitchedToPush({ has, words: said }: Arguments): boolean {
  return has('--push') && said[said.indexOf('--push') + 1] !== 'false';
}

const DEVCONTAINER_OPTIONS = spaced(
  '--workspace-folder --config --image-name --platform --output --cache-from --cache-to --label --log-level ' +
    '--docker-path --docker-compose-path --user-data-folder --additional-features --buildkit -r --registry -n --namespace',
);

export const DEVCONTAINER_PROGRAMS: readonly Program[] = [
  {
    names: ['devcontainer'],
    commands: [
      {
        words: ['build'],
        source: 'https://github.com/devcontainers/cli/blob/main/src/spec-node/devContainersSpecCLI.ts: build',
        example: 'devcontainer build --workspace-folder . --image-name ghcr.io/octo/app --push true',
        takes: DEVCONTAINER_OPTIONS,
        finds: (args) =>
          isSwitchedToPush(args) ? args.values('--image-name').flatMap((each) => push(each)) : [],
      },
      {
        words: ['features|templates', 'publish'],
        source: 'https://github.com/devcontainers/cli/blob/main/src/spec-node/featuresCLI/publish.ts',
        example: 'devcontainer features publish ./src --namespace octo/app',
        takes: DEVCONTAINER_OPTIONS,
        elsewhere: /\bdevcontainer\s+(?:features|templates)\s+publish\b/,
        finds: ({ last }, around) => {
          const registry = last('-r', '--registry') ?? 'ghcr.io';
          return published(`${registry}/${last('-n', '--namespace') ?? HOLE}/${HOLE}`, around);
        },
      },
    ],
    followsProject: true,
    log: { name: 'devcontainers', frame: /\bdevcontainer (?:build|features|templates)\b/ },
    hidesLogins: 'no',
  },
];
