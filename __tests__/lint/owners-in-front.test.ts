/** Edits of names that lack a part or have one too many: the owner, and what helm appends by itself. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

/** The lines that the edit brings. */
async function added(text: string, id: string): Promise<string[]> {
  const { report } = await lintFiles({ [MAIN]: text });
  const found = report.findings.filter((each) => each.id === id);
  expect(found).not.toEqual([]);
  const diffs = found.flatMap(({ fix }) => fix.diff ?? []).join('\n');
  return [...diffs.matchAll(/^\+ +(.*)$/gm)].map(([, line = '']) => line);
}

const withEnv = (env: string, tags: string) =>
  workflow(login() + build(tags)).replace('jobs:', `env:\n  ${env}\njobs:`);
const NAME_ALONE = '${{ github.event.repository.name }}';

test.each<[string, string, string[]]>([
  [
    'of a variable',
    withEnv('NAME: app', 'ghcr.io/${{ env.NAME }}:1'),
    ['tags: ghcr.io/octo/${{ env.NAME }}:1'],
  ],
  [
    'behind a variable with the host',
    withEnv('NAME: app\n  HOST: ghcr.io # ours', '${{ env.HOST }}/${{ env.NAME }}:1'),
    ['tags: ${{ env.HOST }}/octo/${{ env.NAME }}:1'],
  ],
  [
    "of the event's",
    workflow(login() + build(`ghcr.io/${NAME_ALONE}:1 # ours`)),
    [`tags: ghcr.io/octo/${NAME_ALONE}:1 # ours`],
  ],
  [
    'in a script',
    workflow(
      `${login()}\n- run: |\n    NAME=app\n    docker build -t ghcr.io/$NAME .\n    docker push ghcr.io/$NAME`,
    ),
    ['docker build -t ghcr.io/octo/$NAME .', 'docker push ghcr.io/octo/$NAME'],
  ],
  [
    'beside another name, of which nobody knows',
    withEnv('NAME: app', `"ghcr.io/\${{ env.NAME }}:1,ghcr.io/\${{ vars.IMAGE }}:1"`),
    [],
  ],
])('the owner of a name that is filled in: %s', async (_, text, expected) => {
  expect(await added(text, 'image-without-owner')).toEqual(expected);
});

const helm = (address: string) =>
  workflow(
    `- run: |\n    echo "\${{ secrets.GITHUB_TOKEN }}" | helm registry login ghcr.io -u octo --password-stdin\n    helm push app-1.tgz ${address}`,
  );

test.each<[string, string[]]>([
  ['oci://ghcr.io/octo/charts/app:1.0', ['helm push app-1.tgz oci://ghcr.io/octo/charts']],
  ['oci://ghcr.io/octo:1.0 # now', ['helm push app-1.tgz oci://ghcr.io/octo # now']],
  [
    '"oci://ghcr.io/${{ github.repository_owner }}/app:${{ github.ref_name }}"',
    ['helm push app-1.tgz "oci://ghcr.io/${{ github.repository_owner }}"'],
  ],
  [
    'oci://ghcr.io/octo/charts/app:1; echo done',
    ['helm push app-1.tgz oci://ghcr.io/octo/charts; echo done'],
  ],
  ['oci://ghcr.io/octo/charts/app:1>log', ['helm push app-1.tgz oci://ghcr.io/octo/charts>log']],
  // Where what a command prints ends, nobody tells.
  ['oci://ghcr.io/octo/charts/app:$(cat VERSION)', []],
  ['oci://ghcr.io/octo/charts/app:`cat VERSION`', []],
  ['oci://ghcr.io/octo/charts/app:"$V"', []],
  // The chart has another name than the folder.
  ['oci://ghcr.io/octo/charts:1.0', ['helm push app-1.tgz oci://ghcr.io/octo/charts']],
])('the folder for helm of %s', async (address, expected) => {
  expect(await added(helm(address), 'helm-url-has-tag')).toEqual(expected);
});
