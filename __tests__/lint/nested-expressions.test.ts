/** An expression where a shell wants the name of a variable: `${${{ github.repository }},,}`. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const run = (script: string, more = '') => `\n- run: |\n${script.replace(/^/gm, '    ')}\n${more}`;
const handed = (value: string) => `\n- run: echo "IMAGE=${value}" >> "$GITHUB_ENV"`;
const OPTIONS = { repository: 'Octo/App' };

describe('is told where it stands, and mended there', () => {
  test.each<[string, string, string | null]>([
    [
      'in a command',
      run('docker push ghcr.io/${${{ github.repository }},,}:1'),
      'docker push ghcr.io/${GITHUB_REPOSITORY,,}:1',
    ],
    [
      'in a variable of the script',
      run('NAME=ghcr.io/${${{github.repository_owner}},,}/app\ndocker push $NAME'),
      'NAME=ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/app',
    ],
    [
      'in a tag',
      run('docker push ghcr.io/octo/app:${${{ github.sha }}:0:7}'),
      'docker push ghcr.io/octo/app:${GITHUB_SHA:0:7}',
    ],
    [
      'without an operation',
      run('docker push ghcr.io/octo/app:${${{ github.run_number }}}'),
      'docker push ghcr.io/octo/app:${GITHUB_RUN_NUMBER}',
    ],
    [
      'in what a script hands on',
      handed('ghcr.io/${${{ github.event.repository.full_name }},,}') + build('${{ env.IMAGE }}:1'),
      '- run: echo "IMAGE=ghcr.io/${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"',
    ],
    ['in an input', build('ghcr.io/${${{ github.repository }},,}:1'), 'tags: ghcr.io/octo/app:1'],
    [
      'of an older shell',
      run('docker push ghcr.io/octo/${${{ github.event.repository.name }},,}', '  shell: sh'),
      'docker push ghcr.io/octo/app',
    ],
    ['of which nothing is known there', build('ghcr.io/octo/app:${${{ github.sha }}:0:7}'), null],
  ])('%s', async (_, steps, after) => {
    const text = workflow(login() + steps);
    const line = text.split('\n').findIndex((each) => each.includes('${${{')) + 1;
    const result = await lintFiles({ [MAIN]: text }, OPTIONS);
    expect(said(result)).toEqual([`error invalid-image-reference ci.yml:${line} image`]);
    const [repair] = result.repairs;
    const mended = applyEdits(text, repair?.edits ?? []);
    expect(mended.split('\n')[line - 1]?.trim() ?? null).toBe(after ?? text.split('\n')[line - 1]?.trim());
    expect(repair?.safe ?? null).toBe(after === null ? null : true);
    if (after !== null) expect(said(await lintFiles({ [MAIN]: mended }, OPTIONS))).toEqual([]);
  });
});

describe('nothing is said', () => {
  test.each<[string, string, string?, string?]>([
    ['where the value may name a variable', 'docker push ghcr.io/octo/app:${${{ matrix.tag }}}'],
    ['where another word is taken for it', 'docker push ghcr.io/octo/app:${${{ github.ref_name }}:-1}'],
    ['of what is not pushed', 'echo ${${{ github.sha }}:0:7}\ndocker push ghcr.io/octo/app'],
    [
      'of a variable that goes elsewhere',
      'X=${${{ github.sha }}:0:7}\ndocker push ghcr.io/octo/app:$(date +%s)',
    ],
    [
      'of a variable beside the name',
      'X=${${{ github.sha }}}\ndocker build --label rev=$X -t ghcr.io/octo/app:$(date +%s) --push .',
    ],
    [
      'of what stands beside the name',
      'docker build --build-arg "V=${${{ github.run_id }}}" -t ghcr.io/octo/app:1 --push .',
    ],
    ['where a tag is left without it', 'docker push ghcr.io/octo/app:v${${{ github.run_number }}}'],
    [
      'where a tag is left that a variable holds',
      'T=v1-${${{ github.ref_name }}}\ndocker push ghcr.io/octo/app:$T',
    ],
    [
      'where a tag is left that an output holds',
      'echo "t=v1-${${{ github.sha }}:0:7}" >> $GITHUB_OUTPUT',
      '\n- run: docker push ghcr.io/octo/app:${{ steps.s.outputs.t }}',
    ],
    [
      'where the part behind a hyphen is a name',
      'docker push ghcr.io/octo/${${{ github.event.repository.name }}}',
      '',
      'Octo/My-app',
    ],
  ])('%s', async (_, script, more = '', repository = 'Octo/App') => {
    const text = workflow(
      login() + run(script, '  id: s') + more,
      'permissions: {packages: write}\nstrategy: {matrix: {tag: [A]}}',
    );
    expect(said(await lintFiles({ [MAIN]: text }, { repository }))).toEqual([]);
  });
});

test('is told what a shell takes of a name with a hyphen', async () => {
  const text = workflow(login() + run('docker push ghcr.io/${${{ github.repository }},,}:1'));
  const { report } = await lintFiles({ [MAIN]: text }, { repository: 'octo-org/App' });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining(' comes to org/App,,: '),
  ]);
});

test('is written out in a workflow that others call for its author to look at', async () => {
  const text = workflow(
    login() + build('ghcr.io/${${{ github.repository }},,}:1'),
    undefined,
    '[push, workflow_call]',
  );
  const { repairs } = await lintFiles({ [MAIN]: text }, OPTIONS);
  expect(repairs.map(({ safe }) => safe)).toEqual([false]);
});
