/** The action `lint` as a runner runs it: `dist/lint` in a child process, with a checkout and the runner's files. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { parseKeyValues } from '../../src/lab/runner/runner-words.js';
import { repository } from '../cli/run.js';
import { throughDoor } from '../node.js';

const root = path.join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(path.join(root, 'schema/report.schema.json'), 'utf8'));
const metadata = parse(readFileSync(path.join(root, 'lint/action.yml'), 'utf8'));

const FILE = '.github/workflows/image.yml';
const WRONG = `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    permissions: {contents: read}
    steps:
      - run: echo "$TOKEN" | docker login ghcr.io -u x --password-stdin
        env: {TOKEN: '\${{ github.token }}'}
      - run: docker push ghcr.io/octo/app:1
`;
const RIGHT = WRONG.replace('{contents: read}', '{contents: read, packages: write}');
const UNSURE = WRONG.replace('    permissions: {contents: read}\n', '');

interface Ran {
  code: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  workspace: string;
}

async function action(
  files: Record<string, string | Buffer>,
  inputs: Record<string, string> = {},
): Promise<Ran> {
  const workspace = repository({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const temp = path.join(workspace, '..', `${path.basename(workspace)}-runner`);
  mkdirSync(temp);
  const at = (name: string) => path.join(temp, name);
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  const defaults = Object.entries(metadata.inputs as Record<string, { default?: string }>);
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_ACTION: '__org_ghcr-preflight',
    GITHUB_ACTION_REPOSITORY: 'org/ghcr-preflight',
    GITHUB_ACTION_REF: 'v1',
    RUNNER_TEMP: temp,
  };
  for (const [name, { default: value = '' }] of defaults) env[`INPUT_${name.toUpperCase()}`] = value;
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  const { exitCode, stdout } = await throughDoor(path.join(root, 'dist/lint/index.js'), env);
  return {
    code: exitCode,
    log: stdout,
    outputs: parseKeyValues(readFileSync(at('output'), 'utf8')),
    summary: readFileSync(at('summary'), 'utf8'),
    workspace,
  };
}

const annotations = ({ log }: Ran) =>
  log.split('\n').filter((line) => /^::(?:error|warning|notice)/.test(line));

describe('a workflow that would be refused', () => {
  test('is annotated on its line, reported, summed up, and fails the step', async () => {
    const ran = await action({ [FILE]: WRONG });
    expect(ran.code).toBe(1);
    expect(annotations(ran)).toEqual([
      expect.stringMatching(
        /^::error title=.*,file=\.github\/workflows\/image\.yml,line=5,.*::.*blob\/v1\/docs\/causes\/job-lacks-packages-write\.md/,
      ),
    ]);
    expect(ran.outputs).toMatchObject({ errors: '1', warnings: '0', 'sarif-file': '' });
    expect(JSON.parse(ran.outputs.findings ?? '')).toMatchObject([{ id: 'job-lacks-packages-write' }]);
    const report = JSON.parse(readFileSync(ran.outputs.report ?? '', 'utf8'));
    const isReport = new Ajv2020.default({ strict: false, validateFormats: false }).compile(schema);
    expect(isReport(report) || isReport.errors).toBe(true);
    expect(ran.summary).toContain('packages: write');
    expect(ran.log).toContain('error[job-lacks-packages-write]');
  });

  test('in Chinese', async () => {
    const { log, summary } = await action({ [FILE]: WRONG }, { language: 'zh-CN' });
    expect(log).toContain('docs/zh-CN/causes/job-lacks-packages-write.md');
    expect(summary).toMatch(/## ❌ \p{Script=Han}/u);
  });

  test('as SARIF, where it was asked for', async () => {
    const ran = await action({ [FILE]: WRONG }, { 'sarif-file': 'out/lint.sarif' });
    const file = path.join(ran.workspace, 'out/lint.sarif');
    expect(ran.outputs['sarif-file']).toBe(file);
    const [run] = JSON.parse(readFileSync(file, 'utf8')).runs;
    expect(run.results).toHaveLength(1);
    expect(run.tool.driver.rules[0].helpUri).toMatch(
      /^https:\/\/github\.com\/org\/ghcr-preflight\/blob\/v1\//,
    );
  });
});

describe('the step fails when fail-on says so, and only then', () => {
  test.each([
    [WRONG, 'error', 1],
    [WRONG, 'warning', 1],
    [WRONG, 'never', 0],
    [UNSURE, 'error', 0],
    [UNSURE, 'warning', 1],
    [UNSURE, 'never', 0],
    [RIGHT, 'warning', 0],
  ])('%#: %s', async (text, failOn, code) => {
    expect((await action({ [FILE]: text }, { 'fail-on': failOn })).code).toBe(code);
  });
});

test('nothing wrong: no annotation, an empty SARIF file that closes alerts', async () => {
  const ran = await action({ [FILE]: RIGHT }, { 'sarif-file': 'lint.sarif' });
  expect(ran).toMatchObject({ code: 0, outputs: { errors: '0', warnings: '0', findings: '[]' } });
  expect(annotations(ran)).toEqual([]);
  expect(ran.log).toContain('1 file, nothing that GHCR would refuse');
  expect(JSON.parse(readFileSync(path.join(ran.workspace, 'lint.sarif'), 'utf8')).runs[0].results).toEqual(
    [],
  );
});

test.each([
  ['always', true, true],
  ['on-finding', true, false],
  ['never', false, false],
])('summary: %s', async (summary, wrong, right) => {
  expect((await action({ [FILE]: WRONG }, { summary })).summary !== '').toBe(wrong);
  expect((await action({ [FILE]: RIGHT }, { summary })).summary !== '').toBe(right);
});

test('several paths, by line or comma', async () => {
  const other = 'ci/other.yml';
  const ran = await action({ [FILE]: WRONG, [other]: WRONG }, { path: `${FILE}, \n${other}` });
  expect(ran.outputs.errors).toBe('2');
});

describe('an error in the inputs is one sentence', () => {
  test.each(['fail-on', 'summary', 'language'])('%s', async (name) => {
    const ran = await action({ [FILE]: RIGHT }, { [name]: 'nonsense' });
    expect(ran.code).toBe(1);
    expect(annotations(ran)).toEqual([
      expect.stringMatching(new RegExp(`^::error::.*"${name}" is "nonsense"`)),
    ]);
    expect(ran.log).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test('a path that is not there', async () => {
    const ran = await action({}, { path: 'ci' });
    expect(ran.code).toBe(1);
    expect(annotations(ran)).toEqual(['::error::The input "path": ci: there is no such file or folder.']);
    expect(ran.log).not.toContain('nothing that GHCR would refuse');
    expect(ran.summary).toContain('## ⚠️ The workflows could not be read');
    expect(JSON.parse(readFileSync(ran.outputs.report ?? '', 'utf8'))).toMatchObject({ verdict: 'unknown' });
  });

  test.each([
    ['that is not there', 'ci.yml', 'ci.yml: there is no such file or folder.'],
    ['that is no YAML', 'broken.yml', 'broken.yml is not valid YAML: '],
  ])('a path %s, beside one that can be read', async (_, given, sentence) => {
    const inputs = { path: `${FILE},${given}`, 'fail-on': 'never' };
    const ran = await action({ [FILE]: RIGHT, 'broken.yml': 'on: [push\njobs: {}\n' }, inputs);
    expect(ran.code).toBe(1);
    expect(annotations(ran)).toEqual([expect.stringContaining(`::error::The input "path": ${sentence}`)]);
    const chinese = await action(
      { [FILE]: RIGHT, 'broken.yml': 'on: [push\njobs: {}\n' },
      { ...inputs, language: 'zh-CN' },
    );
    expect(annotations(chinese)).toEqual([expect.stringContaining(`::error::输入 path：${given}`)]);
  });

  test('the folder that is read where no path was given', async () => {
    const ran = await action({});
    expect(annotations(ran)).toEqual([
      expect.stringMatching(/^::error::\.github\/workflows: there is no such/),
    ]);
  });

  test('a SARIF file that can not be written', async () => {
    const ran = await action({ [FILE]: RIGHT, taken: '' }, { 'sarif-file': 'taken/lint.sarif' });
    expect(ran.code).toBe(1);
    expect(annotations(ran)).toEqual([
      expect.stringMatching(
        /"sarif-file" is ".*taken\/lint\.sarif", which could not be written \(ENOTDIR\)|EEXIST/,
      ),
    ]);
  });
});

test('what depends on a setting is told as that, and not as workflows that nobody looked at', async () => {
  const { summary } = await action({ [FILE]: UNSURE });
  expect(summary).toContain('## ⚠️ Some pushes or pulls here may fail');
  const chinese = await action({ [FILE]: UNSURE }, { language: 'zh-CN' });
  expect(chinese.summary).toContain('## ⚠️ 这里有推送或拉取可能失败');
});

test('a file that can not be read is a warning at that file', async () => {
  const broken = '.github/workflows/broken.yml';
  const ran = await action({ [FILE]: RIGHT, [broken]: 'on: push # docker push ghcr.io/a/b\njobs: [' });
  expect(ran.code).toBe(0);
  expect(annotations(ran)).toEqual([
    expect.stringMatching(/^::warning file=\.github\/workflows\/broken\.yml.*is not valid YAML/),
  ]);
});

test('lint/action.yml names what the action reads and writes', () => {
  expect(metadata.runs).toEqual({ using: 'node24', main: '../dist/lint/index.js' });
  expect(existsSync(path.join(root, 'lint', metadata.runs.main))).toBe(true);
  expect(Object.keys(metadata.inputs)).toEqual(['path', 'sarif-file', 'fail-on', 'summary', 'language']);
  expect(Object.keys(metadata.outputs)).toEqual(['findings', 'errors', 'warnings', 'report', 'sarif-file']);
});
