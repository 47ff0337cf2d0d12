/** What the commands stand under that are walked: conditions, what they are there for, and the end that they come to. */
import { both, type Chance } from '../../language/chance.js';
import type { Invocation } from '../effects.js';

/** It is walked for where a command fails, or for what one answers. */
type Reason = 'failure' | 'answer';

/** Nobody has so many ways out ready. */
const MOST_OTHERWISE = 20;

/** Kept along the walk of a script. */
export class Conditions {
  /** All that were walked, of the whole script. */
  readonly #commands: readonly Invocation[];
  /** How many of them are open that nobody can decide. */
  open = 0;

  /** In what is walked now the script ends with an error: of a run that goes well this is no part. */
  endsInError = false;
  /** In what is walked now the script ends, and all is well. */
  endsWell = false;

  /** What is walked now stands behind a command, for that. */
  reason: Reason | null = null;
  /** What was walked last holds where a command fails: `! docker build .`. */
  asksForFailure = false;
  /** The commands that it asks for by what was kept of their end, `[ $? -eq 0 ]`; null: those that stand in it. */
  asked: readonly Invocation[] | null = null;
  /** What is walked now is reached where these end well alone. */
  succeeded: readonly Invocation[] = [];
  /** What is walked now is reached where these fail alone. */
  failing: readonly Invocation[] = [];

  /** Does the script go on where what is walked now fails? */
  isForgiven = false;
  /** Is what is walked now in a process of its own, and whoever has started that goes on where it fails? */
  #isErrorPassed = false;

  constructor(commands: readonly Invocation[]) {
    this.#commands = commands;
  }

  /** What is walked under a condition; `isOpen`: it may not hold. */
  under(isOpen: boolean, walk: () => void): void {
    const [known, endsInError, endsWell] = [this.#commands.length, this.endsInError, this.endsWell];
    this.open += isOpen ? 1 : 0;
    this.endsInError = false;
    this.endsWell = false;
    walk();
    this.open -= isOpen ? 1 : 0;
    if (this.endsInError && !this.#isErrorPassed)
      for (const each of this.#commands.slice(known)) each.isBeforeError = true;
    if (this.endsWell && isOpen) for (const each of this.#commands.slice(known)) each.isBeforeEnd = true;
    // What surely comes to that end, as the right side of `docker logout && exit 1` does, takes along what is before it.
    this.endsInError = endsInError || (this.endsInError && !isOpen);
    this.endsWell = endsWell;
  }

  /** @param reason null: a body that is left for itself, where what it stands behind is asked no more */
  behind<Result>(reason: Reason | null, walk: () => Result): Result {
    const before = this.reason;
    this.reason = reason;
    const result = walk();
    this.reason = before;
    return result;
  }

  /** @param commands those that have ended well where it is walked */
  onSuccess<Result>(commands: readonly Invocation[], walk: () => Result): Result {
    const before = this.succeeded;
    if (commands.length > 0) this.succeeded = [...before, ...commands];
    const result = walk();
    this.succeeded = before;
    return result;
  }

  /** What is walked leaves but itself: a loop, a function, a process. */
  afresh<Result>(walk: () => Result): Result {
    const before = [this.succeeded, this.failing] as const;
    [this.succeeded, this.failing] = [[], []];
    const result = walk();
    [this.succeeded, this.failing] = before;
    return result;
  }

  /** How surely something is left here, the script or a loop. */
  leaves(runs: Chance): Chance {
    return this.reason === 'answer' ? both(runs, 'unknown') : runs;
  }

  /** @param failing the commands for whose failure it is walked */
  insteadOf<Result>(failing: readonly Invocation[], walk: () => Result): Result {
    if (failing.length === 0) return walk();
    const known = this.#commands.length;
    const result = this.afterFailure(failing, walk);
    const made = this.#commands.slice(known);
    for (const each of failing) {
      // Behind `|| return 1` whoever has called the function goes on.
      const { otherwise = [] } = each;
      if (otherwise.length < MOST_OTHERWISE) each.otherwise = [...otherwise, ...made];
    }
    return result;
  }

  /** @param failing the commands one of which has failed where it is walked; that it is there mends nothing */
  afterFailure<Result>(failing: readonly Invocation[], walk: () => Result): Result {
    const known = this.#commands.length;
    const before = this.failing;
    this.failing = failing;
    const result = walk();
    this.failing = before;
    for (const each of this.#commands.slice(known)) each.insteadOf ??= failing;
    return result;
  }

  /** @param isForgiven what is walked may fail, and the script goes on */
  forgiving<Result>(isForgiven: boolean, walk: () => Result): Result {
    const before = this.isForgiven;
    this.isForgiven ||= isForgiven;
    const result = walk();
    this.isForgiven = before;
    return result;
  }

  /** What another process does: its errors end it, and what has started it only where nobody looks after them. */
  inOwnProcess<Result>(walk: () => Result): Result {
    const before = this.#isErrorPassed;
    this.#isErrorPassed ||= this.isForgiven;
    const result = walk();
    this.#isErrorPassed = before;
    return result;
  }
}
