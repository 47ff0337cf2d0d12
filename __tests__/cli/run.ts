/** The command line in this process: what it prints, and how it ends. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { cli } from '../../src/faces/cli/main.js';

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
    await cli(['node', 'ghcr-preflight', ...args], env);
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
