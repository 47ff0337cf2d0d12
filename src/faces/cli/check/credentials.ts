/** With which token `check` asks: that of a file that was named, of the environment, of a stored login. */
import { AuthFileError } from '../../../evidence/credentials/auth-file.js';
import { environmentLogin, variableFault } from '../../../evidence/credentials/environment-login.js';
import {
  credentialIn,
  type FailedHelper,
  type FileCredential,
  findCredential,
  hasRegistryToken,
  isDockersTurn,
  loginScopes,
  parseAuthFile,
  podmansOwnLogin,
} from '../../../evidence/credentials/lookup.js';
import { lookedUp } from '../../../evidence/credentials/unrunnable.js';
import { belongsTo, mayTakeGithubTokens } from '../../../evidence/github-server.js';
import { isLoopbackHost } from '../../../evidence/http/http.js';
import { parsedJson } from '../../../evidence/json-text.js';
import {
  type Credential,
  credentials,
  holdToken,
  isBlank,
  isGithubs,
  isToken,
  type RawToken,
} from '../../../evidence/token.js';
import type { Language } from '../../../types.js';
import { readManifests } from '../../../workflow/deployment/manifests.js';
import { authFileFault } from '../../auth-file-words.js';
import { InputError } from '../../usage.js';
import { noSecret, type SecretKind } from '../no-secret.js';
import { placeName } from '../stdin-name.js';
import { type CheckAsked, type Remark, remarksOf } from './asked.js';
import { remarkOnPlaces } from './auth-places.js';
import { type EnvFile, TOKEN_VARIABLES, tokenIn, unreadTokens, usernameIn } from './env-file-token.js';
import { isKubeconfig, takenByAnother } from './file-kinds.js';
import { inputName } from './inputs.js';
import { accessOf, type CheckOptions } from './options.js';
import { checkWords, withTaker } from './words.js';

/** Where a token may be beside the environment: an env file, the text of the auth file that was named. */
export interface TokenSources {
  envFile: EnvFile | null;
  authText: string | null;
}

/** An auth file that was read. */
interface AuthFile {
  file: string;
  text: string;
}

/** The auth file that `--docker-config` names; null: none. */
export function namedAuthFile({ dockerConfig }: CheckOptions, { authText }: TokenSources): AuthFile | null {
  return dockerConfig && authText !== null ? { file: placeName(dockerConfig), text: authText } : null;
}

/**
 * Which tokens may go there: the job's own to its server's registry, a user's also where it is asked for by name, not by
 * the name of an image alone. A file that was named is what the user asks about, whatever else is in the environment.
 * Throws an `InputError`.
 *
 * @param image `octo-org/app`, for which there may be a stored login of its own; null: any
 */
export async function credentialsFor(
  registry: string,
  asked: CheckAsked,
  sources: TokenSources,
  image: string | null = null,
): Promise<Credential[]> {
  const { options, env, server } = asked;
  const { language } = options;
  const { envFile } = sources;
  const remark = remarksOf(asked);
  const username =
    options.username || usernameIn(envFile, remark, language) || env.GITHUB_ACTOR || 'x-access-token';
  const among = (tokens: RawToken[]) => credentials(tokens, { inActions: env.GITHUB_ACTIONS === 'true' });
  const named = namedAuthFile(options, sources);
  if (named) {
    const entry = await entryOf(named, registry, image, asked);
    return entry === null ? [] : among([tokenOf(entry, options)]);
  }
  const isOwn = belongsTo(registry, server);
  const isForUsers = isOwn || asked.named !== null;
  const mayGo = (raw: string) => mayTakeGithubTokens(registry, server) || !isGithubs(raw);
  // On this machine, and where another registry is named, any word may be a password, that of an example too; a file that was
  // copied from an example keeps its words.
  const of = isOwn && !isLoopbackHost(registry) ? 'token' : 'password';
  const fromFile =
    envFile && isForUsers ? tokenIn(envFile, isOwn ? 'token' : 'password', remark, language) : null;
  if (fromFile && mayGo(fromFile.raw)) return among([{ ...fromFile, username }]);
  const inEnvironment = environmentTokens(asked, { of, isOwn, isForUsers }, username);
  const [fromEnvironment] = among(inEnvironment.filter(({ raw }) => mayGo(raw)));
  if (fromEnvironment) return [fromEnvironment];
  const failed: (FailedHelper | AuthFileError)[] = [];
  const held = environmentLogin(registry, env);
  const isFirst = held !== null && isDockersTurn(env);
  const kept = isFirst ? null : await findCredential(registry, env, image, (each) => failed.push(each));
  const stored = kept ?? held;
  const say = checkWords(language);
  for (const each of failed) {
    if ('helper' in each) remark(say.helperFailed(registry, lookedUp(each, env)));
    else if (each.reason === 'sent-as-it-is') remark(say.sentAsItIs(each.file, registry));
    else remark(say.unusableFile(faultIn(each, language)));
  }
  remarkOnPlaces(env, remark, language);
  if (stored) {
    const other = podmansOwnLogin(registry, image, env, stored.file);
    if (other && other.secret !== stored.secret)
      remark(
        stored === held
          ? say.fileOfOlder(registry, other.file)
          : say.podmansOther(stored.file, other.file, other.scope ?? registry),
      );
    return among([tokenOf(stored, options)]);
  }
  const aside = variableFault(env);
  if (aside) remark(say.unreadVariable(aside.key));
  const [foreign] = [...(fromFile ? [fromFile] : []), ...inEnvironment].filter(({ raw }) => !mayGo(raw));
  if (foreign) throw new InputError(say.notGithubs(registry, foreign.variable ?? 'GHCR_TOKEN'));
  const withheld = TOKEN_VARIABLES.filter(
    (name) =>
      // This one was read, and holds none.
      (name !== 'GHCR_TOKEN' || !isForUsers) &&
      (!isBlank(env[name] ?? '') || envFile?.variables.get(name)?.value),
  );
  if (withheld.length > 0 && !isOwn) throw new InputError(say.notTheirs(registry, server, withheld));
  const unread = isForUsers ? unreadTokens(env) : [];
  for (const { value } of unread) holdToken(value);
  if (unread.length > 0) remark(say.unreadTokens(unread.map(({ name }) => name)));
  return [];
}

/** Before an image is looked for: a file of another kind may name it. Throws an `InputError`. */
export async function mustBeAuthFile({ options }: CheckAsked, authText: string | null): Promise<void> {
  const named = namedAuthFile(options, { envFile: null, authText });
  if (named && (await parseAuthFile(named)) === null) throw noAuthFile(named, options);
}

function noAuthFile({ file, text }: AuthFile, { language }: CheckOptions): InputError {
  const say = checkWords(language);
  const called = inputName(file, language);
  if (FOR_PEOPLE.test(text)) return new InputError(say.shownSecret(called));
  const { manifests, unread } = readManifests(called, text);
  if (manifests.some(isKubeconfig)) return new InputError(say.kubeconfig(called));
  const [broken] = MANIFEST.test(text) ? unread : [];
  if (broken)
    return new InputError(say.brokenDocument(`${called}:${broken.line}`, { ...broken, mayPull: false }));
  if (LIKE_AUTH_FILE.test(text) && !isJson(text)) return new InputError(say.brokenAuthFile(called));
  if (text.trim() === '') return new InputError(say.emptyAuthFile(called));
  if (isToken(text)) return new InputError(say.tokenAsAuthFile(called));
  const sentence = say.noAuthFile(called);
  return new InputError(withTaker(sentence, takenByAnother('--docker-config', text), language));
}

/** What kubectl prints without an `--output`, of `get` and of `describe`. */
const FOR_PEOPLE = /^(?:(?:NAMESPACE +)?NAME +TYPE +DATA +AGE|Name: +\S.*\r?\nNamespace: )/m;

/**
 * The keys of clients' files, also where JSON has none: behind a comment, in quotes of another kind or of none, as the shell,
 * Python and YAML write them, and where all of it stands in quotes.
 */
const LIKE_AUTH_FILE =
  /^\s*(?:(?:\/[/*]|#)[^\n]*\n\s*)*(?:["'`]?\{[\s\S]*(?<![\w-])(?:auths?|credHelpers|credsStore)[\\"'`\u2018-\u201d]*\s*:|auths\s*:\s*\n)/;

/** A text in quotes holds no keys. */
function isJson(text: string): boolean {
  const value = parsedJson(text);
  return value !== undefined && typeof value !== 'string';
}

/** By its first key a manifest in YAML, whether the rest can be parsed or not. */
const MANIFEST = /^(?:(?:#|---).*\n|\s*\n)*(?:apiVersion|data|kind|metadata|stringData|type):/;

/**
 * The login for the image in a file that was named. Of a file that has none for it, or an empty entry, clients pull without
 * one (null, with a remark), and push nothing: then, and where its entry can't be used, it throws an `InputError`.
 */
async function entryOf(
  named: AuthFile,
  registry: string,
  image: string | null,
  asked: CheckAsked,
): Promise<FileCredential | null> {
  const { options, env } = asked;
  const say = checkWords(options.language);
  const failed: FailedHelper[] = [];
  const file = inputName(named.file, options.language);
  const entry = await credentialIn(named, registry, env, image, (each) => failed.push(each)).catch(
    (error) => {
      if (!(error instanceof AuthFileError)) throw error;
      throw new InputError(say.unusableFile(faultIn(error, options.language)));
    },
  );
  if (entry === 'no-auth-file') throw noAuthFile(named, options);
  if (!entry || typeof entry === 'string') {
    const [first] = failed;
    if (first) throw new InputError(say.helperFailed(registry, lookedUp(first, env)));
    if (entry === 'no-login') {
      const isSent = await hasRegistryToken(named, registry);
      throw new InputError(isSent ? say.sentAsItIs(file, registry) : say.noLogin(file, registry));
    }
    const parts = image === null ? [] : await loginScopes(named, registry, env);
    const none = entry === 'empty' ? say.noLogin(file, registry) : say.noEntry(file, registry);
    const lack = parts.length > 0 ? say.onlyParts(file, `${registry}/${image}`, parts) : none;
    if (accessOf(options) === 'push') throw new InputError(lack);
    remarksOf(asked)(say.pulledWithout(lack));
    return null;
  }
  if ('notAsked' in entry) throw new InputError(say.leftTo(file, registry, entry.notAsked));
  return entry;
}

function faultIn({ file, reason, key }: AuthFileError, language: Language): string {
  return authFileFault(file, reason, language, key);
}

/** A login that clients stored; `--username` goes before the name in it. */
function tokenOf(
  { secret, username, file, scope, isIdentityToken }: FileCredential,
  options: CheckOptions,
): RawToken {
  return {
    source: 'auth-file',
    raw: secret,
    username: options.username || username,
    file,
    ...(scope === null ? {} : { scope }),
    ...(isIdentityToken ? { isIdentityToken } : {}),
  };
}

/** A user's token and the job's own, in the order in which they are tried; empty: not there, or not for that registry. */
function environmentTokens(
  asked: CheckAsked,
  { of, isOwn, isForUsers }: { of: SecretKind; isOwn: boolean; isForUsers: boolean },
  username: string,
): RawToken[] {
  const { env, options } = asked;
  const said = { of, remark: remarksOf(asked), language: options.language };
  const tokenNamed = (name: string) => notPlaceholder(name, env[name] ?? '', said);
  const ghcr = isForUsers ? tokenNamed('GHCR_TOKEN') : '';
  const own = isOwn ? ['GITHUB_TOKEN', 'GH_TOKEN'].map((name) => ({ name, raw: tokenNamed(name) })) : [];
  const github = own.find(({ raw }) => !isBlank(raw));
  return [
    { source: 'ghcr-token', raw: ghcr, username },
    // Both have one source in the report; a sentence calls it as the user does.
    {
      source: 'github-token',
      raw: github?.raw ?? '',
      username,
      ...(github?.name === 'GH_TOKEN' ? { variable: github.name } : {}),
    },
  ];
}

function notPlaceholder(
  name: string,
  value: string,
  { of, remark, language }: { of: SecretKind; remark: Remark; language: Language },
): string {
  const sentence = noSecret(value, { place: '', name, of, language });
  if (sentence === null) return value;
  remark(sentence);
  return '';
}
