/**
 * What a hostile file may cost: never 200 MB, never a crash, never a process that does not end. In processes
 * of their own, as users run it. What it costs in seconds is for `node bench/limits.mjs` to say.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gate } from '../gate.js';
import { COMPILED, TABLE_NODE } from '../node.js';
import { isWhole, spread } from '../spread.js';
import { DEMANDS, hostile, jobs, MEGABYTE, pushing, thousand } from './hostile.js';
import { repository } from './run.js';

const cli = path.join(import.meta.dirname, '../../dist/cli/index.js');

/**
 * Seconds of a processor after which a process counts as one that does not end: a busy machine gives it fewer of them, and takes
 * none away.
 */
const ENDLESS = 120;
/** Milliseconds after which one that only waits is ended. */
const WAITING = 1_200_000;
const PATIENCE = 2 * WAITING;

/** Tells the peak memory of the process that loads it. */
const PROBE = path.join(import.meta.dirname, '../cost.cjs');

interface Linted {
  status: number | null;
  /** Set: it had to be killed. */
  signal: NodeJS.Signals | null;
  stderr: string;
  /** At its peak; 0 where it did not come to say so. */
  megabytes: number;
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

function written(files: Record<string, string>): string {
  const folder = repository(files);
  folders.push(folder);
  return folder;
}

/** Two at a time: each of them keeps a processor busy. */
const working = gate(2);

function lint(folder: string, ...args: string[]): Promise<Linted> {
  const command = ['--require', PROBE, cli, 'lint', '--repository', 'octo/app', ...args, folder];
  return working(
    () =>
      new Promise((done, failed) => {
        const counted = ['-c', `ulimit -t ${ENDLESS} && exec "$@"`, 'sh', TABLE_NODE, ...command];
        const child = spawn('sh', counted, {
          env: { ...process.env, ...COMPILED },
          stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
          timeout: WAITING,
          killSignal: 'SIGKILL',
        });
        const said = { stderr: '', cost: '' };
        child.stdout?.resume();
        for (const [name, stream] of [
          ['stderr', child.stderr],
          ['cost', child.stdio[3]],
        ] as const)
          (stream as NodeJS.ReadableStream).setEncoding('utf8').on('data', (text: string) => {
            said[name] += text;
          });
        child.once('error', failed);
        child.once('close', (status, signal) => {
          const { megabytes } = said.cost ? JSON.parse(said.cost) : { megabytes: 0 };
          done({ status, signal, stderr: said.stderr, megabytes });
        });
      }),
  );
}

/** Each is written once, for whoever asks first. */
const places = new Map<string, string>();

function placeOf(name: string, files: Record<string, string>): string {
  const place = places.get(name) ?? written(files);
  places.set(name, place);
  return place;
}

/** Of what is many: that it is read to its end shows in fewer; what so many cost is for the whole run. */
const PART = isWhole ? 1 : 1 / 10;
const TEXTS = hostile(PART);

/** Every text, one after another asked something else. */
const ASKED = spread(
  'limits',
  DEMANDS.flatMap((args, at) =>
    TEXTS.map(([name, files], of) => ({ args, name, files, own: (of - at) % 3 === 0 })),
  ),
  ({ own, name }) => (own ? [name] : []),
);

describe.each(DEMANDS.map((args) => [args]))('lint %j', (args) => {
  test.concurrent.each(
    ASKED.filter((row) => row.args === args).map(({ name, files }) => [name, files] as const),
  )(
    '%s',
    async (name, files) => {
      const { status, stderr, signal, megabytes } = await lint(placeOf(name, files), ...args);
      expect({ signal, known: [0, 1, 2].includes(status ?? -1) }).toEqual({ signal: null, known: true });
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+|RangeError|heap/);
      expect(megabytes).toBeGreaterThan(10);
      expect(megabytes).toBeLessThan(200);
    },
    PATIENCE,
  );
});

test(
  'a pipe in the folder is not waited for',
  async () => {
    const folder = written({ '.github/workflows/x.yml': 'on: push\n' });
    mkdirSync(path.join(folder, 'pipes'));
    try {
      execFileSync('mkfifo', [path.join(folder, '.github/workflows/pipe.yml')]);
    } catch {
      return;
    }
    expect(await lint(folder)).toMatchObject({ signal: null, status: expect.any(Number) });
  },
  PATIENCE,
);

/** At the limit of one file, some of it jobs, every one of them wrong; all of it in the whole run. Nobody has that. */
const HEAVY = isWhole ? jobs(1_500, pushing) : `${jobs(150, pushing)}x: [${'a,'.repeat(27_000)}]\n`;

test.concurrent.each([
  ['that are as heavy as can be', 20, HEAVY, 400],
  ['of almost a megabyte', 60, `on: push\n${'#'.repeat(MEGABYTE - 100)}\n`, 200],
] as const)(
  'of many files %s, as many are read as there is room for',
  async (_, count, text, room) => {
    const files = Array.from({ length: count }, (_each, index) => [`.github/workflows/w${index}.yml`, text]);
    const { status, stderr, megabytes } = await lint(written(Object.fromEntries(files)), '--format', 'json');
    expect(stderr).toMatch(/and files after it \(\d+ more\) were not read, because those before them/);
    // What was not read may be wrong.
    expect(status).toBe(text === HEAVY ? 1 : 2);
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThan(room);
  },
  PATIENCE,
);

test.concurrent(
  'a folder of many files is read in little memory',
  async () => {
    const { status, megabytes } = await lint(written(thousand(PART)), '--format', 'json');
    expect(status).toBe(1);
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThan(200);
  },
  PATIENCE,
);
