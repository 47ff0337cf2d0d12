/** Whether a script of PowerShell comes to its push behind what is an error. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const ofPush = async (script: string) => {
  const run = `- shell: pwsh\n  run: ${JSON.stringify(`${script}\ndocker push ghcr.io/octo/app:1`)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${run}`) }, {});
  return pushes.map(({ runs }) => runs);
};

describe('a push behind an error', () => {
  test.each<[script: string, runs: string[]]>([
    ["throw 'stop'", []],
    ['throw "no version: $x"; docker pull ghcr.io/octo/base:1', []],
    ['throw', []],
    ["if ('a' -eq 'a') {\n  throw 'stop'\n}", []],
    ["if ('a' -eq 'b') { throw 'stop' }", ['yes']],
    ["function Stop-All {\n  throw 'stop'\n}", ['yes']],
    ["Write-Error 'stop'", []],
    ['Write-Error -Message "no $x"; docker pull ghcr.io/octo/base:1', []],
    ["if (-not $env:NOPE) { Write-Error 'stop' }", []],
    ['if (-not $env:NOPE) { exit 1 }', []],
    ["if ($env:NOPE) { throw 'stop' }", ['yes']],
    ['if (-not (Test-Path x)) { exit 1 }', ['yes']],
    ['docker build .; if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }', ['yes']],
    ["$ErrorActionPreference = 'Continue'\nWrite-Error 'more'", ['yes']],
    ["$ErrorActionPreference = 'Continue'\nWrite-Error 'stop' -ErrorAction Stop", []],
    ["$ErrorActionPreference = 'Continue'\n$ErrorActionPreference = 'Stop'\nWrite-Error 'stop'", []],
    ["Write-Error 'more' -ErrorAction Continue", ['yes']],
    ["Write-Error 'more' -ea:SilentlyContinue", ['yes']],
    // Behind what is caught, and for another's error.
    ["try { docker pull x } catch { throw 'stop' }", ['yes']],
    ["try {\n  docker pull x\n}\ncatch {\n  Write-Error $_\n}\nthrow 'stop'", []],
    ["try { Write-Error 'x' } catch { Write-Host $_ }", ['yes']],
    ["function Stop-All { throw 'x' }\ntry { Stop-All } catch { Write-Host $_ }", ['yes']],
    ["foreach ($i in '1', '2') {\n  if ($i -eq '2') { throw 'stop' }\n}", []],
    // It is a word of another command, or of a text.
    ['Write-Host throw', ['yes']],
    ["@'\nthrow 'stop'\n'@", ['yes']],
    // What follows is run where it is caught, and may be where nobody knows.
    ["try { throw 'stop' } catch { Write-Host $_ }", ['yes']],
    ["$ErrorActionPreference = 'SilentlyContinue'\nthrow 'stop'", ['yes']],
  ])('%s', async (script, runs) => expect(await ofPush(script)).toEqual(runs));
});
