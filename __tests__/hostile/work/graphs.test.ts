/** Jobs that wait for each other, and files that call each other: paths that double at every step. */
import { WORKFLOW } from '../harness/arena.js';
import { FACES, type Face, type Files, many, readBy } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

type Needs = (at: number) => number[];

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** The last job is the one that the action runs in. */
function graph(count: number, needs: Needs, extra: (at: number) => string = () => ''): Files {
  const job = (at: number) => {
    const name = at === count - 1 ? 'image' : `j${at}`;
    const before = needs(at).map((each) => (each === count - 1 ? 'image' : `j${each}`));
    return `  ${name}:\n    needs: [${before.join(', ')}]\n${extra(at)}    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - run: docker push ghcr.io/octo-org/app:${at}\n`;
  };
  return { [WORKFLOW]: `on: push\njobs:\n${many(count, job)}` };
}

const all: Needs = (at) => range(0, at);
const two: Needs = (at) => range(Math.max(0, at - 2), at);
const layers =
  (width: number): Needs =>
  (at) => {
    const start = Math.floor(at / width) * width;
    return range(start - width, start).filter((each) => each >= 0);
  };

const outputs = (at: number) =>
  `    outputs: {x: "\${{ needs.j${Math.max(0, at - 1)}.outputs.x }}\${{ needs.j${Math.max(0, at - 2)}.outputs.x }}"}\n`;

const GRAPHS: [string, Files][] = [
  ['24 jobs that each need all before', graph(24, all)],
  ['60 jobs that each need all before', graph(60, all)],
  ['200 jobs that each need all before', graph(200, all)],
  ['36 jobs that each need two', graph(36, two)],
  ['300 jobs that each need two', graph(300, two)],
  ['12 layers of 3', graph(36, layers(3))],
  ['20 layers of 10', graph(200, layers(10))],
  ['a chain of 1000', graph(1000, (at) => range(Math.max(0, at - 1), at))],
  ['a job that needs 1000', graph(1001, (at) => (at === 1000 ? range(0, 1000) : []))],
  ['24 in circles, each needs all others', graph(24, (at) => range(0, 24).filter((each) => each !== at))],
  ['a ring of 200', graph(200, (at) => [(at + 1) % 200])],
  [
    '24 with conditions on what they need',
    graph(24, all, (at) =>
      at ? `    if: \${{ always() && needs.j0.result != 'x' && (success() || failure()) }}\n` : '',
    ),
  ],
  ['36 with outputs made of two outputs', graph(36, two, outputs)],
  ['24 that name each twice', graph(24, (at) => [...all(at), ...all(at)])],
];

const calling = (file: string, count: number) =>
  many(count, (at) => `  c${at}:\n    uses: ./.github/workflows/${file}\n`);
const called = (level: number, next: string) =>
  `on: [push, workflow_call]\njobs:\n${next}  p${level}:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo-org/app\n`;
const image = '  image:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo-org/app\n';

const CALLS: [string, Files][] = [
  [
    'a file that calls itself',
    { [WORKFLOW]: `on: [push, workflow_call]\njobs:\n${calling('publish.yml', 20)}${image}` },
  ],
  [
    'two files that call each other',
    {
      [WORKFLOW]: `on: [push, workflow_call]\njobs:\n${calling('b.yml', 20)}${image}`,
      '.github/workflows/b.yml': called(1, calling('publish.yml', 20)),
    },
  ],
  [
    'ten levels of two calls',
    {
      [WORKFLOW]: `on: push\njobs:\n${calling('l0.yml', 2)}${image}`,
      ...Object.fromEntries(
        range(0, 10).map((level) => [
          `.github/workflows/l${level}.yml`,
          called(level, calling(`l${level + 1}.yml`, 2)),
        ]),
      ),
    },
  ],
  [
    '40 files that call each other, every one every one',
    {
      [WORKFLOW]: `on: push\njobs:\n${calling('l0.yml', 1)}${image}`,
      ...Object.fromEntries(
        range(0, 40).map((level) => [
          `.github/workflows/l${level}.yml`,
          called(
            level,
            many(40, (at) => `  c${at}:\n    uses: ./.github/workflows/l${at}.yml\n`),
          ),
        ]),
      ),
    },
  ],
  [
    'local actions that use each other',
    {
      [WORKFLOW]: `on: push\njobs:\n  image:\n    runs-on: x\n    steps:\n      - uses: ./a0\n      - run: docker push ghcr.io/octo-org/app\n`,
      ...Object.fromEntries(
        range(0, 30).map((at) => [
          `a${at}/action.yml`,
          `name: ghcr.io\nruns:\n  using: composite\n  steps:\n${many(30, (other) => `    - uses: ./a${other}\n`)}`,
        ]),
      ),
    },
  ],
  [
    '500 callers of one file',
    {
      ...Object.fromEntries(
        range(0, 500).map((at) => [
          `.github/workflows/c${at}.yml`,
          `on: push\njobs:\n${calling('called.yml', 3)}`,
        ]),
      ),
      '.github/workflows/called.yml': called(0, ''),
    },
  ],
];

situations('work', [
  table(
    'needs graphs',
    times<Files, Face>(GRAPHS, FACES),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 10 },
  ),
  table(
    'calls',
    times<Files, Face>(CALLS, FACES),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 4 },
  ),
]);
