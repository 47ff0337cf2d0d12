/** `demo` from `dist/`, as it is installed: it starts the steps beside it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { width } from '../../src/report/text.js';
import { COMPILED, TABLE_NODE } from '../node.js';
import { demoFaults } from '../schema.js';

const cli = path.join(import.meta.dirname, '../../dist/cli/index.js');
const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function demo(args: string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      TABLE_NODE,
      [cli, 'demo', ...args],
      { env: { PATH: process.env.PATH, HOME: folder, ...COMPILED, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  test('a scenario fits eighty columns, its summary and addresses included', async () => {
    const { code, stdout } = await demo(['lacks-write', '--language', language]);
    expect(code).toBe(0);
    expect(stdout).toContain('job-lacks-packages-write');
    // An address stays whole, on a line of its own: it is there to be opened.
    const addresses = stdout.split('\n').filter((line) => /^[ ┃]*\S*https?:\/\/\S+$/.test(line));
    expect(addresses.join()).toMatch(/docs\/(?:zh-CN\/)?causes\/job-lacks-packages-write\.md/);
    for (const line of stdout.split('\n'))
      expect([line, width(line) <= 80 || addresses.includes(line)]).toEqual([line, true]);
    expect(stdout).not.toContain('\u001b');
  });
});

test('a line of a diff stays whole, to be copied', async () => {
  const { stdout } = await demo(['fork-pull-request'], { COLUMNS: '80' });
  const added = stdout.split('\n').filter((line) => /^ +\+ /.test(line));
  expect(added.length).toBeGreaterThan(1);
  for (const line of added) expect(line).toMatch(/^ +\+ {10}push: \$\{\{ .* \}\}$/);
});

test('code that the summary has to write in HTML is shown as it will look', async () => {
  const { stdout } = await demo(['expired-ghcr-token'], { COLUMNS: '80' });
  expect(stdout.replace(/\n +/g, '')).toContain(
    '[`github.com/settings/tokens/new?scopes=write:packages&description=GHCR_TOKEN`]',
  );
  expect(stdout).not.toMatch(/<code>|&#\d+;/);
});

test('a sentence is wrapped as if the lab were ghcr.io', async () => {
  const { stdout } = await demo(['lacks-write'], { COLUMNS: '80' });
  expect(stdout).toContain(
    '     ghcr.io refused the push to ghcr.io/octo-org/app: "installation not allowed\n',
  );
});

test('colours reach the log of the step', async () => {
  const { stdout } = await demo(['allowed', '--summary', folder], { FORCE_COLOR: '1' });
  expect(stdout).toMatch(/\u001b\[32m\u001b\[1m✓ ghcr\.io accepts/);
  for (const line of stripVTControlCharacters(stdout).split('\n'))
    expect(width(line)).toBeLessThanOrEqual(80);
});

describe('--summary', () => {
  test('writes the job summary, and names the file in its place', async () => {
    const target = path.join(folder, 'deep/er');
    const { code, stdout } = await demo(['allowed', '--summary', target]);
    expect(code).toBe(0);
    expect(stdout.replace(/\n {3}/g, '')).toContain(path.join(target, 'allowed.md'));
    expect(stdout).not.toContain('## ✅');
    expect(readFileSync(path.join(target, 'allowed.md'), 'utf8')).toMatch(
      /^## ✅ The push will be accepted\n/,
    );
  });

  test('that can not be written is one sentence', async () => {
    const { code, stderr } = await demo(['allowed', '--summary', path.join(cli, 'x')]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `ghcr-preflight: --summary: ${path.join(cli, 'x/allowed.md')} could not be written (ENOTDIR).\n`,
    );
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux.each([
    ['en', '--summary: /proc/x/allowed.md could not be written (ENOENT).'],
    ['zh-CN', '--summary：无法写入 /proc/x/allowed.md（ENOENT）。'],
  ])('in a place where there can be no folder ends: %s', async (language, sentence) => {
    const { code, stderr } = await demo(['allowed', '--summary', '/proc/x', '--language', language]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `ghcr-preflight: ${sentence}\n` });
  });

  test('of a variable that is not set writes nothing', async () => {
    const { code, stderr, stdout } = await demo(['allowed', '--summary', '']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--summary was given and is empty');
  });
});

describe('a TMPDIR that is not there', () => {
  test.each([
    [
      'en',
      /^ghcr-preflight: Temporary files could not be written to \S+\/none \(ENOENT\): let TMPDIR [^\n]+\.\n$/,
    ],
    ['zh-CN', /^ghcr-preflight: 无法将临时文件写入 \S+\/none（ENOENT）：[^\n]+。\n$/],
  ])('is one sentence: %s', async (language, sentence) => {
    const { code, stderr } = await demo(['allowed', '--language', language], {
      TMPDIR: path.join(folder, 'none'),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});

test('the list of scenarios is data where data is asked for', async () => {
  const listed = JSON.parse((await demo(['--list', '--format', 'json'])).stdout);
  const names = (await demo(['--list'])).stdout.match(/^[\w-]+/gm);
  expect(listed.map(({ scenario }: { scenario: string }) => scenario)).toEqual(names);
  expect(listed[0].title).toMatch(/\w/);
});

test('the runs are data as the schema has them', async () => {
  const runs = JSON.parse((await demo(['later-login', '--format', 'json'])).stdout);
  expect(demoFaults(runs)).toEqual([]);
  expect(runs).toMatchObject([{ scenario: 'later-login', exitCode: 1, outputs: { verdict: 'denied' } }]);
  expect(demoFaults([{ ...runs[0], more: 1 }])).not.toEqual([]);
});

test('a scenario that is none is one sentence, and nothing else', async () => {
  const { code, stdout, stderr } = await demo(['nope']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('There is no scenario "nope"');
});

describe('what was found, in the forms of the other commands', () => {
  test('as annotations, one a finding, and nothing beside them', async () => {
    const { code, stdout } = await demo(['lacks-write', '--format', 'github']);
    const lines = stdout.trimEnd().split('\n');
    expect({ code, count: lines.length }).toEqual({ code: 0, count: 1 });
    expect(lines[0]).toMatch(
      /^::error title=[^:]+,file=\.github\/workflows\/publish\.yml,line=\d+,endLine=\d+/,
    );
    expect((await demo(['allowed', '--format', 'github'])).stdout).toBe('');
  });
  test('as SARIF', async () => {
    const { code, stdout } = await demo(['lacks-write', '--format', 'sarif', '--language', 'zh-CN']);
    const { version, runs } = JSON.parse(stdout);
    expect({ code, version }).toEqual({ code: 0, version: '2.1.0' });
    expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      'job-lacks-packages-write',
    ]);
    expect(runs[0].tool.driver.rules[0].shortDescription.text).toMatch(/[一-鿿]/);
  });
});
