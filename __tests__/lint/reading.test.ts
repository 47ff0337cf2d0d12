/** Which files are read, which of them are parsed, and what the result holds. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/commands/lint.js';
import type { Language } from '../../src/types.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const BAD = workflow(login() + build(), 'permissions: {contents: read}');
const GOOD = workflow(login() + build());
const FOLDER = '.github/workflows';

describe('files', () => {
  test('only what can concern the registry is parsed', async () => {
    const result = await lintFiles({
      [MAIN]: GOOD,
      [`${FOLDER}/test.yml`]: workflow('- run: npm test'),
      [`${FOLDER}/broken.yml`]: 'on: [push',
      [`${FOLDER}/calls.yml`]: 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n',
    });
    expect(result).toMatchObject({ filesRead: 4, filesParsed: 2, problems: [] });
  });

  test('a file that is broken says where', async () => {
    const { problems } = await lintFiles({ [MAIN]: `# ghcr.io\non: push\njobs: [\n` });
    expect(problems).toMatchObject([{ file: MAIN, kind: 'broken-yaml', line: expect.any(Number) }]);
  });

  test('a file, a folder, or a repository', async () => {
    const whole = await lintFiles({ [MAIN]: BAD, [`${FOLDER}/other.yml`]: BAD });
    expect(whole.report.findings).toHaveLength(2);
    const one = await lintFiles({ [MAIN]: BAD }, { paths: [] });
    expect(one.report.verdict).toBe('not-needed');
  });

  test('a single file with what it calls', async () => {
    const root = path.join(import.meta.dirname, '..', '..', 'coverage', `lint-${process.pid}`);
    mkdirSync(path.join(root, FOLDER), { recursive: true });
    const caller =
      'on: push\njobs:\n  a:\n    permissions: {contents: read}\n    uses: ./.github/workflows/called.yml\n';
    writeFileSync(path.join(root, MAIN), caller);
    writeFileSync(path.join(root, FOLDER, 'called.yml'), GOOD.replace('on: push', 'on: workflow_call'));
    const result = await lint({
      paths: [path.join(root, MAIN)],
      repository: 'octo/app',
      event: null,
      language: 'en',
      root,
    });
    expect(result.filesRead).toBe(1);
    // The call says nothing of images, but the file that it calls does.
    expect(said(result)).toEqual(['error caller-lacks-packages-write ci.yml:4 a']);
  });

  test('a text that stands in no file', async () => {
    const result = await lintFiles({}, { paths: [], texts: [{ file: '<stdin>', text: BAD }] });
    expect(said(result)).toEqual(['error job-lacks-packages-write <stdin>:5 image']);
  });

  test.each(['constructor', 'toString', '__proto__'])('a file that is called %s', async (file) => {
    const result = await lintFiles({}, { paths: [], texts: [{ file, text: BAD }] });
    expect(said(result)).toEqual([`error job-lacks-packages-write ${file}:5 image`]);
    expect(result.texts[file]).toBe(BAD);
  });

  test('texts in the place of those on the disk', async () => {
    expect(said(await lintFiles({ [MAIN]: BAD }, { edited: { [MAIN]: GOOD } }))).toEqual([]);
  });

  test('a place that is not there is named', async () => {
    const { problems } = await lintFiles({}, { paths: ['/nowhere/at/all'] });
    expect(problems).toMatchObject([{ kind: 'not-found', line: null }]);
  });
});

describe('the result', () => {
  test.each([
    [BAD, 'denied'],
    [GOOD, 'allowed'],
    [workflow(login() + build(), 'env: {A: b}'), 'unknown'],
    [workflow('- run: "true # ghcr.io"'), 'not-needed'],
  ])('verdict of %#', async (text, verdict) => {
    expect((await lintFiles({ [MAIN]: text })).report.verdict).toBe(verdict);
  });

  test.each([
    ['a login that an action makes', `- uses: octo/sign-in@v1\n${build()}`, ['unknown']],
    ['a name that a variable tells', login() + build('ghcr.io/octo/${{ vars.NAME }}'), ['unknown']],
    [
      'one of two names',
      login() + build('ghcr.io/octo/app') + build('ghcr.io/octo/${{ vars.NAME }}'),
      ['allowed', 'unknown'],
    ],
  ])('is open where no text tells %s', async (_, steps, verdicts) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings).toEqual([]);
    expect(report.images.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(report.verdict).toBe('unknown');
  });

  test.each([
    ['a setting is the whole name', login() + build('${{ vars.IMAGE }}'), 'unknown'],
    [
      'a login shell may set the variable',
      `${login()}- run: docker push "$IMAGE"\n  shell: bash -l {0}\n`,
      'unknown',
    ],
    ['a script that is not there says so', `${login()}- run: ./push-images.sh\n`, 'unknown'],
    ['a setting is the registry', login() + build('${{ vars.HOST }}/octo/app'), 'unknown'],
    [
      'a setting is the registry of the login, too',
      login().replace('ghcr.io', '${{ vars.HOST }}') + build('${{ vars.HOST }}/octo/app'),
      'unknown',
    ],
    [
      'the login is for another one',
      login().replace('ghcr.io', 'quay.io') + build('${{ vars.IMAGE }}'),
      'not-needed',
    ],
    [
      'a user of Docker Hub pushes beside it',
      `${login()}- uses: docker/login-action@v3\n  with: {username: a, password: '\${{ secrets.HUB }}'}\n${build('${{ vars.HUB_USER }}/app')}`,
      'not-needed',
    ],
    [
      'it is only built',
      login() + build('${{ vars.IMAGE }}').replace('push: true', 'push: false'),
      'not-needed',
    ],
  ])('of a push whose registry no text tells: %s', async (_, steps, verdict) => {
    const { report } = await lintFiles({ [MAIN]: `# ghcr.io\n${workflow(steps)}` });
    expect(report).toMatchObject({ findings: [], images: [], verdict });
  });

  test('of a push that only a setting asks for, nobody can say that it is not made', async () => {
    const guarded = (condition: string) =>
      workflow(login() + build().replace('- uses:', `- if: ${condition}\n  uses:`));
    const verdictOf = async (source: string) => (await lintFiles({ [MAIN]: source })).report;
    expect(await verdictOf(guarded("vars.PUSH == 'true'"))).toMatchObject({
      verdict: 'unknown',
      images: [{ verdict: 'unknown' }],
      findings: [],
    });
    expect(await verdictOf(guarded('false'))).toMatchObject({ verdict: 'not-needed', images: [] });
  });

  test('names what is pushed, and no secret character', async () => {
    const text = workflow(login() + build('ghcr.io/octo/app:${{ secrets.TAG }}'));
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.images).toEqual([
      { reference: 'ghcr.io/octo/app:…', verdict: 'allowed', status: null, message: null, token: null },
    ]);
    expect(JSON.stringify(report)).not.toMatch(/\p{Co}/u);
  });

  test('one finding for one cause in one job', async () => {
    const steps = login() + build('ghcr.io/octo/a') + build('ghcr.io/octo/b') + build('ghcr.io/octo/c');
    const text = workflow(steps, 'permissions: {contents: read}', '[push, release, schedule]');
    expect((await lintFiles({ [MAIN]: text })).report.findings).toHaveLength(1);
  });

  test('the repair that is shown is the one that is applied', async () => {
    const { report, repairs } = await lintFiles({ [MAIN]: BAD });
    expect(report.findings[0]?.fix.diff).toContain('+    permissions: {contents: read, packages: write}');
    expect(repairs).toMatchObject([{ finding: 0, safe: true, edits: [{ file: MAIN }] }]);
  });

  test('Chinese', async () => {
    const { report } = await lintFiles({ [MAIN]: BAD }, { language: 'zh-CN' });
    expect(report.findings[0]).toMatchObject({
      title: '作业没有写入软件包的权限',
      docs: expect.stringContaining('zh-CN'),
    });
    expect(report.findings[0]?.evidence.join()).toMatch(/推送 ghcr/);
  });
});

describe('a file that GitHub refuses', () => {
  test('has no other finding', async () => {
    const text = BAD.replace('contents: read', 'packages: write|read');
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual(['error invalid-permissions ci.yml:5 image']);
  });

  // No context is there for permissions (docs: Contexts, availability), and each run ends as a workflow file issue.
  test('an expression in its permissions', async () => {
    const text = workflow(login() + build(), 'permissions: {packages: "${{ vars.LEVEL }}"}');
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([
      expect.stringMatching(/^error invalid-permissions ci\.yml:\d+ image$/),
    ]);
  });

  test('a scope that may be newer than we are is not certain', async () => {
    const keys = 'permissions: {packages: write, quantum: write}';
    expect(said(await lintFiles({ [MAIN]: workflow(login() + build(), keys) }))).toEqual([]);
  });

  // Comments hold no level: what is left says "Unexpected value ''".
  test.each([
    ['a scope', 'permissions: {packages: write, contents: }', "contents: '' is not allowed"],
    ['a text', "permissions: ''", 'Nothing stands under permissions'],
    ['a block', 'permissions:\n      # packages: write', 'Nothing stands under permissions'],
  ])('%s with nothing in it', async (_, keys, words) => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + build(), keys) });
    expect(report.findings).toEqual([
      expect.objectContaining({ id: 'invalid-permissions', message: expect.stringContaining(words) }),
    ]);
  });

  test('a scope that may be newer than we are gives no other one', async () => {
    const { report } = await lintFiles({
      [MAIN]: workflow(login() + build(), 'permissions: {contents: read, quantum: write}'),
    });
    expect(
      report.findings.map(({ id, fix }) => [id, fix.diff?.includes('quantum: write, packages: write')]),
    ).toEqual([['job-lacks-packages-write', true]]);
  });

  test.each([
    ['a scope beside the permissions of a job', 'permissions:\n  contents: read\npackages: write', true],
    ['a scope of a job without permissions', 'packages: write', false],
    [
      'a scope below empty permissions, with another level',
      'permissions:\npackages: Write\ncontents: read',
      true,
    ],
    ['a scope below empty permissions, with a yes', 'permissions:\ncontents: read\npackages: true', true],
    ['a scope below empty permissions, without a level', 'permissions:\ncontents: read\npackages:', false],
    // What a job does with its contents nobody can see.
    [
      'a scope below empty permissions, with a yes that is open',
      'permissions:\npackages: write\ncontents: yes',
      false,
    ],
  ])('%s', async (_, keys, isMended) => {
    const result = await lintFiles({ [MAIN]: workflow(login() + build(), keys) });
    const [finding, ...others] = result.report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: 'invalid-permissions', severity: 'error' });
    expect(finding?.message).toMatch(/^A job has no key (?:packages|contents)/);
    expect(finding?.fix.diff !== null).toBe(isMended);
  });

  test('permission in the singular', async () => {
    const { report } = await lintFiles({
      [MAIN]: workflow(login() + build(), 'permission:\n  packages: write'),
    });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-permissions']);
    expect(report.findings[0]?.fix.diff).toMatch(/^\+ {4}permissions:$/m);
  });

  test.each<[string, Language, string, string]>([
    ['a slip of a key', 'en', 'need: test', 'A job has no key need, so'],
    ['a slip of a key', 'zh-CN', 'need: test', '作业没有 need 键'],
    ['a key beside its own', 'en', 'env:\nTAG: 1', 'A job has no key TAG, so'],
    ['a key beside its own', 'zh-CN', 'env:\nTAG: 1', '它应当写在 env 之下'],
  ])('%s has words in %s', async (_, language, keys, words) => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + build(), keys) }, { language });
    expect(report.findings).toEqual([
      expect.objectContaining({
        id: 'invalid-image-reference',
        severity: 'error',
        message: expect.stringContaining(words),
      }),
    ]);
  });

  test.each([
    ['a key that may be newer than we are', 'permissions: {packages: write}\nquantum: true'],
    ['one beside an env that has something', 'permissions: {packages: write}\nenv: {A: 1}\nB: 2'],
  ])('%s is none of our business', async (_, keys) => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + build(), keys) });
    expect(report.findings).toEqual([]);
  });

  test.each<[Language, string]>([
    ['en', 'This is not allowed in permissions'],
    ['zh-CN', '这不是 permissions 的有效内容'],
  ])('a list has words in %s', async (language, words) => {
    const text = workflow(login() + build(), 'permissions:\n  - packages: write');
    const { report } = await lintFiles({ [MAIN]: text }, { language });
    expect(report.findings[0]?.message).toContain(words);
  });

  test('permissions among the jobs', async () => {
    const text = workflow(login() + build()).replace(
      'jobs:\n',
      'jobs:\n  permissions:\n    contents: read\n    packages: write\n',
    );
    const { report } = await lintFiles({ [MAIN]: text });
    expect(
      report.findings.map(({ id, message }) => [id, message.startsWith('permissions stands among the jobs')]),
    ).toEqual([['invalid-permissions', true]]);
  });
});

test('empty permissions of which nobody can tell what a step uses are shown filled, and left to their author', async () => {
  const steps = `- uses: some/thing@v1\n  with: {token: '\${{ github.token }}'}${login()}${build()}`;
  const { report, repairs } = await lintFiles({ [MAIN]: workflow(steps, 'permissions:') });
  expect(report.findings[0]?.fix.diff).toContain('+      packages: write');
  expect(repairs.map(({ safe }) => safe)).toEqual([false]);
});
