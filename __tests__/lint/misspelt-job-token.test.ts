/** The secret of a login whose name is a slip of GITHUB_TOKEN: for a secret that is not there, GitHub gives the empty text. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const judged = (secret: string) => ids({ [MAIN]: workflow(login(secret) + build()) });

describe('a slip', () => {
  test.each([
    ['a letter is missing', 'secrets.GITUB_TOKEN'],
    ['the first one is', 'secrets.ITHUB_TOKEN'],
    ['another one stands there', 'secrets.GITJUB_TOKEN'],
    ['two have changed places', 'secrets.GIHTUB_TOKEN'],
    ['one is doubled', 'secrets.GITTHUB_TOKEN'],
    ['in lower case', 'secrets.gitub_token'],
  ])('%s', async (_, secret) => {
    expect(await judged(secret)).toEqual(['warning token-missing']);
  });
});

describe('the name of another secret', () => {
  test.each([
    'secrets.GH_TOKEN',
    'secrets.GHCR_TOKEN',
    'secrets.GITHUBTOKEN',
    'secrets.GIT_HUB_TOKEN',
    'secrets.MY_GITHUB_TOKEN',
    'secrets.XGITHUB_TOKEN',
    'secrets.GITHU2_TOKEN',
    'secrets.GITLAB_TOKEN',
    'secrets.GITEA_TOKEN',
    'secrets.GITHUB_TOKEN',
    // The job's own where there is none of that name.
    'secrets.GITUB_TOKEN || github.token',
  ])('%s', async (secret) => {
    expect(await judged(secret)).toEqual([]);
  });
});

describe('a called workflow', () => {
  const called = (secrets: string) =>
    workflow(
      login('secrets.GITUB_TOKEN') + build(),
      'permissions: {packages: write}',
      `{workflow_call: {secrets: ${secrets}}}`,
    );

  test.each([
    ['declares the name', '{GITUB_TOKEN: {required: true}}', []],
    ['declares it in other letters', '{gitub_token: {}}', []],
    ['declares another one', '{GHCR: {}}', ['warning token-missing']],
  ])('%s', async (_, secrets, expected) => {
    expect(await ids({ [MAIN]: called(secrets) })).toEqual(expected);
  });
});

const SCRIPT = `
- env:
    TOKEN: \${{ secrets.GITUB_TOKEN }}
  run: |
    echo "$TOKEN" | docker login ghcr.io -u x --password-stdin
    docker push ghcr.io/octo/app`;

test('a script has it of its env', async () => {
  const { report, repairs } = await lintFiles({ [MAIN]: workflow(SCRIPT) });
  expect(report.findings.map(({ id }) => id)).toEqual(['token-missing']);
  expect(report.findings[0]?.message).toContain('called GITUB_TOKEN');
  expect(report.findings[0]?.fix.diff).toContain('+          TOKEN: ${{ secrets.GITHUB_TOKEN }}');
  expect(repairs).toHaveLength(1);
});

test('each language has its words', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(SCRIPT) }, { language: 'zh-CN' });
  expect(report.findings[0]?.message).toContain('与 GITHUB_TOKEN 只差一个字母');
});

test('what is wrong with the token that is meant is mended with it', async () => {
  const files = { [MAIN]: workflow(login('secrets.GITUB_TOKEN') + build(), 'permissions: {contents: read}') };
  expect(said(await lintFiles(files))).toEqual(['warning token-missing ci.yml:11 image']);
});
