/** Scripts of PowerShell: their variables are no errors in a name, and what stands there is judged all the same. */
import { describe, expect, test } from '@jest/globals';
import { ids, indent, login, MAIN } from './repository.js';

const job = (runner: string, script: string, more = '') =>
  `on: push\njobs:\n  image:\n    runs-on: ${runner}\n    permissions: {packages: write}\n${more}    steps:\n${indent(
    `${login()}\n- run: ${JSON.stringify(script)}`,
    6,
  )}\n`;
/** The same without a step that logs in. */
const pushing = (runner: string, script: string) =>
  `on: push\njobs:\n  image:\n    runs-on: ${runner}\n    permissions: {packages: write}\n    steps:\n      - run: ${JSON.stringify(script)}\n`;
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
    [`$env:TOKEN | ${LOGIN}`, '', ['error token-missing']],
    [`"\${{ secrets.PAT }}" | ${LOGIN}`, '', []],
  ])('%s with %s', async (script, more, expected) => {
    expect(await judged(script, more)).toEqual(expected);
  });
});

describe('a variable of the process that is set out of sight is not known to be missing', () => {
  const LOGIN = '$env:TOKEN | docker login ghcr.io -u x --password-stdin\ndocker push ghcr.io/octo/app:1';

  test.each<[string, string[]]>([
    ['./ci/env.ps1', []],
    ['& ./ci/env.ps1 -Stage prod', []],
    ['. ./ci/env.ps1', []],
    ['Import-Module ./ci/env.psm1\nSet-Token', []],
    ['Invoke-Expression (Get-Content ci/env -Raw)', []],
    ['[Environment]::SetEnvironmentVariable("TOKEN", (Get-Content t))', []],
    ['Set-Item Env:\\TOKEN (Get-Content t)', []],
    ['New-Item -Path Env: -Name TOKEN -Value (Get-Content t)', []],
    ['Get-Content .env | ForEach-Object { $n, $v = $_ -split "="; Set-Content "env:$n" $v }', []],
    ['$env:TOKEN ??= (Get-Content t)', []],
    ['Set-Item Env:\\STAGE prod; $env:OTHER = "x"', []],
    ['$env:OTHER = "x"', ['error token-missing']],
  ])('%s', async (line, expected) => {
    expect(await ids({ [MAIN]: pushing('windows-latest', `${line}\n${LOGIN}`) })).toEqual(expected);
  });

  test('and what stands on its line is read', async () => {
    const script = 'Set-Item Env:\\STAGE prod; docker push ghcr.io/octo/App:1';
    expect(await ids({ [MAIN]: pushing('windows-latest', script) })).toContain('error uppercase-image-name');
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
