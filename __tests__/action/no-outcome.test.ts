/** A step that ends before it has an outcome sets all outputs that its `action.yml` declares: built actions with bad input. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseKeyValues } from '../../src/lab/runner/runner-words.js';
import { throughDoor } from '../node.js';

const root = path.join(import.meta.dirname, '../..');

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'no-outcome-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const declared = (folder: string): string[] =>
  Object.keys(parse(readFileSync(path.join(root, folder, 'action.yml'), 'utf8')).outputs).sort();

async function outputsOf(script: string, inputs: Record<string, string>) {
  const output = path.join(home, 'output');
  writeFileSync(output, '');
  const { exitCode } = await throughDoor(path.join(root, 'dist', script), {
    HOME: home,
    PATH: '/nonexistent',
    RUNNER_TEMP: home,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: home,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_REPOSITORY_OWNER: 'octo',
    GITHUB_RUN_ID: '1',
    GITHUB_API_URL: 'http://127.0.0.1:1',
    GITHUB_OUTPUT: output,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  });
  return { exitCode, outputs: parseKeyValues(readFileSync(output, 'utf8')) };
}

describe.each([
  ['.', 'main/index.js', { access: 'write' }],
  ['.', 'main/index.js', { language: 'de' }],
  ['lint', 'lint/index.js', { 'fail-on': 'denied' }],
  ['explain', 'explain/index.js', { 'run-id': 'last' }],
  ['explain', 'explain/index.js', { 'github-token': '' }],
  ['audit', 'audit/index.js', { shard: '3/2' }],
  ['audit/plan', 'audit/plan.js', { owner: 'octo org' }],
  ['audit/plan', 'audit/plan.js', { 'github-token': '' }],
  ['audit/merge', 'audit/merge.js', { reports: 'nowhere' }],
  ['audit/merge', 'audit/merge.js', { language: 'fr' }],
] as [string, string, Record<string, string>][])('%s: %s with %j', (folder, script, inputs) => {
  test('fails, and what reads its outputs can', async () => {
    const { exitCode, outputs } = await outputsOf(script, inputs);
    expect(exitCode).toBe(1);
    expect(Object.keys(outputs).sort()).toEqual(declared(folder));
    for (const list of ['findings', 'shards', 'missing'])
      if (list in outputs) expect(JSON.parse(outputs[list] ?? '')).toEqual([]);
    if (folder === '.')
      expect(outputs).toMatchObject({ verdict: 'unknown', 'can-push': 'false', 'can-pull': 'false' });
  });
});

test('an outcome that is there stays, where something fails after it', async () => {
  const folder = path.join(home, '.github', 'workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'ci.yml'),
    'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          echo "${{ github.token }}" | docker login ghcr.io -u x --password-stdin\n          docker push ghcr.io/octo/app\n',
  );
  const { exitCode, outputs } = await outputsOf('lint/index.js', {
    'sarif-file': '/dev/null/findings.sarif',
  });
  expect(exitCode).toBe(1);
  expect(outputs).toMatchObject({ errors: '1', 'sarif-file': '' });
});
