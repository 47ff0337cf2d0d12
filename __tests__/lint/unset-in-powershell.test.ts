/** A push by a name with a variable of the environment that nothing sets, in PowerShell. */
import { expect, test } from '@jest/globals';
import { ids, indent, lintFiles, login, MAIN } from './repository.js';

const ERROR = ['error invalid-image-reference'];
const job = (script: string, { runner = 'windows-latest', keys = '', steps = '', more = '' } = {}) =>
  `on: push\njobs:\n  image:\n    runs-on: ${runner}\n    permissions: {packages: write}\n${keys}    steps:\n${indent(
    `${login()}${steps}\n- run: ${JSON.stringify(script)}${more}`,
    6,
  )}\n`;
const PUSH = 'docker push ghcr.io/octo/app:$env:TAG';

test.each<[string, string[]]>([
  [PUSH, ERROR],
  ['docker push "ghcr.io/octo/app:$Env:TAG"', ERROR],
  ['docker push ghcr.io/octo/app:${env:TAG}', ERROR],
  ['docker push ghcr.io/$env:OWNER/app', ERROR],
  [`docker build -t ghcr.io/octo/app:$env:TAG .\n${PUSH}`, ERROR],
  [`docker build -t ghcr.io/octo/app:$env:TAG . && ${PUSH}`, ERROR],
  ['docker push `\n  ghcr.io/octo/app:$env:TAG', ERROR],
  [`# it pushes\nWrite-Host "now"\n${PUSH}\n`, ERROR],
  [`echo "\${{ secrets.T }}" | docker login ghcr.io -u octo --password-stdin\n${PUSH}`, ERROR],
  ['docker push ghcr.io/octo/app:v$env:TAG', []],
  ['docker push ghcr.io/octo/app:$env:ImageVersion', []],
  ['docker push ghcr.io/octo/app:$env:USERNAME', []],
  ['docker push ghcr.io/octo/app:$env:GITHUB_SHA', []],
  // Only how the last program ends decides about the step.
  [`${PUSH}\ndocker images`, []],
  [`${PUSH}\nWrite-Host "done"`, []],
  [`${PUSH} | Tee-Object log`, []],
  [`$env:TAG = "1"\n${PUSH}`, []],
  [`$env:tag = git describe\n${PUSH}`, []],
  [`./vars.ps1\n${PUSH}`, []],
  [`. ./vars.ps1\n${PUSH}`, []],
  [`Import-Module Vars\n${PUSH}`, []],
  [`Set-Version\n${PUSH}`, []],
  [`[Environment]::SetEnvironmentVariable("TAG", "1")\n${PUSH}`, []],
  [`Set-Item env:TAG 1\n${PUSH}`, []],
  [`Get-Content .env | foreach { $n, $v = $_ -split '='; Set-Item "env:$n" $v }\n${PUSH}`, []],
  [`Write-Host "$(./vars.ps1)"\n${PUSH}`, []],
  [`if ($env:TAG) { ${PUSH} }`, []],
  [`if ($env:TAG) {\n${PUSH}\n}`, []],
  [`try { ${PUSH} } catch { exit 0 }`, []],
  [`${PUSH} || exit 0`, []],
  ["docker push 'ghcr.io/octo/app:$env:TAG'", ERROR],
])('%s', async (script, expected) => {
  expect(await ids({ [MAIN]: job(script) })).toEqual(expected);
});

test.each<[string, Parameters<typeof job>[1], string[]]>([
  ['pwsh elsewhere', { runner: 'ubuntu-latest', more: '\n  shell: pwsh' }, ERROR],
  ['by default', { runner: 'ubuntu-latest', keys: '    defaults: {run: {shell: pwsh}}\n' }, ERROR],
  ['Windows PowerShell', { more: '\n  shell: powershell' }, ERROR],
  ['bash', { runner: 'ubuntu-latest' }, ERROR],
  ['another shell', { more: '\n  shell: pwsh -NoExit {0}' }, []],
  ['an env', { more: '\n  env: {TAG: 1}' }, []],
  ['an env in small letters', { more: '\n  env: {tag: 1}' }, []],
  ['an env of the job', { keys: '    env: {TAG: 1}\n' }, []],
  ['a step that hands it on', { steps: '\n- run: echo "TAG=1" >> $env:GITHUB_ENV' }, []],
  ['a step that hands on something', { steps: '\n- run: ./vars.ps1' }, []],
  ['an action', { steps: '\n- uses: some/vars@v1' }, []],
  ['a machine of its own', { runner: '[self-hosted, Windows]' }, []],
  ['a group of machines', { runner: '{group: large, labels: [windows-2022]}' }, []],
  ['any machine', { runner: '${{ vars.RUNNER }}' }, []],
  ['a step that may fail', { more: '\n  continue-on-error: true' }, []],
])('%s', async (_, more, expected) => {
  expect(await ids({ [MAIN]: job(PUSH, more) })).toEqual(expected);
});

test('it says which variable', async () => {
  const { report } = await lintFiles({ [MAIN]: job(PUSH) });
  expect(report.findings[0]?.message).toContain('nothing sets the variable TAG');
});

test.each<[string, string[]]>([
  ['echo "', ERROR],
  ['echo $', ERROR],
  ["echo '", ERROR],
  ['echo ${{ ', []],
  ['echo `\n', ERROR],
  ['| ', ERROR],
  ['docker push x:$env:A\n', []],
])('a script of many times %j is looked at once', async (line, expected) => {
  expect(await ids({ [MAIN]: job(`${line.repeat(20_000)}\n${PUSH}`) })).toEqual(expected);
});
