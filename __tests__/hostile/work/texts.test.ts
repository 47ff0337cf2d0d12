/** Workflow text that is small and honest in its syntax, and costs more than it weighs. */
import { WORKFLOW } from '../harness/arena.js';
import { FACES, type Face, type Files, LINT_AND_MAIN, many, pushing, readBy } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

const push = '- run: docker push ghcr.io/octo-org/app';
const head = (filter: string) => pushing([push], `on:\n  push:\n${filter}`);
const branch = 'a'.repeat(200);

/** Patterns that try every way of matching (GitHub docs "Filter pattern cheat sheet"). */
const PATTERNS: [string, string][] = [
  ['*a, 30 times', '*a'.repeat(30)],
  ['*a, 200 times', '*a'.repeat(200)],
  ['**a, 100 times', '**a'.repeat(100)],
  ['**/, 200 times', '**/'.repeat(200)],
  ['a?, 200 times', 'a?'.repeat(200)],
  ['a+, 100 times', 'a+'.repeat(100)],
  ['[a-z]+, 100 times', '[a-z]+'.repeat(100)],
  ['a bracket that does not end', `${'['.repeat(50_000)}a`],
  ['100,000 stars', '*'.repeat(100_000)],
];
const PLACES: [string, (pattern: string) => string][] = [
  ['branches', (pattern) => `    branches: ['${pattern}b']\n`],
  ['branches-ignore', (pattern) => `    branches-ignore: ['${pattern}b']\n`],
  ['tags and an exclusion', (pattern) => `    tags: ['${pattern}b', '!${pattern}c']\n`],
];

const expression = (text: string) =>
  pushing([`- if: \${{ ${text} }}`, '  run: docker push ghcr.io/octo-org/app']);
const EXPRESSIONS: [string, Files][] = [
  ['100,000 round brackets', expression('('.repeat(100_000))],
  ['50,000 round brackets that end', expression(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`)],
  ['100,000 square brackets', expression(`github${'['.repeat(100_000)}`)],
  ['100,000 negations', expression(`${'!'.repeat(100_000)}true`)],
  ['20,000 conjunctions', expression(many(20_000, () => 'true', ' && '))],
  ['20,000 alternatives', expression(many(20_000, () => "github.ref == 'a'", ' || '))],
  ['100,000 quotes', expression("'".repeat(100_001))],
  ['a name of 100,000 parts', expression(`github${'.a'.repeat(100_000)}`)],
  ['format of format of format', expression(`${"format('{0}{0}', ".repeat(60)}'x'${')'.repeat(60)}`)],
  ['fromJSON of 100,000 brackets', expression(`fromJSON('${'['.repeat(100_000)}')`)],
  [
    '10,000 expressions in one text',
    pushing([`- run: docker push ghcr.io/octo-org/app:${'${{ github.sha }}'.repeat(10_000)}`]),
  ],
  [
    'braces that open 50,000 times',
    pushing([`- run: 'docker push ghcr.io/octo-org/app:${'${{'.repeat(50_000)}'`]),
  ],
  [
    'variables that are made of each other',
    {
      [WORKFLOW]: `on: push\nenv:\n${many(60, (at) => `  V${at}: \${{ env.V${at + 1} }}\${{ env.V${at + 1} }}\n`)}  V60: x\njobs:\n  image:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo-org/app:\${{ env.V0 }}\n`,
    },
  ],
  [
    'a matrix of 20 by 20 by 20 by 20 by 20',
    {
      [WORKFLOW]: `on: push\njobs:\n  image:\n    runs-on: x\n    strategy:\n      matrix:\n${many(5, (at) => `        m${at}: [${many(20, (value) => `v${value}`, ', ')}]\n`)}    steps:\n      - run: docker push ghcr.io/octo-org/\${{ matrix.m0 }}-\${{ matrix.m1 }}-\${{ matrix.m2 }}-\${{ matrix.m3 }}-\${{ matrix.m4 }}\n`,
    },
  ],
  [
    'a matrix with 3,000 includes and 3,000 excludes',
    {
      [WORKFLOW]: `on: push\njobs:\n  image:\n    runs-on: x\n    strategy:\n      matrix:\n        a: [1, 2]\n        include: [${many(3000, (at) => `{a: ${at}, b: ${at}}`, ', ')}]\n        exclude: [${many(3000, (at) => `{a: ${at}}`, ', ')}]\n    steps:\n      - run: docker push ghcr.io/octo-org/\${{ matrix.b }}\n`,
    },
  ],
];

const bomb = (leaf: string, levels: number, width: number) =>
  `a0: &a0 ${leaf}\n${many(levels, (at) => `a${at + 1}: &a${at + 1} [${many(width, () => `*a${at}`, ', ')}]\n`)}`;
const jobs = (count: number) =>
  `on: push\njobs:\n${many(count, (at) => `  ${at === 0 ? 'image' : `j${at}`}:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo-org/app:${at}\n`)}`;
const workflow = (text: string): Files => ({ [WORKFLOW]: `# ghcr.io docker push\n${text}` });

const YAML: [string, Files][] = [
  ['an alias bomb of 9 levels', workflow(`${bomb('[x, x, x]', 9, 9)}on: push\njobs: *a9\n`)],
  [
    'an alias bomb of maps',
    workflow(
      `m0: &m0 {a: x}\n${many(12, (at) => `m${at + 1}: &m${at + 1} {${many(8, (each) => `k${each}: *m${at}`, ', ')}}\n`)}on: push\njobs: *m12\n`,
    ),
  ],
  [
    '30,000 aliases of one anchor',
    workflow(`x: &x {runs-on: x}\non: push\njobs:\n${many(30_000, (at) => `  j${at}: *x\n`)}`),
  ],
  ['an anchor that holds itself', workflow('on: push\njobs: &a\n  image: *a\n')],
  [
    'merge keys that double',
    workflow(
      `m0: &m0 {a: x}\n${many(30, (at) => `m${at + 1}: &m${at + 1} {<<: [*m${at}, *m${at}]}\n`)}on: push\njobs: {image: {<<: *m30, runs-on: x}}\n`,
    ),
  ],
  ['10,000 jobs', workflow(jobs(10_000))],
  ['5,000 jobs', workflow(jobs(5_000))],
  [
    '50,000 checkouts in one line',
    pushing([`- run: docker push ghcr.io/octo-org/app:$(cat VERSION); ${'git checkout '.repeat(50_000)}`]),
  ],
  [
    '40,000 signatures in one line of a job that lacks a permission, which has another use for its token',
    workflow(
      `on: push\njobs:\n  image:\n    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - uses: docker/login-action@v3\n        with: {registry: ghcr.io, username: x, password: '\${{ github.token }}'}\n      - run: docker push ghcr.io/octo-org/app\n      - run: ${'cosign sign --key '.repeat(40_000)}\n`,
    ),
  ],
  ['12,000 steps', pushing(Array.from({ length: 12_000 }, () => push))],
  ['10,000 levels of lists', workflow(`on: push\nx: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`)],
  ['10,000 levels of maps', workflow(`on: push\nx: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n`)],
  ['600 levels by indentation', workflow(`on: push\n${many(600, (at) => `${' '.repeat(at)}a:\n`)}`)],
  ['one key 20,000 times', workflow(`on: push\njobs:\n${'  image: {runs-on: x}\n'.repeat(20_000)}`)],
  ['20,000 documents', workflow('---\non: push\n'.repeat(20_000))],
  ['20,000 tags', workflow(`on: push\n${many(20_000, (at) => `x${at}: !!str a\n`)}`)],
  ['a megabyte of tabs', workflow('\t'.repeat(1_000_000))],
  ['a megabyte of line ends', workflow(`${'\r'.repeat(1_000_000)}on: push\n`)],
  ['a megabyte of question marks', workflow('? '.repeat(500_000))],
  ['a megabyte of dashes', workflow('- '.repeat(500_000))],
  ['a key of 500,000 characters', workflow(`on: push\n${'k'.repeat(500_000)}: 1\n`)],
  ['a name in quotes that does not end', workflow(`on: push\nname: "${'\\u0041'.repeat(150_000)}`)],
  [
    '3,500 pushes in a step, and a variable at each',
    pushing([
      '- run: |',
      ...Array.from(
        { length: 3500 },
        () => '    for i in 1 2; do echo $i; done; docker push ghcr.io/octo-org/app',
      ),
    ]),
  ],
  [
    'a block of a megabyte',
    pushing(['- run: |', ...Array.from({ length: 20_000 }, () => '    docker push ghcr.io/octo-org/app')]),
  ],
];

const login = 'echo x | docker login ghcr.io -u x --password-stdin\n';
const SCRIPTS: [string, string][] = [
  ['8,000 pushes that are given nothing', `${login}${'docker push ""\n'.repeat(8_000)}`],
  [
    '8,000 pushes by a variable that nothing sets',
    `${login}${'docker push "$A"\n'.repeat(8_000)}docker push ghcr.io/octo-org/app\n`,
  ],
  ['substitutions in each other', `docker push ghcr.io/octo-org/app:${'$('.repeat(50_000)}`],
  ['groups in each other', `${'( '.repeat(50_000)}docker push ghcr.io/octo-org/app`],
  ['braces that multiply', `docker push ghcr.io/octo-org/app:${'{a,b}'.repeat(40)}`],
  ['braces in each other', `docker push ghcr.io/octo-org/app:${'{a,'.repeat(20_000)}`],
  ['parameters in each other', `docker push ghcr.io/octo-org/app:${'${a:-'.repeat(50_000)}`],
  [
    'assignments that double',
    `${many(60, (at) => `V${at + 1}=$V${at}$V${at}; `)}docker push ghcr.io/octo-org/app:$V60`,
  ],
  [
    'loops in each other',
    `${'for a in 1 2 3; do '.repeat(300)}docker push ghcr.io/octo-org/app:$a; ${'done; '.repeat(300)}`,
  ],
  [
    'ifs in each other',
    `${'if true; then '.repeat(5_000)}docker push ghcr.io/octo-org/app; ${'fi; '.repeat(5_000)}`,
  ],
  ['a pipe of 50,000', `docker push ghcr.io/octo-org/app ${'| cat '.repeat(50_000)}`],
  ['functions that call each other', `a() { b; b; }; b() { a; a; }; a; docker push ghcr.io/octo-org/app`],
  ['100,000 backslashes', `docker push ghcr.io/octo-org/app${'\\'.repeat(100_000)}`],
  ['100,000 backquotes', `docker push ghcr.io/octo-org/app ${'`'.repeat(100_001)}`],
  ['20,000 heredocs', `docker push ghcr.io/octo-org/app ${'<<X '.repeat(20_000)}`],
  [
    'a case of 5,000',
    `case $x in ${many(5_000, (at) => `${at}) docker push ghcr.io/octo-org/app:${at};;`, ' ')} esac`,
  ],
  [
    'a login of 200,000 options',
    `docker login ghcr.io ${'-u x '.repeat(100_000)}; docker push ghcr.io/octo-org/app`,
  ],
];

situations('work', [
  table(
    'branch filters',
    times<[string, (pattern: string) => string], Face>(
      times<string, (pattern: string) => string>(PATTERNS, PLACES).map(([name, row]) => [name, row] as const),
      LINT_AND_MAIN,
    ),
    async (arena, [[pattern, place], face]) => {
      const env = { GITHUB_REF: `refs/heads/${branch}`, GITHUB_REF_NAME: branch };
      const withRef: Face = {
        ...face,
        run: (there) =>
          face.codes.length === 2
            ? there.lab().then(() => there.main({ inputs: { images: '' }, env }))
            : face.run(there),
      };
      await readBy(arena, head(place(pattern)), withRef);
    },
    { inCI: 6 },
  ),
  table(
    'expressions',
    times<Files, Face>(EXPRESSIONS, LINT_AND_MAIN),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 5 },
  ),
  table(
    'YAML',
    times<Files, Face>(YAML, FACES),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 6 },
  ),
  table(
    'scripts',
    times<string, Face>(SCRIPTS, LINT_AND_MAIN),
    async (arena, [text, face]) => {
      await readBy(arena, pushing([`- run: ${JSON.stringify(text)}`]), face);
    },
    { inCI: 5 },
  ),
]);
