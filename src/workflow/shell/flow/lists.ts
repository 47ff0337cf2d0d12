/** Lists of `&&` and `||`: which of their parts is run, and how the whole ends. */
import type { AndOr, PipelineNode } from 'unbash';
import { both, type Chance, opposite } from '../../language/chance.js';
import type { Invocation } from '../effects.js';
import { FAILED } from '../known/endings.js';
import { copyOf } from '../known/state.js';
import { presenceAsked, turned } from '../presence.js';
import {
  andOutcome,
  areAsking,
  askedAnswer,
  isByEnding,
  maybeAsks,
  type Outcome,
  onlySays,
  orOutcome,
} from './answers.js';
import { isFallback, isForgiven, isWritten } from './as-written.js';
import type { Pipes } from './pipes.js';
import type { FlowWalk } from './walk.js';

type ListParts = Pick<AndOr, 'commands' | 'operators'>;

/** Walks the parts of a list, as part of the walk that it is given. */
export class Lists {
  readonly #walk: FlowWalk;
  readonly #pipes: Pipes;

  constructor(walk: FlowWalk, pipes: Pipes) {
    this.#walk = walk;
    this.#pipes = pipes;
  }

  walk({ commands, operators }: AndOr, runs: Chance): Outcome {
    const { conditions } = this.#walk;
    let last = 'yes' as Outcome;
    const known = this.#walk.commands.length;
    const presence = presenceAsked(commands[0], this.#walk.shell);
    /** What is asked for its failure by a part of a list that holds only with all of them. */
    let failing: readonly Invocation[] = [];
    let isAsking = false;
    for (const [index, each] of commands.entries()) {
      if (this.#walk.shell.isPassed === 'yes') return last;
      // Who says what the answer was goes on behind the same: `docker pull "$IMAGE" && echo there && exit 0`.
      if (operators[index - 2] !== '&&' || !onlySays(this.#walk.last))
        isAsking = last === 'assumed' && maybeAsks(this.#walk.last);
      const { asked: kept, asksForFailure } = conditions;
      const before = kept ?? this.#walk.commands.slice(known);
      if (index > 0 && asksForFailure) failing = before;
      conditions.asked = null;
      conditions.asksForFailure = false;
      const operator = index === 0 ? null : operators[index - 1];
      let holds: Chance = 'yes';
      if (operator === '&&') holds = last === 'assumed' ? 'yes' : last;
      // The right side of `||` is there for a failure, which nobody can foresee.
      else if (operator === '||')
        holds =
          last !== 'assumed' ? opposite(last) : isFallback(commands[index - 1], each) ? 'no' : 'unknown';
      let { reason } = conditions;
      if (operator === '||' && last === 'assumed') reason = 'failure';
      else if (operator === '&&' && asksForFailure && !areAsking(before)) reason = 'failure';
      else if (operator === '&&' && isAsking) reason = 'answer';
      const certain = both(runs, holds);
      const present = index > 1 ? null : operator === '||' ? turned(presence) : presence;
      if (certain === 'no') {
        if (!isWritten(commands[index - 1], 'false'))
          this.#walk.byways.passOver(() => this.#pipes.walk(each, 'no'));
        conditions.asksForFailure = asksForFailure;
        conditions.asked = kept;
        continue;
      }
      const walk = () => {
        const own = conditions.forgiving(isForgiven(commands, operators, index), () =>
          this.#inList({ commands, operators }, index, () => this.#pipes.walk(each, certain)),
        );
        last = operator === '&&' ? andOutcome(last, own) : operator === '||' ? orOutcome(last, own) : own;
      };
      const isDecided = isByEnding(last, before);
      const isOnFailure =
        (operator === '||' && isDecided && !asksForFailure) || (operator === '&&' && asksForFailure);
      const isOnSuccess =
        (operator === '&&' && isDecided && !asksForFailure) || (operator === '||' && asksForFailure);
      const ending =
        isOnFailure || isOnSuccess
          ? { of: before, failedAt: isOnFailure ? (0 as const) : (1 as const) }
          : null;
      // Of `A && B || C` the end of A is that of the list, where B but says something.
      const asked = before.filter(({ words }) => !onlySays(words));
      const settle = (way: 'well' | 'failed') => {
        if (isOnFailure && index > 1) this.#walk.shell.settle(way, asked);
      };
      const onWay = (inner: () => void) => {
        if (isOnFailure) this.#walk.shell.keepEnding('?', FAILED);
        settle('failed');
        inner();
      };
      // Whether a program fails is a fact of the run, as where it is asked by an `if`.
      const decided = isOnFailure ? both(runs, askedAnswer(last, this.#walk.last)) : certain;
      // A command that may be passed over leaves its variables open.
      const made = () =>
        conditions.behind(reason, () => {
          if (certain === runs) conditions.under(holds !== 'yes', walk);
          else
            this.#walk.shell.branches(
              [() => conditions.under(true, () => onWay(walk)), () => settle('well')],
              decided,
              present,
              ending,
            );
        });
      if (isOnFailure) conditions.insteadOf(before, made);
      else if (isOnSuccess && certain === runs) this.#behindSuccess(before, made);
      else if (isOnSuccess) conditions.onSuccess(before, made);
      else made();
    }
    // Whoever pushes without an image, or by another reason, pushes surely without it.
    if (failing.length > 0 && (!operators.includes('||') || areAsking(failing))) {
      conditions.asksForFailure = true;
      conditions.asked = failing;
    }
    return last;
  }

  /** Walks what is behind a `&&`, and keeps what is not set where those fail. */
  #behindSuccess(commands: readonly Invocation[], walk: () => void): void {
    const failed = copyOf(this.#walk.shell.state);
    this.#walk.conditions.onSuccess(commands, walk);
    this.#walk.shell.keepEndings({ well: this.#walk.shell.state, failed }, commands);
  }

  /** Walks a part of a list: what fails in front of a `||` is what that is there for. */
  #inList<Result>({ commands, operators }: ListParts, index: number, walk: () => Result): Result {
    if (index === operators.length) return walk();
    const at = operators.indexOf('||', index);
    if (at === -1) return this.#walk.failures.inList(walk);
    const { fallbacks, failures } = this.#walk;
    const fallback = fallbacks.of(commands[at + 1] as PipelineNode);
    return failures.asking(walk, failures.endAt(fallback, at + 1 === operators.length));
  }
}
