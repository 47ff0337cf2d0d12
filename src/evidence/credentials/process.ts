/** Runs a client as a child process: input by stdin only, the exit code believed, a time limit kept. */
import { exec } from '@actions/exec';
import { programPath } from './program-path.js';
import { WatchedChild } from './watched-child.js';

export type Ran =
  | { kind: 'exited'; code: number; stdout: string; stderr: string }
  /** No such program on PATH. */
  | { kind: 'missing' }
  | { kind: 'timed-out' }
  /** Ended because its caller gave up. */
  | { kind: 'aborted' };

/** Bytes kept of each stream: a client's message, not its life story. */
const OUTPUT_LIMIT = 16 * 1024;
/** Milliseconds after the program's end for what it left running to let go of its output. */
const DRAIN_TIME = 1_000;

/** With what a program is run. */
export interface ProgramRun {
  /** What it reads, then end of file; absent: nothing. A secret goes here, never into its arguments. */
  stdin?: string;
  /** Milliseconds. */
  timeout: number;
  /** Where PATH and the program's own settings are looked up. */
  env: NodeJS.ProcessEnv;
  /** Ends the program, and all that it has started. */
  signal?: AbortSignal;
  /** Called once the program is at work. */
  meanwhile?(): void;
}

/** Runs a program to its end, or to that of its time. Never rejects: what it came to is the answer. */
export async function runProgram(
  command: string,
  args: string[],
  { stdin = '', timeout, env, signal, meanwhile }: ProgramRun,
): Promise<Ran> {
  const file = programPath(command, env);
  if (file === null) return { kind: 'missing' };
  const child = new WatchedChild(stdin, meanwhile);
  const ended = ending(child, file, args, env);
  let giveUp = () => {};
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ran>((resolve) => {
    const end = (kind: 'timed-out' | 'aborted') => {
      child.end();
      resolve({ kind });
    };
    giveUp = () => end('aborted');
    timer = setTimeout(() => end('timed-out'), timeout);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
  });
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    child.letGo();
  }
}

/** How the program ends by itself. */
function ending(child: WatchedChild, file: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
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
  // The package takes a command apart at its spaces, as a shell would.
  const quoted = `"${file.replaceAll('"', '\\"')}"`;
  const exited = (code: number, said: string): Ran => ({
    kind: 'exited',
    code,
    stdout: `${stdout}`,
    stderr: said,
  });
  return child
    .during(() => exec(quoted, args, options))
    .then(
      // None for a program that a signal has ended.
      (code: number | null) => exited(code ?? 1, `${stderr}`),
      (error: Error) => exited(127, child.failure ?? error.message),
    );
}

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
