/** A client as a child process: what `@actions/exec` leaves to its callers. */
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runProgram } from '../../src/evidence/credentials/process.js';

/** Milliseconds: far more than any program here takes that ends by itself. */
const LONG = 60_000;

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  // A name that would be several words of a command line.
  home = mkdtempSync(path.join(tmpdir(), 'process "test" '));
  mkdirSync(path.join(home, 'bin'));
  env = { PATH: path.join(home, 'bin') };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function program(name: string, script: string, start = '#!/bin/sh'): string {
  const file = path.join(home, 'bin', name);
  writeFileSync(file, `${start}\nPATH=/usr/bin:/bin\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** The child that comes into being meanwhile. */
async function childOf(start: () => Promise<unknown>): Promise<ChildProcess> {
  let see: (message: unknown) => void = () => {};
  const born = new Promise<ChildProcess>((resolve) => {
    see = (message) => resolve((message as { process: ChildProcess }).process);
    subscribe('child_process', see);
  });
  await start();
  const child = await born;
  unsubscribe('child_process', see);
  return child;
}

const isAlive = (pid: number) => {
  try {
    // A process that has ended and was not yet waited for still answers to a signal.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('what it is given', () => {
  test('input, arguments and environment reach it as they are', async () => {
    program('tool', 'cat; printf "|%s" "$@" "$SETTING"');
    expect(
      await runProgram('tool', ['a b', '"c"', '$HOME', ''], {
        stdin: 'secret\n',
        timeout: LONG,
        env: { ...env, SETTING: 'x' },
      }),
    ).toEqual({ kind: 'exited', code: 0, stdout: 'secret\n|a b|"c"|$HOME||x', stderr: '' });
  });

  test('no input is an end of file', async () => {
    program('tool', 'cat; echo end');
    expect(await runProgram('tool', [], { timeout: LONG, env })).toMatchObject({ stdout: 'end\n' });
  });

  test('nothing of it is printed', async () => {
    program('tool', 'cat; echo "$1" >&2');
    const written: unknown[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => written.push(text) > 0),
    );
    await runProgram('tool', ['argument'], { stdin: 'secret', timeout: LONG, env });
    for (const spy of spies) spy.mockRestore();
    expect(written).toEqual([]);
  });
});

describe('how it ends', () => {
  test.each([
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -9 $$', 1],
  ])('%s', async (script, code) => {
    program('tool', script);
    expect(await runProgram('tool', [], { timeout: LONG, env })).toMatchObject({ kind: 'exited', code });
  });

  test('without reading a long input: its exit code counts', async () => {
    program('tool', 'exec 0<&-; echo done; exit 4');
    const input = 'x'.repeat(1024 * 1024);
    expect(await runProgram('tool', [], { stdin: input, timeout: LONG, env })).toMatchObject({
      code: 4,
      stdout: 'done\n',
    });
  });

  test('leaving something behind that holds its output: it is not waited for', async () => {
    const pipes = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length;
    const before = pipes();
    program('tool', 'sleep 50 & echo $!');
    const ran = await runProgram('tool', [], { timeout: LONG, env });
    // A handle is closed a turn later; the test's own time limit is the end of it.
    while (pipes() > before) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ran).toMatchObject({ kind: 'exited', code: 0 });
    const left = Number((ran as { stdout: string }).stdout);
    expect(isAlive(left)).toBe(true);
    process.kill(left);
  });
});

describe('what it says', () => {
  test('is kept up to a limit, and the rest lets it end', async () => {
    program('tool', 'head -c 3000000 /dev/zero | tr "\\\\0" x; echo; head -c 3000000 /dev/zero >&2; exit 5');
    const child = await childOf(async () => {
      const ran = await runProgram('tool', [], { timeout: LONG, env });
      expect(ran).toMatchObject({ kind: 'exited', code: 5, stdout: 'x'.repeat(16 * 1024) });
      expect((ran as { stderr: string }).stderr).toHaveLength(16 * 1024);
    });
    // The package gathers what comes until there is a line end.
    for (const stream of [child.stdout, child.stderr]) expect(stream?.listenerCount('data')).toBe(0);
  });

  test('is one text, wherever the chunks were cut', async () => {
    program('tool', `printf '\\345\\214'; sleep 0.2; printf '\\205'`);
    expect(await runProgram('tool', [], { timeout: LONG, env })).toMatchObject({ stdout: '包' });
  });
});

describe('the time limit', () => {
  test('ends the program and what it has started', async () => {
    const pids = path.join(home, 'pids');
    program('tool', `sleep 50 & echo $! $$ > '${pids}'; wait`);
    expect(await runProgram('tool', [], { timeout: 3_000, env })).toEqual({ kind: 'timed-out' });
    const [child, own] = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    for (const pid of [child, own]) await gone(pid as number);
  });

  test('that is over before the program has started ends it all the same', async () => {
    program('tool', 'sleep 50');
    const child = await childOf(() => runProgram('tool', [], { timeout: 0, env }));
    while (child.signalCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(child.signalCode).toBe('SIGKILL');
  });

  test('is that of each run', async () => {
    program('slow', 'sleep 50');
    program('quick', 'sleep 1.5; echo quick');
    const [slow, quick] = await Promise.all([
      runProgram('slow', [], { timeout: 500, env }),
      runProgram('quick', [], { timeout: LONG, env }),
    ]);
    expect(slow).toEqual({ kind: 'timed-out' });
    expect(quick).toMatchObject({ kind: 'exited', code: 0, stdout: 'quick\n' });
  });
});

/** Waits until the process is gone; the test's own time limit is the end of it. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a program that is not there', () => {
  test('is missing, with nothing said', async () => {
    const spy = jest.spyOn(console, 'log').mockImplementation(() => {});
    const notFolder = path.join(home, 'file');
    writeFileSync(notFolder, '');
    for (const PATH of ['', undefined, path.join(home, 'bin'), path.join(home, 'absent'), notFolder])
      expect(await runProgram('tool', [], { timeout: LONG, env: { PATH } })).toEqual({ kind: 'missing' });
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });

  test.each(['../bin/tool', 'bin/tool', '', 'to\0ol'])('neither is one by the name of %j', async (name) => {
    program('tool', 'exit 0');
    expect(await runProgram(name, [], { timeout: LONG, env })).toEqual({ kind: 'missing' });
  });

  test('nor one that may not be run, a folder of that name, or one in a folder that is not absolute', async () => {
    chmodSync(program('tool', 'exit 0'), 0o644);
    mkdirSync(path.join(home, 'bin', 'folder'));
    expect(await runProgram('tool', [], { timeout: LONG, env })).toEqual({ kind: 'missing' });
    expect(await runProgram('folder', [], { timeout: LONG, env })).toEqual({ kind: 'missing' });
    program('other', 'exit 0');
    const PATH = `:.:${path.relative('.', path.join(home, 'bin'))}`;
    expect(await runProgram('other', [], { timeout: LONG, env: { PATH } })).toEqual({ kind: 'missing' });
  });

  test('is told from one that can not be started', async () => {
    const file = program('tool', '', '#!/absent/interpreter');
    expect(await runProgram('tool', [], { timeout: LONG, env })).toEqual({
      kind: 'exited',
      code: 127,
      stdout: '',
      stderr: `spawn ${file} ENOENT`,
    });
  });

  test('also where the system refuses in another way', async () => {
    program('tool', 'exit 0');
    // Longer than the system takes (execve(2), E2BIG): Node.js throws.
    const ran = await runProgram('tool', ['x'.repeat(4 * 1024 * 1024)], {
      stdin: 'secret',
      timeout: LONG,
      env,
    });
    expect(ran).toMatchObject({ kind: 'exited', code: 127, stderr: 'spawn E2BIG' });
  });
});
