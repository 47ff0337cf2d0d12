/**
 * A Kubernetes pull secret as the kubelet reads it: of which type, under which key, which JSON, which entry for the
 * registry (kubernetes/kubernetes, `pkg/credentialprovider`: `secrets.go`, `config.go`, `keyring.go`). Pure.
 */
import type { PullSecretFault } from '../types.js';
import { type AuthEntry, type Login, parseJson } from './auth-file.js';
import { isPlaceholder } from './placeholder.js';

/** A Secret as it is written. A value that is no text is null; one that a template makes is `untold`. */
export interface SecretText {
  /** null: it is not said, as in a part of a Secret that somebody has copied. */
  type: string | null;
  data: ReadonlyMap<string, string | null>;
  stringData: ReadonlyMap<string, string | null>;
  /** The type or the value is made by a template. */
  untold: boolean;
}

/** An entry that a pull from the registry may use. */
export interface PullLogin extends Login {
  /** Host and path of the names that it is for. */
  scope: string;
}

/** What is wrong, the worst first, and what the kubelet gets out of it all the same. */
export interface PullSecretReading {
  faults: FaultAt[];
  logins: PullLogin[];
  /** Its user, also where the kubelet finds none; null: none can be made out. */
  username: string | null;
}

/** Where in the Secret: its type, or a key of its data; null: nowhere in particular. */
export interface FaultAt {
  fault: PullSecretFault;
  at: 'type' | { key: string } | null;
}

const MODERN = { type: 'kubernetes.io/dockerconfigjson', key: '.dockerconfigjson' };
const LEGACY = { type: 'kubernetes.io/dockercfg', key: '.dockercfg' };

/** @param registry the host that images are pulled from */
export function readPullSecret(secret: SecretText, registry: string): PullSecretReading {
  const { faults, logins } = secret.untold ? { faults: [], logins: [] } : judgedSecret(secret, registry);
  const isReadable = faults.every(({ fault }) => !SPOILING.has(fault.kind));
  return { faults, logins: isReadable ? logins : [], username: logins[0]?.username ?? null };
}

/** With these the kubelet comes to no entry, although a reader can make one out. */
const SPOILING: ReadonlySet<PullSecretFault['kind']> = new Set([
  'type',
  'key',
  'not-base64',
  'twice',
  'encoded',
  'no-auths',
  'auths',
]);

function judgedSecret(secret: SecretText, registry: string): { faults: FaultAt[]; logins: PullLogin[] } {
  const { type } = secret;
  const wanted = type === LEGACY.type ? LEGACY : MODERN;
  const faults: FaultAt[] = [];
  if (type !== null && type !== MODERN.type && type !== LEGACY.type)
    faults.push({ fault: { kind: 'type', given: type || 'Opaque' }, at: 'type' });
  const keys = [...secret.data.keys(), ...secret.stringData.keys()];
  if (keys.length === 0) return { faults: [...faults, { fault: { kind: 'no-data' }, at: null }], logins: [] };
  const key = keys.includes(wanted.key)
    ? wanted.key
    : keys.find((each) => /docker|config\.?json/i.test(each));
  if (key !== wanted.key)
    faults.push({
      fault: { kind: 'key', given: keys.slice(0, 5), wanted: wanted.key },
      at: { key: key ?? (keys[0] as string) },
    });
  if (key === undefined) return { faults, logins: [] };
  const at = { key };
  const content = contentOf(secret, key);
  if (content.fault) faults.push({ fault: content.fault, at });
  if (content.config === null) return { faults, logins: [] };
  const isLegacy = key === LEGACY.key || wanted === LEGACY;
  const { fault, auths } = authsIn(content.config, isLegacy);
  if (fault) faults.push({ fault, at });
  if (wanted === LEGACY && faults.length === 0) faults.push({ fault: { kind: 'legacy' }, at: 'type' });
  const found = entriesOf(auths, registry);
  faults.push(...(fault ? [] : found.faults).map((each) => ({ fault: each, at })));
  return { faults, logins: found.logins };
}

// ---------------------------------------------------------------- the value

interface Content {
  fault: PullSecretFault | null;
  /** The JSON, as far as somebody can make it out. */
  config: Record<string, unknown> | null;
}

function contentOf({ data, stringData }: SecretText, key: string): Content {
  // The API server writes `stringData` over `data`.
  if (stringData.has(key)) {
    const text = stringData.get(key) ?? '';
    const config = parseJson(text);
    if (config) return { fault: null, config };
    const inner = parseJson(decoded(text) ?? '');
    return inner
      ? { fault: { kind: 'encoded' }, config: inner }
      : { fault: { kind: 'not-json' }, config: null };
  }
  const text = data.get(key) ?? '';
  if (text.trim() === '') return { fault: { kind: 'empty' }, config: null };
  const plain = parseJson(text);
  if (plain) return { fault: { kind: 'not-base64', isJson: true }, config: plain };
  const once = decoded(text);
  if (once === null) return { fault: { kind: 'not-base64', isJson: false }, config: null };
  const config = parseJson(once);
  if (config) return { fault: null, config };
  const inner = parseJson(decoded(once) ?? '');
  return inner ? { fault: { kind: 'twice' }, config: inner } : { fault: { kind: 'not-json' }, config: null };
}

/** Base64 with its line breaks; null for anything else. */
function decoded(text: string): string | null {
  const joined = text.replace(/\s+/g, '');
  const isBase64 = joined !== '' && joined.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(joined);
  return isBase64 ? Buffer.from(joined, 'base64').toString('utf8') : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{"auths": {HOST: …}}` under the newer key, `{HOST: …}` under the older one. */
function authsIn(
  config: Record<string, unknown>,
  isLegacy: boolean,
): { fault: PullSecretFault | null; auths: Record<string, unknown> } {
  if (isLegacy)
    return isObject(config.auths)
      ? { fault: { kind: 'auths' }, auths: config.auths }
      : { fault: null, auths: config };
  if (isObject(config.auths)) {
    const helper =
      config.credsStore ?? Object.values(isObject(config.credHelpers) ? config.credHelpers : {})[0];
    const isBare = Object.values(config.auths).every(
      (each) => isObject(each) && Object.keys(each).length === 0,
    );
    return typeof helper === 'string' && isBare
      ? { fault: { kind: 'helper', name: helper }, auths: {} }
      : { fault: null, auths: config.auths };
  }
  if (typeof config.credsStore === 'string')
    return { fault: { kind: 'helper', name: config.credsStore }, auths: {} };
  const looksLikeEntries = Object.values(config).some(
    (each) => isObject(each) && ('auth' in each || 'password' in each),
  );
  return { fault: { kind: 'no-auths' }, auths: looksLikeEntries ? config : {} };
}

// ---------------------------------------------------------------- the entry

/** Of the entries those for this registry, and what is wrong with them. */
function entriesOf(
  auths: Record<string, unknown>,
  registry: string,
): { faults: PullSecretFault[]; logins: PullLogin[] } {
  const keys = Object.keys(auths);
  // Without a slash behind it, the version of the protocol counts as the beginning of a name.
  const own = keys.filter((each) => hostMatches(scopeOf(each), registry) && !/\/v[12]$/.test(each));
  if (own.length === 0) {
    const near = keys.find((each) => isMeantFor(each, registry));
    const fault: PullSecretFault = near
      ? { kind: 'address', given: near, works: false }
      : { kind: 'no-entry', hosts: keys.slice(0, 5) };
    return { faults: [fault], logins: [] };
  }
  const faults: PullSecretFault[] = [];
  const logins: PullLogin[] = [];
  for (const key of own) {
    const read = loginIn(auths[key]);
    faults.push(...read.faults);
    if (read.login) logins.push({ ...read.login, scope: scopeOf(key) });
    if (/^https?:|\/v[12]\/?$/i.test(key)) faults.push({ kind: 'address', given: key, works: true });
  }
  return { faults, logins: logins.sort((one, other) => (one.scope < other.scope ? 1 : -1)) };
}

/** Without scheme, and without the version of the protocol where a slash ends it (`keyring.go`, `Add`). */
function scopeOf(key: string): string {
  return key
    .replace(/^https?:\/\//, '')
    .replace(/\/v[12]\/(?=.|$)/, '/')
    .replace(/\/+$/, '');
}

/** Labels of a host may be written with `*` (`keyring.go`, `URLsMatch`). */
function hostMatches(scope: string, registry: string): boolean {
  const [host = ''] = scope.split('/');
  const labels = host.split('.');
  const wanted = registry.split('.');
  return (
    labels.length === wanted.length &&
    labels.every(
      (label, index) =>
        label === wanted[index] || (label.includes('*') && globs(label, wanted[index] as string)),
    )
  );
}

function globs(pattern: string, text: string): boolean {
  const escaped = pattern
    .slice(0, 100)
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^.]*');
  return new RegExp(`^${escaped}$`).test(text);
}

/** Is this login for that image? `name` without its host: `owner/app`. */
export function isForImage({ scope }: PullLogin, name: string): boolean {
  const path = scope.split('/').slice(1).join('/');
  return path === '' || name.startsWith(path);
}

/** An address that somebody meant for this registry and that the kubelet does not take for it. */
function isMeantFor(key: string, registry: string): boolean {
  const lower = key.toLowerCase();
  if (lower.includes(registry)) return true;
  return (
    registry === 'ghcr.io' &&
    /ghrc\.io|ghcr\.com|gchr\.io|grcr\.io|gcr\.io\/v\d|docker\.pkg\.github\.com|ghcr$|\bgithub\.com/.test(
      lower,
    )
  );
}

/** `auth` counts before user name and password (`config.go`, `UnmarshalJSON`). */
function loginIn(value: unknown): { faults: PullSecretFault[]; login: Login | null } {
  const entry = (isObject(value) ? value : {}) as AuthEntry;
  const given = { username: textOf(entry.username), secret: textOf(entry.password) };
  const auth = textOf(entry.auth);
  if (auth === '') return judged(given, []);
  const text = decoded(auth.length % 4 === 0 ? auth : auth.padEnd(Math.ceil(auth.length / 4) * 4, '='));
  const colon = text?.indexOf(':') ?? -1;
  if (text === null || colon < 0) {
    const isPlain = /^[^:\s]*:\S+$/.test(auth);
    return { faults: [{ kind: 'auth', isPlain }], login: null };
  }
  const login = { username: text.slice(0, colon), secret: text.slice(colon + 1) };
  const differs =
    (given.username !== '' && given.username !== login.username) ||
    (given.secret !== '' && given.secret !== login.secret);
  return judged(login, differs ? [{ kind: 'auth-differs' }] : []);
}

function judged(login: Login, faults: PullSecretFault[]): { faults: PullSecretFault[]; login: Login | null } {
  const { username, secret } = login;
  if (secret.trim() === '') return { faults: [{ kind: 'empty-password' }, ...faults], login: null };
  if (isPlaceholder(secret, 'token'))
    return { faults: [{ kind: 'placeholder', what: 'password', given: '' }, ...faults], login: null };
  if (username.trim() === '') return { faults: [{ kind: 'empty-user' }, ...faults], login: null };
  const isExample = isPlaceholder(username, 'user');
  return {
    // ghcr takes any name that is not empty (facts L15); whoever reads the secret later may not.
    faults: isExample ? [{ kind: 'placeholder', what: 'user', given: username }, ...faults] : faults,
    login,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
