/** Which GitHub server the environment of a terminal names. */
import { serverNamed } from '../../evidence/github-server.js';
import { isLoopback } from '../../evidence/http.js';

/**
 * The environment with its server in it. On a runner it is always there; whoever sets the address of the API alone has a
 * token of that server, and it must not go to github.com. An API on this machine stands for any.
 */
export function withServer(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const server = env.GITHUB_SERVER_URL ? null : serverNamed(env.GITHUB_API_URL ?? '');
  const isOther = server !== null && !isLoopback(new URL(server).hostname);
  return isOther ? { ...env, GITHUB_SERVER_URL: server } : env;
}
