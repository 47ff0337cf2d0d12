/** What a hostile file may cost: never 200 MB, never 5 seconds, never a crash. In processes of their own, as users run it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from './run.js';

const cli = path.join(import.meta.dirname, '../../dist/cli/index.js');
const FILE = '.github/workflows/x.yml';
const MEGABYTE = 1024 * 1024;

/** Tells the peak memory of the process that loads it. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => process.stderr.write('\\npeak ' + Math.round(process.resourceUsage().maxRSS / 1024)));`,
)}`;

function lint(folder: string, ...args: string[]) {
  const start = performance.now();
  const command = ['--import', PROBE, cli, 'lint', '--repository', 'octo/app', ...args, folder];
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  const [said = '', peak = '0'] = stderr.split(/\npeak (?=\d+$)/);
  return { status, stdout, said, signal, seconds, megabytes: Number(peak) };
}

const MENTION = '# docker push ghcr.io/octo/app\n';
const filled = (unit: string, head = 'on: push\nx: ', size = MEGABYTE - 200) =>
  MENTION + head + unit.repeat(Math.floor(size / unit.length));
const jobs = (count: number, job: (index: number) => string) =>
  `on: push\njobs:\n${Array.from({ length: count }, (_, index) => job(index)).join('')}`;
const pushing = (index: number) =>
  `  j${index}:\n    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - run: docker login ghcr.io -p \${{ github.token }}; docker push ghcr.io/octo/app:${index}\n`;
const calling = (index: number) =>
  `  j${index}:\n    permissions: {contents: read}\n    uses: ./.github/workflows/called.yml\n`;

const HOSTILE: [string, Record<string, string | Buffer>][] = [
  ['ten megabytes', { [FILE]: filled('\n  - a: b', 'on: push\nx: ', 10 * MEGABYTE) }],
  ['a megabyte of a list between brackets', { [FILE]: filled('a,', 'x: [') }],
  ['a megabyte of nested lists', { [FILE]: filled(`\n- ${'['.repeat(90)}${']'.repeat(90)}`) }],
  ['a list as heavy as is read', { [FILE]: filled('a,', 'x: [', 58_000).concat(']\n') }],
  [
    'a mistake on each of many lines',
    { [FILE]: `${MENTION}jobs:\n${'  a:\n    steps: [run: x ${{ a }}; y]\n'.repeat(2_700)}` },
  ],
  ['ten thousand jobs', { [FILE]: jobs(10_000, pushing) }],
  ['two thousand jobs', { [FILE]: jobs(2_000, pushing) }],
  [
    'two thousand calls',
    {
      [FILE]: jobs(2_000, calling),
      '.github/workflows/called.yml': `on: workflow_call\n${jobs(200, pushing).slice(9)}`,
    },
  ],
  [
    'calls that double at every level',
    Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => [
        `.github/workflows/l${level}.yml`,
        `on: [push, workflow_call]\n${jobs(20, (index) => calling(index).replace('called', `l${level + 1}`)).slice(9)}# ghcr.io\n`,
      ]),
    ),
  ],
  ['a thousand brackets', { [FILE]: `${MENTION}x: ${'['.repeat(1000)}` }],
  [
    'a thousand levels',
    { [FILE]: MENTION + Array.from({ length: 1400 }, (_, at) => `${' '.repeat(at)}a:\n`).join('') },
  ],
  [
    'a script of a megabyte',
    {
      [FILE]: `on: push\njobs:\n  a:\n    steps:\n      - run: |\n${`          docker push ghcr.io/octo/app:\${{ github.sha }} ${'x'.repeat(900)}\n`.repeat(1000)}`,
    },
  ],
  [
    'a line of a megabyte',
    {
      [FILE]: `on: push\njobs:\n  a:\n    steps:\n      - run: docker push ghcr.io/octo/app ${'$(x '.repeat(250_000)}\n`,
    },
  ],
  [
    'quotes that do not end',
    {
      [FILE]: `on: push\njobs:\n  a:\n    steps:\n      - run: "docker push ghcr.io/octo/app ${`'`.repeat(100_000)}"\n`,
    },
  ],
  [
    'expressions in expressions',
    {
      [FILE]: `on: push\njobs:\n  a:\n    if: \${{ ${'('.repeat(50_000)}1 }}\n    steps:\n      - run: docker push ghcr.io/a/b\n`,
    },
  ],
  [
    'a matrix of millions',
    {
      [FILE]: `on: push\njobs:\n  a:\n    strategy:\n      matrix:\n${'abcdef'
        .split('')
        .map((name) => `        ${name}: [${Array.from({ length: 20 }, (_, at) => at).join(', ')}]\n`)
        .join('')}    steps:\n      - run: docker push ghcr.io/octo/app:\${{ matrix.a }}\${{ matrix.b }}\n`,
    },
  ],
];

describe.each([[[]], [['--diff']], [['--format', 'sarif']]])('lint %j', (args) => {
  test.each(HOSTILE)('%s', (_, files) => {
    const { status, said, signal, seconds, megabytes } = lint(repository(files), ...args);
    expect({ signal, known: [0, 1, 2].includes(status ?? -1) }).toEqual({ signal: null, known: true });
    expect(said).not.toMatch(/\bat .*:\d+:\d+|RangeError|heap/);
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThan(200);
    expect(seconds).toBeLessThan(5);
  });
});

test('a pipe in the folder is not waited for', () => {
  const folder = repository({ [FILE]: 'on: push\n' });
  mkdirSync(path.join(folder, 'pipes'));
  try {
    execFileSync('mkfifo', [path.join(folder, '.github/workflows/pipe.yml')]);
  } catch {
    return;
  }
  const { seconds, status } = lint(folder);
  expect(seconds).toBeLessThan(5);
  expect(status).not.toBeNull();
});

// Twenty files at the limit of one, every job of them wrong: nobody has that, and it ends all the same.
test.each([
  ['that are as heavy as can be', 20, jobs(1_500, pushing), 400],
  ['of almost a megabyte', 60, `on: push\n${'#'.repeat(MEGABYTE - 100)}\n`, 200],
])('of many files %s, as many are read as there is room for', (_, count, text, room) => {
  const files = Array.from({ length: count }, (_each, index) => [`.github/workflows/w${index}.yml`, text]);
  const { status, said, megabytes } = lint(repository(Object.fromEntries(files)), '--format', 'json');
  expect(said).toMatch(/was not read, because the files before it/);
  expect([0, 1]).toContain(status);
  expect(megabytes).toBeLessThan(room);
});

test('a thousand files are read in little memory', () => {
  const text = jobs(3, pushing);
  const folder = repository({ [FILE]: text });
  for (let index = 0; index < 1000; index++)
    writeFileSync(
      path.join(folder, `.github/workflows/w${index}.yml`),
      text.replaceAll('octo/app', `octo/app-${index}`),
    );
  const { status, megabytes, seconds } = lint(folder, '--format', 'json');
  expect(status).toBe(1);
  expect(megabytes).toBeLessThan(200);
  expect(seconds).toBeLessThan(5);
});
