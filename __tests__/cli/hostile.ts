/**
 * Repositories that nobody has, and that somebody will have: what is read of them is bounded. Only data and
 * no import, so that `bench/limits.mjs` can load this file too.
 */
const FILE = '.github/workflows/x.yml';
export const MEGABYTE = 1024 * 1024;

const MENTION = '# docker push ghcr.io/octo/app\n';
const filled = (unit: string, head = 'on: push\nx: ', size = MEGABYTE - 200) =>
  MENTION + head + unit.repeat(Math.floor(size / unit.length));
/** A workflow with so many jobs. */
export const jobs = (count: number, job: (index: number) => string) =>
  `on: push\njobs:\n${Array.from({ length: count }, (_, index) => job(index)).join('')}`;
/** A job that pushes without the permission. */
export const pushing = (index: number) =>
  `  j${index}:\n    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - run: docker login ghcr.io -u x -p \${{ github.token }}; docker push ghcr.io/octo/app:${index}\n`;
const calling = (index: number) =>
  `  j${index}:\n    permissions: {contents: read}\n    uses: ./.github/workflows/called.yml\n`;

/**
 * What is wrong with it, and its files. Of what is wrong by its number alone, each of which is work, there may be a part;
 * what stands at a limit, or beyond it, is always whole.
 */
export const hostile = (part = 1): [string, Record<string, string>][] => [
  ['ten megabytes', { [FILE]: filled('\n  - a: b', 'on: push\nx: ', 10 * MEGABYTE) }],
  ['a megabyte of a list between brackets', { [FILE]: filled('a,', 'x: [') }],
  ['a megabyte of nested lists', { [FILE]: filled(`\n- ${'['.repeat(90)}${']'.repeat(90)}`) }],
  ['a list as heavy as is read', { [FILE]: filled('a,', 'x: [', 58_000).concat(']\n') }],
  [
    'a mistake on each of many lines',
    { [FILE]: `${MENTION}jobs:\n${'  a:\n    steps: [run: x ${{ a }}; y]\n'.repeat(2_700 * part)}` },
  ],
  ['ten thousand jobs', { [FILE]: jobs(10_000, pushing) }],
  ['thousands of jobs', { [FILE]: jobs(2_000 * part, pushing) }],
  [
    'thousands of calls',
    {
      [FILE]: jobs(2_000 * part, calling),
      '.github/workflows/called.yml': `on: workflow_call\n${jobs(200 * part, pushing).slice(9)}`,
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
    'an output that is mostly blanks',
    {
      [FILE]: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    steps:\n      - run: |\n          echo "TAG=1${'\t'.repeat(250_000)}" >> $GITHUB_OUTPUT\n      - run: docker push ghcr.io/octo/app:$TAG\n`,
    },
  ],
  [
    'thousands of pushes behind thousands of logins',
    {
      [FILE]: `on: push\njobs:\n  a:\n    steps:\n      - run: |\n${'          docker login quay.io -u x -p y\n'.repeat(2_000 * part)}${'          docker push ghcr.io/octo/app\n'.repeat(2_000 * part)}`,
    },
  ],
  [
    'thousands of tags behind logins that must succeed',
    {
      [FILE]: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    steps:\n${"      - uses: docker/login-action@v3\n        with: {registry: ghcr.io, username: x, password: '${{ github.token }}'}\n".repeat(1_800 * part)}      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          tags: |\n${Array.from({ length: 8_000 * part }, (_, each) => `            ghcr.io/octo/app:${each}\n`).join('')}`,
    },
  ],
  [
    'thousands of logins that must succeed, each in front of a push',
    {
      [FILE]: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env: {T: '\${{ github.token }}'}\n    permissions: {packages: write}\n    steps:\n${`      - run: |\n${'          docker login ghcr.io -u x -p $T\n          docker push ghcr.io/octo/app\n'.repeat(2_500 * part)}`.repeat(4)}`,
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

/** What `lint` is asked to do with each of them. */
export const DEMANDS: string[][] = [[], ['--diff'], ['--format', 'sarif']];

/** A thousand workflows with three wrong jobs each, or a part of them. */
export const thousand = (part = 1): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 1000 * part }, (_, index) => [
      `.github/workflows/w${index}.yml`,
      jobs(3, pushing).replaceAll('octo/app', `octo/app-${index}`),
    ]),
  );
