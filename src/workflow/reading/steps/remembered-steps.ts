/**
 * Steps are read again for every run that is looked at, and in most runs they meet the same values: what a step came
 * to is remembered with all that it asked of the run. It is asked again, and where every answer is the same, so is
 * what the step does.
 */
import type { Ternary } from '../../../evidence/types/ternary.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { Dictionary, Lookup, type Truth, UNKNOWN, type Value } from '../../language/values.js';
import type { MadeFiles } from '../../shell/known/made-files.js';
import type { StepText } from '../../text/job.js';
import type { Here, StepEnvironment, StepOutcome, StepReader } from './frame.js';

interface Question {
  /** A method of `Expressions`, a variable of the process, or a name in one of two contexts. */
  of: keyof Expressions | 'variable' | 'spelled' | 'env' | 'github';
  /** The text, or the name. */
  name: string;
  answer: unknown;
}

interface Remembered {
  place: Pick<Here, 'job' | 'document' | 'runs' | 'guards' | 'handed'>;
  questions: readonly Question[];
  outcome: StepOutcome;
  /** Was there a credential for what is not read before it, and after it? */
  credential: { before: boolean; after: boolean };
  /** What scripts have written before it, and after it: the very same. */
  made: { before: MadeFiles; after: MadeFiles };
}

/** Of one step; and of all together, which are forgotten then. */
const MOST_WAYS = 12;
const MOST_READINGS = 2_000;

/** For steps that are read with the same tools: no file may come or go in between. */
export function rememberSteps(): StepReader {
  let known = new WeakMap<StepText, Remembered[]>();
  let count = 0;

  return (here, read) => {
    const { step, state } = here;
    let ways = known.get(step);
    if (!ways) {
      ways = [];
      known.set(step, ways);
    }
    for (const each of ways) {
      if (!isSame(each, here)) continue;
      state.hasCredential = each.credential.after;
      state.made = each.made.after;
      return each.outcome;
    }
    const before = { credential: state.hasCredential, made: state.made };
    const questions = new Map<string, Question>();
    const outcome = read(watched(here, questions));
    if (ways.length < MOST_WAYS) {
      const { job, document, runs, guards, handed } = here;
      ways.push({
        place: { job, document, runs, guards, handed },
        questions: [...questions.values()],
        outcome,
        credential: { before: before.credential, after: state.hasCredential },
        made: { before: before.made, after: state.made },
      });
      count += 1;
    }
    if (count > MOST_READINGS) {
      known = new WeakMap();
      count = 0;
    }
    return outcome;
  };
}

function isSame({ place, questions, credential, made }: Remembered, here: Here): boolean {
  return (
    place.runs === here.runs &&
    place.job.node === here.job.node &&
    place.document === here.document &&
    credential.before === here.state.hasCredential &&
    made.before === here.state.made &&
    areSame(place.guards, here.guards) &&
    areSame(place.handed, here.handed) &&
    questions.every((each) => Object.is(answerTo(each, here), each.answer))
  );
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}

function answerTo({ of, name }: Omit<Question, 'answer'>, here: Here): unknown {
  const { contexts, environment, expressions } = here;
  switch (of) {
    case 'variable':
      return environment.variable(name);
    case 'spelled':
      return environment.spelled(name);
    case 'env':
      return environment.context().get(name);
    case 'github':
      return contexts.github instanceof Dictionary ? contexts.github.get(name) : UNKNOWN;
    default:
      return expressions[of]?.(name, contexts);
  }
}

/** The same, with every question written down. */
function watched(here: Here, questions: Map<string, Question>): Here {
  const ask: Ask = (of, name) => {
    const key = `${of} ${name}`;
    const known = questions.get(key);
    if (known) return known.answer as never;
    const answer = answerTo({ of, name }, here);
    questions.set(key, { of, name, answer });
    return answer as never;
  };
  const env = new Lookup((name) => ask('env', name));
  const environment: StepEnvironment = {
    variable: (name) => ask('variable', name),
    spelled: (name) => ask('spelled', name),
    context: () => env,
  };
  // What else is asked of the contexts is asked through expressions.
  const contexts: Contexts = { ...here.contexts, github: new Lookup((name) => ask('github', name)) };
  return { ...here, environment, contexts, expressions: new WatchedExpressions(ask) };
}

type Ask = <Answer>(of: Question['of'], name: string) => Answer;

class WatchedExpressions implements Expressions {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  evaluate(source: string): Value {
    return this.#ask('evaluate', source);
  }

  truth(source: string): Truth {
    return this.#ask('truth', source);
  }

  interpolate(source: string): string {
    // Nearly all texts have nothing to fill in.
    return source.includes('${{') ? this.#ask('interpolate', source) : source;
  }

  dependsOnSettings(source: string): boolean {
    return this.#ask('dependsOnSettings', source);
  }

  valueOf(source: string): Value {
    return this.#ask('valueOf', source);
  }

  condition(source: string): Ternary {
    return this.#ask('condition', source);
  }

  flag(source: string): Ternary {
    return this.#ask('flag', source);
  }

  isBoolean(source: string): Ternary {
    return this.#ask('isBoolean', source);
  }
}
