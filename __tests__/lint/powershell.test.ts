/** Scripts of PowerShell: their variables are no errors in a name, and what stands there is judged all the same. */
import { describe, expect, test } from '@jest/globals';
import { ids, indent, lintFiles, login, MAIN } from './repository.js';

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
    const set = `    env: {TAG: '1', NAME: app}\n${more}`;
    expect(await ids({ [MAIN]: job(runner, script, set) })).toEqual([]);
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
    [`Write-Output $env:T | ${LOGIN}`, ENV, LACKS],
    [`Write-Output -InputObject "$env:T" | ${LOGIN}`, ENV, LACKS],
    [`write $env:T | & ${LOGIN}`, ENV, LACKS],
    [`$env:TOKEN | ${LOGIN}`, '', ['error token-missing']],
    [`Write-Output $env:TOKEN | ${LOGIN}`, '', ['error token-missing']],
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

describe('a variable of the environment that is read as one of the script is empty', () => {
  const judged = (script: string) =>
    ids({
      [MAIN]: job(
        'windows-latest',
        script,
        "    env: {NAME: app, TAG: v1, T: '${{ github.token }}', HOST: x}\n",
      ),
    });
  const INVALID = ['error invalid-image-reference'];
  const MISSING = ['error token-missing'];
  const LOGIN = 'docker login ghcr.io -u x';
  const PUSH = '\ndocker push ghcr.io/octo/app:1';

  test.each<[string, string[]]>([
    ['docker push ghcr.io/octo/app:$TAG', INVALID],
    ['docker push "ghcr.io/octo/app:${TAG}"', INVALID],
    ['docker push "ghcr.io/octo/$($NAME):1"', INVALID],
    ['docker push ghcr.io/octo/app:$GITHUB_SHA', INVALID],
    ['$name = "ghcr.io/octo/app"\ndocker push "$name:latest"', []],
    ['$name = "app"\ndocker push "ghcr.io/octo/$name:latest"', INVALID],
    [`echo $T | ${LOGIN} --password-stdin${PUSH}`, MISSING],
    [`Write-Output $T | ${LOGIN} --password-stdin${PUSH}`, MISSING],
    [`${LOGIN} -p $T${PUSH}`, MISSING],
    // It is the environment's, or the script sets it, or something may have.
    ['docker push ghcr.io/octo/app:$env:TAG', []],
    ['$tag = "v1"\ndocker push ghcr.io/octo/app:$TAG', []],
    ['$tag, $more = Get-Tags\ndocker push ghcr.io/octo/app:$TAG', []],
    ['foreach ($tag in Get-Tags) {\n  docker push ghcr.io/octo/app:$TAG\n}', []],
    ['Set-Variable -Name TAG -Value v1\ndocker push ghcr.io/octo/app:$TAG', []],
    ['. ./ci/names.ps1\ndocker push ghcr.io/octo/app:$TAG', []],
    ['Import-Module ./ci/names.psm1\ndocker push ghcr.io/octo/app:$TAG', []],
    ['function Push(\n  $Tag\n) {\n  docker push ghcr.io/octo/app:$TAG\n}\nPush v1', []],
    ['param($TAG)\ndocker push ghcr.io/octo/app:$TAG', []],
    ['Get-Tag -OutVariable TAG\ndocker push ghcr.io/octo/app:$TAG', []],
    ['docker push ghcr.io/octo/app:$HOST', []],
    ['docker push ghcr.io/octo/app:$OTHER', []],
    ['$name = "app"\ndocker push "ghcr.io/octo/${name}:latest"', []],
    ['$script:tag = "1"\ndocker push "ghcr.io/octo/app:$script:tag"', []],
  ])('%s', async (script, expected) => {
    expect(await judged(script)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['the name of an image here', 'ghcr.io/octo/app', INVALID],
    ['one that stands elsewhere', 'quay.io/octo/app', []],
    ['one that is not known', '${{ vars.IMAGE }}', []],
  ])('so is %s', async (_, image, expected) => {
    const push = 'docker push "${IMAGE}:1"';
    expect(await ids({ [MAIN]: job('windows-latest', push, `    env: {IMAGE: "${image}"}\n`) })).toEqual(
      expected,
    );
  });

  test.each([
    'docker push ghcr.io/octo/app:$TAG',
    `echo $TAG | ${LOGIN} --password-stdin${PUSH}`,
    `Write-Output $TAG | ${LOGIN} --password-stdin${PUSH}`,
  ])('and what is to be written is told: %s', async (script) => {
    const text = job('windows-latest', script, '    env: {TAG: v1}\n');
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings[0]?.fix.summary).toContain('$env:TAG');
  });
});

describe('a push that finds no login, in words of Windows', () => {
  test.each([
    'docker.exe push ghcr.io/octo/app:1',
    '& docker.exe push ghcr.io/octo/app:1 | Out-Host',
    'Docker.EXE push ghcr.io/octo/app:1',
    "& 'C:\\Program Files\\Docker\\docker.exe' push ghcr.io/octo/app:1",
    '& "$env:ProgramFiles\\Docker\\Docker.exe" push ghcr.io/octo/app:1',
    'docker push ghcr.io/octo/app:1; if (-not $?) { throw "no" }',
    'docker tag x ghcr.io/octo/app:1; docker push ghcr.io/octo/app:1; if ($LASTEXITCODE) { exit 1 }',
    '$image = "ghcr.io/{0}/app" -f "octo"; docker push "${image}:1"',
    '$image = "ghcr.io/" + $env:GITHUB_REPOSITORY + ":1"\ndocker push $image',
    '$image = "ghcr.io/Octo/App:1".ToLower()\ndocker push $image',
  ])('%s', async (script) => {
    expect(await ids({ [MAIN]: pushing('windows-latest', script) })).toEqual(['error no-registry-login']);
  });

  test('is no push in a text that is only said', async () => {
    expect(
      await ids({ [MAIN]: pushing('windows-latest', 'Write-Host "a; docker push ghcr.io/octo/app:1"') }),
    ).toEqual([]);
  });

  test('of a script, whose folders are parted by backslashes, may log in itself', async () => {
    const files = {
      [MAIN]: pushing('windows-latest', '.\\scripts\\push.ps1; docker push ghcr.io/octo/app:1').replace(
        'steps:\n',
        'env: {TOKEN: "${{ secrets.PAT }}"}\n    steps:\n      - uses: actions/checkout@v5\n',
      ),
      'scripts/push.ps1': 'docker login ghcr.io -u x -p $env:TOKEN\n',
    };
    expect(await ids(files)).toEqual([]);
  });
});

describe('the script of an action is run in the shell that the action chooses', () => {
  const judged = (runner: string, shell: string, command: string, more = '') =>
    ids({
      [MAIN]: `on: push
jobs:
  image:
    runs-on: ${runner}
    permissions: {packages: write}
${more}    steps:
      - uses: nick-fields/retry@v3
        env: {TOKEN: '\${{ github.token }}'}
        with:
          timeout_minutes: 2
${shell === '' ? '' : `          shell: ${shell}\n`}          command: ${command} | docker login ghcr.io -u x --password-stdin
      - run: docker push ghcr.io/octo/app:1
        shell: bash
`,
    });

  test.each<[string, string, string, string, string[]]>([
    ['windows-latest', 'bash', 'echo "$TOKEN"', '', []],
    ['windows-latest', '', 'echo "$TOKEN"', '', ['error token-missing']],
    ['windows-latest', 'pwsh', 'echo "$TOKEN"', '', ['error token-missing']],
    ['windows-latest', '', 'echo $env:TOKEN', '', []],
    ['ubuntu-latest', '', 'echo "$TOKEN"', SHELL, []],
  ])('%s with shell "%s": %s', async (runner, shell, command, more, expected) => {
    expect(await judged(runner, shell, command, more)).toEqual(expected);
  });
});

test('what stands in a block behind a pipe is no word of the program in it', async () => {
  const script =
    'Get-ChildItem -Directory | Where-Object { Test-Path "$_/Dockerfile" } | ForEach-Object { docker build -t "ghcr.io/octo/$($_.Name)" $_; docker push "ghcr.io/octo/$($_.Name)" }';
  expect(await ids({ [MAIN]: job('windows-latest', script) })).toEqual([]);
});

test.each(['*> $null', '*>&1 | Out-Null', '*>> push.log', '2>&1 | Out-Null'])(
  'what goes to %s is no further name',
  async (to) =>
    expect(await ids({ [MAIN]: job('windows-latest', `docker push ghcr.io/octo/app:1 ${to}`) })).toEqual([]),
);
