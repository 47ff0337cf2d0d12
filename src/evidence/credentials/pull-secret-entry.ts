/**
 * The entries of a Kubernetes pull secret as the kubelet reads them: which are for the registry, and which login they hold
 * (kubernetes/kubernetes, `pkg/credentialprovider`: `config.go`, `keyring.go`). Pure.
 */

import { serverOf } from '../github-server.js';
import { recordOf } from '../json-text.js';
import { isMadeOf } from '../pattern.js';
import { isMisspelt } from '../registry/misspelt.js';
import type { PullSecretFault } from '../types/deployment.js';
import type { AuthEntry, Login } from './auth-file.js';
import { foreignSecret } from './foreign-secret.js';
import { isPlaceholder, isSecretReference, isTemplate } from './placeholder.js';

/** An entry that a pull from the registry may use. */
export interface PullLogin extends Login {
  /** Host and path of the names that it is for. */
  scope: string;
}

/**
 * Of the entries those for this registry, and what is wrong with them.
 * @param isPlain they stand in the manifest as text, in which a tool may fill in what base64 hides from it
 */
export function pullEntries(
  auths: Record<string, unknown>,
  registry: string,
  isPlain: boolean,
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
    const read = loginIn(auths[key], isPlain);
    const foreign = isGitHubsOwn(registry) ? foreignIn(read.login) : null;
    faults.push(...(foreign ?? read).faults);
    if (read.login && foreign === null) logins.push({ ...read.login, scope: scopeOf(key) });
    if (/^https?:|\/v[12]\/?$/i.test(key)) faults.push({ kind: 'address', given: key, works: true });
  }
  return { faults, logins: logins.sort((one, other) => (one.scope < other.scope ? 1 : -1)) };
}

/** Of a server of somebody's own nobody here knows what answers for it; nor of any other registry. */
function isGitHubsOwn(registry: string): boolean {
  return registry === 'ghcr.io' || /^containers\.[^.]+\.ghe\.com$/.test(registry);
}

/** null: it may be a token of GitHub's. */
function foreignIn(login: Login | null): { faults: PullSecretFault[] } | null {
  const foreign = login === null ? null : foreignSecret(login.secret);
  if (foreign === null) return null;
  return { faults: [{ kind: 'foreign', issuer: foreign === 'private-key' ? null : foreign.issuer }] };
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
        label === wanted[index] ||
        (label.includes('*') && isMadeOf(wanted[index] as string, label.split('*'))),
    )
  );
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
  const [host = ''] = scopeOf(lower).split(/[/:]/);
  const server = new URL(serverOf(registry)).host;
  // That of the server itself, and of the registry that it had before.
  if (registry !== 'ghcr.io') return server !== 'github.com' && [server, `docker.${server}`].includes(host);
  return isMisspelt(host) || /docker\.pkg\.github\.com|ghcr$|\bgithub\.com/.test(lower);
}

/** `auth` counts before user name and password (`config.go`, `UnmarshalJSON`). */
function loginIn(value: unknown, isPlain: boolean): { faults: PullSecretFault[]; login: Login | null } {
  const entry = (recordOf(value) ?? {}) as AuthEntry;
  const given = { username: textOf(entry.username), secret: textOf(entry.password) };
  const auth = textOf(entry.auth);
  const instead = OTHER_TOKENS.find((name) => textOf(entry[name]) !== '');
  const written = auth || given.secret;
  if (isPlain && (isTemplate(written) || isSecretReference(written)))
    return { faults: [{ kind: 'untold' }], login: null };
  if (auth === '') return judged(given, [], instead);
  const text = decodedBase64(auth.length % 4 === 0 ? auth : auth.padEnd(Math.ceil(auth.length / 4) * 4, '='));
  const colon = text?.indexOf(':') ?? -1;
  if (text === null || colon < 0) {
    const isPlain = /^[^:\s]*:\S+$/.test(auth);
    return { faults: [{ kind: 'auth', isPlain }], login: null };
  }
  const login = { username: text.slice(0, colon), secret: text.slice(colon + 1) };
  const differs =
    (given.username !== '' && given.username !== login.username) ||
    (given.secret !== '' && given.secret !== login.secret);
  return judged(login, differs ? [{ kind: 'auth-differs' }] : [], instead);
}

/** What docker keeps in an entry for itself (docker/cli, `cli/config/types`, `AuthConfig`). */
const OTHER_TOKENS = ['identitytoken', 'registrytoken'];

function judged(
  login: Login,
  faults: PullSecretFault[],
  instead?: string,
): { faults: PullSecretFault[]; login: Login | null } {
  const { username, secret } = login;
  if (secret.trim() === '') {
    const empty = { kind: 'empty-password', ...(instead ? { instead } : {}) } as const;
    return { faults: [empty, ...faults], login: null };
  }
  // What looks it up writes the Secret that the cluster gets.
  if (isSecretReference(secret)) return { faults: [{ kind: 'untold' }, ...faults], login: null };
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

/** Base64 with its line breaks; null for anything else. */
export function decodedBase64(text: string): string | null {
  const joined = text.replace(/\s+/g, '');
  const isBase64 = joined !== '' && joined.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(joined);
  return isBase64 ? Buffer.from(joined, 'base64').toString('utf8') : null;
}
