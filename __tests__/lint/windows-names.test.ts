/** Variables of the environment on Windows, where capital and small letters are the same to all but bash. */
import { expect, test } from '@jest/globals';
import { inOneSpelling } from '../../src/workflow/shell/spelling.js';
import { ids, indent, MAIN } from './repository.js';

const TOKEN = 'GITHUB_TOKEN: "${{ github.token }}"';
const DENIED = ['error job-lacks-packages-write'];
const MISSING = ['error token-missing'];
const PUSH = 'docker push ghcr.io/octo/app';
const POWERSHELL = `$env:github_token | docker login ghcr.io -u octo --password-stdin\n${PUSH}`;
const BATCH = `docker login ghcr.io -u octo -p %Github_Token%\n${PUSH}`;

function job(shell: string, script: string, more: { machine?: string; env?: string } = {}): string {
  const { machine = 'windows-latest', env = TOKEN } = more;
  return `on: push\njobs:\n  image:\n    runs-on: ${machine}\n    permissions: {contents: read, packages: read}\n    env: {IMAGE: ghcr.io/octo/app, ${env}}\n    steps:\n      - shell: ${shell}\n        run: |\n${indent(script, 10)}\n`;
}

test.each<[string, string[]]>([
  [job('pwsh', POWERSHELL), DENIED],
  [job('powershell', POWERSHELL), DENIED],
  [job('cmd', BATCH), DENIED],
  [job('pwsh', POWERSHELL, { machine: `"\${{ vars.OLD && 'windows-2022' || 'windows-latest' }}"` }), DENIED],
  [job('cmd', `${BATCH.split('\n')[0]}\ndocker push %Image%`), DENIED],
  [
    job('pwsh', `$env:Name = "ghcr.io/octo/app"\n${POWERSHELL.split('\n')[0]}\ndocker push $env:NAME`),
    DENIED,
  ],
  // There they are two.
  [job('pwsh', POWERSHELL, { machine: 'ubuntu-latest' }), MISSING],
  [job('pwsh', POWERSHELL, { machine: 'macos-latest' }), MISSING],
  [job('bash', `docker login ghcr.io -u octo -p "$github_token"\n${PUSH}`), MISSING],
  // Another name is none in other letters.
  [job('cmd', BATCH, { env: 'GITHUB_TOKENS: "${{ github.token }}"' }), MISSING],
])('%s', async (text, expected) => {
  expect(await ids({ [MAIN]: text })).toEqual(expected);
});

test('a script stays as long as it is, however many names it has', () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `$env:Name${at} $env:NAME${at}`).join('\n');
  const made = inOneSpelling(names, true, () => null);
  expect(made.length).toBe(names.length);
  expect(made.endsWith('$env:Name19999 $env:Name19999')).toBe(true);
  for (const mark of ['$env:', '%', 'env:\\', '%a', 'env:a'])
    expect(inOneSpelling(mark.repeat(300_000), mark !== '%', () => null)).toHaveLength(mark.length * 300_000);
});
