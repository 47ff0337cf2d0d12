/** Which GitHub server the environment of a terminal names. */
import { serverNamed } from '../../evidence/github-server.js';
import { isLoopback } from '../../evidence/http/http.js';
import type { Language, Localized } from '../../types.js';
import { InputError } from '../usage.js';

/**
 * The environment with its server in it. On a runner it is always there; whoever sets the address of the API alone has a
 * token of that server, and it must not go to github.com. An API on this machine stands for any.
 */
export function withServer(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const server = env.GITHUB_SERVER_URL ? null : serverNamed(env.GITHUB_API_URL ?? '');
  const isOther = server !== null && !isLoopback(new URL(server).hostname);
  return isOther ? { ...env, GITHUB_SERVER_URL: server } : env;
}

/**
 * The same for what is on a server by its name alone, a run, an owner, an image: there GH_HOST says which server is meant. A server of GHE.com gets
 * the token, as it does from gh; for one of your own gh has other variables (gh help environment: GH_HOST, GH_TOKEN), so the
 * token at hand may be for github.com. Throws an `InputError` then.
 */
export function withHostOfGh(env: NodeJS.ProcessEnv, language: Language): NodeJS.ProcessEnv {
  if (env.GITHUB_SERVER_URL || env.GITHUB_API_URL || !env.GH_HOST) return env;
  const server = serverNamed(env.GH_HOST);
  if (server === null || !/^https:\/\/(?:github|[^./]+\.ghe)\.com$/.test(server))
    throw new InputError(WORDS[language](env.GH_HOST.trim(), server ?? 'https://HOST'));
  return { ...env, GITHUB_SERVER_URL: server };
}

const WORDS: Localized<(host: string, server: string) => string> = {
  en: (host, server) =>
    `GH_HOST is "${host}", and the token may be for github.com: set GITHUB_SERVER_URL to the server that it is for, ${server} or https://github.com.`,
  'zh-CN': (host, server) =>
    `GH_HOST 的值是“${host}”，而令牌可能属于 github.com：请把 GITHUB_SERVER_URL 设为令牌所属的服务器（${server} 或 https://github.com）。`,
};
