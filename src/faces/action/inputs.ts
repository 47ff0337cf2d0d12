/** The action's inputs (contract, section 2): read, checked, and refused in one sentence that says what is allowed. */
import type { LoginMode } from '../../login/login.js';
import type { Access, Language, Localized } from '../../types.js';
import { getInput } from './toolkit.js';

export type FailOn = 'denied' | 'unknown' | 'never';
export type SummaryMode = 'always' | 'on-finding' | 'never';

export interface Inputs {
  images: string;
  access: Access;
  /** Host, with a port if one was given; null: the one that belongs to the GitHub server. */
  registry: string | null;
  username: string;
  /** As they were given: white space around a token is evidence. */
  ghcrToken: string;
  githubToken: string;
  login: LoginMode;
  logout: boolean;
  workflow: string | null;
  failOn: FailOn;
  summary: SummaryMode;
  language: Language;
}

/** A value that an input does not take. The message is ready to be shown. */
export class InputError extends Error {
  override name = 'InputError';
}

export const LANGUAGES = ['en', 'zh-CN'] as const;

/** Reads `INPUT_*`. Throws an `InputError` that names the input, the value and what is allowed. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const text = (name: string) => getInput(name, env, { trim: true });
  const language = oneOf('language', text('language'), LANGUAGES, 'en', 'en');
  const pick = <T extends string>(name: string, allowed: readonly T[]) =>
    oneOf(name, text(name), allowed, allowed[0] as T, language);
  return {
    images: getInput('images', env),
    access: pick('access', ['push', 'pull']),
    registry: registryHost(text('registry'), language),
    // ghcr refuses an empty user name and ignores any other (facts, row L15).
    username: text('username') || env.GITHUB_ACTOR || 'x-access-token',
    ghcrToken: getInput('ghcr-token', env),
    githubToken: getInput('github-token', env),
    login: pick('login', ['auto', 'docker', 'podman', 'none']),
    logout: oneOf('logout', text('logout').toLowerCase(), ['true', 'false'], 'true', language) === 'true',
    workflow: text('workflow') || null,
    failOn: pick('fail-on', ['denied', 'unknown', 'never']),
    summary: pick('summary', ['always', 'on-finding', 'never']),
    language,
  };
}

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
 * `HOST` or `HOST:PORT`; a scheme or a slash at the end is what people paste, and harmless. null when empty.
 * Throws an `InputError` for anything else.
 */
export function registryHost(value: string, language: Language, name = 'registry'): string | null {
  const host = value
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
  if (host === '') return null;
  const isHost =
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/.test(host);
  if (!isHost && !/^\[[0-9a-f:]+\](?::\d{1,5})?$/.test(host))
    throw new InputError(WORDS[language].notHost(name, value));
  return host;
}

interface Words {
  notAllowed(name: string, value: string, allowed: readonly string[]): string;
  notHost(name: string, value: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    notAllowed: (name, value, allowed) =>
      `The input «${name}» is «${value}», which is not one of its values: ${allowed.join(', ')}.`,
    notHost: (name, value) =>
      `The input «${name}» is «${value}», which is not a host: write it as ghcr.io or HOST:PORT, without a path.`,
  },
  'zh-CN': {
    notAllowed: (name, value, allowed) =>
      `输入 ${name} 的值“${value}”无效，可用的值：${allowed.join('、')}。`,
    notHost: (name, value) =>
      `输入 ${name} 的值“${value}”不是主机名：请写成 ghcr.io 或 HOST:PORT，不带路径。`,
  },
};
