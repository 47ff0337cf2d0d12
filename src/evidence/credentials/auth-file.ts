/**
 * The file in which docker, podman and everything built on them keep their logins
 * (docker's `config.json`, containers' `auth.json`: one format), and the credential
 * helpers that it may name (docker docs "docker login › Credential stores").
 */
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';

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

/** `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigFile(env: NodeJS.ProcessEnv): string {
  return path.join(env.DOCKER_CONFIG || path.join(env.HOME || homedir(), '.docker'), 'config.json');
}

/** Where podman, buildah and skopeo look first (containers-auth.json(5)). */
export function podmanAuthFile(env: NodeJS.ProcessEnv): string {
  if (env.REGISTRY_AUTH_FILE) return env.REGISTRY_AUTH_FILE;
  const runtime = env.XDG_RUNTIME_DIR || `/run/containers/${process.getuid?.() ?? 0}`;
  return path.join(runtime, env.XDG_RUNTIME_DIR ? 'containers' : '', 'auth.json');
}

/** The parsed file; an empty configuration when there is none. Throws an `Error` with one sentence when it is no JSON object. */
export async function readConfig(file: string): Promise<AuthConfig> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be read'}`);
  }
  const config = parseJson(text || '{}');
  if (!config) throw new Error(`${file}: not a JSON object`);
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

/** Writes the whole file at once, readable by its owner only; a symbolic link keeps pointing where it did. */
export async function writeConfig(file: string, config: AuthConfig): Promise<void> {
  const target = await realpath(file).catch(() => file);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const temporary = `${target}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(config, null, '\t')}\n`, { mode: 0o600 });
  await rename(temporary, target);
}

/** The name of the helper that keeps this registry's credential; null when the file itself does. */
export function helperFor(config: AuthConfig, registry: string): string | null {
  return config.credHelpers?.[registry] ?? config.credsStore ?? null;
}

/** The key under which an entry for this registry stands: docker and podman have written it in several forms. */
export function entryKey(config: AuthConfig, registry: string): string | null {
  const forms = [
    registry,
    `https://${registry}`,
    `https://${registry}/`,
    `https://${registry}/v2/`,
    `http://${registry}`,
  ];
  return forms.find((form) => config.auths && Object.hasOwn(config.auths, form)) ?? null;
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

export function authEntryOf({ username, secret }: Login): AuthEntry {
  return { auth: Buffer.from(`${username}:${secret}`, 'utf8').toString('base64') };
}

/** Milliseconds for a credential helper. */
const HELPER_TIMEOUT = 10_000;

/** What `docker-credential-NAME` says; null when it has refused or is not there. Few files name one, so what runs it is loaded here. */
async function helperSays(helper: string, order: string, input: string): Promise<string | null> {
  const { run } = await import('./process.js');
  const answer = await run(`docker-credential-${helper}`, [order], input, HELPER_TIMEOUT);
  return answer.kind === 'exited' && answer.code === 0 ? answer.stdout : null;
}

/** Asks `docker-credential-NAME` (docker docs "Credential helper protocol"); null when it has nothing or is not there. */
export async function askHelper(helper: string, registry: string): Promise<Login | null> {
  const answer = await helperSays(helper, 'get', registry);
  const parsed = parseJson(answer ?? '') as { Username?: unknown; Secret?: unknown } | null;
  return typeof parsed?.Secret === 'string' && parsed.Secret
    ? { username: String(parsed.Username ?? ''), secret: parsed.Secret }
    : null;
}

/** Stores a login with the helper; false when it can't. */
export async function tellHelper(helper: string, registry: string, login: Login): Promise<boolean> {
  const message = JSON.stringify({ ServerURL: registry, Username: login.username, Secret: login.secret });
  return (await helperSays(helper, 'store', message)) !== null;
}

/** Removes a login from the helper; false when it can't. */
export async function clearHelper(helper: string, registry: string): Promise<boolean> {
  return (await helperSays(helper, 'erase', registry)) !== null;
}

/** The login that a client would use for this registry, from the file or its helper. */
export async function currentLogin(config: AuthConfig, registry: string): Promise<Login | null> {
  const helper = helperFor(config, registry);
  if (helper) return askHelper(helper, registry);
  const key = entryKey(config, registry);
  return key === null ? null : loginIn(config.auths?.[key]);
}

/** Makes `login` the one that clients use; null removes it. Says whether it worked. */
export async function setLogin(file: string, registry: string, login: Login | null): Promise<boolean> {
  const config = await readConfig(file);
  const helper = helperFor(config, registry);
  if (helper && login) return tellHelper(helper, registry, login);
  if (helper) {
    if (!(await clearHelper(helper, registry))) return false;
    // docker notes `{}` in the file for what a helper keeps.
  }
  const key = entryKey(config, registry) ?? registry;
  config.auths ??= {};
  if (login) config.auths[key] = authEntryOf(login);
  else delete config.auths[key];
  await writeConfig(file, config);
  return true;
}
