/** Passwords that ask a context which there is not: GitHub refuses the file, and no name of an image is to blame. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const WRITE = 'permissions: {packages: write}';

test.each<[string, string]>([
  ['secret.GITHUB_TOKEN', 'secrets.GITHUB_TOKEN'],
  ['secert.GHCR_TOKEN', 'secrets.GHCR_TOKEN'],
  ['GITHUB_TOKEN', 'github.token'],
  ['gihub.token', 'github.token'],
  ['token', 'secrets.GITHUB_TOKEN'],
])('%s', async (written, meant) => {
  const { report } = await lintFiles({ [MAIN]: workflow(login(written) + build(), WRITE) });
  expect(report.findings.map(({ id, title, fix }) => [id, title, fix.summary])).toEqual([
    ['token-missing', 'GitHub refuses this workflow', `Write \${{ ${meant} }}.`],
  ]);
  const chinese = await lintFiles(
    { [MAIN]: workflow(login(written) + build(), WRITE) },
    { language: 'zh-CN' },
  );
  expect(chinese.report.findings[0]?.message).toContain(`\${{ ${written} }}`);
});

test.each<[string, string, string]>([
  ['in a login', login('secret.GHCR_TOKEN') + build(), 'password: ${{ secrets.GHCR_TOKEN }}'],
  [
    'beside another one',
    login('secert.A || github.token') + build(),
    'password: ${{ secrets.A || github.token }}',
  ],
  ['in a name', login() + build('ghcr.io/octo/${{ evn.NAME }}:1'), 'tags: ghcr.io/octo/${{ env.NAME }}:1'],
  ['where the context is left out', login('GHCR_TOKEN') + build(), 'password: ${{ secrets.GHCR_TOKEN }}'],
])('the name that was meant is shown, and not written: %s', async (_, steps, line) => {
  const { report } = await lintFiles({ [MAIN]: workflow(steps, WRITE) });
  const [{ diff } = { diff: null }] = report.findings.map(({ fix }) => fix);
  expect(diff?.split('\n').flatMap((each) => (/^\+ /.test(each) ? each.slice(1).trim() : []))).toEqual([
    line,
  ]);
});

test('in the env of a step that logs in with a script', async () => {
  const step =
    '\n- env: {CR_TOKEN: "${{ secret.CR_TOKEN }}"}\n  run: echo "$CR_TOKEN" | docker login ghcr.io -u x --password-stdin';
  const [first] = said(await lintFiles({ [MAIN]: workflow(step + build(), WRITE) }));
  expect(first).toContain('error token-missing');
});

test.each<[string, string]>([
  ['GITHUB_TOKEN', 'github.token'],
  ['secret.CR_PAT', 'secrets.CR_PAT'],
])('in a script that logs in: %s', async (written, meant) => {
  const step = `\n- run: docker login ghcr.io -u octo -p \${{ ${written} }}`;
  const { report } = await lintFiles({ [MAIN]: workflow(step + build(), WRITE) });
  expect(report.findings.map(({ id, fix }) => [id, fix.summary])).toEqual([
    ['token-missing', `Write \${{ ${meant} }}.`],
  ]);
});

describe('what is none', () => {
  test('an output of a step whose id only begins so', async () => {
    const text = workflow(login() + build('ghcr.io/octo/${{ tokens.outputs.name }}:1'), WRITE);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
  });

  test('a name of an image', async () => {
    const text = workflow(login() + build('ghcr.io/octo/${{ secret.NAME }}:1'), WRITE);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
  });

  test('a password of a file that has nothing to do with the registry', async () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: o/a@v1\n        with: {password: "${{ secret.X }}"}\n';
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });
});
