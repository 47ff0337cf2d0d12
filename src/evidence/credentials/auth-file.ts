/**
 * The file in which docker, podman and everything built on them keep their logins: docker's `config.json`, containers'
 * `auth.json`, one format.
 */

import { realpathSync } from 'node:fs';
import { NotRead, readRegularFile, saysAbsent } from '../files/regular-file.js';
import { parsedJson, recordOf } from '../json-text.js';

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
  /** The secret is no password: clients exchange it at the token endpoint (docker/cli, `AuthConfig.IdentityToken`). */
  isIdentityToken?: true;
}

/** Bytes. An auth file or a pull secret is far below. */
export const AUTH_FILE_LIMIT = 1024 * 1024;

/** An auth file that is there and can't be used. */
export class AuthFileError extends Error {
  override name = 'AuthFileError';

  constructor(
    readonly file: string,
    /**
     * `not-an-object`: what can be read is no auth file. That of a `ClientFault`: a client can't read it. Else why it can't
     * be read at all: that of a `NotRead`, or the system's code.
     */
    readonly reason: string,
    /** Where it is in the file, by its keys. */
    readonly key: string | null = null,
  ) {
    super(`${file}: ${reason}`);
  }
}

/** Empty where there is none. Throws an `AuthFileError`. */
export function authFileText(file: string): string {
  try {
    return readRegularFile(file, AUTH_FILE_LIMIT).toString('utf8');
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    if (saysAbsent(fault)) return '';
    throw new AuthFileError(file, error instanceof NotRead ? error.reason : (fault.code ?? fault.message));
  }
}

/** What the text of an auth file holds: of one with white space alone nothing, as for docker. Throws an `AuthFileError`. */
export function configIn(file: string, text: string): AuthConfig {
  const config = parseJson(text.trim() || '{}');
  if (!config) throw new AuthFileError(file, 'not-an-object');
  return config;
}

/** The object that stands in a text, a byte order mark before it or not; null for anything else. */
export function parseJson(text: string): AuthConfig | null {
  return recordOf(parsedJson(text.replace(/^\ufeff/, '')));
}

/** The file itself, where its name is a link. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** The name of the helper that keeps this registry's credential; null when the file itself does. */
export function helperFor(config: AuthConfig, registry: string): string | null {
  return config.credHelpers?.[registry] ?? config.credsStore ?? null;
}

/**
 * The entries for a registry, by their keys, its plain name first: docker and podman have written these in several
 * forms, with a scheme and with the version of the protocol, and docker takes all of them for the host.
 */
export function entriesFor({ auths }: AuthConfig, registry: string): [string, AuthEntry][] {
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
  const username = colon >= 0 ? text.slice(0, colon) : textOf(entry.username);
  const identity = textOf(entry.identitytoken);
  if (identity) return { username, secret: identity, isIdentityToken: true };
  // docker's own file format pads passwords with NULs in very old versions; clients take those off, and nothing else.
  const secret = colon >= 0 ? withoutPadding(text.slice(colon + 1)) : textOf(entry.password);
  return secret ? { username, secret } : null;
}

/** Whoever wrote the file by hand may have put a number there. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function withoutPadding(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === '\0') start += 1;
  while (end > start && text[end - 1] === '\0') end -= 1;
  return text.slice(start, end);
}

/** As a client writes it. */
export function authEntryOf({ username, secret }: Login): AuthEntry {
  return { auth: Buffer.from(`${username}:${secret}`, 'utf8').toString('base64') };
}

/** The configuration with these entries for a registry in the place of its own. */
export function withEntries(
  config: AuthConfig,
  registry: string,
  entries: [string, AuthEntry][],
): AuthConfig {
  const auths = { ...config.auths };
  for (const [key] of entriesFor(config, registry)) delete auths[key];
  for (const [key, entry] of entries) auths[key] = entry;
  return { ...config, auths };
}
