/** A name is pointed at, and mended, where its value is written. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, jobWith, lintFiles, login, MAIN, workflow } from './repository.js';

const GRANTS = 'permissions: {contents: read, packages: write}';
const CALLED = '.github/workflows/called.yml';

/** What stands on the line of the finding, and what its diff makes of it. */
async function shownOf(files: Readonly<Record<string, string>>): Promise<[string, string, string]> {
  const { report, repairs, texts } = await lintFiles(files);
  const [finding] = report.findings;
  const { file = '', line = 0 } = finding?.location ?? {};
  const before = texts[file] ?? '';
  const after = applyEdits(before, repairs[0]?.edits ?? []);
  const at = (text: string) => (text.split('\n')[line - 1] ?? '').trim();
  return [finding?.id ?? '', at(before), at(after)];
}

/** What docker/metadata-action makes is pushed. */
const metadata = (inputs: string) =>
  `\n- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    ${inputs}${build('${{ steps.meta.outputs.tags }}')}`;
const withJob = (keys: string, tags: string) => workflow(login() + build(tags), `${keys}\n${GRANTS}`);
const above = (keys: string, steps: string) => `${keys}\n${workflow(login() + steps, GRANTS)}`;
const inMatrix = (matrix: string, tags: string) => withJob(`strategy:\n  matrix:\n${matrix}`, tags);

test.each<[string, string, string, string]>([
  [
    'an env of the workflow',
    above('env:\n  NAME: octo/App', build('ghcr.io/${{ env.NAME }}:1')),
    'NAME: octo/App',
    'NAME: octo/app',
  ],
  [
    'an env that the env of a step is made of',
    above(
      'env:\n  NAME: App',
      build('ghcr.io/octo/${{ env.NAME }}:1', 'env:\n  IMAGE: ghcr.io/octo/${{ env.NAME }}'),
    ),
    'NAME: App',
    'NAME: app',
  ],
  [
    'a variable of a script',
    above('env:\n  NAME: App', '\n- run: docker push ghcr.io/octo/$NAME'),
    'NAME: App',
    'NAME: app',
  ],
  [
    'a list of the matrix',
    inMatrix('    name: [a, B-c]', 'ghcr.io/octo/${{ matrix.name }}:1'),
    'name: [a, B-c]',
    'name: [a, b-c]',
  ],
  [
    'an entry of the matrix',
    inMatrix(
      '    include:\n      - image: ghcr.io/octo/One\n      - image: ghcr.io/octo/two',
      '${{ matrix.image }}:1',
    ),
    '- image: ghcr.io/octo/One',
    '- image: ghcr.io/octo/one',
  ],
  [
    'a key in an entry',
    inMatrix(
      '    image:\n      - {name: One}\n      - {name: two}',
      'ghcr.io/octo/${{ matrix.image.name }}:1',
    ),
    '- {name: One}',
    '- {name: one}',
  ],
  [
    'the default of an input',
    workflow(
      login() + build('ghcr.io/octo/${{ inputs.name }}:1'),
      GRANTS,
      '\n  workflow_dispatch:\n    inputs:\n      name:\n        default: App',
    ),
    'default: App',
    'default: app',
  ],
])('%s', async (_, text, before, after) => {
  expect(await shownOf({ [MAIN]: text })).toEqual(['uppercase-image-name', before, after]);
});

test('what a calling job gives', async () => {
  const call = `on: push\njobs:\n  a:\n    ${GRANTS}\n    uses: ./${CALLED}\n    with:\n      name: App\n`;
  const called = workflow(
    login() + build('ghcr.io/octo/${{ inputs.name }}:1'),
    GRANTS,
    '\n  workflow_call:\n    inputs:\n      name: {type: string}',
  );
  expect(await shownOf({ [MAIN]: call, [CALLED]: called })).toEqual([
    'uppercase-image-name',
    'name: App',
    'name: app',
  ]);
});

test.each<[string, string, string, string]>([
  [
    'alone',
    above('env:\n  OWNER: acme', build('ghcr.io/${{ env.OWNER }}/app:1')),
    'OWNER: acme',
    'OWNER: octo',
  ],
  [
    'with the name',
    above('env:\n  NAME: acme/acme', '\n- run: docker push ghcr.io/$NAME'),
    'NAME: acme/acme',
    'NAME: octo/acme',
  ],
  [
    'with the host',
    inMatrix('    to: [ghcr.io/acme]', '${{ matrix.to }}/app:1'),
    'to: [ghcr.io/acme]',
    'to: [ghcr.io/octo]',
  ],
  [
    'by way of docker/metadata-action',
    above('env:\n  NAME: acme/app', metadata('images: ghcr.io/${{ env.NAME }}')),
    'NAME: acme/app',
    'NAME: octo/app',
  ],
])('the owner, %s', async (_, text, before, after) => {
  expect(await shownOf({ [MAIN]: text })).toEqual(['owner-mismatch', before, after]);
});

test('a value that has nothing to do with the capitals is left alone', async () => {
  const text = above('env:\n  TAG: RC', build('ghcr.io/octo/App:${{ env.TAG }}'));
  expect(await shownOf({ [MAIN]: text })).toEqual([
    'uppercase-image-name',
    'tags: ghcr.io/octo/App:${{ env.TAG }}',
    'tags: ghcr.io/octo/app:${{ env.TAG }}',
  ]);
});

test.each<[string, string, string, string?]>([
  ['a tag', above('env:\n  TAG: feature/x', build('ghcr.io/octo/app:${{ env.TAG }}')), 'TAG: feature/x'],
  [
    'the tag of a script',
    above('env:\n  TAG: 1.0+x', '\n- run: docker push ghcr.io/octo/app:$TAG'),
    'TAG: 1.0+x',
  ],
  ['an entry of the matrix', inMatrix('    v: [a, b+c]', 'ghcr.io/octo/app:${{ matrix.v }}'), 'v: [a, b+c]'],
  [
    'a blank at the end',
    above("env:\n  NAME: 'octo/app '", build('ghcr.io/${{ env.NAME }}:1')),
    "NAME: 'octo/app '",
  ],
  [
    'a slash at the end',
    above('env:\n  NAME: octo/app/', build('ghcr.io/${{ env.NAME }}:1')),
    'NAME: octo/app/',
  ],
  [
    'by way of docker/metadata-action',
    above('env:\n  NAME: octo/<app>', metadata('images: ghcr.io/${{ env.NAME }}')),
    'NAME: octo/<app>',
  ],
  [
    'a name that is written in docker/metadata-action',
    workflow(login() + metadata('images: ghcr.io/octo/<app>\n    tags: type=sha'), GRANTS),
    'images: ghcr.io/octo/<app>',
  ],
  [
    'a scheme',
    above('env:\n  REGISTRY: https://ghcr.io', build('${{ env.REGISTRY }}/octo/app:1')),
    'REGISTRY: https://ghcr.io',
    'REGISTRY: ghcr.io',
  ],
  [
    'a value that fits, behind another',
    above('env:\n  NAME: octo/app\n  TAG: a', build('ghcr.io/${{ env.NAME }}:${{ env.TAG }}+1')),
    'tags: ghcr.io/${{ env.NAME }}:${{ env.TAG }}+1',
  ],
  [
    'a second host, which only the place of its use has too many',
    above('env:\n  NAME: ghcr.io/octo/app', build('ghcr.io/${{ env.NAME }}:1')),
    'tags: ghcr.io/${{ env.NAME }}:1',
    'tags: ${{ env.NAME }}:1',
  ],
])('what the grammar refuses, %s', async (_, text, before, after = before) => {
  expect(await shownOf({ [MAIN]: text })).toEqual(['invalid-image-reference', before, after]);
});

const ACTION = '.github/actions/push/action.yml';

/** A job with an action of the repository, which is given this and pushes its input. */
const byAction = (given: string, input = '{}') => ({
  [MAIN]: workflow(
    `${login()}\n- uses: actions/checkout@v5\n- uses: ./.github/actions/push\n${given}`,
    GRANTS,
  ),
  [ACTION]: `inputs:\n  to: ${input}\nruns:\n  using: composite\n  steps:\n${build('${{ inputs.to }}/octo/app:1').replace(/^(?=.)/gm, '    ')}`,
});

test.each<[string, string | Record<string, string>, string, string]>([
  [
    'an env',
    above('env:\n  REGISTRY: ghrc.io', build('${{ env.REGISTRY }}/octo/app:1')),
    'REGISTRY: ghrc.io',
    'REGISTRY: ghcr.io',
  ],
  [
    'a variable of a script',
    above('env:\n  IMAGE: gchr.io/octo/app', '\n- run: docker push $IMAGE:1'),
    'IMAGE: gchr.io/octo/app',
    'IMAGE: ghcr.io/octo/app',
  ],
  [
    'an env of an env',
    above(
      'env:\n  REGISTRY: ghcr.com\n  IMAGE: ${{ github.repository }}',
      '\n- run: docker push $FULL\n  env:\n    FULL: ${{ env.REGISTRY }}/${{ env.IMAGE }}',
    ),
    'REGISTRY: ghcr.com',
    'REGISTRY: ghcr.io',
  ],
  [
    'a list of the matrix',
    inMatrix('    to: [ghrc.io, docker.io]', '${{ matrix.to }}/octo/app:1'),
    'to: [ghrc.io, docker.io]',
    'to: [ghcr.io, docker.io]',
  ],
  [
    'by way of docker/metadata-action',
    above('env:\n  REGISTRY: ghrc.io', metadata('images: ${{ env.REGISTRY }}/octo/app')),
    'REGISTRY: ghrc.io',
    'REGISTRY: ghcr.io',
  ],
  [
    'what a script hands on',
    workflow(
      `${login()}\n- run: echo "IMAGE=ghrc.io/octo/app" >> "$GITHUB_ENV"${build('${{ env.IMAGE }}:1')}`,
      GRANTS,
    ),
    '- run: echo "IMAGE=ghrc.io/octo/app" >> "$GITHUB_ENV"',
    '- run: echo "IMAGE=ghcr.io/octo/app" >> "$GITHUB_ENV"',
  ],
  [
    'what the step gives that uses an action',
    byAction('  with: {to: ghrc.io}'),
    'with: {to: ghrc.io}',
    'with: {to: ghcr.io}',
  ],
  [
    'the default of an input of an action',
    byAction('', '{default: ghrc.io}'),
    'to: {default: ghrc.io}',
    'to: {default: ghcr.io}',
  ],
  [
    'where it is pushed, with the right one in an env',
    above('env:\n  REGISTRY: ghcr.io', build('ghrc.io/octo/app:1')),
    'tags: ghrc.io/octo/app:1',
    'tags: ghcr.io/octo/app:1',
  ],
  [
    'a transport in an env',
    above('env:\n  IMAGE: docker://ghcr.io/octo/app', build('${{ env.IMAGE }}:1')),
    'IMAGE: docker://ghcr.io/octo/app',
    'IMAGE: ghcr.io/octo/app',
  ],
  [
    'a colon in an env',
    above('env:\n  IMAGE: ghcr.io:octo/app', build('${{ env.IMAGE }}:1')),
    'IMAGE: ghcr.io:octo/app',
    'IMAGE: ghcr.io/octo/app',
  ],
])('the host, %s', async (_, files, before, after) => {
  const all = typeof files === 'string' ? { [MAIN]: files } : files;
  expect(await shownOf(all)).toEqual(['invalid-image-reference', before, after]);
});

describe('a transport that another client reads', () => {
  const AT = 'docker://ghcr.io/octo/app';
  const mended = async (text: string) => {
    const { repairs } = await lintFiles({ [MAIN]: text });
    return applyEdits(text, repairs[0]?.edits ?? []);
  };
  const both = (name: string) =>
    `\n- run: skopeo copy docker://alpine ${name}:1\n- run: docker push ${name}:1`;

  test('stays in the value of both', async () => {
    const [id, before, after] = await shownOf({
      [MAIN]: above(`env:\n  IMAGE: ${AT}`, both('${{ env.IMAGE }}')),
    });
    const push = '- run: docker push ${{ env.IMAGE }}:1';
    expect([id, before, after]).toEqual(['invalid-image-reference', push, push]);
  });

  test.each([
    ['skopeo of another job', '- run: skopeo copy oci:out $IMAGE:1'],
    ['one that only looks', '- run: skopeo inspect ${{ env.IMAGE }}:1'],
    ['a script', '- run: ./ci/publish.sh "$IMAGE"'],
    ['an action', '- uses: acme/copy@v1\n  with: {to: "${{ env.IMAGE }}"}'],
  ])('stays in the value of %s', async (_, steps) => {
    const first = above(`env:\n  IMAGE: ${AT}`, build('${{ env.IMAGE }}:1'));
    const other = jobWith(steps).replace('image:', 'other:');
    expect(await mended(`${first}${other}`)).toContain(`IMAGE: ${AT}`);
    const dockers = jobWith('- run: docker pull $IMAGE:1').replace('image:', 'other:');
    expect(await mended(`${first}${dockers}`)).toContain('IMAGE: ghcr.io/octo/app');
  });

  test('stays in the step of the other', async () => {
    const { repairs } = await lintFiles({ [MAIN]: above('', both(AT)) });
    expect(repairs.flatMap(({ edits }) => edits)).toHaveLength(1);
  });

  test('stays where both push in one step', async () => {
    const steps = `\n- run: |\n    skopeo copy docker://alpine ${AT}:1\n    docker push ${AT}:1`;
    const { report, repairs } = await lintFiles({ [MAIN]: above('', steps) });
    expect([report.findings.map(({ id }) => id), repairs]).toEqual([['invalid-image-reference'], []]);
  });

  test.each(['skopeo inspect $IMAGE', './ci/publish.sh && skopeo copy oci:out $IMAGE'])(
    'stays in the env of a step that goes on with %s',
    async (command) => {
      const steps = (more: string) =>
        `\n- env: {IMAGE: "${AT}"}\n  run: |\n    docker push $IMAGE\n    ${more}`;
      const { report, repairs } = await lintFiles({ [MAIN]: above('', steps(command)) });
      expect([report.findings.map(({ id }) => id), repairs]).toEqual([['invalid-image-reference'], []]);
      expect(await mended(above('', steps('docker pull $IMAGE')))).toContain('IMAGE: "ghcr.io/octo/app"');
    },
  );
});

describe('the host of a login', () => {
  const loginTo = (host: string) => login().replace('ghcr.io', host);
  const scripted = '\n- run: echo "${{ secrets.GITHUB_TOKEN }}" | docker login $TO -u octo --password-stdin';

  test.each<[string, string, string, string]>([
    [
      'an env',
      `env:\n  TO: ghrc.io\n${workflow(loginTo('${{ env.TO }}') + build(), GRANTS)}`,
      'TO: ghrc.io',
      'TO: ghcr.io',
    ],
    [
      'a variable of a command',
      `env:\n  TO: ghrc.io\n${workflow(scripted + build(), GRANTS)}`,
      'TO: ghrc.io',
      'TO: ghcr.io',
    ],
    [
      'the only leg of the matrix',
      workflow(loginTo('${{ matrix.to }}') + build(), `strategy: {matrix: {to: [ghrc.io]}}\n${GRANTS}`),
      'strategy: {matrix: {to: [ghrc.io]}}',
      'strategy: {matrix: {to: [ghcr.io]}}',
    ],
    ['in the step', workflow(loginTo('ghrc.io') + build(), GRANTS), 'registry: ghrc.io', 'registry: ghcr.io'],
  ])('%s', async (_, text, before, after) => {
    expect(await shownOf({ [MAIN]: text })).toEqual(['no-registry-login', before, after]);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.length).toBe(1);
  });

  test('says what is written and what was meant', async () => {
    const text = `env:\n  TO: ghrc.io\n${workflow(loginTo('${{ env.TO }}') + build(), GRANTS)}`;
    const [finding] = (await lintFiles({ [MAIN]: text })).report.findings;
    expect([finding?.message, finding?.fix.summary]).toEqual([
      'The push to ghcr.io/octo/app finds no credential: the login before it goes to ghrc.io.',
      'Write ghcr.io in the place of ghrc.io.',
    ]);
  });
});

/** With a wait at its end: a test without one passes however long it takes, since jest's clock has no turn before it ends. */
test('what is named some thousand times is followed once', async () => {
  const named = (name: string) => `\${{ ${name} }}`.repeat(2000);
  const called = `on: {workflow_call: {inputs: {b: {type: string}}}}\njobs:\n${jobWith(
    `- env: {Z: "${named('env.A')}"}\n  run: docker push $H/octo/app:1`,
    `env: {A: "${named('inputs.b')}", H: gchr.io}\n${GRANTS}`,
  )}`;
  const caller = `on: push\njobs:\n  a:\n    uses: ./${CALLED}\n    ${GRANTS}\n    with: {b: "${named('inputs.b')}"}\n`;
  expect((await shownOf({ [MAIN]: caller, [CALLED]: called }))[0]).toBe('invalid-image-reference');
  await setTimeout();
});

test('a long name behind a colon is looked at once', async () => {
  const { report } = await lintFiles({ [MAIN]: above('', build(`ghcr.io:${'a'.repeat(300_000)}`)) });
  expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
  await setTimeout();
});
