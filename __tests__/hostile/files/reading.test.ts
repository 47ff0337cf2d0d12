/** Only regular files whose real path lies inside the workspace are opened, and no more of them than a limit. */
import { expect } from '@jest/globals';
import { ALLOWED, type Arena, shown, WORKFLOW } from '../harness/arena.js';
import { expectBounded, expectVerdict } from '../harness/expect.js';
import { pushing } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';
import { MARK, type Placing, SPECIAL } from './special.js';

/** A file that is read because of a step, and what a good one would hold. */
interface Place {
  file: string;
  text: string;
  /** Of the workflow; null: the file is the workflow. */
  step: string | null;
}

const push = 'docker push ghcr.io/octo-org/app';
const jobOn = (event: string) => `on: ${event}
jobs:
  image:
    runs-on: x
    permissions: {contents: read}
    steps:
      - uses: docker/login-action@v3
        with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}
      - run: ${push}
`;
const job = jobOn('push');
const place = (file: string, step: string | null, text: string): [string, Place] => [
  file,
  { file, step, text },
];

const PLACES: [string, Place][] = [
  place(WORKFLOW, null, job),
  place(
    'act/action.yml',
    '- uses: ./act',
    `runs:\n  using: composite\n  steps:\n    - run: ${push}\n      shell: bash\n`,
  ),
  place(
    'docker-bake.hcl',
    '- run: docker buildx bake --push',
    'target "default" {\n  tags = ["ghcr.io/octo-org/app"]\n}\n',
  ),
  place(
    'docker-bake.json',
    '- run: docker buildx bake --push',
    '{"target": {"default": {"tags": ["ghcr.io/octo-org/app"]}}}',
  ),
  place('Makefile', '- run: make push', `push:\n\t${push}\n`),
  place(
    'compose.yaml',
    '- run: docker compose push',
    'services: {a: {build: ., image: ghcr.io/octo-org/app}}\n',
  ),
  place(
    '.goreleaser.yaml',
    '- run: goreleaser release',
    'dockers: [{image_templates: [ghcr.io/octo-org/app]}]\n',
  ),
  place('push.sh', '- run: ./push.sh', `${push}\n`),
];
const called: [string, Place] = place('.github/workflows/called.yml', null, jobOn('workflow_call'));

async function arrange(arena: Arena, placing: Placing, { file, step, text }: Place): Promise<void> {
  if (step !== null)
    for (const [name, workflow] of Object.entries(pushing([step]))) arena.checkout(name, workflow);
  if (file === called[1].file)
    arena.checkout(
      WORKFLOW,
      `on: push\njobs:\n  image:\n    uses: ./${file}\n    permissions: {contents: read}\n`,
    );
  await placing(arena, `work/${file}`, text);
}

const lintRows = times<Placing, Place>(SPECIAL, [...PLACES, called]);
const mainRows = times<Placing, Place>(SPECIAL, [PLACES[0], PLACES[1], PLACES[2]] as [string, Place][]);

/** Whole folders that are somewhere else. */
const FOLDERS: [string, { link: string; target: string; sees: boolean }][] = [
  ['.github is a link out', { link: 'work/.github', target: 'outside/.github', sees: false }],
  [
    '.github/workflows is a link out',
    { link: 'work/.github/workflows', target: 'outside/.github/workflows', sees: false },
  ],
  ['the workspace itself is a link', { link: 'work-link', target: 'work', sees: true }],
];

/** Paths that a user names by hand: they may be anything, and cost little. */
const GIVEN: [string, (arena: Arena, file: string) => string[]][] = [
  ['lint', (_, file) => ['lint', '--repository', 'octo/app', file]],
  ['explain', (_, file) => ['explain', file]],
  [
    'check --docker-config',
    (_, file) => ['check', '--registry', '127.0.0.1:9', '--docker-config', file, '127.0.0.1:9/a/b'],
  ],
  [
    'check with it in the place of the auth file',
    (arena, file) => {
      arena.link('docker/config.json', file);
      return ['check', '--registry', '127.0.0.1:9', '127.0.0.1:9/a/b'];
    },
  ],
];

situations('files', [
  table(
    'read by lint',
    lintRows,
    async (arena, [placing, each]) => {
      await arrange(arena, placing, each);
      const ended = await arena.lint();
      expectBounded(ended, [0, 1, 2]);
      expect(ended.stdout + ended.stderr).not.toContain(MARK);
    },
    { inCI: 16, waits: true },
  ),
  table(
    'read by main',
    mainRows,
    async (arena, [placing, each]) => {
      await arrange(arena, placing, each);
      // The contents API has no other text of it, and the steps are what names the images.
      await arena.lab({ world: { ...ALLOWED.world, files: {} } });
      const step = await arena.main({ inputs: { images: '' } });
      expectBounded(step, [0, 1]);
      // A file that says nothing any more may leave a name unknown; it refuses nothing.
      expectVerdict(step, each.step === null ? 'allowed' : ['allowed', 'unknown']);
      expect(arena.everything(step)).not.toContain(MARK);
      if (each.step === null) {
        const lines = shown(step.stdout).split('\n');
        const about = lines.filter((line) => line.startsWith('::notice') && line.includes(WORKFLOW));
        expect(about).toHaveLength(1);
      }
    },
    { inCI: 8, waits: true },
  ),
  table('folders', FOLDERS, async (arena, { link, target, sees }) => {
    arena.write(
      `${target}/${sees ? WORKFLOW : WORKFLOW.replace(/^\.github\/(?:workflows\/)?/, target.endsWith('workflows') ? '' : 'workflows/')}`,
      job,
    );
    arena.link(link, arena.path(target));
    const folder = sees ? arena.path(link) : arena.work;
    const ended = await arena.cli(['lint', '--repository', 'octo/app', folder]);
    expectBounded(ended, [sees ? 1 : 2, sees ? 1 : 0]);
    if (!sees) expect(ended.stdout).not.toContain('job-lacks-packages-write');
  }),
  table(
    'named by hand',
    times<Placing, (arena: Arena, file: string) => string[]>(
      SPECIAL.filter(([name]) => !/outside|stdin/.test(name)),
      GIVEN,
    ),
    async (arena, [placing, command]) => {
      await placing(arena, 'given', job);
      expectBounded(await arena.cli(command(arena, arena.path('given'))), [0, 1, 2, 3]);
    },
    { inCI: 6, waits: true },
  ),
]);
