/** A child process with an end: what it cost, what it said, and how it went. */
import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { COMPILED, TABLE_NODE } from '../../node.js';

/** Seconds of processor time after which the system ends a process: the work of a text is bounded, however busy the machine. */
const WORK = 10;
/** Milliseconds after which a process counts as one that does not end, however busy the machine is. */
const ENDLESS = 120_000;

/** Tells peak memory and processor time. A file, for to import it Node.js would have to start its loader of ES modules. */
const PROBE = path.join(import.meta.dirname, '../../cost.cjs');

export interface Ended {
  /** null: a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** At its peak; null where it did not come to say so. */
  megabytes: number | null;
  /** Of processor time; null where it did not come to say so. */
  seconds: number | null;
}

export interface Start {
  env: Record<string, string>;
  cwd: string;
  stdin?: string | Buffer;
  /** Seconds of processor time that it may take; `WORK` unless told. */
  work?: number;
  /** Called with the process as soon as it runs, for what happens to it meanwhile. */
  meanwhile?: (child: ChildProcess) => Promise<void>;
}

/** Runs a script; a process that does not end is ended. */
export function runNode(script: string, args: string[], start: Start): Promise<Ended> {
  const { env, cwd, stdin, meanwhile, work = WORK } = start;
  return new Promise((resolve, reject) => {
    // A shell would drop the variables of inputs whose names it does not take (INPUT_GHCR-TOKEN).
    const command = [`--cpu=${work}`, TABLE_NODE, '--require', PROBE, script, ...args];
    const child = spawn('/usr/bin/prlimit', command, {
      env: { ...COMPILED, ...env },
      cwd,
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
      timeout: ENDLESS,
      killSignal: 'SIGKILL',
    });
    const said = ['', '', ''];
    for (const [at, stream] of [child.stdout, child.stderr, child.stdio[3]].entries())
      (stream as NodeJS.ReadableStream).setEncoding('utf8').on('data', (text: string) => {
        said[at] += text;
      });
    child.stdin?.on('error', () => {}).end(stdin);
    const happened = meanwhile?.(child);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const [stdout = '', stderr = '', cost = ''] = said;
      const told = cost ? (JSON.parse(cost) as { megabytes: number; seconds: number }) : null;
      const ended = { code, signal, stdout, stderr, megabytes: null, seconds: null, ...told };
      Promise.resolve(happened).then(() => resolve(ended), reject);
    });
  });
}
