/** A name without a registry, in a job that logs in to one alone: the edit writes the registry in front of it. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

/** The lines that the edit brings. */
async function added(text: string, repository = 'octo/app'): Promise<string[]> {
  const { report } = await lintFiles({ [MAIN]: text }, { repository });
  const of = report.findings.filter(({ id }) => id === 'invalid-image-reference');
  expect(of).not.toEqual([]);
  const diffs = of.flatMap(({ fix }) => fix.diff ?? []).join('\n');
  return [...diffs.matchAll(/^\+ +(.*)$/gm)].map(([, line = '']) => line);
}

const withEnv = (env: string, steps: string) =>
  workflow(login() + steps).replace('jobs:', `env:\n  ${env}\njobs:`);
const script = (...lines: string[]) => `\n- run: |\n${lines.map((each) => `    ${each}`).join('\n')}`;
const META = (images: string) =>
  `\n- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ${images}${build('${{ steps.meta.outputs.tags }}')}`;

const attest = (name: string) => `
- uses: actions/attest-build-provenance@v3
  with:
    subject-name: ${name}
    subject-digest: sha256:${'0'.repeat(64)}
    push-to-registry: true`;

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
  [
    'where a value is used that is part of other names, too',
    withEnv('NAME: octo/app', `${build('${{ env.NAME }}:1')}\n- run: echo https://github.com/$NAME`),
    ['tags: ghcr.io/${{ env.NAME }}:1'],
  ],
  [
    'for an attestation beside an image that is pushed by its whole name',
    withEnv('NAME: octo/app', build('ghcr.io/${{ env.NAME }}:1', 'context: .') + attest('${{ env.NAME }}')),
    ['subject-name: ghcr.io/${{ env.NAME }}'],
  ],
  [
    'for one by the name of the repository',
    workflow(login() + build() + attest('${{ github.repository }}')),
    ['subject-name: ghcr.io/${{ github.repository }}'],
  ],
])('%s', async (_, text, expected) => {
  expect(await added(text)).toEqual(expected);
});

test('nothing is edited where several references begin otherwise', async () => {
  const tags = '"${{ env.NAME }}:1,${{ env.OTHER }}:1"';
  const text = withEnv('NAME: octo/app', `${build(tags)}\n- run: gh repo view $NAME`);
  expect(await added(text.replace('  NAME: ', '  OTHER: docker.io/octo/app\n  NAME: '))).toEqual([]);
});

test('an attestation beside a login to Docker Hub may be meant for that', async () => {
  const hub = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}';
  const text = workflow(login() + hub + build() + attest('octo/app'));
  expect((await lintFiles({ [MAIN]: text })).report.findings.map(({ id }) => id)).toEqual([
    'client-lacks-permission',
  ]);
});
