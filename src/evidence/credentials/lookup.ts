/** A credential for the `check` command out of an auth file: docker's, podman's, or a Kubernetes pull secret. */
import {
  type AuthConfig,
  currentLogin,
  helperFor,
  type Login,
  parseJson,
  readConfig,
  realFile,
} from './auth-file.js';
import { authFiles } from './places.js';

export interface FileCredential extends Login {
  file: string;
}

/** The first login for this registry in the files that are there. An unreadable file counts as not there. */
export async function findCredential(
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<FileCredential | null> {
  for (const file of authFiles(env)) {
    const login = await loginIn(file, registry).catch(() => null);
    if (login) return { ...login, file };
  }
  return null;
}

async function loginIn(file: string, registry: string): Promise<Login | null> {
  return currentLogin(readConfig(file), registry);
}

/**
 * The login for this registry in one file that the user has named; null when it holds none. A credential helper is asked
 * only where the file is one of the user's own: a pull secret is others' text, and must start no program. Where all is
 * left to one that was not asked, the answer is its name.
 */
export async function credentialIn(
  { file, text }: { file: string; text: string },
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<FileCredential | { notAsked: string } | 'no-auth-file' | null> {
  const config = await parseAuthFile(text);
  if (!config) return 'no-auth-file';
  const { credsStore: _, credHelpers: __, ...plain } = config;
  const own = isOwn(file, env);
  const login = await currentLogin(own ? config : plain, registry);
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
