/** Files of a project that name what is pushed: a megabyte each, and heavier than they look. */
import { type Face, type Files, LINT_AND_MAIN, many, pushing, readBy } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

const SIZE = 1024 * 1024 - 1000;
const fill = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length));

/** What a step says to have the file read, and its name. */
const PROGRAMS: [string, { step: string; file: string; head: string }][] = [
  ['compose', { step: 'docker compose push', file: 'compose.yaml', head: 'services:\n' }],
  ['goreleaser', { step: 'goreleaser release', file: '.goreleaser.yaml', head: 'dockers:\n' }],
  ['skaffold', { step: 'skaffold build --push', file: 'skaffold.yaml', head: 'build:\n' }],
  ['ko', { step: 'ko build ./cmd', file: '.ko.yaml', head: 'builds:\n' }],
  ['helm', { step: 'helm push app-1.tgz oci://ghcr.io/octo-org', file: 'Chart.yaml', head: 'name: app\n' }],
];

const TEXTS: [string, (head: string) => string][] = [
  ['a list between brackets', (head) => `${head}x: [${fill('a,')}]\n`],
  ['nested lists', (head) => `${head}x:\n${fill(`  - ${'['.repeat(90)}${']'.repeat(90)}\n`)}`],
  [
    'many images',
    (head) =>
      `${head}${many(14_000, (at) => `  s${at}:\n    image: ghcr.io/octo-org/app:${at}\n    build: .\n`)}`,
  ],
  ['many list items', (head) => `${head}${fill('  - image_templates: ["ghcr.io/octo-org/app:1"]\n')}`],
  [
    'an alias bomb',
    (head) =>
      `a0: &a0 [x, x, x]\n${many(9, (at) => `a${at + 1}: &a${at + 1} [${many(9, () => `*a${at}`, ', ')}]\n`)}${head}  x: *a9\n`,
  ],
  ['one key again and again', (head) => head + fill('  s: {image: ghcr.io/octo-org/app}\n')],
  ['one string', (head) => `${head}  x: "${fill('a')}"\n`],
  [
    'one string of templates',
    (head) => `${head}  x: {image: "ghcr.io/octo-org/app:${fill('{{ .Tag }}')}"}\n`,
  ],
];

const OTHERS: [string, Files][] = [
  [
    'a Makefile of rules that need each other',
    {
      ...pushing(['- run: make push']),
      Makefile: `push: ${many(100, (at) => `r${at}`, ' ')}\n\tdocker push ghcr.io/octo-org/app\n${many(100, (at) => `r${at}: ${many(100, (other) => `r${other}`, ' ')}\n\tdocker push ghcr.io/octo-org/app:${at}\n`)}`,
    },
  ],
  [
    'a Makefile of variables that double',
    {
      ...pushing(['- run: make push']),
      Makefile: `V0 = xx\n${many(60, (at) => `V${at + 1} = $(V${at})$(V${at})\n`)}push:\n\tdocker push ghcr.io/octo-org/app:$(V60)\n`,
    },
  ],
  [
    'a Makefile of a megabyte',
    { ...pushing(['- run: make push']), Makefile: `push:\n${fill('\tdocker push ghcr.io/octo-org/app\n')}` },
  ],
  [
    'a Makefile that includes itself',
    {
      ...pushing(['- run: make push']),
      Makefile: `${'include Makefile\n'.repeat(100)}push:\n\tdocker push ghcr.io/octo-org/app\n`,
    },
  ],
  [
    'a justfile whose variables each name another eight times',
    {
      ...pushing(['- run: just push']),
      justfile: `v0 := "xx"\n${many(18, (at) => `v${at + 1} := ${many(8, () => `v${at}`, ' + ')}\n`)}push:\n    docker push ghcr.io/octo-org/app:{{v18}}\n`,
    },
  ],
  [
    'a justfile whose 100 lines each name a long variable 1,500 times',
    {
      ...pushing(['- run: just push']),
      justfile: `v := "${'x'.repeat(2_000)}"\npush:\n${many(100, () => `    docker push ghcr.io/octo-org/app:${'{{v}}'.repeat(1_500)}\n`)}`,
    },
  ],
  [
    'scripts that call each other',
    {
      ...pushing(['- run: ./a.sh']),
      'a.sh': './b.sh; ./b.sh\n'.repeat(50),
      'b.sh': './a.sh; ./a.sh\n'.repeat(50),
    },
  ],
  [
    'a script of a megabyte',
    { ...pushing(['- run: ./a.sh']), 'a.sh': fill('docker push ghcr.io/octo-org/app\n') },
  ],
  [
    'a package.json whose scripts call each other',
    {
      ...pushing(['- run: npm run a']),
      'package.json': JSON.stringify({
        scripts: {
          a: 'npm run b && npm run b',
          b: 'npm run a && npm run a; docker push ghcr.io/octo-org/app',
        },
      }),
    },
  ],
  [
    'a package.json of 100,000 brackets',
    { ...pushing(['- run: npm run a']), 'package.json': `{"scripts": ${'['.repeat(100_000)}` },
  ],
];

const projects = times(PROGRAMS, TEXTS).map(([name, [{ step, file, head }, text]]): [string, Files] => [
  name,
  { ...pushing([`- run: ${step}`]), [file]: text(head) },
]);

situations('work', [
  table(
    'project files',
    times<Files, Face>([...projects, ...OTHERS], LINT_AND_MAIN),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 10 },
  ),
]);
