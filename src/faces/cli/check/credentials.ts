/** With which token `check` asks: that of a file that was named, of the environment, of a stored login. */
import {
  credentialIn,
  type FailedHelper,
  type FileCredential,
  findCredential,
  loginScopes,
} from '../../../evidence/credentials/lookup.js';
import { isPlaceholder } from '../../../evidence/credentials/placeholder.js';
import { belongsTo } from '../../../evidence/run.js';
import { type Credential, credentials, kindByPrefix, type RawToken } from '../../../evidence/token.js';
import type { EnvVariable } from '../../../workflow/deployment/env-file.js';
import { InputError } from '../../usage.js';
import type { CheckOptions } from './options.js';
import { checkWords } from './words.js';

export interface Destination {
  registry: string;
  /** Address of the GitHub server. */
  server: string;
  /** By `--registry`, not by the name of an image alone. */
  isAskedFor: boolean;
}

/** An env file that was read. */
export interface EnvFile {
  file: string;
  variables: ReadonlyMap<string, EnvVariable>;
}

/** Where a token may be beside the environment: an env file, the text of the auth file that was named. */
export interface TokenSources {
  envFile: EnvFile | null;
  authText: string | null;
}

/** What the caller may have to say besides. */
export type Remark = (sentence: string) => void;

/**
 * Which tokens may go there: the job's own to its server's registry, a user's also where it is asked for by name. A file
 * that was named is what the user asks about, whatever else is in the environment. Throws an `InputError`.
 *
 * @param image `octo-org/app`, for which there may be a stored login of its own; null: any
 */
export async function credentialsFor(
  destination: Destination,
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
  { envFile, authText }: TokenSources,
  remark: Remark,
  image: string | null = null,
): Promise<Credential[]> {
  const { registry, server, isAskedFor } = destination;
  const { language } = options;
  const username =
    options.username || usernameIn(envFile, remark, language) || env.GITHUB_ACTOR || 'x-access-token';
  const inActions = env.GITHUB_ACTIONS === 'true';
  const one = (token: RawToken) => credentials([token], inActions);
  const ofFile = (entry: FileCredential) =>
    one({
      source: 'auth-file',
      raw: entry.secret,
      username: options.username || entry.username,
      file: entry.file,
      ...(entry.scope === null ? {} : { scope: entry.scope }),
    });
  const say = checkWords(language);
  const failed: FailedHelper[] = [];
  const onTrouble = (each: FailedHelper) => failed.push(each);
  if (options.dockerConfig && authText !== null) {
    const named = { file: options.dockerConfig, text: authText };
    const entry = await credentialIn(named, registry, env, image, onTrouble);
    if (entry === 'no-auth-file') throw new InputError(say.noAuthFile(named.file));
    if (!entry) {
      const [first] = failed;
      if (first) throw new InputError(say.helperFailed(registry, first));
      const parts = image === null ? [] : await loginScopes(named, registry, env);
      throw new InputError(
        parts.length > 0
          ? say.onlyParts(named.file, `${registry}/${image}`, parts)
          : say.noEntry(named.file, registry),
      );
    }
    if ('notAsked' in entry) throw new InputError(say.leftTo(named.file, registry, entry.notAsked));
    return ofFile(entry);
  }
  const isOwn = belongsTo(registry, server);
  const fromFile = envFile && (isOwn || isAskedFor) ? tokenIn(envFile, remark, language) : null;
  if (fromFile) return one({ ...fromFile, username });
  const real = (name: string) => notPlaceholder(name, env[name] ?? '', remark, language);
  const ghcr = isOwn || isAskedFor ? real('GHCR_TOKEN') : '';
  const own = isOwn ? ['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => ({ name, raw: real(name) })) : [];
  const github = own.find(({ raw }) => raw !== '');
  const [fromEnvironment] = credentials(
    [
      { source: 'ghcr-token', raw: ghcr, username },
      // Both have one source in the report; a sentence calls it as the user does.
      {
        source: 'github-token',
        raw: github?.raw ?? '',
        username,
        ...(github?.name === 'GH_TOKEN' ? { variable: github.name } : {}),
      },
    ],
    inActions,
  );
  if (fromEnvironment) return [fromEnvironment];
  const entry = await findCredential(registry, env, image, onTrouble);
  for (const each of failed) remark(say.helperFailed(registry, each));
  if (entry) return ofFile(entry);
  const withheld = TOKEN_VARIABLES.filter((name) => env[name] || envFile?.variables.get(name)?.value);
  if (withheld.length > 0 && !isOwn) throw new InputError(say.notTheirs(registry, server, withheld));
  return [];
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

function usernameIn(
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

/** The token of an env file, by its name or, under another one, by its looks. */
function tokenIn(
  { file, variables }: EnvFile,
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
    if (isPlaceholder(value, 'token')) {
      remark(checkWords(language).placeholderToken(`${file}:${line}`, name));
      continue;
    }
    const source = name === 'GITHUB_TOKEN' || name === 'GH_TOKEN' ? 'github-token' : 'ghcr-token';
    return { source, raw: value, file, variable: name };
  }
  return null;
}

function notPlaceholder(
  name: string,
  value: string,
  remark: Remark,
  language: CheckOptions['language'],
): string {
  // Only what nobody could take for a token: it might be one of another server.
  if (
    !/^(?:<.*>|\$\{\{.*\}\}|\$\{?\w+\}?|%\w+%|(?:gh[pousr]_|github_pat_)?(?:x+|\.+|…|\*+|your.*))$/i.test(
      value.trim(),
    ) ||
    value === ''
  )
    return value;
  remark(checkWords(language).placeholderToken('', name));
  return '';
}
