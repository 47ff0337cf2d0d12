/** Runs a client as a child process: input by stdin only, the exit code believed, a time limit kept. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { exec } from '@actions/exec';

export type Ran =
  | { kind: 'exited'; code: number; stdout: string; stderr: string }
  /** No such program on PATH. */
  | { kind: 'missing' }
  | { kind: 'timed-out' };

/** Bytes kept of each stream: a client's message, not its life story. */
const OUTPUT_LIMIT = 16 * 1024;
/** Milliseconds after the program's end for what it left running to let go of its output. */
const DRAIN_TIME = 1_000;

/**
 * @param stdin what the program reads, then end of file. A secret goes here, never into `args`.
 * @param timeout milliseconds
 * @param env where PATH and the program's own settings are looked up
 */
export async function run(
  command: string,
  args: string[],
  stdin: string,
  timeout: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const file = await find(command, env);
  if (file === null) return { kind: 'missing' };
  const child = new Watched(stdin);
  const stdout = new Head();
  const stderr = new Head();
  const options = {
    env: env as Record<string, string>,
    silent: true,
    ignoreReturnCode: true,
    delay: DRAIN_TIME,
    listeners: {
      stdout: (data: Buffer) => stdout.add(data) || child.ignore('stdout'),
      stderr: (data: Buffer) => stderr.add(data) || child.ignore('stderr'),
    },
  };
  const ended = starting
    // The package takes the command apart at its spaces.
    .run(child, () => exec(`"${file}"`, args, options))
    .then(
      // None for a program that a signal has ended.
      (code: number | null): Ran => ({
        kind: 'exited',
        code: code ?? 1,
        stdout: `${stdout}`,
        stderr: `${stderr}`,
      }),
      (error: Error): Ran => ({
        kind: 'exited',
        code: 127,
        stdout: `${stdout}`,
        stderr: child.failure ?? error.message,
      }),
    );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ran>((resolve) => {
    timer = setTimeout(() => {
      child.kill();
      resolve({ kind: 'timed-out' });
    }, timeout);
  });
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
    child.letGo();
  }
}

/**
 * The program's path. `@actions/exec` would look on this process's PATH instead of `env`'s, does not say a missing
 * program from one that fails, and complains on standard output about a folder that it may not read. Folders
 * that are not absolute are passed over, as docker's own look-up does (Go's `exec.ErrDot`): a checkout may hold anything.
 */
async function find(command: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  if (path.basename(command) !== command) return null;
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = isWindows ? (env.PATHEXT ?? '.EXE').split(';') : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.join(folder, command + ending);
      const isFile = await stat(file).then(
        (found) => found.isFile(),
        () => false,
      );
      if (
        isFile &&
        (await access(file, constants.X_OK).then(
          () => true,
          () => false,
        ))
      )
        return file;
    }
  }
  return null;
}

const isWindows = process.platform === 'win32';

/** The start of a stream, decoded at the end so that no character is cut in two by a chunk. */
class Head {
  #chunks: Buffer[] = [];
  #size = 0;

  /** False once there is enough. */
  add(chunk: Buffer): boolean {
    this.#chunks.push(chunk.subarray(0, OUTPUT_LIMIT - this.#size));
    this.#size += this.#chunks.at(-1)?.length ?? 0;
    return this.#size < OUTPUT_LIMIT;
  }

  toString(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** Whose child a process is that comes into being; followed through the waits of `@actions/exec`. */
const starting = new AsyncLocalStorage<Watched>();

// The package does not hand out the child that it makes, so Node.js is asked (docs "Diagnostics channel › Child Process").
subscribe('child_process', (message) =>
  starting.getStore()?.begin((message as { process: ChildProcess }).process),
);

/** `ChildProcess.spawn`, which `child_process.spawn` calls on the child that it has announced. */
interface Unstarted {
  spawn(options: SpawnOptions): unknown;
}

/** A child of `@actions/exec`, which by itself keeps no time limit and ends the whole step when a program does not read its input. */
class Watched {
  /** The system's own words when the program could not be started. */
  failure: string | null = null;
  #child: ChildProcess | null = null;
  #stdin: string;

  constructor(stdin: string) {
    this.#stdin = stdin;
  }

  /** Makes the child lead a process group of its own, so that what it starts can be ended with it, and feeds it. */
  begin(child: ChildProcess): void {
    this.#child = child;
    const unstarted = child as unknown as Unstarted;
    const start = unstarted.spawn;
    unstarted.spawn = (options) => {
      try {
        return start.call(child, { ...options, detached: !isWindows });
      } catch (error) {
        // Thrown, it would get lost in the package as an unhandled rejection.
        process.nextTick(() => child.emit('error', error));
        return -1;
      } finally {
        // A program that ends without reading its input is judged by its exit code.
        child.stdin?.on('error', () => {}).end(this.#stdin);
      }
    };
    child.once('error', ({ message }) => {
      this.failure = message;
    });
  }

  /** Lets the rest of a stream run by: the package would gather what has no line end. */
  ignore(stream: 'stdout' | 'stderr'): void {
    this.#child?.[stream]?.removeAllListeners('data').resume();
  }

  /** Ends the program and everything that it has started. */
  kill(): void {
    const child = this.#child;
    if (!child?.pid) return;
    try {
      if (isWindows) child.kill();
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }

  /** What still holds the program's output must not hold this process. */
  letGo(): void {
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }
}
