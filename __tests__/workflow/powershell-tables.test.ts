/** Tables of names with values, as a script of PowerShell pushes what stands in them. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const pushed = async (script: string) => {
  const run = `- shell: pwsh\n  run: ${JSON.stringify(script)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${run}`) }, {});
  return pushes.map(({ reference }) => reference?.replace('ghcr.io/octo/', ''));
};

const PUSH = 'docker push "ghcr.io/octo/$($h.name)"';

describe('what stands in a table', () => {
  test.each<[string, string[]]>([
    [`$h = @{ owner = 'octo'; Name = "app" }\n${PUSH}`, ['app']],
    [`$h = @{\n  # of all\n  'name' = 'app' # here\n  tag = 1\n}\n${PUSH}`, ['app']],
    ['$n = \'app\'\n$h = @{ name = "$n-web" }\ndocker push "ghcr.io/octo/$($h[\'Name\'])"', ['app-web']],
    [`$h = [ordered]@{ name = 'app' }\n${PUSH}`, ['app']],
    ["$h = [PSCustomObject]@{ image = 'ghcr.io/octo/app' }\ndocker push $h.image", ['app']],
    [`if ($env:GITHUB_SHA) { $h = @{ name = 'app' }; ${PUSH} }`, ['app']],
    [
      "$h = @{ a = 'ghcr.io/octo/app'; B = 'ghcr.io/octo/web' }\nforeach ($k in $h.Keys) { docker push $h[$k] }",
      ['app', 'web'],
    ],
    ['$h = @{ app = 1; Web = 2 }\nforeach ($k in $h.Keys) { docker push "ghcr.io/octo/$k" }', ['app', 'Web']],
    ["$h = @{ a = 'app'; b = 'web' }\n$h.Values | % { docker push \"ghcr.io/octo/$_\" }", ['app', 'web']],
    [
      "$h = @{ app = '1'; web = '2' }\nforeach ($e in $h.GetEnumerator()) {\n  docker push \"ghcr.io/octo/$($e.Key):$($e.Value)\"\n}",
      ['app:1', 'web:2'],
    ],
    [
      '$h = @{ app = \'1\' }\n$h.GetEnumerator() | ForEach-Object { docker push "ghcr.io/octo/$($_.Name):$($_.Value)" }',
      ['app:1'],
    ],
    [
      'function Push($Name, $Tag = 3) { docker push "ghcr.io/octo/${Name}:$Tag" }\n$given = @{ Name = \'app\' }\nPush @given',
      ['app:3'],
    ],
  ])('%s', async (script, names) => expect(await pushed(script)).toEqual(names));
});

describe('nobody knows what stands in a table', () => {
  test.each([
    `$h = @{ name = Get-Name }\n${PUSH}`,
    `$h = @{ tag = 'app' }\n${PUSH}`,
    `$h = @{ name = 'app' }\n$h.name = Get-Name\n${PUSH}`,
    `$h = @{ name = 'app' }\n$h['name'] = 'web'\n${PUSH}`,
    `$h = @{ name = 'app' }\n$h += @{ tag = 1 }\n${PUSH}`,
    `$h = @{}\n$h.Add('name', 'app')\n${PUSH}`,
    `$h = @{ name = 'app' }\n$h = Get-Content x | ConvertFrom-Json\n${PUSH}`,
    `$h = @{ name = 'app' }\nforeach ($h in $all) { ${PUSH} }`,
    `$h = @{ name = 'app' }\nfunction P($h) { ${PUSH} }\nP @{ name = 'web' }`,
    `$h = @{ name = @{ first = 'app' } }\n${PUSH}`,
  ])('%s', async (script) => expect(await pushed(script)).toEqual([undefined]));
});
