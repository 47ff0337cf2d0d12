/** A login by docker or podman itself. The post step seldom needs a client, so this is loaded with the login. */
import type { Login } from '../evidence/credentials/auth-file.js';
import { runProgram } from '../evidence/credentials/process.js';
import { withMark } from '../evidence/credentials/stragglers.js';
import { isLoopbackHost } from '../evidence/http/http.js';

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

/** Why no login was made. */
export type LoginFault =
  /** The client said no, in its own last line, or a helper did. */
  | { kind: 'said'; words: string }
  | { kind: 'exit'; code: number }
  | { kind: 'silent'; seconds: number }
  /** It was there a moment ago. */
  | { kind: 'gone' }
  /** The helper that the auth file names did not take it. */
  | { kind: 'not-taken'; file: string }
  /** The auth file can't be read or written: see `AuthFileError`. */
  | { kind: 'file'; file: string; reason: string };

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
): Promise<LoginFault | null> {
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
  if (ran.kind === 'missing') return { kind: 'gone' };
  if (ran.kind !== 'exited') return { kind: 'silent', seconds: LOGIN_TIMEOUT / 1000 };
  // docker warns on stderr even when all is well: only the exit code counts.
  if (ran.code === 0) return null;
  const words = (ran.stderr.trim() || ran.stdout.trim()).split('\n').at(-1);
  return words ? { kind: 'said', words } : { kind: 'exit', code: ran.code };
}
