/** What is empty in a name is told by the action and by `lint` alike: what it is, why, and the cure. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { preflight } from '../../src/commands/preflight.js';
import { credentials } from '../../src/evidence/token.js';
import { startLab } from '../../src/lab/lab.js';
import type { Finding, Language } from '../../src/types.js';
import { SECRET, sampleWorld } from '../lab/support.js';
import { lintFiles } from '../lint/repository.js';
import { MAIN, RUN, workflowOf } from '../workflow/reading.js';

const home = mkdtempSync(path.join(tmpdir(), 'empty-names-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const OURS = '- uses: acme/ghcr-preflight@v1\n';
const JOB = 'runs-on: ubuntu-latest\npermissions: {contents: read, packages: write}';
const APP = 'ghcr.io/octo-org/app';

type Said = Pick<Finding, 'id' | 'message' | 'location' | 'job'> & { fix: string };

const saidIn = (findings: readonly Finding[]): Said[] =>
  findings.map(({ id, message, location, job, fix }) => ({ id, message, location, job, fix: fix.summary }));

async function byAction(files: Record<string, string>, language: Language): Promise<Said[]> {
  const lab = await startLab(sampleWorld());
  const inLab = (text: string) => text.replaceAll('ghcr.io', lab.registry);
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(home, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(home, file), inLab(text));
    }
    const raw = SECRET.jobWrite;
    const { report } = await preflight(
      {
        place: 'workflow',
        access: 'push',
        registry: lab.registry,
        images: '',
        names: 'normalised',
        credentials: credentials([{ source: 'github-token', raw, username: 'mona' }], { inActions: true }),
        missing: [],
        run: { ...RUN, repository: 'octo-org/app', owner: 'octo-org', apiUrl: lab.apiUrl },
        event: {},
        login: 'docker',
        held: [{ source: 'github-token', secret: raw, stored: raw }],
        workflow: null,
        workspace: home,
        env: { GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight', GITHUB_ACTION: '__acme_ghcr-preflight' },
      },
      'preflight',
      language,
    );
    expect(report.verdict).toBe('denied');
    const told = saidIn(report.findings);
    // The place of a shorter host is another one.
    return JSON.parse(JSON.stringify(told).replaceAll(lab.registry, 'ghcr.io')) as Said[];
  } finally {
    await lab.close();
  }
}

async function byLint(files: Record<string, string>, language: Language): Promise<Said[]> {
  const { report } = await lintFiles(files, { repository: 'octo-org/app', language });
  return saidIn(report.findings);
}

const lines = (found: readonly Said[]) =>
  found.map(({ location, ...said }) => ({ ...said, line: location?.line, file: location?.file }));

const run = (script: string) => `- run: |\n${script.replace(/^/gm, '    ')}\n`;
const SETS = '- id: meta\n  run: echo "v=1" >> "$GITHUB_OUTPUT"\n';

/** What it is called, the steps behind ours, and what else the job has. */
const EMPTY: [string, string, string?][] = [
  ['nothing sets the variable TAG', run(`docker push ${APP}:$TAG`)],
  ['nothing sets the variable TAG, and nothing sets the variable ARCH', run(`docker push ${APP}:$TAG-$ARCH`)],
  ['nothing sets the variable TAG', run(`docker push ${APP}:\${{ env.TAG }}`)],
  ['nothing sets the variable IMAGE', run('docker push ghcr.io/octo-org/$IMAGE:1')],
  ['nothing sets the variable IMAGE', run('docker push $IMAGE')],
  [
    'the step meta sets no output version',
    `${SETS}${run(`docker push ${APP}:\${{ steps.meta.outputs.version }}`)}`,
  ],
  ['no step before it has the id mata', `${SETS}${run(`docker push ${APP}:\${{ steps.mata.outputs.v }}`)}`],
  ['no step before it has the id mata', `${SETS}${run('docker push ${{ steps.mata.outputs.image }}')}`],
  [
    'no step before it has the id mata',
    `${SETS}${run('crane push app.tar ${{ steps.mata.outputs.image }}')}`,
  ],
  ['nothing sets the variable IMAGE', run('docker push ${{ env.IMAGE }}')],
  ['the job does not need the job "x"', run(`docker push ${APP}:\${{ needs.x.outputs.y }}`)],
  [
    'the matrix has no key arch',
    run(`docker push ${APP}:\${{ matrix.arch }}`),
    'strategy:\n  matrix: {archs: [a]}',
  ],
  ['nothing sets the variable TAG', run(`docker push ${APP}:$TAG`), 'env: {TAGS: 1}'],
  ['github.event.number is empty in this run', run(`docker push ${APP}:\${{ github.event.number }}`)],
  [
    'what the script at .github/workflows/ci.yml:8 sets TAG to',
    `- run: TAG=1\n${run(`docker push ${APP}:$TAG`)}`,
  ],
  [
    'what the script at .github/workflows/ci.yml:8 sets TAG to',
    `${run('TAG=1')}- run: docker push ${APP}:$TAG\n`,
  ],
  [
    'what the script at .github/workflows/ci.yml:8 sets TAG to',
    `- run: export TAG=1\n${run(`docker push ${APP}:$TAG`)}`,
  ],
  [
    'no step before it has the id metadata',
    `- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ${APP}}\n- uses: docker/build-push-action@v6\n  with: {push: true, tags: "\${{ steps.metadata.outputs.tags }}"}\n`,
  ],
  ['nothing sets the variable VERSION', '- uses: actions/checkout@v5\n- run: docker compose push\n'],
  ['What stands in front of a command is for the program alone', run(`TAG=1 docker push ${APP}:$TAG`)],
  ['hands TAG to later steps', run(`echo "TAG=1" >> "$GITHUB_ENV"\ndocker push ${APP}:$TAG`)],
  [
    'the step meta sets no output version',
    `${SETS}- run: docker push ${APP}:$TAG\n  env:\n    TAG: \${{ steps.meta.outputs.version }}\n`,
  ],
  [
    'the step meta sets no output version',
    `${SETS}- run: docker push ${APP}:$TAG\n  env:\n    TAG: \${{ steps.meta.outputs.version }}-rc\n`,
  ],
  ['TAG is set in a subshell', run(`(TAG=1)\ndocker push ${APP}:$TAG`)],
  ['the step that uses the action passes no input tag', '- uses: ./.github/actions/push\n'],
];

const ACTION = `inputs: {tag: {required: true}}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker push ${APP}:\${{ inputs.tag }}\n`;

describe.each(EMPTY)('%s', (words, steps, more = '') => {
  const files = {
    [MAIN]: workflowOf(OURS + steps, more ? `${JOB}\n${more}` : JOB),
    '.github/actions/push/action.yml': ACTION,
    'compose.yml': `services:\n  app:\n    build: .\n    image: ${APP}:\${VERSION}\n`,
  };

  test.each<Language>(['en', 'zh-CN'])('%s', async (language) => {
    const [told, linted] = [await byAction(files, language), await byLint(files, language)];
    expect(lines(told)).toEqual(lines(linted));
    expect(told).toHaveLength(1);
    if (language === 'en') expect(told[0]?.message).toContain(words);
  });
});

test('a name that only this run lacks is told so by the run alone', async () => {
  const files = { [MAIN]: workflowOf(OURS + run('docker push ${{ github.event.number }}'), JOB) };
  const [[told], [linted]] = [await byAction(files, 'en'), await byLint(files, 'en')];
  const sentence = (where: string) =>
    `What stands where the name of the image belongs comes to nothing${where}, and the client stops there.`;
  expect([told?.message, linted?.message]).toEqual([sentence(' in this run (push)'), sentence('')]);
});

test('of an action no step of the job is told that stands in the same line', async () => {
  const files = {
    [MAIN]: workflowOf(`${OURS}- run: TAG=1 echo $TAG\n- uses: ./.github/actions/push\n`, JOB),
    '.github/actions/push/action.yml': `#\n#\n${ACTION.replace('${{ inputs.tag }}', '$TAG')}`,
  };
  const [told] = await byAction(files, 'en');
  expect(told?.location).toMatchObject({ file: '.github/actions/push/action.yml', line: 8 });
  expect(told?.message).toContain('nothing sets the variable TAG');
});

/** In another file than the job's, and in front of the push. */
describe('a build that stops for it', () => {
  const files = {
    [MAIN]: workflowOf(`${OURS}${run(`docker build -t ${APP}:$TAG .\ndocker push ${APP}:1`)}`, JOB),
  };

  test('says what is empty', async () => {
    const [told] = await byAction(files, 'en');
    expect(told?.message).toContain('nothing sets the variable TAG');
    expect(told?.fix).toContain('check that no variable in it is empty');
  });
});

test('where something else is wrong with the name, that is said', async () => {
  const files = { [MAIN]: workflowOf(`${OURS}${run(`docker push ${APP}:$TAG/x`)}`, JOB) };
  const [told] = await byAction(files, 'en');
  expect(told?.message).toContain('(/) is not allowed there');
});
