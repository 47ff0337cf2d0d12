/** A login by docker or podman itself. The post step seldom needs a client, so this is loaded with the login. */
import type { Login } from '../evidence/credentials/auth-file.js';
import { runProgram } from '../evidence/credentials/process.js';
import { withMark } from '../evidence/credentials/stragglers.js';
import { isLoopbackHost } from '../evidence/http.js';

export interface ClientOrder {
  registry: string;
  login: Login;
  /** Where `PATH`, `DOCKER_CONFIG`, `REGISTRY_AUTH_FILE` … are looked up. */
  env: NodeJS.ProcessEnv;
  /** Gives up, and undoes what was done. */
  signal?: AbortSignal;
  /** Called when the client is at work: there is time until it has ended. */
  meanwhile?(): void;
}

/** Milliseconds: docker login talks to the registry itself. */
const LOGIN_TIMEOUT = 20_000;

/**
 * `docker login` and `podman login` take the same words. The password goes in by stdin. null when it went well, else
 * why not.
 *
 * @param mark by which the client is found again
 */
export async function logInByClient(
  tool: 'docker' | 'podman',
  { registry, login, env, signal, meanwhile }: ClientOrder,
  mark: string,
): Promise<string | null> {
  // podman wants TLS everywhere unless told; docker excepts loopback by itself.
  const plain = tool === 'podman' && isLoopbackHost(registry) ? ['--tls-verify=false'] : [];
  const args = ['login', ...plain, '--username', login.username, '--password-stdin', registry];
  const ran = await runProgram(tool, args, {
    stdin: login.secret,
    timeout: LOGIN_TIMEOUT,
    env: withMark(env, mark),
    ...(signal ? { signal } : {}),
    ...(meanwhile ? { meanwhile } : {}),
  });
  if (ran.kind === 'missing') return `there is no ${tool}`;
  if (ran.kind !== 'exited') return `no answer in ${LOGIN_TIMEOUT / 1000} s`;
  // docker warns on stderr even when all is well: only the exit code counts.
  if (ran.code === 0) return null;
  const words = ran.stderr.trim() || ran.stdout.trim();
  return words.split('\n').at(-1) || `exit code ${ran.code}`;
}
