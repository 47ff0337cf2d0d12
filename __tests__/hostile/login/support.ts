/** What a login leaves and finds: the auth file before, between and after. */
import { expect } from '@jest/globals';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import { type Arena, type AuthFile, TOKEN } from '../harness/arena.js';
import { expectNoPiece } from '../harness/expect.js';

export const FORMER_SECRET = inventToken('classic-pat', 'former login');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What stands under the registry's name before the step; null: nothing. */
export const FORMER: [string, Record<string, string> | null][] = [
  ['no former login', null],
  ['a former login', { auth: base64(`mona:${FORMER_SECRET}`) }],
  ['a former login by identity token', { auth: base64('mona:'), identitytoken: FORMER_SECRET }],
];

/** The rest of the file is somebody else's and stays. */
const OTHERS: AuthFile = {
  auths: { 'registry.example': { auth: base64('a:other-login-of-another-registry') } },
  HttpHeaders: { 'X-Meta': 'kept' },
};

/** Writes docker's auth file as it was before the step. */
export function before(
  arena: Arena,
  registry: string,
  former: Record<string, string> | null,
  more: AuthFile = {},
): AuthFile {
  const config = {
    ...OTHERS,
    ...more,
    auths: { ...OTHERS.auths, ...(former ? { [registry]: former } : {}) },
  };
  arena.write('docker/config.json', JSON.stringify(config, null, '\t'), 0o600);
  return config;
}

/** Everything is as it was, and the step's token is nowhere. */
export function expectUndone(arena: Arena, was: AuthFile): void {
  expectTokenGone(arena);
  expect(withoutEmpty(arena.authFile())).toEqual(withoutEmpty(was));
}

/** An empty list of logins is none. */
function withoutEmpty(config: AuthFile | null): AuthFile {
  const { auths, ...rest } = config ?? {};
  return auths && Object.keys(auths).length > 0 ? { ...rest, auths } : rest;
}

/** No file of the machine that outlives the job has a piece of the token. */
export function expectTokenGone(arena: Arena, secret = TOKEN): void {
  for (const folder of ['docker', 'temp', 'run', 'commands', 'tmp'])
    expectNoPiece(arena.leftovers(folder).join('\n'), [secret]);
}

/** RUNNER_TEMP has no copy of the former login any more. */
export function expectNoCopy(arena: Arena): void {
  expectNoPiece(arena.leftovers('temp').join('\n'), [FORMER_SECRET, TOKEN]);
}
