/** What every face says of a value that it does not take: one sentence with the name, the value and what is allowed. */

import { registryOf, serverNamed } from '../evidence/github-server.js';
import { isLoopback, parseUrl } from '../evidence/http/http.js';
import { isMisspelt } from '../evidence/registry/misspelt.js';
import { clip, oneLine } from '../report/text.js';
import type { Language, Localized } from '../types.js';

/** A value that an input or an option does not take. The message is ready to be shown. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Characters of a value that is shown in a sentence, or of one word of it. */
const VALUE_LIMIT = 200;

/**
 * A sentence about what somebody gave, in one line. Where a name or a word of a list belongs, a whole file may stand, and
 * what is said of it behind it must still be found.
 *
 * @param text without its secrets: a piece of one is no longer known
 */
export function asSentence(text: string): string {
  return (
    oneLine(text)
      .replace(/(?<=\s")[^"]*(?=")|(?<=“)[^“”]*(?=”)|(?<=\s')[^']*(?=')/g, (value) =>
        clip(value, VALUE_LIMIT),
      )
      // What has marks of quotation in it, such as JSON, ends at the last one.
      .replace(/(?<=\s").{600,}(?=")/, (value) => clip(value, VALUE_LIMIT))
      .replace(/[!-~]+…?/g, (word) => clip(word, VALUE_LIMIT + 2))
  );
}

export const LANGUAGES = ['en', 'zh-CN'] as const;

/** The value if it is among those allowed, the fallback when it is empty. Throws an `InputError` for any other. */
export function oneOf<T extends string>(
  name: string,
  value: string,
  allowed: readonly T[],
  fallback: T,
  language: Language,
): T {
  if (value === '') return fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new InputError(WORDS[language].notAllowed(name, value, allowed));
  return found;
}

/**
 * `HOST` or `HOST:PORT`; a scheme or a slash at the end is what people paste, and harmless, and 443 is the port that
 * goes without saying. null when empty. Throws an `InputError` for anything else, and for a misspelt ghcr.io: whoever
 * has that name would be sent the token.
 *
 * @param kind whose host it is: a GitHub server is told as an address, and not as a registry
 */
export function registryHost(
  value: string,
  language: Language,
  name = 'registry',
  kind: 'registry' | 'server' = 'registry',
): string | null {
  if (value === '') return null;
  const host = value
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
  const isHost =
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?::\d{1,5})?$/.test(
      host,
    ) || /^\[[0-9a-f:]+\](?::\d{1,5})?$/.test(host);
  const url = isHost && host.length <= HOST_LIMIT ? parseUrl(`https://${host}`) : null;
  // Numbers that are no address, or a short form of another one, and ports that are none.
  const isItself = url?.hostname === host.replace(/:\d+$/, '') || host.startsWith('[');
  // A word alone is to every client an owner on Docker Hub (distribution/reference, `splitDockerDomain`).
  const isRegistry = /[.:]/.test(host) || host === 'localhost';
  if (!url || !isItself || !isRegistry || url.port === '0')
    throw new InputError(WORDS[language][kind === 'server' ? 'notServer' : 'notHost'](name, value));
  if (isMisspelt(url.hostname)) throw new InputError(WORDS[language].misspelt(name, value));
  return isLoopback(url.hostname) ? host : host.replace(/:443$/, '');
}

/**
 * A user name as it was given. Throws an `InputError` where it holds a colon: what stands behind that would be taken for
 * the password (RFC 7617, section 2), and may be one, so it is not shown.
 */
export function userName(value: string, language: Language, name = 'username'): string {
  if (value.includes(':')) throw new InputError(WORDS[language].colon(name));
  return value;
}

/** Characters: DNS has no longer name (RFC 1035, section 2.3.4). */
const HOST_LIMIT = 255;

/**
 * Address of the GitHub server; github.com unless `GITHUB_SERVER_URL` says otherwise. Throws an `InputError` where that names
 * none: a token must not go to github.com because the address of its own server could not be read.
 */
export function serverAddress(env: NodeJS.ProcessEnv, language: Language): string {
  const given = env.GITHUB_SERVER_URL || 'github.com';
  const server = serverNamed(given);
  if (server) return server;
  throw new InputError(WORDS[language].notServer('GITHUB_SERVER_URL', given));
}

/**
 * The registry that belongs to a GitHub server. Throws an `InputError` where it can have none: it is named after the
 * server's host, and no name can be made of an IP address.
 *
 * @param name of what gave the server, the `given` as it stands there
 */
export function registryOfServer(
  server: string,
  language: Language,
  { name = 'GITHUB_SERVER_URL', given }: { name?: string; given?: string | undefined } = {},
): string {
  const registry = registryOf(server);
  if (parseUrl(`https://${registry}`) === null)
    throw new InputError(WORDS[language].notServer(name, given || server));
  return registry;
}

/** As a sentence begins: an option or an argument of a command, a variable, an input of an action. */
export const INPUT_NAMES: Localized<(name: string) => string> = {
  en: (name) =>
    ({
      option: `The option ${name}`,
      argument: `The argument ${name}`,
      variable: `The variable ${name}`,
      input: `The input "${name}"`,
    })[kindOf(name)],
  'zh-CN': (name) =>
    `${{ option: '选项', argument: '参数', variable: '变量', input: '输入' }[kindOf(name)]} ${name}`,
};

function kindOf(name: string): 'option' | 'argument' | 'variable' | 'input' {
  if (name.startsWith('--')) return 'option';
  if (name !== name.toUpperCase()) return 'input';
  return name.includes('_') ? 'variable' : 'argument';
}

/**
 * A variable of the shell that is not set leaves an empty value behind: the answer would be about something else. What
 * was not given at all is no value. Throws an `InputError`.
 */
export function mustBeFilled(
  name: string,
  given: string | readonly string[] | undefined,
  language: Language,
): void {
  const values = given === undefined ? [] : [given].flat();
  if (values.some((value) => value.trim() === '')) throw new InputError(WORDS[language].empty(name));
}

interface Words {
  empty(name: string): string;
  notAllowed(name: string, value: string, allowed: readonly string[]): string;
  notHost(name: string, value: string): string;
  misspelt(name: string, value: string): string;
  /** Its registry is named after its host, so an IP address is none. */
  notServer(name: string, value: string): string;
  colon(name: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    empty: (name) => `${name} was given and is empty: check that the variable behind it is set.`,
    notAllowed: (name, value, allowed) =>
      `${INPUT_NAMES.en(name)} is "${value}", which is not one of its values: ${allowed.join(', ')}.`,
    notHost: (name, value) =>
      `${INPUT_NAMES.en(name)} is "${value}", which is not a host: write it as ghcr.io or HOST:PORT, without a path.`,
    misspelt: (name, value) =>
      `${INPUT_NAMES.en(name)} is "${value}", a misspelt ghcr.io: write it as ghcr.io, so that no token goes to another host.`,
    notServer: (name, value) =>
      `${INPUT_NAMES.en(name)} is "${value}", which is not the address of a server with a host name: write it as https://github.com or https://HOST.`,
    colon: (name) =>
      `${INPUT_NAMES.en(name)} has a colon in it, and the registry would take what follows for the password: give the user name alone.`,
  },
  'zh-CN': {
    empty: (name) => `${name} 的值为空：请确认其中引用的变量已经设置。`,
    notAllowed: (name, value, allowed) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值“${value}”无效，可用的值：${allowed.join('、')}。`,
    notHost: (name, value) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值“${value}”不是主机名：请写成 ghcr.io 或 HOST:PORT，不带路径。`,
    misspelt: (name, value) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值“${value}”是 ghcr.io 的误写：请写成 ghcr.io，以免令牌被发送到其他主机。`,
    notServer: (name, value) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值“${value}”不是带主机名的服务器地址：请写成 https://github.com 或 https://HOST。`,
    colon: (name) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值中有冒号，注册表会把冒号后面的内容当作密码：请只填写用户名。`,
  },
};
