/** The actions of an audit as a runner runs them: plan, each shard, and the merge, from `dist/`, against the lab. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseKeyValues } from '../../src/lab/runner/runner-words.js';
import { throughDoor } from '../node.js';
import { schemaFaults } from '../schema.js';
import { start } from './support.js';
import { OWNER_TOKEN } from './world.js';

const root = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-audit-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

/** @param action folder of its `action.yml` */
async function step(action: string, inputs: Record<string, string>, apiUrl: string): Promise<Ran> {
  const metadata = parse(readFileSync(path.join(root, action, 'action.yml'), 'utf8'));
  const home = mkdtempSync(path.join(folder, 'step-'));
  const at = (name: string) => path.join(home, name);
  for (const name of ['output', 'summary']) writeFileSync(at(name), '');
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'audit',
    GITHUB_API_URL: apiUrl,
    GITHUB_REPOSITORY: 'octo-org/fine',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: home,
  };
  const given = {
    ...Object.fromEntries(
      Object.entries(metadata.inputs as Record<string, { default?: string }>).map(([name, about]) => [
        name,
        about.default ?? '',
      ]),
    ),
    owner: 'octo-org',
    'github-token': OWNER_TOKEN,
    ...inputs,
  };
  for (const [name, value] of Object.entries(given)) env[`INPUT_${name.toUpperCase()}`] = value;
  const script = path.join(root, action, metadata.runs.main);
  const { exitCode, stdout } = await throughDoor(script, env);
  return {
    code: exitCode,
    log: stdout,
    outputs: parseKeyValues(readFileSync(at('output'), 'utf8')),
    summary: readFileSync(at('summary'), 'utf8'),
  };
}

/** Puts a report where `actions/download-artifact` would. */
function artifact(reports: string, index: number, report: string): void {
  const target = path.join(reports, `ghcr-preflight-shard-${index}`);
  mkdirSync(target, { recursive: true });
  cpSync(report, path.join(target, path.basename(report)));
}

describe('the actions of an audit', () => {
  test('plan, shards and merge come to one report, one summary and one SARIF', async () => {
    const { apiUrl } = await start();
    const plan = await step('audit/plan', {}, apiUrl);
    expect(plan.outputs).toEqual({ shards: '["1/1"]', repositories: '12' });
    expect(plan.log).toContain('octo-org has 12 repositories that this token may see: 1 shard.');

    const reports = mkdtempSync(path.join(folder, 'reports-'));
    for (const number of [1, 2]) {
      const shard = await step('audit', { shard: `${number}/2`, summary: 'never' }, apiUrl);
      expect(shard.summary).toBe('');
      expect(shard.code).toBe(0);
      artifact(reports, number, shard.outputs.report as string);
    }
    const inputs = { reports, 'sarif-file': 'all.sarif', 'fail-on': 'error' };
    const merged = await step('audit/merge', inputs, apiUrl);
    expect(merged.outputs).toMatchObject({ errors: '4', warnings: '2', repositories: '8', missing: '[]' });
    expect(merged.code).toBe(1);
    const report = JSON.parse(readFileSync(merged.outputs.report as string, 'utf8'));
    expect(schemaFaults(report)).toEqual([]);
    expect(report.run).toMatchObject({ repository: 'octo-org/fine', id: '42' });
    expect(JSON.parse(readFileSync(path.join(folder, 'all.sarif'), 'utf8')).runs).toHaveLength(6);
    expect(merged.summary).toContain('## ❌ `octo-org`: Some pushes or pulls would fail');
    expect(merged.summary).toContain('```mermaid\nflowchart LR\n');
    expect(merged.summary.indexOf('\n### ❌')).toBeLessThan(merged.summary.indexOf('\n### ⚠️ The package'));
    expect(merged.log).toMatch(/^::error title=The job may not write packages::octo-org\/large\/.github/m);
    expect(merged.log).toMatch(
      /^::warning title=The package does not let this repository write::octo-org\//m,
    );
    const shown = plan.log.replace(/^::add-mask::.*$/gm, '') + merged.log + merged.summary;
    expect(shown).not.toContain(OWNER_TOKEN);
  });

  test.each([
    [
      'en',
      [
        'The owner is "o o"',
        '"shard" is "9/8"',
        '"probe" is "maybe"',
        '"fail-on" is "denied"',
        '"summary" is "x"',
      ],
    ],
    [
      'zh-CN',
      ['所有者“o o”', 'shard 的值“9/8”', 'probe 的值“maybe”', 'fail-on 的值“denied”', 'summary 的值“x”'],
    ],
  ])('inputs of which several are wrong are told in one go: %s', async (language, parts) => {
    const bad = { owner: 'o o', shard: '9/8', probe: 'maybe', 'fail-on': 'denied', summary: 'x', language };
    const { code, log, outputs } = await step('audit', bad, 'http://127.0.0.1:9');
    expect(code).toBe(1);
    const [line = ''] = log.split('\n').filter((each) => each.startsWith('::error'));
    const places = parts.map((part) => line.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(outputs).toEqual({ report: '', repositories: '0', errors: '0', warnings: '0' });
  });

  test('the plan counts those that are asked for', async () => {
    const { apiUrl } = await start();
    const plan = await step('audit/plan', { repositories: 'octo-org/*, !fine' }, apiUrl);
    expect(plan.outputs).toEqual({ shards: '["1/1"]', repositories: '11' });
    expect(plan.log).toContain('this token may see, of which 11 are asked for: 1 shard.');
    const none = await step('audit/plan', { repositories: 'nothing-*', language: 'zh-CN' }, apiUrl);
    expect(none.outputs).toEqual({ shards: '["1/1"]', repositories: '0' });
    expect(none.log).toContain('其中 0 个在审计范围内');
  });

  test('a shard that died is named, in Chinese too, and fails the merge only where that was asked for', async () => {
    const { apiUrl } = await start();
    const reports = mkdtempSync(path.join(folder, 'reports-'));
    const shard = await step('audit', { shard: '1/2', summary: 'never' }, apiUrl);
    artifact(reports, 1, shard.outputs.report as string);
    const merged = await step('audit/merge', { reports, language: 'zh-CN' }, apiUrl);
    expect(merged.outputs.missing).toBe('["2/2"]');
    expect(merged.summary).toContain('### ⚠️ 审计结果不完整');
    expect(merged.summary).toContain('分片 2/2 没有留下报告');
    expect(merged.log).toMatch(/^::warning ?::审计结果不完整/m);
    expect(merged.code).toBe(0);
    const strict = await step('audit/merge', { reports, 'fail-on': 'error' }, apiUrl);
    expect(strict.code).toBe(1);
  });

  test.each([
    ['audit', { owner: 'nobody' }, 'There is no account "nobody"'],
    ['audit', { shard: '3' }, 'The input "shard" is "3"'],
    ['audit', { probe: 'yes' }, 'The input "probe" is "yes"'],
    ['audit', { 'fail-on': 'always', language: 'zh-CN' }, '输入 fail-on 的值“always”无效'],
    ['audit', { language: 'de' }, 'The input "language" is "de"'],
    ['audit', { 'github-token': '' }, 'The input "github-token" is empty'],
    ['audit/plan', { owner: 'no/slash' }, 'The owner is "no/slash"'],
    ['audit/merge', { reports: 'nowhere' }, 'The input "reports" is "nowhere", which is no folder'],
    ['audit/merge', { reports: '.', language: 'zh-CN' }, '没有报告（*.json）'],
  ])('%s with %j fails in one sentence', async (action, inputs, sentence) => {
    const { apiUrl } = await start();
    const before = mkdtempSync(path.join(folder, 'empty-'));
    const given = 'reports' in inputs && inputs.reports === '.' ? { ...inputs, reports: before } : inputs;
    const { code, log } = await step(action, given, apiUrl);
    const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('::add-mask::'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(sentence);
    expect(code).toBe(1);
  });
});
