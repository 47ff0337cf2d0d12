/** The login that docker finds in its environment. */
import { loginIn } from './auth-file.js';
import { parseAsClients } from './client-names.js';
import type { FileCredential } from './lookup.js';

/** What it is called by, in the place of a file. */
export const DOCKER_VARIABLE = 'DOCKER_AUTH_CONFIG';

/**
 * From 28.3 on docker's command line takes a login out of this variable before it asks its file or a helper (docker/cli #6008,
 * `cli/config/memorystore`): by the host's plain name alone, and in a job of GitLab, whose runner has the variable for
 * itself, not at all (docker/cli #6156). A text that docker can't read it leaves aside.
 *
 * @returns null: none
 */
export function environmentLogin(registry: string, env: NodeJS.ProcessEnv): FileCredential | null {
  const auths = parseAsClients(textFor(env))?.auths ?? {};
  const { auth } = (Object.hasOwn(auths, registry) && auths[registry]) || {};
  const login = typeof auth === 'string' ? loginIn({ auth }) : null;
  return login && { ...login, file: DOCKER_VARIABLE, scope: null };
}

/** Has docker put it aside, because it is no JSON object? */
export function isUnreadable(env: NodeJS.ProcessEnv): boolean {
  const text = textFor(env);
  return text.trim() !== '' && parseAsClients(text) === null;
}

/** Empty: docker has nothing to read. */
function textFor(env: NodeJS.ProcessEnv): string {
  return env.GITLAB_CI === 'true' ? '' : (env[DOCKER_VARIABLE] ?? '');
}
