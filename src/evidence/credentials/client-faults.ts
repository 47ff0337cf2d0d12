/**
 * Why docker, podman and their like get no login out of an auth file that this project could read: they take JSON and
 * base64 by the letter (tried with docker 28.2, crane and skopeo), and where one value is wrong, docker has none of them.
 */
import { isRecord, recordOf } from '../json-text.js';
import type { AuthConfig } from './auth-file.js';

export interface ClientFault {
  reason: 'byte-order-mark' | 'wrong-type' | 'auth-not-base64';
  /** Where it is in the file: `auths.ghcr.io.auth`; null: at its beginning. */
  key: string | null;
}

/** How an entry is written, docker's (docker/cli, `cli/config/types`, `AuthConfig`) and podman's (`dockerAuthConfig`). */
const DOCKERS = ['auth', 'username', 'password', 'email', 'serveraddress', 'identitytoken', 'registrytoken'];
const PODMANS = ['auth', 'identitytoken'];

/** What else docker has in its file, in whatever case (docker/cli, `configfile`, `ConfigFile`), as far as every version takes the same. */
const TEXTS =
  /^(?:credsStore|detachKeys|currentContext|(?:ps|images|networks|plugins|volumes|stats|serviceInspect|services|tasks|secret|config|nodes)Format)$/i;
const TEXTS_BY_NAME = /^(?:HttpHeaders|features|aliases)$/i;

function mayStand(key: string, value: unknown): boolean {
  if (TEXTS.test(key)) return isTextOrNone(value);
  if (!TEXTS_BY_NAME.test(key)) return true;
  return value === null || (isRecord(value) && Object.values(value).every(isTextOrNone));
}

/** docker decodes every entry as it loads the file (docker/cli, `configfile.LoadFromReader`, `decodeAuth`). */
export function dockersFault(text: string, config: AuthConfig): ClientFault | null {
  const fault = wrongForm(text, config, DOCKERS);
  if (fault) return fault;
  const other = Object.entries(config).find(([key, value]) => !mayStand(key, value))?.[0];
  if (other !== undefined) return { reason: 'wrong-type', key: other };
  for (const [key, entry] of Object.entries(config.auths ?? {})) {
    if (!entry?.auth) continue;
    // Without a user name docker takes it for no credential, and the whole file for none of its own.
    const colon = strictBase64(entry.auth)?.indexOf(':') ?? -1;
    if (colon <= 0) return { reason: 'auth-not-base64', key: `auths.${key}.auth` };
  }
  return null;
}

/**
 * podman decodes the one entry that it takes, and passes over one without a colon (containers/image
 * `pkg/docker/config`, `decodeDockerAuth`).
 *
 * @param isOurs is the entry under this key one for the registry?
 */
export function podmansFault(
  text: string,
  config: AuthConfig,
  isOurs: (key: string) => boolean,
): ClientFault | null {
  return wrongForm(text, config, PODMANS) ?? base64Fault(config, isOurs);
}

/** What docker, podman and the kubelet refuse alike, in a file that is none's own: a pull secret, say, or a copy. */
export function everyClientsFault(
  text: string,
  config: AuthConfig,
  isOurs: (key: string) => boolean,
): ClientFault | null {
  // The kubelet reads no helpers.
  const ofAuth = [...wrongKeys(config, ['auth'])].find((key) => /^auths\b/.test(key));
  const wrong = ofAuth ?? wrongWithoutAuth(config, isOurs);
  const mark = markFault(text);
  if (mark || wrong === undefined) return mark ?? base64Fault(config, isOurs);
  return { reason: 'wrong-type', key: wrong };
}

/** In an entry without `auth`: who reads one of these refuses it, and the others find no login there. */
function wrongWithoutAuth(config: AuthConfig, isOurs: (key: string) => boolean): string | undefined {
  const ours = Object.entries(config.auths ?? {}).filter(([key, entry]) => isOurs(key) && !entry?.auth);
  const plain = { auths: Object.fromEntries(ours) };
  return wrongKeys(plain, ['username', 'password', 'identitytoken']).next().value ?? undefined;
}

/** The entry for the registry, where Go's decoder refuses its `auth`: podman, skopeo and the kubelet end there. */
function base64Fault(config: AuthConfig, isOurs: (key: string) => boolean): ClientFault | null {
  const found = Object.entries(config.auths ?? {}).find(
    ([key, entry]) => isOurs(key) && typeof entry?.auth === 'string' && strictBase64(entry.auth) === null,
  );
  return found ? { reason: 'auth-not-base64', key: `auths.${found[0]}.auth` } : null;
}

/** No client of an auth file takes a text that begins with one, whatever the file is called. */
function markFault(text: string): ClientFault | null {
  return text.startsWith('\ufeff') ? { reason: 'byte-order-mark', key: null } : null;
}

function wrongForm(text: string, config: AuthConfig, fields: readonly string[]): ClientFault | null {
  const mark = markFault(text);
  if (mark) return mark;
  const wrong = wrongKeys(config, fields).next();
  return wrong.done ? null : { reason: 'wrong-type', key: wrong.value };
}

/** `null` is to Go what is not there. */
function* wrongKeys(config: AuthConfig, fields: readonly string[]): Generator<string> {
  const { auths = null, credHelpers = null }: { auths?: unknown; credHelpers?: unknown } = config;
  if (auths !== null && !isRecord(auths)) yield 'auths';
  if (credHelpers !== null && !isRecord(credHelpers)) yield 'credHelpers';
  for (const [key, value] of Object.entries(recordOf(credHelpers) ?? {}))
    if (!isTextOrNone(value)) yield `credHelpers.${key}`;
  for (const [key, entry] of Object.entries(recordOf(auths) ?? {})) {
    if (entry !== null && !isRecord(entry)) yield `auths.${key}`;
    const field = fields.find((each) => !isTextOrNone(recordOf(entry)?.[each]));
    if (field) yield `auths.${key}.${field}`;
  }
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** With its padding; line breaks alone may stand in it (Go, `encoding/base64`, `StdEncoding`). null: it is none. */
function strictBase64(text: string): string | null {
  const joined = text.replace(/[\r\n]+/g, '');
  if (joined.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(joined)) return null;
  return Buffer.from(joined, 'base64').toString('utf8');
}
