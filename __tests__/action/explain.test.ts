/** `explain/action.yml` as a runner runs it: its door in `dist/`, in the whole run in a process of its own. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { throughDoor } from '../node.js';

const root = path.join(import.meta.dirname, '../..');
const metadata = parse(readFileSync(path.join(root, 'explain/action.yml'), 'utf8'));
const TOKEN = 'ghs_15368_jobJobJobJobJobJobJobJobJobJobJob01';
const LOG = `2026-11-02T10:00:00.1Z ##[group]GITHUB_TOKEN Permissions
2026-11-02T10:00:00.1Z Contents: read
2026-11-02T10:00:00.1Z ##[endgroup]
2026-11-02T10:00:00.1Z Secret source: Actions
2026-11-02T10:00:00.1Z Complete job name: image
2026-11-02T10:00:01.1Z ERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Create organization package ${TOKEN}
`;

let lab: Lab;
let home: string;
beforeAll(async () => {
  const run = (id: number) => ({
    event: 'push',
    path: '.github/workflows/ci.yml',
    head_sha: '0123',
    conclusion: null,
    html_url: `https://github.com/octo/app/actions/runs/${id}`,
    actor: { login: 'mona' },
    repository: { full_name: 'octo/app', owner: { login: 'octo' } },
    head_repository: { full_name: 'octo/app' },
  });
  lab = await startLab({
    accounts: [],
    packages: [],
    tokens: { [TOKEN]: { kind: 'github-token', repository: 'octo/app', packages: 'none' } },
    answers: {
      'GET /repos/octo/app/actions/runs/7': { body: run(7) },
      'GET /repos/octo/app/actions/runs/7/jobs': {
        body: {
          jobs: [
            { id: 70, name: 'image', conclusion: 'failure' },
            { id: 71, name: 'explain', conclusion: null },
          ],
        },
      },
      'GET /repos/octo/app/actions/jobs/70/logs': { body: LOG },
      'GET /repos/octo/app/actions/runs/8': { body: run(8) },
      'GET /repos/octo/app/actions/runs/8/jobs': { body: { jobs: [] } },
      'GET /repos/octo/app/actions/runs/10': { body: run(10) },
      'GET /repos/octo/app/actions/runs/10/jobs': {
        body: { jobs: [{ id: 100, name: 'image', conclusion: 'failure' }] },
      },
      'GET /repos/octo/app/actions/jobs/100/logs': { body: `${'#8 0.1 compiling\n'.repeat(200_000)}${LOG}` },
      'GET /repos/octo/app/actions/runs/9': {
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      },
    },
  });
  home = await mkdtemp(path.join(tmpdir(), 'explain-action-'));
});
afterAll(async () => {
  await lab.close();
  await rm(home, { recursive: true, force: true });
});

interface Step {
  code: number;
  log: string;
  outputs: string;
  summary: string;
}

async function step(inputs: Record<string, string> = {}, more: NodeJS.ProcessEnv = {}): Promise<Step> {
  const files = { GITHUB_OUTPUT: path.join(home, 'output'), GITHUB_STEP_SUMMARY: path.join(home, 'summary') };
  for (const file of Object.values(files)) await writeFile(file, '');
  const given = Object.fromEntries(
    Object.entries({ 'run-id': '7', 'github-token': TOKEN, ...inputs }).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]),
  );
  const env = {
    ...{ GITHUB_REPOSITORY: 'octo/app', GITHUB_RUN_ID: '7', GITHUB_API_URL: lab.apiUrl, RUNNER_TEMP: home },
    ...{ GITHUB_ACTION_REPOSITORY: 'org/ghcr-preflight', GITHUB_ACTION_REF: 'v1' },
    ...files,
    ...given,
    ...more,
  };
  const { exitCode, stdout } = await throughDoor(path.join(root, 'explain', metadata.runs.main), env);
  const read = (file: string) => readFile(file, 'utf8');
  return {
    code: exitCode,
    log: stdout,
    outputs: await read(files.GITHUB_OUTPUT),
    summary: await read(files.GITHUB_STEP_SUMMARY),
  };
}

test('its face is that of the contract', () => {
  expect(Object.keys(metadata.inputs)).toEqual(['run-id', 'github-token', 'summary', 'language']);
  expect(Object.keys(metadata.outputs)).toEqual(['findings', 'report']);
  expect(metadata.runs.using).toBe('node24');
});

describe('a run whose job was refused', () => {
  test('one annotation, the summary, the outputs, and the step does not fail', async () => {
    const { code, log, outputs, summary } = await step();
    expect(code).toBe(0);
    expect(log.match(/^::error /gm)).toHaveLength(1);
    expect(log).toContain('::error title=The job may not write packages::');
    expect(summary).toContain('## ❌ Why it failed');
    expect(summary).toContain(
      'https://github.com/org/ghcr-preflight/blob/v1/docs/causes/job-lacks-packages-write.md',
    );
    expect(outputs).toContain('"id":"job-lacks-packages-write"');
    const report = JSON.parse(
      await readFile(
        /ghcr-preflight-\S+\.json/.exec(outputs)?.[0]
          ? path.join(home, /ghcr-preflight-\S+\.json/.exec(outputs)?.[0] as string)
          : '',
        'utf8',
      ),
    );
    expect(report).toMatchObject({ command: 'explain', verdict: 'denied' });
  });

  test('no token is in anything that is written, but the order to mask it', async () => {
    const { log, outputs, summary } = await step();
    const written = log.replace(/^::add-mask::.*$/gm, '') + outputs + summary;
    expect(written).not.toContain(TOKEN);
  });

  test('the summary is left out, and the language is kept, as told', async () => {
    expect((await step({ summary: 'never' })).summary).toBe('');
    expect((await step({ language: 'zh-CN' })).summary).toContain('## ❌ 失败的原因');
  });
});

test('a log that the API hands out itself, without an address, is read to its end', async () => {
  const { code, log } = await step({ 'run-id': '10' });
  expect(code).toBe(0);
  expect(log).toContain('::error title=The job may not write packages::');
});

test.each(['', 'app'])('where GITHUB_REPOSITORY is "%s" that is what is said', async (given) => {
  const { code, log } = await step({}, { GITHUB_REPOSITORY: given });
  expect(code).toBe(1);
  expect(log.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(`GITHUB_REPOSITORY is "${given}"`)]);
});

test('a run without a failed job: a sentence, no annotation', async () => {
  const { code, log, summary, outputs } = await step({ 'run-id': '8' });
  expect([code, log.match(/^::error/gm)]).toEqual([0, null]);
  expect(summary).toContain('No job of this run has failed');
  expect(outputs).toContain('[]');
  expect((await step({ 'run-id': '8', summary: 'on-finding' })).summary).toBe('');
});

test.each<[string, Record<string, string>, string]>([
  ['without actions: read', { 'run-id': '9' }, 'it needs actions: read'],
  ['a run that is not there', { 'run-id': '404' }, 'There is no run 404 in octo/app'],
  [
    'a run that is no number',
    { 'run-id': 'abc' },
    'The input "run-id" is "abc", which is no number of a run',
  ],
  [
    'a run that is no number, in Chinese',
    { 'run-id': '7x', language: 'zh-CN' },
    '输入 run-id 的值“7x”不是运行编号',
  ],
  ['a token that is empty', { 'github-token': '' }, 'The input "github-token" is empty'],
  ['an input that is not one of its values', { summary: 'sometimes' }, '"summary" is "sometimes"'],
])('the step fails with one sentence: %s', async (_, inputs, sentence) => {
  const { code, log } = await step(inputs);
  expect(code).toBe(1);
  expect(log.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(sentence)]);
});
