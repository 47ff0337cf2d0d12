/** A variable of a script that nothing sets, and whose name is a slip of one that an `env:` sets. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const ENV = 'env: {REGISTRY: ghcr.io, IMAGE: octo/app, OWNER: octo, QUAY: quay.io}';
const GRANTS = 'permissions: {packages: write}';
const SLIP = ['error invalid-image-reference'];

const textOf = (script: string) => `${ENV}\n${workflow(`${login()}\n- run: ${script}`, GRANTS)}`;
const found = async (text: string) =>
  said(await lintFiles({ [MAIN]: text })).map((line) => line.split(' ').slice(0, 2).join(' '));

test.each<[string, string[]]>([
  ['docker push ghcr.io/octo/$IMGAE', SLIP],
  ['docker push ghcr.io/$ONWER/app:1', SLIP],
  ['docker push $REGISTYR/$IMAGE:1', SLIP],
  ['docker push ghcr.io/octo/app:$IMGE', SLIP],
  ['docker buildx build --push -t "$REGISTYR/octo/app" .', SLIP],
  ['docker push ghcr.io/$GITHUB_REPOSITRY:1', SLIP],
  ['VERSION=$(cat v); docker push ghcr.io/octo/app:$VERSON', SLIP],
  ['./vars.sh; docker push ghcr.io/octo/$IMGAE', SLIP],
  // A name is left all the same.
  ['docker push ghcr.io/octo/app:v-$ONWER', []],
  ['docker push $QUYA/octo/app:1', []],
  ['IMGAE=app; docker push ghcr.io/octo/$IMGAE', []],
  ['for IMGAE in a b; do docker push ghcr.io/octo/$IMGAE; done', []],
  ['read -r IMGAE < file; docker push ghcr.io/octo/$IMGAE', []],
  ['. ./env.sh; docker push ghcr.io/octo/$IMGAE', []],
  ['eval "$(cat vars)"; docker push ghcr.io/octo/$IMGAE', []],
  ['docker push ghcr.io/octo/${IMGAE-app}', []],
  // Whatever name it is, it may be that one.
  ['printf -v "$(cat name)" %s app; docker push ghcr.io/octo/$IMGAE', []],
  ['read -r "$(cat name)" < file; docker push ghcr.io/octo/$IMGAE', []],
  ['mapfile -t "$(cat name)" < file; docker push ghcr.io/octo/$IMGAE', []],
  ['getopts a "$(cat name)"; docker push ghcr.io/octo/$IMGAE', []],
])('%s', async (script, expected) => {
  expect(await found(textOf(script))).toEqual(expected);
});

// Nobody knows what was meant, or one may be made of the other: behind a step that may do so it is left open.
test.each(['VERSION', 'IMAGES', 'IMAG'])('%s is no slip, and nothing sets it', async (name) => {
  const text = textOf(`docker push ghcr.io/octo/$${name}`);
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining(`nothing sets the variable ${name}`),
  ]);
  expect(await found(text.replace('- run:', '- run: ./vars.sh\n    - run:'))).toEqual([]);
});

test('an earlier step may hand it on', async () => {
  const text = textOf('docker push ghcr.io/octo/$IMGAE').replace('- run:', '- run: ./vars.sh\n    - run:');
  expect(await found(text)).toEqual([]);
});

test('so may a step around an action of the repository', async () => {
  const step = 'run: docker push ghcr.io/octo/$IMGAE\n      env: {IMAGE: app}';
  const foundIn = async (used: string) => {
    const files = {
      [MAIN]: `${ENV}\n${workflow(`${login()}\n${used}`, GRANTS)}`,
      'publish/action.yml': `runs:\n  using: composite\n  steps:\n    - ${step}\n      shell: bash\n`,
    };
    return said(await lintFiles(files));
  };
  expect(await foundIn('- uses: ./publish')).toEqual([expect.stringContaining('publish/action.yml:4')]);
  expect(await foundIn('- run: echo "export IMGAE=app" >> "$BASH_ENV"\n- uses: ./publish')).toEqual([]);
});

test.each(['github.env', " github['env'] ", 'GITHUB.ENV'])(
  'an earlier step hands it on by %s',
  async (file) => {
    const text = textOf('docker push ghcr.io/octo/$IMGAE').replace(
      '- run:',
      `- run: cat vars >> \${{${file}}}\n    - run:`,
    );
    expect(await found(text)).toEqual([]);
  },
);

test.each(['HOST_NAME', 'OS_TYPE', 'EPOCH_SECONDS'])(
  '%s is none that was meant for what bash sets',
  async (name) => {
    const own = name.replace('_', '');
    const text = textOf(`docker push ghcr.io/octo/app-$${own}`).replace('OWNER:', `${name}: a, OWNER:`);
    expect(await found(text)).toEqual([]);
    expect(await found(text.replace(`$${own}`, `\${${own}:--}`))).toEqual([]);
  },
);

test.each(['self-hosted', 'ubuntu-latest\n  container: octo/tools'])('on %s there may be any', async (on) => {
  const text = textOf('docker push ghcr.io/octo/$IMGAE').replace(
    'ubuntu-latest',
    on.replace('\n  ', '\n    '),
  );
  expect(await found(text)).toEqual([]);
});

describe('the name that was meant is shown in its place, and written by nobody unasked', () => {
  test.each<[string, string, string]>([
    ['a variable of a script', '\n- run: docker push $REGISTYR/octo/app', '$REGISTRY/octo/app'],
    ['the env context', build('${{ env.REGISTYR }}/octo/app:1'), '${{ env.REGISTRY }}/octo/app:1'],
    ['a key of the env context', build('ghcr.io/octo/${{ env.IMGAE }}:1'), 'ghcr.io/octo/${{ env.IMAGE }}:1'],
    ['an output', build('ghcr.io/octo/${{ steps.meta.output.name }}:1'), '${{ steps.meta.outputs.name }}'],
    ['a step', build('ghcr.io/octo/${{ steps.mtea.outputs.name }}:1'), '${{ steps.meta.outputs.name }}'],
  ])('%s', async (_, steps, meant) => {
    const named = '\n- {id: meta, run: echo "name=app" >> $GITHUB_OUTPUT}';
    const text = `${ENV}\n${workflow(login() + named + steps, GRANTS)}`;
    const { report, repairs } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
    expect(report.findings[0]?.fix.diff).toContain(meant);
    expect(applyEdits(text, repairs[0]?.edits ?? [])).toContain(meant);
    expect(repairs.filter(({ safe }) => safe)).toEqual([]);
  });

  test('in the env that the push takes over, which is the line to change', async () => {
    const text = `env:\n  IMAGE: ghcr.io/\${{ github.repositry }}\n${workflow(login() + build('${{ env.IMAGE }}:1'), GRANTS)}`;
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings).toMatchObject([{ id: 'invalid-image-reference', location: { line: 2 } }]);
    expect(report.findings[0]?.fix.diff).toContain('+  IMAGE: ghcr.io/${{ github.repository }}');
  });

  test('and not in a longer name that is there', async () => {
    const env = 'env:\n  NAME: ${{ github.repository }}\n  IMAGE: ghcr.io/${{ github.repo }}\n';
    const text = `${env}${workflow(login() + build('${{ env.IMAGE }}:1'), GRANTS)}`;
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings).toMatchObject([{ id: 'invalid-image-reference', location: { line: 3 } }]);
  });

  test('an output of docker/metadata-action', async () => {
    const meta = '\n- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}';
    const text = workflow(login() + meta + build('${{ steps.meta.outputs.tag }}'), GRANTS);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings[0]?.fix.diff).toContain('${{ steps.meta.outputs.tags }}');
  });

  test('of a password it is written', async () => {
    const given = `env: {GHCR_TOKEN: "\${{ github.token }}"}\n${GRANTS}`;
    const text = workflow(login('env.GHCR_TOKN') + build(), given);
    const { repairs } = await lintFiles({ [MAIN]: text });
    expect(applyEdits(text, repairs[0]?.edits ?? [])).toContain('${{ env.GHCR_TOKEN }}');
  });
});
