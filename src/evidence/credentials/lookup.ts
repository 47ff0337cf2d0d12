/** A credential for the `check` command out of an auth file: docker's, podman's, or a Kubernetes pull secret. */
import * as path from 'node:path';
import {
  type AuthConfig,
  currentLogin,
  helperFor,
  type Login,
  parseJson,
  readConfig,
  realFile,
  scopedLogins,
} from './auth-file.js';
import { authFiles } from './places.js';

export interface FileCredential extends Login {
  file: string;
  /** The key of a login for a part of the registry only: `ghcr.io/octo-org`; null: it is for all of it. */
  scope: string | null;
}

/**
 * The first login for this registry in the files that are there. An unreadable file counts as not there.
 *
 * @param image `octo-org/app`, for which a login for a part of the registry may be; null: any image
 */
export async function findCredential(
  registry: string,
  env: NodeJS.ProcessEnv,
  image: string | null = null,
): Promise<FileCredential | null> {
  for (const file of authFiles(env)) {
    const login = await loginFor(file, () => readConfig(file), registry, image).catch(() => null);
    if (login) return { ...login, file };
  }
  return null;
}

/** The parts of a registry for which there are logins, in one file that was named or in all that are there. */
export async function loginScopes(
  named: { file: string; text: string } | null,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const configs = named ? [await parseAuthFile(named.text)] : authFiles(env).map(readableConfig);
  return configs.flatMap((config) =>
    config ? scopedLogins(config, registry).map(({ scope }) => scope) : [],
  );
}

function readableConfig(file: string): AuthConfig | null {
  try {
    return readConfig(file);
  } catch {
    return null;
  }
}

/** Is an entry for this part of a registry one for that image? */
export function isInScope(scope: string, registry: string, image: string): boolean {
  return `${registry}/${image}/`.startsWith(`${scope}/`);
}

/**
 * What a client takes out of a file for an image. podman, buildah and skopeo take the narrowest entry that fits
 * (containers-auth.json(5)); docker knows hosts alone, and goes by the host of a narrower one where it has no other.
 */
async function loginFor(
  file: string,
  config: () => AuthConfig,
  registry: string,
  image: string | null,
): Promise<Omit<FileCredential, 'file'> | null> {
  const read = config();
  const isDockers = path.basename(file) === 'config.json';
  // Where a helper has the registry, clients ask it alone: docker by `credsStore` too.
  if (isDockers ? helperFor(read, registry) : read.credHelpers?.[registry]) {
    const kept = await currentLogin(read, registry);
    return kept && { ...kept, scope: null };
  }
  const scoped = scopedLogins(read, registry);
  const own = image === null ? undefined : scoped.find(({ scope }) => isInScope(scope, registry, image));
  if (own && !isDockers) return own;
  const login = await currentLogin(read, registry);
  if (login) return { ...login, scope: null };
  return own ?? (isDockers ? scoped[0] : undefined) ?? null;
}

/**
 * The login for an image of this registry in one file that the user has named; null when it holds none. A credential
 * helper is asked only where the file is one of the user's own: a pull secret is others' text, and must start no program.
 * Where all is left to one that was not asked, the answer is its name.
 *
 * @param image `octo-org/app`
 */
export async function credentialIn(
  { file, text }: { file: string; text: string },
  registry: string,
  env: NodeJS.ProcessEnv,
  image: string | null,
): Promise<FileCredential | { notAsked: string } | 'no-auth-file' | null> {
  const config = await parseAuthFile(text);
  if (!config) return 'no-auth-file';
  const { credsStore: _, credHelpers: __, ...plain } = config;
  const own = isOwn(file, env);
  const login = await loginFor(file, () => (own ? config : plain), registry, image);
  if (login) return { ...login, file };
  const helper: unknown = own ? null : helperFor(config, registry);
  return typeof helper === 'string' && /^[\w.-]{1,64}$/.test(helper)
    ? { notAsked: `docker-credential-${helper}` }
    : null;
}

function isOwn(file: string, env: NodeJS.ProcessEnv): boolean {
  return file !== '-' && authFiles(env).map(realFile).includes(realFile(file));
}

const SECRET_KEYS = ['.dockerconfigjson', '.dockercfg'];

/** docker's and podman's JSON; the old `.dockercfg`; a Secret as kubectl prints it (JSON or YAML); any of them in base64. */
async function parseAuthFile(text: string): Promise<AuthConfig | null> {
  const json = parseJson(text);
  if (json) return fromObject(json);
  if (/^[A-Za-z0-9+/=\s]+$/.test(text)) {
    const inner = parseJson(Buffer.from(text, 'base64').toString('utf8'));
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
      const parsed = parseJson(inner);
      return parsed && fromObject(parsed);
    }
  }
  if (object.auths || object.credsStore || object.credHelpers) return object;
  const entries = Object.values(object);
  const isOldFormat =
    entries.length > 0 && entries.every((entry) => typeof (entry as { auth?: unknown })?.auth === 'string');
  if (isOldFormat) return { auths: object as AuthConfig['auths'] };
  return Object.keys(object).length === 0 || 'HttpHeaders' in object ? object : null;
}
