/**
 * Whose token a later login uses, by what our own step shows: its inputs say which secret they were
 * given, and their values whether that secret is empty in this run. No token leaves this file.
 */
import { INPUT_TOKENS, type TokenSource } from '../../../evidence/types/token.js';
import { envEntries, type JobEnvironment } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { GITHUB_TOKEN, originsIn, standIn, withoutAbsent } from '../../language/origins.js';
import { type Dictionary, hasHole, Lookup, type Value } from '../../language/values.js';
import { child, text, type YamlNode } from '../../text/document.js';
import type { ReadingTools } from '../jobs/scope.js';
import type { ReadOptions } from '../this-run/run-options.js';
import { isSetByItself, type Password, passwordOf } from './passwords.js';

/** One of our step's inputs: what is written there, filled in, and the value that the run gave it. */
export interface HeldToken {
  source: TokenSource;
  /** As written, `${{ … }}`; null: not given, so it is the default. */
  written: string | null;
  /** The same, evaluated: stand-ins for secrets. */
  meant: string;
  /** Empty: the secret is empty in this run. */
  secret: string;
}

/** `empty`: there is nothing to log in with. `app`: the token of a GitHub App. `unknown`: none that our inputs show. */
export type LaterToken = TokenSource | 'own' | 'empty' | 'app' | 'unknown';

/** Whose tokens our inputs hold, to be asked about those of later logins. */
export class HeldTokens {
  readonly #held: readonly HeldToken[];
  /** What the run's secrets are, as far as one input shows one secret. */
  readonly #known = new Map<string, TokenSource | 'empty'>();

  /** @param isHosted the steps run on a machine that GitHub makes for the job */
  constructor(
    held: readonly HeldToken[],
    readonly isHosted: boolean,
  ) {
    this.#held = held;
    for (const { source, meant, secret } of held) {
      const password = passwordOf(meant);
      if (password.kind === 'github-token') this.#known.set('GITHUB_TOKEN', secret ? source : 'empty');
      if (password.kind === 'secret') this.#known.set(password.name, secret ? source : 'empty');
    }
    for (const each of held) this.#learnFromChoice(each);
  }

  /** `secrets.A || secrets.B`: which of them it was shows in the value. */
  #learnFromChoice({ source, meant, secret }: HeldToken): void {
    const [either, ...more] = originsIn(meant);
    if (either?.kind !== 'either' || more.length > 0) return;
    const names = either.of.map(nameOf);
    if (!secret) {
      for (const name of names) if (name) this.#known.set(name, 'empty');
      return;
    }
    const [first, second, ...others] = names;
    if (!first || second !== 'GITHUB_TOKEN' || others.length > 0) return;
    const jobs = this.#held.find((each) => passwordOf(each.meant).kind === 'github-token');
    if (jobs) this.#known.set(first, jobs.secret === secret ? 'empty' : source);
  }

  /** The `secrets` context with what is known of this run. A called workflow has other names for what its caller hands on. */
  secrets(base: Dictionary): Dictionary {
    return new Lookup((given): Value => {
      const value = base.get(given);
      // What the caller does not hand on is empty, whatever else has that name.
      if (typeof value === 'string' && withoutAbsent(value) === '') return value;
      const name = secretIn(value) ?? given.toUpperCase();
      const known = this.#known.get(name);
      if (name === 'GITHUB_TOKEN' || known === undefined) return value;
      return known === 'empty' ? '' : standIn({ kind: 'secret', name, present: true });
    });
  }

  /**
   * @param password of a login, as the reader evaluates it
   * @param written its text in the workflow, for what no evaluation tells: outputs of other steps
   */
  tokenOf(password: string, written: string): LaterToken {
    const text = withoutAbsent(password).trim();
    if (text === '') return 'empty';
    if (!hasHole(text)) {
      return this.#held.find(({ secret }) => secret === text)?.source ?? 'unknown';
    }
    const found = passwordOf(password);
    if (found.kind === 'own') return 'own';
    // The variables of this run are known: what nothing sets is not there, whatever it is called.
    if (found.kind === 'unset' && !isSetByItself(found.name)) return 'empty';
    const name = found.kind === 'github-token' ? 'GITHUB_TOKEN' : found.kind === 'secret' ? found.name : null;
    const known = name === null ? undefined : this.#known.get(name);
    if (known !== undefined) return known;
    const same = this.#held.find(
      (held) =>
        held.secret !== '' && (isSameSecret(held.meant, password) || isSameText(held.written, written)),
    );
    if (same) return same.source;
    return found.kind === 'app-token' && !found.mayBeAnother ? 'app' : 'unknown';
  }

  /** The one token among these values; where there are none, or several, nobody knows. */
  tokenAmong(values: readonly string[]): LaterToken {
    const tokens = values.filter((each) => CREDENTIALS.includes(passwordOf(each).kind));
    const [first = 'unknown', ...others] = new Set(tokens.map((each) => this.tokenOf(each, '')));
    return others.length > 0 ? 'unknown' : first;
  }

  /** Are there credentials among these values, and none that our inputs show? */
  areOthers(values: readonly string[]): boolean {
    const tokens = values.filter((each) => CREDENTIALS.includes(passwordOf(each).kind));
    return tokens.length > 0 && tokens.every((each) => ['unknown', 'app'].includes(this.tokenOf(each, '')));
  }
}

/** Values that are credentials, whosesoever. */
const CREDENTIALS: readonly Password['kind'][] = ['github-token', 'own', 'secret', 'fallback', 'app-token'];

/** The secret that a value of the `secrets` context is; null: none, or nobody can tell. */
function secretIn(value: Value): string | null {
  return typeof value === 'string' ? nameOf(value) : null;
}

function nameOf(meant: string): string | null {
  if (meant === GITHUB_TOKEN) return 'GITHUB_TOKEN';
  const password = passwordOf(meant);
  return password.kind === 'secret' ? password.name : null;
}

/** Equal stand-ins of secrets are equal values. */
function isSameSecret(one: string, other: string): boolean {
  const isOfSecrets = (text: string) =>
    originsIn(text).length > 0 && originsIn(text).every(({ kind }) => kind === 'secret' || kind === 'either');
  return one === other && isOfSecrets(one);
}

/** The same output of the same step: it does not change any more. */
function isSameText(one: string | null, other: string): boolean {
  const expression = (text: string) => /\$\{\{\s*(steps\.[\w.-]+|needs\.[\w.-]+)\s*\}\}/.exec(text)?.[1];
  const known = one === null ? undefined : expression(one);
  return known !== undefined && known === expression(other);
}

/**
 * What our inputs show of the run's secrets.
 *
 * @param step our own; null: it was not found
 * @param environment that of the job around it
 * @param options the tokens that the run gave us, and the variables of the process
 */
export function inputTokens(
  step: YamlNode | null,
  environment: JobEnvironment,
  contexts: Contexts,
  { tokens = [], env }: Pick<ReadOptions, 'tokens' | 'env'>,
  { expressions }: Pick<ReadingTools, 'expressions'>,
): HeldTokens {
  const own = environment.with(
    envEntries(child(step, 'env'), expressions, { ...contexts, env: environment.context() }),
  );
  const scope = { ...contexts, env: own.context() };
  const given = child(step, 'with');
  const held = INPUT_TOKENS.flatMap((source): HeldToken[] => {
    const written = text(child(given, source));
    const secret = tokens.find((each) => each.source === source)?.secret ?? '';
    // Not given, the one has no default, and the other's is the job's own token.
    if (written === null && source === 'ghcr-token') return [];
    const meant = written === null ? GITHUB_TOKEN : expressions.interpolate(written, scope);
    return [{ source, written, meant, secret }];
  });
  return new HeldTokens(held, env.RUNNER_ENVIRONMENT === 'github-hosted');
}
