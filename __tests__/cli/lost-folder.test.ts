/** The folder in which a command was started may be gone: another shell, or a clean-up, has removed it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TABLE_NODE } from '../node.js';

const BUNDLE = path.join(import.meta.dirname, '../../dist/cli/index.js');

/** Starts it in a folder that its shell then removes. */
function startedInNone(args: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-gone-'));
  const script = 'cd "$1" && rmdir "$1" && shift && exec "$@"';
  const ended = spawnSync('sh', ['-c', script, 'sh', folder, TABLE_NODE, BUNDLE, ...args], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  return ended;
}

// Windows removes no folder that a process stands in.
const elsewhere = process.platform === 'win32' ? describe.skip : describe;

elsewhere('a folder that is gone', () => {
  test.each([
    [['lint'], 'The folder in which this was started is gone'],
    [['lint', '--language', 'zh-CN'], '启动本命令时所在的目录已不存在'],
    [['explain', '--message', 'denied: denied'], 'The folder in which this was started is gone'],
  ])('%j: one sentence and 2', (args, sentence) => {
    const { status, stdout, stderr } = startedInNone(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([[['help']], [['demo', '--list']], [['completion', 'bash']]])('%j needs none', (args) => {
    expect(startedInNone(args)).toMatchObject({ status: 0, stderr: '' });
  });
});
