/** Scripts of `cmd`: plain commands are read as those of another shell, and what is none hides the script. */
import { describe, expect, test } from '@jest/globals';
import { batchInPlainWords } from '../../src/workflow/shell/batch/batch.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { ids, indent, login, MAIN } from './repository.js';

const READ = 'permissions: {contents: read, packages: read}';
const job = (script: string, shell = 'cmd') =>
  `on: push\njobs:\n  image:\n    runs-on: windows-latest\n    ${READ}\n    env: {IMAGE: ghcr.io/octo/app, HUB: docker.io/octo/app, TOKEN: "\${{ github.token }}"}\n    steps:\n${indent(`${login().trim()}\n- shell: ${shell}\n  run: |\n${indent(script, 4)}`, 6)}\n`;
const DENIED = ['error job-lacks-packages-write'];

describe('plain commands', () => {
  test.each<[string, string[]]>([
    ['docker push ghcr.io/octo/app', DENIED],
    ['@docker push ghcr.io/octo/app', DENIED],
    ['@echo off\nrem to the registry\n:: and so on\ncall docker push ghcr.io/octo/app', DENIED],
    ['docker build -t ghcr.io/octo/app . && docker push ghcr.io/octo/app', DENIED],
    ['docker build -f app\\Dockerfile . & docker push ghcr.io/octo/app >nul 2>&1', DENIED],
    ['docker buildx build --push ^\n  -t ghcr.io/octo/app ^\n  .', DENIED],
    ['docker push ^\n  %IMAGE%:1', DENIED],
    ['docker push %IMAGE%:1', DENIED],
    ['echo %TOKEN%| docker login ghcr.io -u octo --password-stdin\ndocker push %IMAGE%', DENIED],
    ['docker push "%IMAGE%:${{ github.sha }}"', DENIED],
    ['docker.exe push ghcr.io/octo/app', DENIED],
    ['docker push ghcr.io/octo/app:%GITHUB_SHA%', DENIED],
    ['docker build . || exit /b 1\ndocker push ghcr.io/octo/app', DENIED],
    ['docker build .\nif %ERRORLEVEL% neq 0 exit /b %ERRORLEVEL%\ndocker push ghcr.io/octo/app', DENIED],
    ['docker build .\nif errorlevel 1 exit 1\ndocker push ghcr.io/octo/app', DENIED],
    ['docker build .\nif not "%errorlevel%"=="0" (exit /b 1)\ndocker push ghcr.io/octo/app', DENIED],
    ['exit /b 0\ndocker push ghcr.io/octo/app', []],
    // It ends the script perhaps.
    ['docker build . || build.cmd\ndocker push ghcr.io/octo/app', ['warning job-lacks-packages-write']],
    ['docker build . && build.cmd\ndocker push ghcr.io/octo/app', []],
    ['call npm ci\ndocker push ghcr.io/octo/app', DENIED],
    ['npm ci\ndocker push ghcr.io/octo/app', []],
    ['call build.cmd && docker push ghcr.io/octo/app', DENIED],
    ['echo PUSHED=1>>%GITHUB_ENV%\ndocker push ghcr.io/octo/app', []],
    ['docker push %HUB%', []],
    ['rem ^\ndocker push ghcr.io/octo/app', []],
    ['rem docker push ghcr.io/octo/app', []],
    ['echo docker push ghcr.io/octo/app', []],
    ['docker pull ghcr.io/octo/app', []],
    // Behind another file nothing is run.
    ['build.cmd\ndocker push ghcr.io/octo/app', []],
    ['docker push %IMAGE:octo=cat%', []],
    ['cd /d src\\app\ndotnet publish -c Release\ndocker push ghcr.io/octo/app', DENIED],
    // These are batch files, and without `call` the script ends with them.
    ['npm ci\ndocker push ghcr.io/octo/app', []],
  ])('%s', async (script, expected) => {
    expect(await ids({ [MAIN]: job(script) })).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['set IMAGE=octo/app\ndocker push %IMAGE%', []],
    ['set "NAME=ghcr.io/octo/app"\ndocker push %NAME%:1', DENIED],
    ['setlocal enabledelayedexpansion\nset NAME=ghcr.io/octo\ndocker push !NAME!/app', DENIED],
    ['set /a NUMBER=6+1\ndocker push ghcr.io/octo/app:%NUMBER%', DENIED],
    ['set NAME=octo/app& docker push ghcr.io/%NAME%', []],
    ['if "%HUB%"=="" docker push ghcr.io/octo/app', []],
    ['if not "%HUB%"=="" docker push ghcr.io/octo/app', DENIED],
    ['if defined HUB (\n  docker push ghcr.io/octo/app\n) else (\n  echo no\n)', DENIED],
    ['if defined HUB (\n  echo yes\n) else (\n  docker push ghcr.io/octo/app\n)', []],
    ['if /i "%HUB%"=="DOCKER.IO/octo/app" (docker push ghcr.io/octo/app) else (echo no)', DENIED],
    ['if "%HUB%"=="x" (\n  echo\n) else if defined IMAGE (\n  docker push %IMAGE%\n)', DENIED],
    ['if defined HUB (\n  set HUB=ghcr.io/octo/app\n  docker push %HUB%\n)', []],
    ['for %%s in (api web) do docker push ghcr.io/octo/%%s', DENIED],
    ['for %%s in (api, "web") do (\n  docker build %%s\n  docker push ghcr.io/octo/%%s\n)', DENIED],
    ['for %%s in (*.tar) do docker load -i %%s\ndocker push ghcr.io/octo/app', []],
    ['for %%s in ("api" web) do docker push ghcr.io/octo/%%~s', DENIED],
    ['if defined NOBODYS docker push ghcr.io/octo/app', []],
    ['if not defined NOBODYS docker push ghcr.io/octo/app', DENIED],
    ['for /l %%n in (1,1,3) do docker push ghcr.io/octo/app:%%n', DENIED],
    ['for /l %%n in (1,1,0) do docker push ghcr.io/octo/app:%%n', []],
    ["for /f %%t in ('git describe --tags') do docker push ghcr.io/octo/app:%%t", DENIED],
    [
      'for /f "tokens=*" %%t in (\'git tag ^| findstr v\') do set TAG=%%t\ndocker push ghcr.io/octo/app:%TAG%',
      DENIED,
    ],
    ['for /f "usebackq delims=" %%t in (`git tag`) do (\n  docker push ghcr.io/octo/app:%%t\n)', DENIED],
    ['for /f "tokens=2,3 delims=/" %%a in ("x/ghcr.io/octo") do docker push %%a/%%b/app', DENIED],
    ['for /f "tokens=1* delims=/" %%a in ("ghcr.io/octo/app") do docker push docker.io/%%b', []],
    ["for /f %%t in ('build-and-push.exe') do echo %%t\ndocker push ghcr.io/octo/app", []],
    ["for /f %%d in ('docker push ghcr.io/octo/app') do echo %%d", DENIED],
    ['docker push %IMAGE%:%GITHUB_SHA:~0,7%', DENIED],
    ['docker push "%IMAGE%:%GITHUB_REF_NAME:/=-%"', DENIED],
    ['set TAG=1-b\ndocker push ghcr.io/octo/app:%TAG:-b=-c%', DENIED],
    ['docker push %HUB:docker.io=ghcr.io%', []],
    ['cd /d %~dp0\ndocker push ghcr.io/octo/app', DENIED],
    // To Windows these are one variable.
    ['set Image=octo/app\ndocker push %IMAGE%', []],
    ['set NAME=octo/app\ndocker push ghcr.io/%name%', DENIED],
    ['if defined image docker push %image%', DENIED],
    ['set "NAME=octo/app" & set image=hub.example.com/app\ndocker push %IMAGE%', []],
    // The runner starts it with `/V:OFF`.
    ['set NAME=octo\ndocker push ghcr.io/!NAME!/app', []],
    // Nobody keeps what was before.
    ['setlocal\nset NAME=ghcr.io/octo/app\nendlocal\ndocker push %NAME%', []],
    ['setlocal\nset NAME=octo/app\nendlocal & set TAG=%NAME%\ndocker push ghcr.io/%TAG%', DENIED],
    ['setlocal\nset NAME=x\nendlocal\nset NAME=octo/app\ndocker push ghcr.io/%NAME%', DENIED],
    ['setlocal & set HUB=\nif not defined HUB docker push ghcr.io/octo/app', []],
    // Quotation marks are compared, too, and of a text that is set the blanks count.
    ['if %HUB%=="docker.io/octo/app" docker push ghcr.io/octo/app', ['warning job-lacks-packages-write']],
    ['set NAME=octo/app & set TAG=1\ndocker push ghcr.io/%NAME%:%TAG%', ['error invalid-image-reference']],
    ['(echo NAME=ghcr.io/octo/app)>>%GITHUB_ENV%\ndocker push ghcr.io/octo/app', DENIED],
  ])('what is set and decided: %s', async (script, expected) => {
    expect(await ids({ [MAIN]: job(script) })).toEqual(expected);
  });

  const NAMED = 'docker push ghcr.io/octo/app';
  test.each<[string, string[]]>([
    [`goto end\n${NAMED}\n:end\necho done`, []],
    [`if "%GITHUB_REF_NAME%"=="main" goto end\n${NAMED}\n:end`, DENIED],
    [`if "%HUB%"=="" goto end\n${NAMED}\n:end`, DENIED],
    [`if "%HUB%"=="" goto Push\ngoto :eof\n:push\n${NAMED}`, []],
    [`if not "%HUB%"=="" goto Push\ngoto :eof\n:push\n${NAMED}`, DENIED],
    [`docker build . || goto failed\n${NAMED}\nexit /b 0\n:failed\nexit /b 1`, DENIED],
    [`if "%HUB%"=="" goto a\nif defined HUB goto b\n:a\n${NAMED}\n:b\necho`, []],
    [`:again\n${NAMED} && goto done\ngoto again\n:done`, DENIED],
    [`for %%s in (a b) do (\n  if %%s==a goto end\n)\n${NAMED}\n:end`, []],
    ['call :push api\ncall :push web\nexit /b\n:push\ndocker push ghcr.io/octo/%1\nexit /b 0', DENIED],
    [`goto :eof\n:push\n${NAMED}`, []],
    [`call :nothing\n${NAMED}\ngoto :eof\n:nothing\nexit /b 0`, DENIED],
    [`call :nothing\n${NAMED}\ngoto :eof\n:nothing\n\nrem to be done`, DENIED],
    ['call :name\ndocker push ghcr.io/%NAME%\nexit /b\n:name\nsetlocal\nset NAME=octo/app', []],
    [`docker manifest inspect x\n\nrem is it there?\nif errorlevel 1 ${NAMED}`, DENIED],
    [`goto nowhere\n${NAMED}`, []],
    [`goto %WHERE%\n${NAMED}\n:end`, []],
    [`:same\n:same\n${NAMED}`, []],
    [`call :again\nexit /b\n:again\n${NAMED}\ncall :again`, []],
  ])('where it is gone to: %s', async (script, expected) => {
    expect(await ids({ [MAIN]: job(script) })).toEqual(expected);
  });

  test('the program may be given options', async () => {
    expect(await ids({ [MAIN]: job('docker push %IMAGE%', 'cmd /d /c "{0}"') })).toEqual(DENIED);
  });

  test('a long script is read line by line', () => {
    const long = batchInPlainWords('docker push ghcr.io/octo/app ^\n  --all-tags\n'.repeat(20_000));
    expect(long?.split('\n')).toHaveLength(40_001);
    for (const mark of ['"', '%', '^', '%a', '& call ', '|   '])
      expect(batchInPlainWords(`docker push ${mark.repeat(300_000)} (`) === null).toBe(true);
  });
});

test.each([
  ['for /l %%n in (3,-2,0) do docker push a/%%n', ['a/3', 'a/1']],
  ['for /f "tokens=2,3 delims=/" %%a in ("x/y/z") do docker push %%b/%%a', ['z/y']],
  ['for /f "tokens=1,* delims= " %%a in ("x y z") do docker push "%%a/%%b"', ['x/y z']],
  ['for /f "delims=:" %%a in (\'echo ::x:y\') do docker push a/%%a', ['a/x']],
  ['set R=Octo/APP\nset R=%R:O=o%\ndocker push %R:A=a%', ['octo/aPP']],
  ['set R=a/b-c\ndocker push %R:~2%:%R:~-1%:%R:*/=%', ['b-c:c:b-c']],
  ['set R=a.b.c\ndocker push "%R:.=-%:%R:~0,-2%"', ['a-b-c:a.b']],
])('what is filled in: %s', (script, expected) => {
  const plain = batchInPlainWords(script) ?? '';
  const names = followScript(plain, () => null).commands.flatMap(({ words: [program, action, ...more] }) =>
    program === 'docker' && action === 'push' ? more.slice(-1) : [],
  );
  expect(names).toEqual(expected);
});
