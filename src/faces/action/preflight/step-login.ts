/**
 * The main step's login. It is made as soon as it is certain with which token, beside all that only explains; what is to
 * be said of it waits for the verdict.
 */
import type { Preflight } from '../../../commands/preflight.js';
import { leadsElsewhere } from '../../../evidence/registry/verdict.js';
import type { Credential } from '../../../evidence/token.js';
import { type LoginResult, logIn } from '../../../login/login.js';
import type { LoginFailure } from '../../../report/report.js';
import { info, saveState } from '../toolkit.js';
import { stepWords } from '../words.js';
import type { MainInputs } from './inputs.js';

type Outcome = LoginResult | null;

/** What there is to tell of the login. */
export interface ToldLogin {
  /** The name that is logged in; null: none. */
  username: string | null;
  failure?: LoginFailure;
  /** What failed is what the user asked for by name. */
  isOfInput?: boolean;
}

export class StepLogin {
  /** Settles when the runner has cancelled the step and nothing is left of the login; else never. */
  readonly cancelled: Promise<'cancelled'>;
  readonly #inputs: MainInputs;
  readonly #registry: string;
  readonly #env: NodeJS.ProcessEnv;
  #username: string | null = null;
  #outcome: Promise<Outcome> = Promise.resolve(null);
  #tellCancelled: (word: 'cancelled') => void = () => {};

  constructor(inputs: MainInputs, registry: string, env: NodeJS.ProcessEnv) {
    this.#inputs = inputs;
    this.#registry = registry;
    this.#env = env;
    this.cancelled = new Promise((resolve) => {
      this.#tellCancelled = resolve;
    });
  }

  /** Resolves when a client is at work, or when the login is over. Never rejects. */
  async begin(credential: Credential | null): Promise<void> {
    const { login, logout, username } = this.#inputs;
    if (login === 'none' || !credential || credential.source === 'auth-file') return;
    this.#username = username;
    await new Promise<void>((meanwhile) => {
      this.#outcome = whileNotCancelled((signal) =>
        logIn({
          mode: login,
          registry: this.#registry,
          login: { username, secret: credential.secret },
          env: this.#env,
          stays: !logout,
          save: (state) => saveState('login', state ? JSON.stringify(state) : ''),
          signal,
          meanwhile,
        }),
      );
      this.#outcome
        .then((outcome) => {
          if (outcome?.kind === 'cancelled') this.#tellCancelled('cancelled');
        })
        .finally(meanwhile);
    });
  }

  /** Who will be logged in if all goes well; null: no login is made. */
  get username(): string | null {
    return this.#username;
  }

  /** What became of it; null: none was to be made. Never rejects. */
  get outcome(): Promise<Outcome> {
    return this.#outcome;
  }

  /** Says what became of it where it was made, or was not to be; why it failed is said with the verdict. */
  async tell(outcome: Outcome, { evidence }: Preflight): Promise<ToldLogin> {
    const { login, language, username } = this.#inputs;
    const words = stepWords(language);
    if (
      login !== 'none' &&
      evidence.images.some(({ answers }) => answers.some(({ answer }) => leadsElsewhere(answer)))
    )
      info(words.strayed(this.#registry));
    if (outcome === null || outcome.kind === 'cancelled') return { username: null };
    if (outcome.kind === 'done') {
      info(words.loggedIn(this.#registry, username, outcome.tool, outcome.file));
      return { username };
    }
    const { notMade } = await import('./login-fault.js');
    return {
      username: null,
      failure: notMade(outcome, this.#registry, language, this.#env),
      isOfInput: outcome.kind === 'no-such-tool',
    };
  }
}

/** The runner cancels a step by SIGINT, and some seconds later by SIGTERM (actions/runner, `ProcessInvoker`). */
async function whileNotCancelled<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    return await work(cancelling.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}
