/** What PowerShell puts together to a text, as a job pushes it. */
import { describe, expect, test } from '@jest/globals';
import { HOLE } from '../../src/workflow/language/values.js';
import { methodText } from '../../src/workflow/shell/powershell/text-methods.js';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const pushed = async (script: string) => {
  const run = `- shell: pwsh\n  run: ${JSON.stringify(script)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${run}`) }, {});
  return pushes.map(({ reference }) => reference);
};

const said = async (script: string) => {
  const run = `- shell: pwsh\n  run: ${JSON.stringify(script)}\n`;
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${run}`) },
    { env: ENV },
  );
  return pushes.flatMap(({ reference, runs }) => (runs === 'no' ? [] : reference));
};

describe('a value', () => {
  test.each<[string, string | null]>([
    ["'octo_app' -replace '_', '/'", 'octo/app'],
    ["'octo/APP' -replace 'app', 'web'", 'octo/web'],
    ["'octo/Xapp' -creplace 'x', ''", 'octo/Xapp'],
    ["'x-octo/app' -replace '^x-'", 'octo/app'],
    ["'v1-octo/app' -replace '^v(\\d)-(.*)$', '$2$1'", 'octo/app1'],
    ["'octo/a  b' -replace '[^a-z/]+', '-'", 'octo/a-b'],
    ["'octo/app' -replace '(?<=o)/', '_'", null],
    ["'octo/app' -replace '(a+)+$', 'b'", null],
    ["'octo/my app!!' -replace '[^\\w/.-]', '-'", 'octo/my-app--'],
    ["'octo/my app!!' -replace '[^\\w\\./-]+', '-'", 'octo/my-app-'],
    ["'octo/app\u00e9' -replace '[^\\w/]', '-'", null],
    ["'octo/' + (8 + 'x')", null],
    ["'octo/' + 'v' + 8", 'octo/v8'],
    ["'octo/app'.Replace('a')", null],
    ["'octo/app'.Substring()", null],
    ["('Octo_App' -replace '_', '/').ToLower()", 'octo/app'],
    ["'Octo/App'.Replace('A', 'a').Replace('O', 'o')", 'octo/app'],
    ['" octo/app ".Trim()', 'octo/app'],
    ["'/octo/app/'.Trim('/')", 'octo/app'],
    ["'vvocto/app'.TrimStart('v')", 'octo/app'],
    ["'octo/app.git'.Substring(0, 8)", 'octo/app'],
    ["'octo/app'.Substring(9)", null],
    ["'octo/{0}-{1}' -f 'app', 'web'", 'octo/app-web'],
    ["'octo/' + ('a', 'b' -join '-')", 'octo/a-b'],
    ["'octo', 'a' + 'b' -join '/'", null],
    ["-join ('octo', '/', 'app')", 'octo/app'],
    ["[string]::Join('/', @('octo', 'app'))", 'octo/app'],
    ["[string]::Concat('octo/', 'app')", 'octo/app'],
    ["[string]::Format('octo/{0}', 'app')", 'octo/app'],
    ["[string]'octo/app'", 'octo/app'],
    ["'x/octo'.Split('/')[1] + '/app'", 'octo/app'],
    ["('x/octo' -split '/')[-1] + '/app'", 'octo/app'],
    ["('x.octo' -split '.')[-1] + '/app'", null],
    ["'octo/app'.Split('/')[2]", null],
    ["'octo/app'.Normalize()", null],
    ["'octo/app'.PadLeft(9, 'x')", null],
    ['"octo/$("a b" -replace " ", "-")"', 'octo/a-b'],
    ['"octo/$(\'App\'.ToLower())"', 'octo/app'],
    ['"octo/$((\'a\', \'b\') -join "-")"', 'octo/a-b'],
  ])('%s', async (value, name) => {
    const reference = name === null ? null : `ghcr.io/${name}`;
    const scripts = [`$x = ${value}\ndocker push "ghcr.io/$x"`, `docker push ('ghcr.io/' + (${value}))`];
    const inText = /["]/.test(value) ? [] : [`docker push "ghcr.io/$(${value})"`];
    for (const script of [...scripts, ...inText])
      expect([script, await pushed(script)]).toEqual([script, [reference]]);
  });
});

test.each([
  ['$x = "v-octo" -replace "^v-(.*)", "`$1/app"\ndocker push "ghcr.io/$x"', 'ghcr.io/octo/app'],
  ['[string]$x = \'octo\'\ndocker push "ghcr.io/$x/app"', 'ghcr.io/octo/app'],
  ["$x = 'octo', 'app'\ndocker push \"ghcr.io/$($x -join '/')\"", 'ghcr.io/octo/app'],
  ["$x = 'octo', 'app'\ndocker push ('ghcr.io', $x[0], $x[-1] -join '/')", 'ghcr.io/octo/app'],
  ["$x = @('ghcr.io/octo/app', 'y')\ndocker push $x[0]", 'ghcr.io/octo/app'],
  ['$x = \'Octo\'\ndocker push "ghcr.io/$($x.ToLower().Trim())/app"', 'ghcr.io/octo/app'],
  ['function Low($s) { $s.ToLower() }\ndocker push "ghcr.io/octo/$(Low \'App\')"', 'ghcr.io/octo/app'],
  ["$env:X = 'octo_app'.Replace('_', '/')\ndocker push ghcr.io/$env:X", 'ghcr.io/octo/app'],
  ["$o, $n = 'octo', 'app'\ndocker push \"ghcr.io/$o/$n\"", 'ghcr.io/octo/app'],
  ['$null, $o, $n = \'x/octo/app\' -split "/"\ndocker push "ghcr.io/$o/$n"', 'ghcr.io/octo/app'],
  ['$o, $n = \'octo/app\'.Split("/")\ndocker push "ghcr.io/$o/$n"', 'ghcr.io/octo/app'],
  // The last one is a list of two.
  ['$o, $n = \'octo/app/web\' -split "/"\ndocker push "ghcr.io/$o/$n"', null],
  ['$n = \'x\'\n$o, $n = Get-Names\ndocker push "ghcr.io/octo/$n"', null],
  ["$o = 'a'\n$n = 'b'\n$o, $n = $n, $o\ndocker push \"ghcr.io/octo/$o\"", null],
  ["$i = 'ghcr.io/octo'\n$i += '/app'\ndocker push $i", 'ghcr.io/octo/app'],
  ["$env:I = 'ghcr.io/octo'\n$env:I += '/app'\ndocker push $env:I", 'ghcr.io/octo/app'],
  ["$n = 'a'\nif ($env:GITHUB_SHA) { $n += 'pp' }\ndocker push \"ghcr.io/octo/$n\"", 'ghcr.io/octo/app'],
  ['$n = Get-It\n$n += \'x\'\ndocker push "ghcr.io/octo/$n"', null],
])('%s', async (script, reference) => {
  expect(await pushed(script)).toEqual([reference]);
});

test.each([
  ["foreach ($i in 'a', $x) { PUSH }", ['a', 'b']],
  ['foreach ($i in 1, 2) {\n  PUSH\n}', ['1', '2']],
  ["foreach ($i in 'a,b' -split ',') { PUSH }", ['a', 'b']],
  ["foreach ($i in 'a b'.Split(' ')) { PUSH }", ['a', 'b']],
  ["foreach ($i in ('a', 'b')) {\n  PUSH\n}", ['a', 'b']],
  ["'a/b'.Split('/') | ForEach-Object { PUSH_IT }", ['a', 'b']],
  ["('a' + $x), 'c' | % { PUSH_IT }", ['ab', 'c']],
  ['foreach ($i in $y -split ",") { PUSH }', [null]],
  ['foreach ($i in Get-Names) { PUSH }', [null]],
])('a loop: %s', async (script, names) => {
  const made = `$x = 'b'\n${script}`
    .replace('PUSH_IT', 'docker push "ghcr.io/octo/$_"')
    .replace('PUSH', 'docker push "ghcr.io/octo/$i"');
  expect(await pushed(made)).toEqual(names.map((name) => name && `ghcr.io/octo/${name}`));
});

describe('a value that is chosen', () => {
  const MAIN_REF = "$env:GITHUB_REF -eq 'refs/heads/main'";

  test.each<[string, string | null]>([
    [`${MAIN_REF} ? 'app' : 'dev'`, 'app'],
    [`(${MAIN_REF}) ? "app" : 'dev'`, 'app'],
    [`'a' -eq 'b' ? 'x' : ${MAIN_REF} ? 'app' : 'dev'`, 'app'],
    [`'a' + (${MAIN_REF} ? 'pp' : 'x')`, 'app'],
    ["$env:NOPE ?? 'app'", 'app'],
    ["$env:GITHUB_REF_NAME ?? 'app'", 'main'],
    ["$env:NOPE ?? $env:NEITHER ?? 'app'", 'app'],
    [`if (${MAIN_REF}) { 'app' } else { 'dev' }`, 'app'],
    [`if ('a' -eq 'b') { 'x' } elseif (${MAIN_REF}) { Write-Host x; 'app' } else { throw 'no' }`, 'app'],
    [`if (${MAIN_REF}) {\n  # here\n  'app'\n} else {\n  'dev'\n}`, 'app'],
    [`if ('a' -eq 'b')\n{\n  'x'\n}\nelseif (${MAIN_REF})\n{\n  'app'\n}\nelse { 'dev' }`, 'app'],
    ["switch ($env:GITHUB_REF_NAME) { 'main' { 'app' } default { 'dev' } }", 'app'],
    ["switch ($env:GITHUB_REF_NAME) {\n  'x' { 'dev'; break }\n  default {\n    'app'\n  }\n}", 'app'],
    ["$x ? 'app' : 'dev'", null],
    ["if (Test-Path x) { 'app' } else { 'dev' }", null],
    ["'https://octo/app?a : b'.Length", null],
    ['Get-It | ? { $_ }', null],
  ])('%s', async (value, name) => {
    const script = `$n = ${value}\ndocker push "ghcr.io/octo/$n"`;
    expect(await said(script)).toEqual([name && `ghcr.io/octo/${name}`]);
  });

  test.each([
    `docker push "ghcr.io/octo/$(${MAIN_REF} ? 'app' : 'dev')"`,
    `docker push "ghcr.io/octo/$(if (${MAIN_REF}) { "app" } else { "dev" })"`,
    `docker push (${MAIN_REF} ? 'ghcr.io/octo/app' : 'ghcr.io/octo/dev')`,
    `if ($env:GITHUB_SHA) { $n = ${MAIN_REF} ? 'app' : 'dev'; docker push "ghcr.io/octo/$n" }`,
    `foreach ($i in 'app') { $n = $i -eq 'app' ? $i : 'dev'; docker push "ghcr.io/octo/$n" }`,
    `if ('a' -eq 'a') { docker push ('ghcr.io/octo/' + 'app') }`,
    `if ($null -eq $env:NOPE) { docker push ghcr.io/octo/app }`,
    `if ($env:GITHUB_REF -ne $null) { docker push ghcr.io/octo/app }`,
  ])('%s', async (script) => {
    expect(await said(script)).toEqual(['ghcr.io/octo/app']);
  });
});

describe('a text of which a part is not known', () => {
  test.each<[method: string, pattern: string, to: string, text: string, made: string | null]>([
    ['ireplace', '[^\\w.-]', '-', `my app:${HOLE}`, `my-app-${HOLE}`],
    ['ireplace', ' ', '-', `my app:${HOLE}`, `my-app:${HOLE}`],
    // What is not known may begin with more of the same.
    ['ireplace', '[!]+', '.', `a!!${HOLE}`, null],
    // It may well have such letters.
    ['creplace', '[A-Z]', 'x', `App:${HOLE}`, null],
    ['ireplace', 'a', 'x', `App:${HOLE}`, null],
    ['ireplace', ' ', '$0', `my app:${HOLE}`, null],
  ])('%s %s by %s in %s', (method, pattern, to, text, made) => {
    expect(methodText([method, pattern, to, text])).toBe(made);
  });
});
