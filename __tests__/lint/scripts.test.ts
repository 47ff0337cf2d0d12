/** A job that fails stays found, whatever else its scripts hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build, ids, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const LACKS = 'error job-lacks-packages-write';
const folder = join(import.meta.dirname, '../fixtures/scripts/valid');

const run = (script: string) => `\n- run: |\n${script.replace(/^(?=.)/gm, '    ')}`;

/** Without what pushes by itself, logs in anew, or out, or ends the script: the test is about what comes after. */
const additions = readdirSync(folder)
  .map((name) => [name, readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')] as const)
  .map(
    ([name, script]) =>
      [name, script.replaceAll(/\b(?:push|imagetools|--push|logout)\b/g, 'pushed')] as const,
  )
  .filter(([, script]) => !/\bexit "|docker login|\.docker\//.test(script));

describe('a script of this kind hides no push', () => {
  test.each(additions)('%s', async (_, script) => {
    const given = '\n  env: {TOKEN: x}';
    const same = run(`${script}docker push ghcr.io/octo/app:1\n`) + given;
    const before = run(script) + given + build('ghcr.io/octo/app:1');
    expect(await ids({ [MAIN]: workflow(login() + same, READ) })).toContain(LACKS);
    expect(await ids({ [MAIN]: workflow(login() + before, READ) })).toContain(LACKS);
  });

  test('nor does it make one', async () => {
    for (const [name, script] of additions) {
      expect([name, await ids({ [MAIN]: workflow(login() + run(script), READ) })]).toEqual([name, []]);
    }
  });
});

describe('an expression in a script is read as what it may be', () => {
  test.each([
    '[[ ${{ inputs.dry-run }} == false && -n "${{ inputs.tag }}" ]] || echo dry',
    'if (( ${{ inputs.count }} > 3 )); then echo many; fi',
    'for p in ${{ inputs.platforms }}; do echo "$p"; done',
    'case "${{ github.ref_name }}" in main) echo m ;; *) echo o ;; esac',
    'cat <<EOF > notes.md\n${{ github.event.head_commit.message }}\nEOF',
    'tags=(${{ steps.meta.outputs.tags }})',
    '${{ matrix.before }}',
  ])('%s', async (line) => {
    const steps = login() + run(`${line}\ndocker push ghcr.io/octo/app:1\n`);
    const on = '{workflow_dispatch: {inputs: {dry-run: {}, tag: {}, count: {}, platforms: {}}}}';
    expect(await ids({ [MAIN]: workflow(steps, READ, on) })).toEqual([LACKS]);
  });
});

describe('the word behind the text of -c, which is $0', () => {
  const UPPER = ['error uppercase-image-name'];
  const after = (script: string) => ids({ [MAIN]: workflow(login() + run(script)) });

  test.each<[string, string, string[]]>([
    ['an image', `bash -c 'docker push "$0"' ghcr.io/octo/App`, UPPER],
    ['with one behind it', `sh -ec 'docker push "\${0}:$1"' ghcr.io/octo/App 1`, UPPER],
    ['in lower case', `bash -c 'docker push "\${0,,}"' ghcr.io/octo/App`, []],
    ['passed over', `bash -c 'docker push "$1"' ghcr.io/octo/App ghcr.io/octo/app`, []],
    ['not told', `bash -c 'docker push "$0/octo/App"'`, []],
    ['none of the variables', `bash -c 'docker push "$BASH_SOURCE"' ghcr.io/octo/App`, []],
  ])('%s', async (_, script, expected) => {
    expect(await after(script)).toEqual(expected);
  });

  test('a token', async () => {
    const script = `bash -c 'docker login ghcr.io -u x -p "$0" && docker push ghcr.io/octo/app' "\${{ github.token }}"`;
    expect(await ids({ [MAIN]: workflow(run(script), READ) })).toEqual([LACKS]);
  });
});

describe('what an action of the repository runs is looked for, though neither it nor its workflow has a word of the registry', () => {
  const at = '.github/actions/publish';
  const action = (line: string) =>
    `runs:\n  using: composite\n  steps:\n    - {shell: bash, run: '${line}'}\n`;
  const push = 'docker push ghcr.io/octo/app:1\n';
  const found = (line: string, files: Record<string, string>) =>
    ids({ [MAIN]: workflow(`\n- uses: ./${at}`, READ), [`${at}/action.yml`]: action(line), ...files });

  test.each<[string, string, string]>([
    ['a target of the Makefile', 'make publish', 'Makefile'],
    ['a script of the repository', 'ci/push.sh', 'ci/push.sh'],
    ['a script beside the action', 'bash "$GITHUB_ACTION_PATH/push.sh"', `${at}/push.sh`],
    ['the same by its expression', '${{ github.action_path }}/push.sh', `${at}/push.sh`],
    ['a script in a folder beside it', '"${GITHUB_ACTION_PATH}/bin/push.sh"', `${at}/bin/push.sh`],
  ])('%s', async (_, line, file) => {
    const text = file === 'Makefile' ? `publish:\n\t${push}` : push;
    expect(await found(line, { [file]: text })).toEqual(['error no-registry-login']);
    expect(await found(line, { [file]: text.replace('ghcr.io/', '') })).toEqual([]);
  });
});
