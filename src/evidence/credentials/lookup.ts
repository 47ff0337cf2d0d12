/** A credential for the `check` command out of an auth file: docker's, podman's, or a Kubernetes pull secret. */
import * as path from 'node:path';
import { recordOf } from '../json-text.js';
import {
  type AuthConfig,
  type AuthEntry,
  AuthFileError,
  authFileText,
  entriesFor,
  helperFor,
  type Login,
  loginIn,
  parseJson,
  realFile,
  scopedLogins,
} from './auth-file.js';
import { clientConfigIn, configOf, isDockersFile } from './client-config.js';
import { dockersFault, everyClientsFault, podmansFault } from './client-faults.js';
import { dockersEntry, isKeyOf, keyOfOtherCase, kubernetesEntry, podmansEntry } from './client-keys.js';
import { entriesAsClients, parseAsClients } from './client-names.js';
import { type HelperTrouble, helperAnswer } from './helper.js';
import { authFiles, dockerConfigFile } from './places.js';
import { programPath } from './program-path.js';

export interface FileCredential extends Login {
  file: string;
  /** The key of a login for a part of the registry only: `ghcr.io/octo-org`; null: it is for all of it. */
  scope: string | null;
}

/**
 * The first login for this registry in the files that are there, docker's first where docker is, as with `login: auto`.
 * A file that can't be used counts as not there.
 *
 * @param image `octo-org/app`, for which a login for a part of the registry may be; null: any image
 * @param onTrouble called for such a file, and for a helper that a file names and that gave no credential
 */
export async function findCredential(
  registry: string,
  env: NodeJS.ProcessEnv,
  image: string | null = null,
  onTrouble: (failed: FailedHelper | AuthFileError) => void = () => {},
): Promise<FileCredential | null> {
  for (const file of filesInTurn(env)) {
    const asked = { registry, image, env, onTrouble };
    const login = await loginFor(file, () => clientsConfig(file, registry), asked).catch((error) => {
      if (error instanceof AuthFileError) onTrouble(error);
      return null;
    });
    if (login && 'without' in login) onTrouble(new AuthFileError(file, login.without, login.key));
    else if (login) return { ...login, file };
  }
  return null;
}

/** As the client whose file it is reads it. Throws an `AuthFileError`. */
function clientsConfig(file: string, registry: string): AuthConfig {
  const text = authFileText(file);
  const config = clientConfigIn(file, text);
  const fault = isDockersFile(file)
    ? dockersFault(text, config)
    : podmansFault(text, config, (key) => isKeyOf(key, registry));
  if (fault) throw new AuthFileError(file, fault.reason, fault.key);
  return config;
}

/**
 * The file in which a client here finds a login for a registry, be it with a helper, which is not asked; null: none has
 * an entry for it.
 *
 * @param image `octo-org/app`; null: any image
 */
export function clientsFile(registry: string, env: NodeJS.ProcessEnv, image: string | null): string | null {
  const hasEntry = (file: string) => {
    const config = readableConfig(file) ?? {};
    const found = isDockersFile(file)
      ? dockersEntry(config, registry, () => true)
      : podmansEntry(config, registry, image);
    return found !== null || config.credHelpers?.[registry] !== undefined;
  };
  return filesInTurn(env).find(hasEntry) ?? null;
}

function filesInTurn(env: NodeJS.ProcessEnv): string[] {
  const files = authFiles(env);
  if (!isDockersTurn(env)) return files;
  return [...new Set([dockerConfigFile(env), ...files])];
}

/** Is docker's login the one that counts first? Another variable is for podman and its like; who sets it means them. */
export function isDockersTurn(env: NodeJS.ProcessEnv): boolean {
  return !env.REGISTRY_AUTH_FILE && programPath('docker', env) !== null;
}

/**
 * The login that podman, buildah and skopeo take for an image before one for the whole registry in a file
 * (containers-auth.json(5)): a narrower one, or one of a file that they look into first. null: none, or a helper has it.
 *
 * @param image `octo-org/app`; null: any image
 * @param ours the file with the login for the whole registry
 */
export function podmansOwnLogin(
  registry: string,
  image: string | null,
  env: NodeJS.ProcessEnv,
  ours: string,
): FileCredential | null {
  for (const file of authFiles(env)) {
    const config = readableConfig(file) ?? {};
    if (config.credHelpers?.[registry]) return null;
    const found = podmansEntry(config, registry, image);
    const isOurs = file === ours;
    const login = found && (!isOurs || found.scope !== null) ? loginIn(found.entry) : null;
    if (login && found) return { ...login, file, scope: found.scope };
    if (isOurs) return null;
  }
  return null;
}

/** The parts of a registry for which there are logins, in one file that was named or in all that are there. */
export async function loginScopes(
  named: { file: string; text: string } | null,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const configs = named ? [await parseAuthFile(named)] : authFiles(env).map(readableConfig);
  return configs.flatMap((config) =>
    config ? scopedLogins(config, registry).map(({ scope }) => scope) : [],
  );
}

/**
 * Has a file for this registry a token that docker sends as it stands (docker/cli, `cli/config/types`, `AuthConfig`)?
 * Beside it the rest of an entry does not count for docker, and it counts for nobody else.
 */
export async function hasRegistryToken(
  named: { file: string; text: string },
  registry: string,
): Promise<boolean> {
  const entries = entriesFor((await parseAuthFile(named)) ?? {}, registry);
  return entries.some(([, entry]) => sendsAsItIs(entry));
}

function sendsAsItIs(entry: AuthEntry): boolean {
  const token = recordOf(entry)?.registrytoken;
  return typeof token === 'string' && token !== '';
}

function readableConfig(file: string): AuthConfig | null {
  try {
    return configOf(file, authFileText(file)) ?? {};
  } catch {
    return null;
  }
}

/** Is an entry for this part of a registry one for that image? */
export function isInScope(scope: string, registry: string, image: string): boolean {
  return `${registry}/${image}/`.startsWith(`${scope}/`);
}

/** A helper that a file leaves a registry to, and that gave no credential. */
export interface FailedHelper {
  /** Of its program: `docker-credential-pass`. */
  helper: string;
  file: string;
  trouble: HelperTrouble;
}

/** For what a login is looked for. */
interface Asked {
  registry: string;
  /** `octo-org/app`; null: any image. */
  image: string | null;
  env: NodeJS.ProcessEnv;
  onTrouble(failed: FailedHelper): void;
}

/** An entry that was meant for the registry and gives a client no login. */
interface NoLogin {
  without: 'no-login' | 'other-case' | 'sent-as-it-is';
  /** In `auths`. */
  key: string;
}

/** What a client takes out of a file for an image: docker's file as docker reads it, podman's as podman does, another as a pull secret. */
async function loginFor(
  file: string,
  config: () => AuthConfig,
  { registry, image, env, onTrouble }: Asked,
): Promise<Omit<FileCredential, 'file'> | NoLogin | null> {
  const read = config();
  const isDockers = isDockersFile(file);
  // Where a helper has the registry, clients ask it alone: docker by `credsStore` too.
  const helper: unknown = isDockers ? helperFor(read, registry) : read.credHelpers?.[registry];
  if (typeof helper === 'string' && helper !== '') {
    const answer = await helperAnswer(helper, registry, env);
    if (answer && 'login' in answer) return { ...answer.login, scope: null };
    if (answer) onTrouble({ helper: `docker-credential-${helper}`, file, ...answer });
    return null;
  }
  const found = isDockers
    ? dockersEntry(read, registry, (entry) => loginIn(entry) !== null)
    : (podmansEntry(read, registry, image) ??
      (path.basename(file) === 'auth.json' ? null : kubernetesEntry(read, registry)));
  const near = found ? null : keyOfOtherCase(read, registry);
  if (!found) return near === null ? null : { without: 'other-case', key: near };
  const login = loginIn(found.entry);
  if (login) return { ...login, scope: found.scope };
  return { without: sendsAsItIs(found.entry) ? 'sent-as-it-is' : 'no-login', key: registry };
}

/**
 * The login for an image of this registry in one file that the user has named; null when it holds none. A credential
 * helper is asked only where the file is one of the user's own: a pull secret is others' text, and must start no program.
 * Where all is left to one that was not asked, the answer is its name; an entry that is empty, and one whose login can't be
 * read, are told from none. Throws an `AuthFileError` where the client whose file it is can't read it.
 *
 * @param image `octo-org/app`
 */
export async function credentialIn(
  { file, text }: { file: string; text: string },
  registry: string,
  env: NodeJS.ProcessEnv,
  image: string | null,
  onTrouble: (failed: FailedHelper) => void,
): Promise<FileCredential | { notAsked: string } | 'no-auth-file' | 'no-login' | 'empty' | null> {
  const config = await parseAuthFile({ file, text });
  if (!config) return 'no-auth-file';
  // In base64 it is a copy for this question, and no client's own.
  const foreign = () => everyClientsFault(text, config, (key) => isKeyOf(key, registry));
  const fault = isDockersFile(file) ? dockersFault(text, config) : parseJson(text) ? foreign() : null;
  if (fault) throw new AuthFileError(file, fault.reason, fault.key);
  const { credsStore: _, credHelpers: __, ...plain } = config;
  const own = isOwn(file, env);
  const login = await loginFor(file, () => (own ? config : plain), { registry, image, env, onTrouble });
  if (login && !('without' in login)) return { ...login, file };
  if (login?.without === 'other-case') throw new AuthFileError(file, login.without, login.key);
  const helper: unknown = own ? null : helperFor(config, registry);
  if (typeof helper === 'string' && /^[\w.-]{1,64}$/.test(helper))
    return { notAsked: `docker-credential-${helper}` };
  const entries = entriesFor(config, registry);
  if (entries.length === 0) return null;
  return entries.every(([, entry]) => isEmpty(entry)) ? 'empty' : 'no-login';
}

/** `{}`, as docker leaves it where a helper has the login: docker, skopeo, podman, crane and oras pull without one (tried). */
function isEmpty(entry: AuthEntry | null): boolean {
  return !entry?.auth && !entry?.password && !entry?.identitytoken && !sendsAsItIs(entry ?? {});
}

function isOwn(file: string, env: NodeJS.ProcessEnv): boolean {
  return file !== '-' && authFiles(env).map(realFile).includes(realFile(file));
}

const SECRET_KEYS = ['.dockerconfigjson', '.dockercfg'];

/** docker's and podman's JSON; the old `.dockercfg`; a Secret as kubectl prints it (JSON or YAML); any of them in base64. */
export async function parseAuthFile({
  file,
  text,
}: {
  file: string;
  text: string;
}): Promise<AuthConfig | null> {
  const json = configOf(file, text);
  if (json) return fromObject(json);
  if (/^[A-Za-z0-9+/=\s]+$/.test(text)) {
    const inner = parseAsClients(Buffer.from(text, 'base64').toString('utf8'));
    if (inner) return fromObject(inner);
  }
  if (!SECRET_KEYS.some((key) => text.includes(key))) return null;
  const { parse } = await import('yaml');
  try {
    return fromObject(parse(text) as AuthConfig);
  } catch {
    return null;
  }
}

function fromObject(object: AuthConfig): AuthConfig | null {
  const { data, stringData } = object as {
    data?: Record<string, string>;
    stringData?: Record<string, string>;
  };
  for (const key of SECRET_KEYS) {
    const inner = stringData?.[key] ?? (data?.[key] && Buffer.from(data[key], 'base64').toString('utf8'));
    if (inner) {
      const parsed = parseAsClients(inner);
      return parsed && fromObject(parsed);
    }
  }
  if (object.auths || object.credsStore || object.credHelpers) return object;
  const old = entriesAsClients(object);
  const entries = Object.values(old);
  const isOldFormat =
    entries.length > 0 && entries.every((entry) => typeof (entry as { auth?: unknown })?.auth === 'string');
  if (isOldFormat) return { auths: old as AuthConfig['auths'] };
  return Object.keys(object).length === 0 || 'HttpHeaders' in object ? object : null;
}
