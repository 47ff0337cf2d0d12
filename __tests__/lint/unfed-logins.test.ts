/** A login that reads its password from its input, and which nobody feeds: the runner closes the input of a step. */
import { describe, expect, test } from '@jest/globals';
import { ids, MAIN, workflow } from './repository.js';

const LOGIN = 'docker login ghcr.io -u x --password-stdin';

const judged = (script: string, files = {}, keys = '') =>
  ids({
    [MAIN]: workflow(
      `\n- env: {T: "\${{ github.token }}"}${keys}\n  run: |\n${script.replace(/^/gm, '    ')}\n- run: docker push ghcr.io/octo/app`,
      'permissions: {packages: write}',
    ),
    ...files,
  });

describe('nothing is read', () => {
  test.each<[string, string]>([
    ['alone', LOGIN],
    ['behind the token and not fed by it', `echo "$T" && ${LOGIN}`],
    ['in the next command', `echo "$T"\n${LOGIN}`],
    ['in a function', `log_in() { ${LOGIN}; }\nlog_in`],
    ['in a branch', `if [ -n "$T" ]; then ${LOGIN}; fi`],
    ['where another input is opened', `exec 3< token.txt\n${LOGIN}`],
    ['where a text is handed on beside it', `${LOGIN} 3<<EOF\n$T\nEOF`],
    ['by another program', 'oras login ghcr.io -u x --password-stdin'],
  ])('%s', async (_, script) => {
    expect(await judged(script)).toEqual(['error token-missing']);
  });

  test('in a script of the repository', async () => {
    expect(await judged('./login.sh', { 'login.sh': LOGIN })).toEqual(['error token-missing']);
  });
});

describe('something is read, or may be', () => {
  test.each<[string, string]>([
    ['a pipe', `echo "$T" | ${LOGIN}`],
    ['a pipe into a function', `log_in() { ${LOGIN}; }\necho "$T" | log_in`],
    ['a pipe into a branch', `echo "$T" | if true; then ${LOGIN}; fi`],
    ['a file', `${LOGIN} < token.txt`],
    ['a file by its number', `${LOGIN} 0< token.txt`],
    ['a copy of another input', `exec 3< token.txt\n${LOGIN} <&3`],
    ['a file for all that follows', `exec < token.txt\n${LOGIN}`],
    ['a file for a loop', `while true; do ${LOGIN} && break; done < token.txt`],
    ['a text', `${LOGIN} <<< "$T"`],
    ['a text for a shell', `bash -c '${LOGIN}' <<< "$T"`],
    ['what is written to it later', `coproc ${LOGIN}\necho "$T" >&"\${COPROC[1]}"`],
    ['another machine', `ssh host <<'EOF'\n${LOGIN}\nEOF\necho "$T" | ${LOGIN}`],
  ])('%s', async (_, script) => {
    expect(await judged(script)).toEqual([]);
  });

  test('a pipe into a script of the repository', async () => {
    expect(await judged('echo "$T" | ./login.sh', { 'login.sh': LOGIN })).toEqual([]);
  });

  test('a pipe of PowerShell', async () => {
    expect(await judged(`$env:T | ${LOGIN}`, {}, '\n  shell: pwsh')).toEqual([]);
  });
});
