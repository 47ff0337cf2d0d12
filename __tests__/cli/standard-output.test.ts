/** What a command does whose output finds no room: the bundle, with a descriptor that takes nothing, or not all. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { TABLE_NODE } from '../node.js';

const BUNDLE = path.join(import.meta.dirname, '../../dist/cli/index.js');
const env = { PATH: process.env.PATH };
const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-output-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Linux has a device that is always full, and a shell that limits the size of files in blocks of 512 bytes.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

function intoFull(args: readonly string[]) {
  const full = openSync('/dev/full', 'w');
  try {
    return spawnSync(TABLE_NODE, [BUNDLE, ...args], {
      env,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
  } finally {
    closeSync(full);
  }
}

onLinux('an output that could not be written', () => {
  test.each([
    ['a report', ['explain', '--message', 'denied: denied', '--format', 'sarif']],
    ['a list', ['demo', '--list']],
    ['a script', ['completion', 'bash']],
    ['a help', ['--help']],
    ['the version', ['--version']],
  ])('%s: one sentence and 2', (_, args) => {
    const { status, stderr } = intoFull(args);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'ghcr-preflight: Standard output could not be written (ENOSPC), so what was printed is not whole.\n',
    });
  });

  test('in Chinese', () => {
    const { status, stderr } = intoFull(['demo', '--list', '--language', 'zh-CN']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'ghcr-preflight: 无法写入标准输出（ENOSPC），输出的内容不完整。\n',
    });
  });

  test('a file that takes a part of it only', () => {
    const file = path.join(folder, 'part');
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1; exec "$0" "$1" completion bash > "$2"', TABLE_NODE, BUNDLE, file],
      { env, encoding: 'utf8' },
    );
    expect(readFileSync(file).length).toBeGreaterThan(0);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('(EFBIG)') });
  });

  test('sentences that find no room end it as they would', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stdout } = spawnSync(TABLE_NODE, [BUNDLE, 'check', 'docker.io/a/b'], {
      env,
      stdio: ['ignore', 'pipe', full],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('a reader that goes away is no error', () => {
    const script = '{ "$0" "$1" completion bash; echo "$?" > "$2"; } | true';
    const file = path.join(folder, 'code');
    const { stderr } = spawnSync('sh', ['-c', script, TABLE_NODE, BUNDLE, file], {
      env,
      encoding: 'utf8',
    });
    expect([readFileSync(file, 'utf8'), stderr]).toEqual(['0\n', '']);
  });
});

test('a file gets the whole of it', () => {
  const file = path.join(folder, 'whole');
  const descriptor = openSync(file, 'w');
  spawnSync(TABLE_NODE, [BUNDLE, 'completion', 'bash'], {
    env,
    stdio: ['ignore', descriptor, 'ignore'],
  });
  closeSync(descriptor);
  const { stdout } = spawnSync(TABLE_NODE, [BUNDLE, 'completion', 'bash'], { env, encoding: 'utf8' });
  expect(readFileSync(file, 'utf8')).toBe(stdout);
  expect(stdout.length).toBeGreaterThan(1000);
});
