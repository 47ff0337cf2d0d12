/** The command line in this process, or as it is installed: what it prints, and how it ends. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { cli } from '../../src/faces/cli/main.js';
import { hurried } from '../hurried.js';
import { isWhole } from '../spread.js';

const BUNDLE = path.join(import.meta.dirname, '../../dist/cli/index.js');

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  stdin?: string | Buffer;
  /** Standard output is a terminal. */
  tty?: boolean;
}

export async function run(
  args: string[],
  { env = {}, cwd, stdin, tty = false }: RunOptions = {},
): Promise<Ran> {
  const ran: Ran = { code: 0, stdout: '', stderr: '' };
  const keep = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((chunk: unknown) => {
      ran[stream] += String(chunk);
      return true;
    });
  const spies = [keep('stdout'), keep('stderr')];
  const before = {
    cwd: process.cwd(),
    exitCode: process.exitCode,
    stdin: process.stdin,
    tty: process.stdout.isTTY,
  };
  try {
    if (cwd) process.chdir(cwd);
    process.stdout.isTTY = tty;
    if (stdin !== undefined) {
      const input = Readable.from([Buffer.from(stdin)]);
      Object.defineProperty(process, 'stdin', { value: input, configurable: true });
    }
    process.exitCode = undefined;
    await hurried(() => cli(['node', 'ghcr-preflight', ...args], env));
    ran.code = Number(process.exitCode ?? 0);
  } finally {
    process.chdir(before.cwd);
    process.stdout.isTTY = before.tty;
    process.exitCode = before.exitCode;
    Object.defineProperty(process, 'stdin', { value: before.stdin, configurable: true });
    for (const spy of spies) spy.mockRestore();
  }
  return ran;
}

/**
 * The command line as it is installed, in a process of its own. A process costs ten times what it does: only the whole run
 * starts one for each test; without it the same words are asked in this process.
 */
export function runInstalled(args: string[], { env = {}, cwd, stdin = '' }: RunOptions = {}): Promise<Ran> {
  if (!isWhole) return run(args, { env, cwd, stdin });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE, ...args], { cwd, env });
    child.stdin.on('error', () => {}).end(stdin);
    const ran: Ran = { code: 0, stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        ran[name] += text;
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ran, code: code ?? -1 }));
  });
}

/** A repository with these files, in a folder of its own. */
export function repository(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-lint-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
