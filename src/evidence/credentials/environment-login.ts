/** The login that docker finds in its environment. */
import { recordOf } from '../json-text.js';
import { type AuthConfig, loginIn } from './auth-file.js';
import { dockersFault } from './client-faults.js';
import { parseAsClients } from './client-names.js';
import type { FileCredential } from './lookup.js';

/** What it is called by, in the place of a file. */
export const DOCKER_VARIABLE = 'DOCKER_AUTH_CONFIG';

/**
 * From 28.3 on docker's command line takes a login out of this variable before it asks its file or a helper (docker/cli #6008,
 * `cli/config/memorystore`): by the host's plain name alone. A text that docker can't read it leaves aside. In a job of
 * GitLab, whose runner has the variable for itself, it does the same (docker/cli #6156; 28.3.0 to 29.9.3).
 *
 * @returns null: none
 */
export function environmentLogin(registry: string, env: NodeJS.ProcessEnv): FileCredential | null {
  const { config } = readVariable(env);
  const { auth } = config?.auths?.[registry] ?? {};
  const login = typeof auth === 'string' ? loginIn({ auth }) : null;
  return login && { ...login, file: DOCKER_VARIABLE, scope: null };
}

/** Why docker puts it aside: `key`, what it does not take there; null: it is no JSON object. */
export function variableFault(env: NodeJS.ProcessEnv): { key: string | null } | null {
  return readVariable(env).fault;
}

function readVariable(env: NodeJS.ProcessEnv): {
  config: AuthConfig | null;
  fault: { key: string | null } | null;
} {
  const text = env[DOCKER_VARIABLE] ?? '';
  if (text.trim() === '') return { config: null, fault: null };
  const config = parseAsClients(text);
  if (config === null) return { config, fault: { key: null } };
  const fault = dockersFault(text, config);
  const key = fault ? fault.key : notTaken(config);
  return fault || key !== null ? { config: null, fault: { key } } : { config, fault: null };
}

/** Nothing but `auths`, and in each of its entries `auth` alone (docker/cli, `configfile`, `parseEnvConfig`). */
function notTaken({ auths, ...others }: AuthConfig): string | null {
  const [other] = Object.keys(others);
  if (other !== undefined) return other;
  for (const [host, entry] of Object.entries(auths ?? {})) {
    const { auth, ...beside } = recordOf(entry) ?? {};
    const [name] = Object.keys(beside);
    if (name !== undefined) return `auths.${host}.${name}`;
    if (!auth) return `auths.${host}`;
  }
  return null;
}
