/** A name is pointed at, and mended, where its value is written. */
import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

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
