/** A name without a registry, in a job that logs in to one alone: the edit writes the registry in front of it. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

/** The lines that the edit brings. */
async function added(text: string, repository = 'octo/app'): Promise<string[]> {
  const { report } = await lintFiles({ [MAIN]: text }, { repository });
  expect(report.findings.map(({ id }) => id)).toContain('invalid-image-reference');
  const diffs = report.findings.flatMap(({ fix }) => fix.diff ?? []).join('\n');
  return [...diffs.matchAll(/^\+ +(.*)$/gm)].map(([, line = '']) => line);
}

const withEnv = (env: string, steps: string) =>
  workflow(login() + steps).replace('jobs:', `env:\n  ${env}\njobs:`);
const script = (...lines: string[]) => `\n- run: |\n${lines.map((each) => `    ${each}`).join('\n')}`;
const META = (images: string) =>
  `\n- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ${images}${build('${{ steps.meta.outputs.tags }}')}`;

test.each<[string, string, string[]]>([
  ['at the push', workflow(login() + build('octo/app:1')), ['tags: ghcr.io/octo/app:1']],
  ['with the owner', workflow(login() + build('app:1')), ['tags: ghcr.io/octo/app:1']],
  [
    'in quotes',
    workflow(login() + build('"octo/app:1,octo/app:2"')),
    ['tags: "ghcr.io/octo/app:1,ghcr.io/octo/app:2"'],
  ],
  [
    "of GitHub's own words",
    workflow(login() + build('${{ github.repository }}:1')),
    ['tags: ghcr.io/${{ github.repository }}:1'],
  ],
  [
    "of the owner's",
    workflow(login() + build('${{ github.repository_owner }}/web:1')),
    ['tags: ghcr.io/${{ github.repository_owner }}/web:1'],
  ],
  ['at metadata-action', workflow(login() + META('octo/app')), ['images: ghcr.io/octo/app']],
  [
    'above the jobs',
    withEnv('IMAGE: octo/app # ours', build('${{ env.IMAGE }}:1')),
    ['IMAGE: ghcr.io/octo/app # ours'],
  ],
  [
    'in quotes above the jobs',
    withEnv('IMAGE: "octo/app"', build('${{ env.IMAGE }}:1')),
    ['IMAGE: "ghcr.io/octo/app"'],
  ],
  [
    'in a script, with what is built there',
    workflow(
      login() + script('docker build -t octo/app:1 .', 'gh repo view octo/app', 'docker push octo/app:1'),
    ),
    ['docker build -t ghcr.io/octo/app:1 .', 'docker push ghcr.io/octo/app:1'],
  ],
  [
    'in a variable of a script',
    workflow(login() + script('NAME=octo/app', 'docker build -t $NAME .', 'docker push $NAME')),
    ['NAME=ghcr.io/octo/app'],
  ],
])('%s', async (_, text, expected) => {
  expect(await added(text)).toEqual(expected);
});

test.each<[string, string]>([
  [
    'a value that names the repository, too',
    withEnv('NAME: octo/app', `\n- run: gh repo view $NAME${build('${{ env.NAME }}:1')}`),
  ],
  ['a part of a longer name', withEnv('NAME: app', `${build('${{ env.NAME }}:1')}\n- run: ls /${'$'}{NAME}`)],
])('nothing is edited: %s', async (_, text) => {
  expect(await added(text)).toEqual([]);
});
