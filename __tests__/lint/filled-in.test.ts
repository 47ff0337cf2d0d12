/** Variables in the names of an action's inputs, which no shell reads: the edit writes them as expressions. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

/** The lines that the edit brings. */
async function added(text: string): Promise<string[]> {
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ id }) => id)).toContain('invalid-image-reference');
  const diffs = report.findings.flatMap(({ fix }) => fix.diff ?? []).join('\n');
  return [...diffs.matchAll(/^\+(?!\+) *(.*)$/gm)].map(([, line = '']) => line);
}

const pushed = (tags: string, before = '') => workflow(login() + before + build(tags));
const withEnv = (env: string, tags: string) => pushed(tags).replace('jobs:', `env:\n  ${env}\njobs:`);

test.each<[string, string, string[]]>([
  [
    "of the runner's",
    pushed('ghcr.io/octo/app:$GITHUB_SHA # now'),
    ['tags: ghcr.io/octo/app:${{ github.sha }} # now'],
  ],
  [
    'in braces',
    pushed('ghcr.io/octo/app:${GITHUB_REF_NAME}'),
    ['tags: ghcr.io/octo/app:${{ github.ref_name }}'],
  ],
  ['of the workflow', withEnv('NAME: app', 'ghcr.io/octo/$NAME:1'), ['tags: ghcr.io/octo/${{ env.NAME }}:1']],
  ['for the host', withEnv('HOST: ghcr.io', '"${HOST}/octo/app:1"'), ['tags: "${{ env.HOST }}/octo/app:1"']],
  [
    'of a step before',
    pushed(
      '|\n      ghcr.io/octo/app:$V\n      ghcr.io/octo/app:latest',
      '\n- run: echo "V=1" >> "$GITHUB_ENV"',
    ),
    ['ghcr.io/octo/app:${{ env.V }}'],
  ],
  [
    'in a value',
    withEnv('NAME: ghcr.io/$GITHUB_REPOSITORY', '${{ env.NAME }}:1'),
    ['NAME: ghcr.io/${{ github.repository }}'],
  ],
  [
    'an expression of one brace',
    pushed('ghcr.io/octo/app:${ github.sha }'),
    ['tags: ghcr.io/octo/app:${{ github.sha }}'],
  ],
  [
    'between braces',
    workflow(
      `${login()}\n- uses: docker/build-push-action@v6\n  with: {push: true, tags: ghcr.io/octo/app:$GITHUB_SHA}`,
    ),
    ["with: {push: true, tags: 'ghcr.io/octo/app:${{ github.sha }}'}"],
  ],
  [
    'in a value between braces',
    pushed('${{ env.NAME }}:1').replace('jobs:', 'env: {NAME: ghcr.io/$GITHUB_REPOSITORY}\njobs:'),
    ["env: {NAME: 'ghcr.io/${{ github.repository }}'}"],
  ],
  ['a context that is not there', withEnv('V: octo\n  NAME: ghcr.io/${env.V}/app', '${{ env.NAME }}:1'), []],
  ['one that nobody knows', pushed('ghcr.io/octo/app:$TAG'), []],
  ['one beside it that nobody knows', pushed('"ghcr.io/octo/app:$GITHUB_SHA,ghcr.io/octo/app:$TAG"'), []],
  ['one that a shell cuts', pushed('ghcr.io/octo/app:${GITHUB_SHA::7}'), []],
])('%s', async (_, text, expected) => {
  expect(await added(text)).toEqual(expected);
});
