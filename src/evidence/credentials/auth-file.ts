/**
 * The file in which docker, podman and everything built on them keep their logins
 * (docker's `config.json`, containers' `auth.json`: one format), and the credential
 * helpers that it may name (docker docs "docker login › Credential stores").
 */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import * as path from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { makeFolder } from '../folders.js';
import { NotRead, readRegularFile } from '../regular-file.js';
import { uniqueName } from '../unique-name.js';
import type { Ran } from './process.js';

/** What stands under `auths.HOST`. `auth` is base64 of `user:password`. */
export interface AuthEntry {
  auth?: string;
  username?: string;
  password?: string;
  identitytoken?: string;
  [other: string]: unknown;
}

export interface AuthConfig {
  auths?: Record<string, AuthEntry>;
  credsStore?: string;
  credHelpers?: Record<string, string>;
  [other: string]: unknown;
}

/** A user name and a secret, as a client would send them. */
export interface Login {
  username: string;
  secret: string;
}

/** Bytes. An auth file or a pull secret is far below. */
export const AUTH_FILE_LIMIT = 1024 * 1024;

/** A file that can be read and is no auth file. */
export class NotAnAuthFile extends Error {}

/** The parsed file; an empty configuration when there is none. Throws an `Error` with one sentence when it can't be read or is no JSON object. */
export function readConfig(file: string): AuthConfig {
  let text: string;
  try {
    text = readRegularFile(file, AUTH_FILE_LIMIT).toString('utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw new Error(`${file}: ${error instanceof NotRead ? message : (code ?? 'cannot be read')}`);
  }
  const config = parseJson(text || '{}');
  if (!config) throw new NotAnAuthFile(`${file}: not a JSON object`);
  return config;
}

export function parseJson(text: string): AuthConfig | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as AuthConfig)
      : null;
  } catch {
    return null;
  }
}

/**
 * Writes the whole file or nothing. A new one is readable by its owner only; one that is there keeps its mode and its
 * owner, and a symbolic link goes on pointing where it did. Nothing with a secret in it is left beside the file.
 */
function writeConfig(file: string, config: AuthConfig): void {
  const target = realFile(file);
  makeFolder(path.dirname(target), 0o700);
  const former = statSync(target, { throwIfNoEntry: false }) ?? null;
  const beside = `${target}.${uniqueName()}.tmp`;
  try {
    writeAs(former, beside, config);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** The file itself, where its name is a link. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** A new file, with the mode and the owner of the one that it will replace. */
function writeAs(former: Stats | null, file: string, config: AuthConfig): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(config, null, '\t')}\n`);
    if (former) {
      const own = fstatSync(descriptor);
      if (own.uid !== former.uid || own.gid !== former.gid) fchownSync(descriptor, former.uid, former.gid);
      fchmodSync(descriptor, former.mode & 0o777);
    }
    // A machine that stops now must not take along what others keep there; an empty file it may.
    if (!isEmpty(config)) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isEmpty({ auths = {}, ...settings }: AuthConfig): boolean {
  return Object.keys(auths).length === 0 && Object.keys(settings).length === 0;
}

/** The name of the helper that keeps this registry's credential; null when the file itself does. */
export function helperFor(config: AuthConfig, registry: string): string | null {
  return config.credHelpers?.[registry] ?? config.credsStore ?? null;
}

/**
 * The entries for a registry, by their keys, its plain name first: docker and podman have written these in several
 * forms, with a scheme and with the version of the protocol, and docker takes all of them for the host.
 */
function entriesFor({ auths }: AuthConfig, registry: string): [string, AuthEntry][] {
  const entries = Object.entries(auths ?? {}).filter(
    ([key]) => key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '') === registry,
  );
  return entries.sort(([one], [other]) => Number(other === registry) - Number(one === registry));
}

/** A login for a part of a registry only. */
export interface ScopedLogin extends Login {
  /** The key: `ghcr.io/octo-org`. */
  scope: string;
}

/**
 * The logins for parts of a registry, as `podman login ghcr.io/octo-org` writes them, the narrowest first
 * (containers-auth.json(5)).
 */
export function scopedLogins({ auths }: AuthConfig, registry: string): ScopedLogin[] {
  return Object.entries(auths ?? {})
    .flatMap(([scope, entry]) => {
      const isPart =
        scope.startsWith(`${registry}/`) && !/^v[12]?\/?$/.test(scope.slice(registry.length + 1));
      const login = isPart ? loginIn(entry) : null;
      return login ? [{ ...login, scope: scope.replace(/\/+$/, '') }] : [];
    })
    .sort((one, other) => other.scope.length - one.scope.length);
}

/** The credential in an entry; null when it holds none (docker leaves `{}` where a helper has it). */
export function loginIn(entry: AuthEntry | undefined): Login | null {
  if (!entry) return null;
  const text = typeof entry.auth === 'string' ? Buffer.from(entry.auth, 'base64').toString('utf8') : '';
  const colon = text.indexOf(':');
  const username = colon >= 0 ? text.slice(0, colon) : String(entry.username ?? '');
  // docker's own file format pads passwords with NULs in very old versions.
  const secret =
    entry.identitytoken || (colon >= 0 ? text.slice(colon + 1) : '') || String(entry.password ?? '');
  return secret ? { username, secret } : null;
}

function authEntryOf({ username, secret }: Login): AuthEntry {
  return { auth: Buffer.from(`${username}:${secret}`, 'utf8').toString('base64') };
}

/** Milliseconds for a credential helper. */
const HELPER_TIMEOUT = 5_000;
/** Nothing that could be a path: `docker-credential-` goes in front of it, and PATH says where it is. */
const HELPER_NAME = /^[A-Za-z0-9._-]+$/;

/** What a helper that was asked for a login did in its place. */
export type HelperTrouble =
  | { kind: 'missing' }
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
  const { run } = await import('./process.js');
  return run(`docker-credential-${helper}`, [order], input, HELPER_TIMEOUT, env);
}

/**
 * What `docker-credential-NAME` says; null when it has refused or is not there. Throws an `Error` with one sentence
 * when it does not answer: then the client that asks it would not either.
 */
async function helperSays(helper: string, order: string, input: string): Promise<string | null> {
  const answer = await runHelper(helper, order, input);
  if (answer.kind === 'timed-out')
    throw new Error(`docker-credential-${helper} ${order}: no answer in ${HELPER_TIMEOUT / 1000} s`);
  return answer.kind === 'exited' && answer.code === 0 ? answer.stdout : null;
}

/** Asks `docker-credential-NAME` (docker docs "Credential helper protocol"); null when it has nothing or is not there. */
async function askHelper(helper: string, registry: string): Promise<Login | null> {
  return loginSaid(await helperSays(helper, 'get', registry));
}

function loginSaid(answer: string | null): Login | null {
  const parsed = parseJson(answer ?? '') as { Username?: unknown; Secret?: unknown } | null;
  return typeof parsed?.Secret === 'string' && parsed.Secret
    ? { username: String(parsed.Username ?? ''), secret: parsed.Secret }
    : null;
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
async function tellHelper(helper: string, registry: string, login: Login): Promise<boolean> {
  const message = JSON.stringify({ ServerURL: registry, Username: login.username, Secret: login.secret });
  return (await helperSays(helper, 'store', message)) !== null;
}

/** All that a file and its helper hold for one registry, as it stands: put back, it is what it was. */
export interface KeptLogin {
  entries: [string, AuthEntry][];
  /** The helper that the file names for it; clients then look nowhere else. */
  helper: string | null;
  fromHelper: Login | null;
}

/** null when there is nothing. */
export async function keptLogin(config: AuthConfig, registry: string): Promise<KeptLogin | null> {
  const helper = helperFor(config, registry);
  const kept = {
    entries: entriesFor(config, registry),
    helper,
    fromHelper: helper ? await askHelper(helper, registry) : null,
  };
  return kept.entries.length > 0 || kept.fromHelper ? kept : null;
}

/** What a client would send: the helper's word, or the file's. */
export function loginOf(kept: KeptLogin | null): Login | null {
  return kept?.helper ? kept.fromHelper : loginIn(kept?.entries[0]?.[1]);
}

/**
 * SHA-256 of what a client would send; null where that is nothing. It tells logins apart and holds no secret. Not by
 * `node:crypto`: to load that takes the post step longer than all that it does.
 */
export function fingerprint(login: Login | null): string | null {
  if (!login) return null;
  return Buffer.from(sha256(Buffer.from(`${login.username}\0${login.secret}`, 'utf8'))).toString('hex');
}

/** Makes `login` the one that clients use. False when the helper that the file names did not take it. */
export async function storeLogin(file: string, registry: string, login: Login): Promise<boolean> {
  const config = readConfig(file);
  const helper = helperFor(config, registry);
  if (helper) return tellHelper(helper, registry, login);
  writeConfig(file, withEntries(config, registry, [[registry, authEntryOf(login)]]));
  return true;
}

/**
 * Puts a former login back, and removes what is there for null. False when the helper that the file names refused.
 *
 * @param how `in-place` where there is no room for a second file: half a file is better than a token that stays
 */
export async function putBack(
  file: string,
  registry: string,
  kept: KeptLogin | null,
  how: 'whole' | 'in-place' = 'whole',
): Promise<boolean> {
  const config = readConfig(file);
  const helper = helperFor(config, registry);
  if (helper) {
    const done = kept?.fromHelper
      ? await tellHelper(helper, registry, kept.fromHelper)
      : (await helperSays(helper, 'erase', registry)) !== null;
    if (!done) return false;
  }
  const restored = withEntries(config, registry, kept?.entries ?? []);
  if (how === 'whole') writeConfig(file, restored);
  else writeInPlace(file, Buffer.from(`${JSON.stringify(restored)}\n`));
  return true;
}

function writeInPlace(file: string, text: Buffer): void {
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, text, 0, text.length, 0);
    ftruncateSync(descriptor, text.length);
  } finally {
    closeSync(descriptor);
  }
}

function withEntries(config: AuthConfig, registry: string, entries: [string, AuthEntry][]): AuthConfig {
  const auths = { ...config.auths };
  for (const [key] of entriesFor(config, registry)) delete auths[key];
  for (const [key, entry] of entries) auths[key] = entry;
  return { ...config, auths };
}
