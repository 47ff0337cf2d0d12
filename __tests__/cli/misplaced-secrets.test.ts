/** What belongs into a variable or a file stands in the place of a name: no sentence shows it, whichever place it is. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { program } from '../../src/faces/cli/program.js';
import { run } from './run.js';

const TOKEN = 'ghp_R7kQ2mVx9TzLw4BnY6sHd8JcF3gAe5Uo1Pi0';
const PASSWORD = 'k3epTh1sOutOfSight';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const authFile = (secret: string) => `{"auths":{"ghcr.io":{"auth":"${base64(`mona:${secret}`)}"}}}`;

const GIVEN: [string, string][] = [
  ['a token', TOKEN],
  ['a login in base64', base64(`mona:${TOKEN}`)],
  ['an auth file', authFile(PASSWORD)],
  ['an auth file in base64', base64(authFile(PASSWORD))],
  ['a line of an env file', `REGISTRY_PASSWORD=${PASSWORD}`],
  ['an address with a login', `https://mona:${PASSWORD}@ghcr.io/mona/app`],
];
/** In any form, cut off too. */
const SHOWN = [
  TOKEN,
  PASSWORD,
  base64(`mona:${TOKEN}`),
  base64(`mona:${PASSWORD}`),
  base64(authFile(PASSWORD)),
].map((secret) => secret.slice(-24, -4));

/** So that nothing is asked and nothing is played: what else a command needs, with a mistake in it. */
const BESIDE: Record<string, string[]> = {
  completion: ['bash'],
  audit: ['octo-org'],
  demo: ['no-such-scenario'],
};
const COMMANDS = program([], {}).commands;
const PLACES: [string, (given: string) => string[]][] = [
  ['the command', (given) => [given]],
  ['an option', (given) => ['lint', `--${given}`]],
  ...COMMANDS.map((command): [string, (given: string) => string[]] => [
    `${command.name()}, its argument`,
    (given) => [command.name(), given],
  ]),
  ...COMMANDS.flatMap((command) =>
    command.options
      .filter(({ long, required }) => long && required)
      .map(({ long }): [string, (given: string) => string[]] => [
        `${command.name()} ${long}`,
        (given) => [command.name(), ...(BESIDE[command.name()] ?? []), long as string, given],
      ]),
  ),
];

test.each(PLACES)('%s', async (_, args) => {
  for (const [what, given] of GIVEN) {
    const { stdout, stderr } = await run(args(given), {
      cwd: mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-')),
      env: { GITHUB_API_URL: 'http://127.0.0.1:9' },
      stdin: '',
    });
    const printed = (stdout + stderr).replace(/\n\s*/g, '');
    expect({ what, shown: SHOWN.filter((secret) => printed.includes(secret)) }).toEqual({ what, shown: [] });
  }
});
