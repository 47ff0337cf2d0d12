/** Runs a client as a child process: input by stdin only, the exit code believed, a time limit kept. */
import { spawn } from 'node:child_process';

export type Ran =
  | { kind: 'exited'; code: number; stdout: string; stderr: string }
  /** No such program on PATH. */
  | { kind: 'missing' }
  | { kind: 'timed-out' };

/** Characters kept of each stream: a client's message, not its life story. */
const OUTPUT_LIMIT = 16 * 1024;

/**
 * @param stdin what the program reads, then end of file. A secret goes here, never into `args`.
 * @param timeout milliseconds
 * @param env where PATH and the program's own settings are looked up
 */
export function run(
  command: string,
  args: string[],
  stdin: string,
  timeout: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ kind: 'timed-out' });
    }, timeout);
    const end = (result: Ran) => {
      clearTimeout(timer);
      resolve(result);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(0, OUTPUT_LIMIT);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(0, OUTPUT_LIMIT);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      end(
        error.code === 'ENOENT'
          ? { kind: 'missing' }
          : { kind: 'exited', code: 127, stdout, stderr: error.message },
      ),
    );
    child.once('close', (code) => end({ kind: 'exited', code: code ?? 1, stdout, stderr }));
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
