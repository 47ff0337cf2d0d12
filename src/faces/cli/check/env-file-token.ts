/** The token and the user name of an env file. */
import { isPlaceholder } from '../../../evidence/credentials/placeholder.js';
import { isGithubs, kindByPrefix, type RawToken } from '../../../evidence/token.js';
import type { EnvVariable } from '../../../workflow/deployment/env-file.js';
import { noSecret, type SecretKind } from '../no-secret.js';
import type { Remark } from './asked.js';
import type { CheckOptions } from './options.js';
import { checkWords } from './words.js';

/** An env file that was read. */
export interface EnvFile {
  file: string;
  variables: ReadonlyMap<string, EnvVariable>;
}

/** Variables of the environment that may hold a token. */
export const TOKEN_VARIABLES = ['GHCR_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'];

/** Other names that guides give it; a value under them counts if it looks like a token of GitHub's. */
const OTHER_TOKENS = /(?:^|_)(?:TOKEN|PAT|PASSWORD|PASS|SECRET)$/i;
const USERNAMES = [
  'GHCR_USERNAME',
  'GHCR_USER',
  'CR_USERNAME',
  'CR_USER',
  'REGISTRY_USERNAME',
  'REGISTRY_USER',
  'DOCKER_USERNAME',
  'GITHUB_USERNAME',
  'GITHUB_USER',
  'GITHUB_ACTOR',
];

/** null: it has none, or a guide's example. */
export function usernameIn(
  envFile: EnvFile | null,
  remark: Remark,
  language: CheckOptions['language'],
): string | null {
  const found = USERNAMES.flatMap((name) => envFile?.variables.get(name) ?? []).find(({ value }) => value);
  if (!found || !envFile) return null;
  const { name, value, line } = found;
  if (!isPlaceholder(value, 'user')) return value;
  remark(checkWords(language).placeholder(`${envFile.file}:${line}`, name, value));
  return null;
}

/** By its name or its looks. */
export function holdsSecret({ name, value }: EnvVariable): boolean {
  return (
    value.length >= 8 && (OTHER_TOKENS.test(name) || /KEY$/i.test(name) || kindByPrefix(value) !== 'unknown')
  );
}

/**
 * Variables of the environment that hold a token of GitHub's and are not read (contract, section 3: which ones are), such as
 * the CR_PAT of GitHub's own guide. Only by a documented prefix: forty hexadecimal digits are more often something else.
 */
export function unreadTokens(env: NodeJS.ProcessEnv): { name: string; value: string }[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    /^\w+$/.test(name) &&
    OTHER_TOKENS.test(name) &&
    !TOKEN_VARIABLES.includes(name) &&
    isGithubs(value) &&
    !isPlaceholder(value, 'token')
      ? [{ name, value }]
      : [],
  );
}

/** The token of an env file, by its name or, under another one, by its looks. */
export function tokenIn(
  { file, variables }: EnvFile,
  of: SecretKind,
  remark: Remark,
  language: CheckOptions['language'],
): Omit<RawToken, 'username'> | null {
  const named = TOKEN_VARIABLES.flatMap((name) => variables.get(name) ?? []);
  const others = [...variables.values()].filter(
    ({ name, value }) =>
      !TOKEN_VARIABLES.includes(name) && OTHER_TOKENS.test(name) && kindByPrefix(value.trim()) !== 'unknown',
  );
  for (const { name, value, line } of [...named, ...others]) {
    if (value === '') continue;
    const no = noSecret(value, { place: `${file}:${line}`, name, of, language });
    if (no !== null) {
      remark(no);
      continue;
    }
    const source = name === 'GITHUB_TOKEN' || name === 'GH_TOKEN' ? 'github-token' : 'ghcr-token';
    return { source, raw: value, file, variable: name };
  }
  return null;
}
