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

/** What a step asks of a run. In each run it is answered once, whoever asks: those who compare, and the reading itself. */
interface Question {
  /** A method of `Expressions`, a variable of the process, or a name in one of two contexts. */
  of: keyof Expressions | 'variable' | 'spelled' | 'env' | 'github';
  /** The text, or the name. */
  name: string;
  /** Of the last run in which it was asked. */
  answer: unknown;
  run: object | null;
}

/** One for each text or name, by what it is asked of. */
type Questions = Map<Question['of'], Map<string, Question>>;

interface KnownStep {
  questions: Questions;
  ways: Remembered[];
}

interface Remembered {
  place: Pick<Here, 'job' | 'document' | 'runs' | 'guards' | 'handed'>;
  answers: readonly (readonly [Question, unknown])[];
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
  let known = new WeakMap<StepText, KnownStep>();
  let count = 0;

  return (here, read) => {
    const { step, state } = here;
    let ofStep = known.get(step);
    if (!ofStep) {
      ofStep = { questions: new Map(), ways: [] };
      known.set(step, ofStep);
    }
    const { questions, ways } = ofStep;
    const run = {};
    for (const each of ways) {
      if (!isSame(each, here, run)) continue;
      state.hasCredential = each.credential.after;
      state.made = each.made.after;
      return each.outcome;
    }
    const before = { credential: state.hasCredential, made: state.made };
    const isKept = ways.length < MOST_WAYS;
    const answers = new Map<Question, unknown>();
    const outcome = read(watched(here, run, isKept ? questions : new Map(), answers));
    if (isKept) {
      const { job, document, runs, guards, handed } = here;
      ways.push({
        place: { job, document, runs, guards, handed },
        answers: [...answers],
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

function isSame({ place, answers, credential, made }: Remembered, here: Here, run: object): boolean {
  return (
    place.runs === here.runs &&
    place.job.node === here.job.node &&
    place.document === here.document &&
    credential.before === here.state.hasCredential &&
    made.before === here.state.made &&
    areSame(place.guards, here.guards) &&
    areSame(place.handed, here.handed) &&
    answers.every(([question, answer]) => Object.is(answerIn(run, question, here), answer))
  );
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false;
  return true;
}

function answerIn(run: object, question: Question, here: Here): unknown {
  if (question.run !== run) {
    question.answer = answerTo(question, here);
    question.run = run;
  }
  return question.answer;
}

function answerTo({ of, name }: Pick<Question, 'of' | 'name'>, here: Here): unknown {
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

function questionOf(questions: Questions, of: Question['of'], name: string): Question {
  let named = questions.get(of);
  if (!named) {
    named = new Map();
    questions.set(of, named);
  }
  let question = named.get(name);
  if (!question) {
    question = { of, name, answer: undefined, run: null };
    named.set(name, question);
  }
  return question;
}

/** The same, with every question and its answer written down. */
function watched(here: Here, run: object, questions: Questions, answers: Map<Question, unknown>): Here {
  const ask: Ask = (of, name) => {
    const question = questionOf(questions, of, name);
    // A reading may still ask when the next one has begun.
    if (answers.has(question)) return answers.get(question) as never;
    const answer = answerIn(run, question, here);
    answers.set(question, answer);
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
