/** A credential for the `check` command out of an auth file: docker's, podman's, or a Kubernetes pull secret. */
import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import {
  type AuthConfig,
  currentLogin,
  dockerConfigFile,
  type Login,
  parseJson,
  podmanAuthFile,
} from './auth-file.js';

export interface FileCredential extends Login {
  file: string;
}

/** Bytes. A pull secret is far below. */
const FILE_LIMIT = 1024 * 1024;

/** The files that clients read, in the order in which podman and docker look at them. */
export function authFiles(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME ?? '';
  return [podmanAuthFile(env), dockerConfigFile(env), path.join(home, '.config/containers/auth.json')];
}

/** The first login for this registry in the files that are there. An unreadable file counts as not there. */
export async function findCredential(
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<FileCredential | null> {
  for (const file of authFiles(env)) {
    const found = await credentialIn(file, registry).catch(() => null);
    if (found) return found;
  }
  return null;
}

/**
 * The login for this registry in one file; null when it holds none.
 * Throws an `Error` with one sentence when the file can't be read or is no auth file.
 */
export async function credentialIn(file: string, registry: string): Promise<FileCredential | null> {
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file}: ${error.code === 'ENOENT' ? 'no such file' : error.code}`);
  });
  if (size > FILE_LIMIT) throw new Error(`${file}: larger than 1 MiB`);
  const config = await parseAuthFile(await readFile(file, 'utf8'));
  if (!config) throw new Error(`${file}: neither a docker or podman auth file nor a Kubernetes pull secret`);
  const login = await currentLogin(config, registry);
  return login && { ...login, file };
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
