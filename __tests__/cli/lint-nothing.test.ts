/** What `lint` says of a file in which there is nothing to judge. */
import { execFileSync } from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build, login, MAIN, workflow } from '../lint/repository.js';
import { repository, run } from './run.js';

const WRONG = workflow(login() + build(), 'permissions: {contents: read}');
const TWICE = `permissions: {}\n${WRONG}permissions:\n  packages: write\n`;

describe('a file that was named', () => {
  test.each<[string, string | Buffer, string]>([
    ['empty', '', 'is empty.'],
    ['of blank lines', ' \n\n', 'is empty.'],
    ['in UTF-16 without a byte order mark', Buffer.from(WRONG, 'utf16le'), 'is not UTF-8 text'],
    ['with a NUL', `${WRONG}# \0`, 'is not UTF-8 text'],
    ['with a key twice', TWICE, "is not valid YAML: 'permissions' is already defined (line "],
  ])('%s: one sentence, and exit code 2', async (_, text, sentence) => {
    const folder = repository({});
    writeFileSync(path.join(folder, 'a.yml'), text);
    const { code, stdout, stderr } = await run(['lint', 'a.yml', '--repository', 'octo/app'], {
      cwd: folder,
    });
    expect(stdout).toBe('');
    expect(stderr).toContain(`ghcr-preflight: a.yml ${sentence}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test.each<[string, string]>([
    ['compose.yaml', 'services:\n  app:\n    image: ghcr.io/octo/app\n'],
    ['list.yml', '- ghcr.io/octo/app\n'],
  ])('%s is no workflow, which is no failure', async (name, text) => {
    const folder = repository({ [name]: text });
    expect(await run(['lint', name, '--repository', 'octo/app'], { cwd: folder })).toEqual({
      code: 0,
      stdout: '',
      stderr: `ghcr-preflight: ${name} is no workflow: it has no jobs.\n`,
    });
  });

  test.each<[string, string[], Record<string, string>]>([
    [
      'compose files',
      ['.', 'FOLDER'],
      { 'compose.yaml': 'x-a: &a {image: ghcr.io/octo/app}\nservices: {web: {<<: *a}}\n' },
    ],
    [
      'the settings of Dependabot',
      ['.github', '.github'],
      { '.github/dependabot.yml': 'version: 2\nupdates: []\n' },
    ],
    [
      'compose files among its workflows',
      ['.', '.github/workflows'],
      { '.github/workflows/compose.yaml': 'services: {web: {image: ghcr.io/octo/app}}\n' },
    ],
    [
      'a list',
      ['deploy', 'deploy'],
      { 'deploy/a.yml': '- ghcr.io/octo/app\n', 'deploy/b.yaml': 'kind: Pod\n' },
    ],
  ])('a folder that has only %s: said, and no failure', async (_, [named = '', said = ''], files) => {
    const folder = realpathSync(repository(files));
    const { code, stdout, stderr } = await run(['lint', named, '--repository', 'octo/app'], { cwd: folder });
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `ghcr-preflight: ${said.replace('FOLDER', folder)}: no file in this folder is a workflow: none of them has jobs.\n`,
    );
    expect(code).toBe(0);
  });

  test('nothing of it is said where one of them is a workflow', async () => {
    const folder = repository({ 'a.yml': 'on: push\njobs: {}\n', 'compose.yaml': 'services: {}\n' });
    expect(await run(['lint', '.'], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each<[string, string]>([
    ['compose.yaml', 'x-a: &a {image: ghcr.io/octo/app}\nservices: {web: {<<: *a}}\n'],
    [
      '.gitlab-ci.yml',
      '.base: &a {image: docker}\nbuild: {<<: *a, script: [docker push ghcr.io/octo/app]}\n',
    ],
    [
      'config.yml',
      'version: 2.1\nx: &a {image: ghcr.io/octo/app}\njobs: {build: {docker: [{<<: *a}]}}\nworkflows: {main: {jobs: [build]}}\n',
    ],
    ['values.yaml', 'x-a: &a {image: ghcr.io/octo/app}\nweb: {<<: *a}\n'],
  ])('%s, which other tools merge, is no workflow that GitHub refuses', async (name, text) => {
    const folder = repository({ [name]: text });
    const { code, stdout } = await run(['lint', name, '--repository', 'octo/app'], { cwd: folder });
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  test.each([
    ['a list that is left open', 'a: [b\n'],
    ['the same in what would be a workflow', 'on: push\njobs: {a: [\n'],
  ])('on standard input, %s is unreadable, whatever it is about', async (_, text) => {
    const { code, stderr } = await run(['lint', '-'], { stdin: text });
    expect(stderr).toMatch(/^ghcr-preflight: <stdin> is not valid YAML: [^\n]*\n$/);
    expect(code).toBe(2);
  });

  test('nothing is said of an action, nor of a workflow that pushes nothing', async () => {
    const folder = repository({
      'action.yml': 'runs:\n  using: composite\n  steps: []\n',
      'b.yml': '{"on": "push", "jobs": {}}\n',
    });
    const { stderr, code } = await run(['lint', 'action.yml', 'b.yml'], { cwd: folder });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});

describe('a folder without workflows, where nothing was named', () => {
  const THERE = /no such file or folder\.\n$/;
  test.each([
    ['en', [], /no such file or folder\.\nghcr-preflight: Run it in the folder of a repository, or name a/],
    ['zh-CN', [], /没有这个文件或目录。\nghcr-preflight: 请在存储库的目录中运行/],
    ['en', ['.github/workflows'], THERE],
  ])('in %s, %j: what to do stands behind it', async (language, paths, sentence) => {
    const folder = repository({ 'README.md': '# ghcr.io\n' });
    const { code, stderr } = await run(['lint', ...paths, '--language', language], { cwd: folder });
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });
});

describe('a file that no parser takes and that has no word of the registry', () => {
  const BROKEN = 'on: [push\njobs:\n  test:\n';
  const TESTS = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
  const folder = () =>
    repository({ [MAIN]: TESTS, '.github/workflows/broken.yml': BROKEN, 'broken.yml': BROKEN });
  const sentence = /^ghcr-preflight: (?:broken\.yml|<stdin>) is not valid YAML: .*\n$/;

  test.each<[string, string[]]>([
    ['named', ['broken.yml']],
    ['named beside one that can be read', ['broken.yml', MAIN]],
    ['on standard input', ['-']],
  ])('%s: one sentence, and exit code 2', async (_, paths) => {
    const stdin = paths.includes('-') ? BROKEN : undefined;
    const { code, stdout, stderr } = await run(['lint', ...paths], { cwd: folder(), stdin });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  test('found in a folder: only its words are looked at', async () => {
    const { code, stderr } = await run(['lint'], { cwd: folder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

test('a pipe in the place of a file: one sentence says where its command belongs', async () => {
  const cwd = repository({});
  execFileSync('mkfifo', [path.join(cwd, 'pipe')]);
  const { code, stdout, stderr } = await run(['lint', 'pipe'], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^ghcr-preflight: pipe is a pipe, .*COMMAND \| ghcr-preflight lint -\.\n$/);
});

test.each(['json', 'sarif', 'github'])(
  'where nothing could be read there is no report either, in %s; where something could, there is one of that',
  async (format) => {
    const folder = repository({ [MAIN]: WRONG.replace('contents: read', 'packages: write') });
    const lint = (...paths: string[]) =>
      run(['lint', ...paths, '--repository', 'octo/app', '--format', format], { cwd: folder });
    const stderr = 'ghcr-preflight: gone.yml: there is no such file or folder.\n';
    expect(await lint('gone.yml')).toEqual({ code: 2, stdout: '', stderr });
    const partly = await lint('gone.yml', MAIN);
    expect({ ...partly, stdout: partly.stdout !== '' }).toEqual({
      code: 2,
      stdout: format !== 'github',
      stderr,
    });
  },
);

test('in a folder they are named beside what is found, and a file without jobs is left alone', async () => {
  const at = (name: string) => `.github/workflows/${name}`;
  const folder = repository({
    [MAIN]: WRONG,
    [at('a.yml')]: '',
    [at('d.yml')]: TWICE,
    [at('l.yml')]: '- a\n',
  });
  const { code, stdout, stderr } = await run(['lint', '--repository', 'octo/app'], { cwd: folder });
  expect(stdout.match(/^error\[/gm)).toHaveLength(1);
  expect(stderr.trim().split('\n')).toEqual([
    `ghcr-preflight: ${at('a.yml')} is empty.`,
    expect.stringContaining(`${at('d.yml')} is not valid YAML: 'permissions' is already defined`),
  ]);
  expect(code).toBe(1);
});

test('the same key of two mappings, and one behind an alias, stand there once', async () => {
  const text = WRONG.replace(
    'on: push',
    'on: push\nenv: &env {A: 1}\ndefaults: {run: {shell: bash}}',
  ).replace('    steps:', '    env: *env\n    steps:');
  const folder = repository({ [MAIN]: text });
  const { stderr } = await run(['lint', '--repository', 'octo/app'], { cwd: folder });
  expect(stderr).toBe('');
});
