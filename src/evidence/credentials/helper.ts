/**
 * Credential helpers, which keep the logins that an auth file leaves to them (docker docs "docker login › Credential stores",
 * "Credential helper protocol").
 */
import { type Login, parseJson } from './auth-file.js';
import type { Ran } from './process.js';

/** Milliseconds for a credential helper. */
const HELPER_TIMEOUT = 5_000;
/** Nothing that could be a path: `docker-credential-` goes in front of it, and PATH says where it is. */
const HELPER_NAME = /^[A-Za-z0-9._-]+$/;

/** What a helper that was asked for a login did in its place. */
export type HelperTrouble =
  | { kind: 'missing' }
  /** Its file is on the PATH and may not be run: see `unrunnable.ts`. */
  | { kind: 'not-executable'; file: string }
  | { kind: 'timed-out'; seconds: number }
  /** `words`: the first line that it said. */
  | { kind: 'failed'; code: number; words: string }
  /** It ended well and said what is no credential. */
  | { kind: 'junk' };

/** Few files name a helper, so what runs it is loaded here. */
async function runHelper(
  helper: string,
  order: string,
  input: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  if (!HELPER_NAME.test(helper)) return { kind: 'missing' };
  const { runProgram } = await import('./process.js');
  return runProgram(`docker-credential-${helper}`, [order], { stdin: input, timeout: HELPER_TIMEOUT, env });
}

/**
 * What `docker-credential-NAME` says; null when it has refused or is not there. Throws an `Error` with one sentence
 * when it does not answer: then the client that asks it would not either.
 */
export async function helperSays(helper: string, order: string, input: string): Promise<string | null> {
  const answer = await runHelper(helper, order, input);
  if (answer.kind === 'timed-out')
    throw new Error(`docker-credential-${helper} ${order}: no answer in ${HELPER_TIMEOUT / 1000} s`);
  return answer.kind === 'exited' && answer.code === 0 ? answer.stdout : null;
}

/** Asks `docker-credential-NAME`; null when it has nothing or is not there. */
export async function askHelper(helper: string, registry: string): Promise<Login | null> {
  return loginSaid(await helperSays(helper, 'get', registry));
}

/** The user name under which helpers keep an identity token (docker/cli, `cli/config/credentials/native_store.go`). */
const IDENTITY = '<token>';

function loginSaid(answer: string | null): Login | null {
  const parsed = parseJson(answer ?? '') as { Username?: unknown; Secret?: unknown } | null;
  if (typeof parsed?.Secret !== 'string' || parsed.Secret === '') return null;
  const login: Login = { username: String(parsed.Username ?? ''), secret: parsed.Secret };
  return login.username === IDENTITY ? { ...login, isIdentityToken: true } : login;
}

/** What helpers say that have nothing (docker-credential-helpers, `credentials/error.go`). */
const NOT_FOUND = /credentials not found in native keychain|credentials? not found/i;

/** The same with what went wrong; null: the helper is well and has nothing. */
export async function helperAnswer(
  helper: string,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<{ login: Login } | { trouble: HelperTrouble } | null> {
  const answer = await runHelper(helper, 'get', registry, env);
  switch (answer.kind) {
    case 'missing':
      return { trouble: { kind: 'missing' } };
    case 'timed-out':
    case 'aborted':
      return { trouble: { kind: 'timed-out', seconds: HELPER_TIMEOUT / 1000 } };
    case 'exited': {
      const { code, stdout, stderr } = answer;
      if (code !== 0) {
        const [words = ''] = `${stdout}\n${stderr}`.trim().split('\n');
        return NOT_FOUND.test(words) ? null : { trouble: { kind: 'failed', code, words } };
      }
      const login = loginSaid(stdout);
      if (login) return { login };
      const isEmpty = stdout.trim() === '' || typeof parseJson(stdout)?.Secret === 'string';
      return isEmpty ? null : { trouble: { kind: 'junk' } };
    }
  }
}

/** Stores a login with the helper; false when it can't. */
export async function tellHelper(helper: string, registry: string, login: Login): Promise<boolean> {
  const message = JSON.stringify({ ServerURL: registry, Username: login.username, Secret: login.secret });
  return (await helperSays(helper, 'store', message)) !== null;
}
