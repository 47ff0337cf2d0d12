/**
 * What a step under a condition hands on is there for every later step under the same one, or under one from which it follows:
 * in each run in which the later one is made, so was the first. For all others it may be missing.
 */
import { followFrom } from '../../language/conditions.js';
import type { JobEnvironment } from '../../language/environment.js';
import type { Value } from '../../language/values.js';
import type { StepOutcome } from './frame.js';

interface Kept<What> {
  guards: readonly string[];
  what: What;
}

/** Of so many steps the variables are kept, the last ones. */
const MOST_KEPT = 50;

export class SharedConditions {
  readonly #contexts = new Map<string, Kept<Value>>();
  #variables: Kept<Map<string, string>>[] = [];
  #holding: readonly string[] = [];
  #made: { before: JobEnvironment; holding: readonly string[]; environment: JobEnvironment } | null = null;

  /** From now on it is asked by somebody for whom these conditions hold. */
  hold(guards: readonly string[]): void {
    this.#holding = guards;
  }

  /** `steps.ID` of a step that is surely made where these conditions hold. */
  context(id: string): Value | undefined {
    const kept = this.#contexts.get(id);
    return kept && this.#holds(kept) ? kept.what : undefined;
  }

  /** The environment with what such steps have written. */
  environment(before: JobEnvironment): JobEnvironment {
    const given = this.#variables.filter((each) => this.#holds(each));
    if (given.length === 0) return before;
    const holding = this.#holding;
    if (this.#made?.before !== before || this.#made.holding !== holding) {
      const environment = given.reduce((all, { what }) => all.on(what), before);
      this.#made = { before, holding, environment };
    }
    return this.#made.environment;
  }

  /**
   * After each step.
   *
   * @param isSettled nothing can change its condition any more
   */
  keep(id: string | null, guards: readonly string[], outcome: StepOutcome, isSettled: boolean): void {
    this.#forget(outcome.variables);
    if (!outcome.underCondition || !isSettled) return;
    const { context, variables } = outcome.underCondition;
    if (id !== null && context !== null) this.#contexts.set(id.toLowerCase(), { guards, what: context });
    if (variables.size === 0) return;
    this.#variables.push({ guards, what: new Map(variables) });
    this.#variables = this.#variables.slice(-MOST_KEPT);
    this.#made = null;
  }

  /** Whoever writes a variable anew decides about it. */
  #forget(written: ReadonlyMap<string, string>): void {
    if (this.#variables.length === 0 || written.size === 0) return;
    for (const { what } of this.#variables) for (const name of written.keys()) what.delete(name);
    this.#variables = this.#variables.filter(({ what }) => what.size > 0);
    this.#made = null;
  }

  #holds({ guards }: Kept<unknown>): boolean {
    return followFrom(guards, this.#holding);
  }
}

/** What changes from step to step, or with how the job goes on. */
const CHANGING = /\b(?:env|job|hashfiles|always|failure|cancelled)\b/;

/**
 * Does a condition come to the same at every later step? Text without spaces, in lower case.
 *
 * @param isOver is the step of this name over, so that its context stays as it is?
 */
export function isSettledCondition(condition: string, isOver: (id: string) => boolean): boolean {
  if (condition === '') return true;
  if (CHANGING.test(condition)) return false;
  return [...condition.matchAll(/\bsteps\b(?:\.([\w-]+))?/g)].every(
    ([, id]) => id !== undefined && isOver(id),
  );
}
