/** Whether a script of PowerShell comes to its push behind a `throw`. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const ofPush = async (script: string) => {
  const run = `- shell: pwsh\n  run: ${JSON.stringify(`${script}\ndocker push ghcr.io/octo/app:1`)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${run}`) }, {});
  return pushes.map(({ runs }) => runs);
};

describe('a push behind a throw', () => {
  test.each<[script: string, runs: string[]]>([
    ["throw 'stop'", []],
    ['throw "no version: $x"; docker pull ghcr.io/octo/base:1', []],
    ['throw', []],
    ["if ('a' -eq 'a') {\n  throw 'stop'\n}", []],
    ["if ('a' -eq 'b') { throw 'stop' }", ['yes']],
    ["function Stop-All {\n  throw 'stop'\n}", ['yes']],
    // It is a word of another command, or of a text.
    ['Write-Host throw', ['yes']],
    ["@'\nthrow 'stop'\n'@", ['yes']],
    // What follows is run where it is caught, and may be where nobody knows.
    ["try { throw 'stop' } catch { Write-Host $_ }", ['yes']],
    ["$ErrorActionPreference = 'SilentlyContinue'\nthrow 'stop'", ['yes']],
  ])('%s', async (script, runs) => expect(await ofPush(script)).toEqual(runs));
});
