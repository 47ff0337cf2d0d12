/** Scripts of PowerShell: their variables are no errors in a name, and what stands there is judged all the same. */
import { describe, expect, test } from '@jest/globals';
import { ids, indent, login, MAIN } from './repository.js';

const job = (runner: string, script: string, more = '') =>
  `on: push\njobs:\n  image:\n    runs-on: ${runner}\n    permissions: {packages: write}\n${more}    steps:\n${indent(
    `${login()}\n- run: ${JSON.stringify(script)}`,
    6,
  )}\n`;
const MATRIX = '    strategy: {matrix: {os: [windows-latest, ubuntu-latest]}}\n';
const SHELL = '    defaults: {run: {shell: pwsh}}\n';

describe('a variable with a scope is one name', () => {
  test.each<[string, string, string]>([
    ['windows-latest', 'docker push "ghcr.io/octo/app:$env:TAG"', ''],
    ['windows-latest', 'docker push ghcr.io/octo/app:$Env:TAG-x', ''],
    ['windows-latest', 'docker push "ghcr.io/octo/${env:NAME}:$script:tag"', ''],
    ['[self-hosted, Windows, X64]', 'docker push ghcr.io/octo/app:$env:TAG', ''],
    ['{group: large, labels: [windows-2022]}', 'docker push ghcr.io/octo/app:$env:TAG', ''],
    ['ubuntu-latest', 'docker push ghcr.io/octo/app:$env:TAG', SHELL],
    ['${{ vars.RUNNER }}', 'docker push ghcr.io/octo/app:$env:TAG', ''],
    ['${{ matrix.os }}', 'docker push ghcr.io/octo/app:$env:TAG', MATRIX],
  ])('%s: %s', async (runner, script, more) => {
    expect(await ids({ [MAIN]: job(runner, script, more) })).toEqual([]);
  });
});

describe('what stands in front of a pipe is handed to the program behind it', () => {
  const LOGIN = 'docker login ghcr.io -u x --password-stdin\ndocker push ghcr.io/octo/app:1';
  const judged = (text: string, more: string) =>
    ids({
      [MAIN]: `on: push
jobs:
  image:
    runs-on: windows-latest
    permissions: {packages: read}
${more}    steps:
      - run: ${JSON.stringify(text)}
`,
    });
  const ENV = "    env: {T: '${{ github.token }}'}\n";
  const LACKS = ['error job-lacks-packages-write'];

  test.each<[string, string, string[]]>([
    [`'\${{ github.token }}' | ${LOGIN}`, '', LACKS],
    [`"\${{ github.token }}" | & ${LOGIN}`, '', LACKS],
    [`$env:T | ${LOGIN}`, ENV, LACKS],
    [`$token = $env:T\n$token | ${LOGIN}`, ENV, LACKS],
    [`$env:T | ${LOGIN}`, '', ['error token-missing']],
    [`"\${{ secrets.PAT }}" | ${LOGIN}`, '', []],
  ])('%s with %s', async (script, more, expected) => {
    expect(await judged(script, more)).toEqual(expected);
  });
});

describe('what is wrong beside it is found', () => {
  test.each<[string, string, string[]]>([
    ['windows-latest', 'docker push "ghcr.io/octo/App:$env:TAG"', ['error uppercase-image-name']],
    ['windows-latest', 'docker push "ghcr.io/acme/app:$env:TAG"', ['error owner-mismatch']],
    ['ubuntu-latest', 'docker push ghcr.io/octo/app:$TAG:x', ['error invalid-image-reference']],
  ])('%s: %s', async (runner, script, expected) => {
    expect(await ids({ [MAIN]: job(runner, script, '    env: {TAG: a}\n') })).toEqual(expected);
  });
});
