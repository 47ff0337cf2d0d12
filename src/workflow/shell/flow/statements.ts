/** Commands one after the other: which of them are come to, where one before them may have left the script. */
import type { Statement } from 'unbash';
import { both, type Chance } from '../../language/chance.js';
import type { Invocation } from '../effects.js';
import { endingOf } from '../known/endings.js';
import { isByEnding, type Outcome } from './answers.js';
import { isWritten } from './as-written.js';
import type { Lists } from './lists.js';
import type { Pipes } from './pipes.js';
import type { FlowWalk } from './walk.js';

/** Nobody has so many ways out of a script, each behind the one before. */
const MOST_WAYS_OUT = 50;

/** Walks them, as part of the walk that it is given. */
export class Statements {
  readonly #walk: FlowWalk;
  readonly #lists: Lists;
  readonly #pipes: Pipes;
  #waysOut = 0;

  constructor(walk: FlowWalk, lists: Lists, pipes: Pipes) {
    this.#walk = walk;
    this.#lists = lists;
    this.#pipes = pipes;
  }

  /** Walks commands one after the other; answers how the last one ends. */
  walk(statements: readonly Statement[], runs: Chance): Outcome {
    const { shell, conditions, failures, fallbacks, byways } = this.#walk;
    let last: Outcome = 'yes';
    const end = fallbacks.lastEnd(statements);
    const known = shell.leftBehind;
    for (const [index, { command, background }] of statements.entries()) {
      const rest = (chance: Chance) => this.#wayOn(() => this.walk(statements.slice(index), chance));
      const { leftBehind } = shell;
      const isFollowed = this.#waysOut < MOST_WAYS_OUT;
      if (shell.isPassed === 'yes') {
        const ended = statements[index - 1]?.command;
        const isOff = isWritten(ended, 'exit') || isWritten(ended, 'false');
        if (leftBehind.length > 0 && isFollowed)
          byways.otherwise(leftBehind, () => rest(both(runs, 'unknown')));
        else if (!byways.isPassing && !isOff) byways.passOver(() => rest('no'));
        return last;
      }
      // What is left behind a success is not left where there is none.
      if (index > 0 && isFollowed && leftBehind.some((each) => !known.includes(each)))
        return conditions.insteadOf(leftBehind, () => rest(runs));
      // Nor is what stands behind `|| continue` come to where that was taken.
      const skipped = shell.skippedFor.filter((each) => !conditions.succeeded.includes(each));
      if (index > 0 && isFollowed && skipped.length > 0)
        return conditions.onSuccess(skipped, () => rest(runs));
      const before = this.#walk.commands.length;
      const walk = () =>
        command.type === 'AndOr' ? this.#lists.walk(command, runs) : this.#pipes.walk(command, runs);
      // What runs beside the script has a shell of its own, and who asks how it ends is `wait`.
      if (background) failures.beside(() => shell.subshell(() => this.#walk.process(walk, runs)));
      const goesOn = index < end ? 'perhaps' : index < statements.length - 1;
      last = background ? 'yes' : failures.before(goesOn, walk);
      const made = this.#walk.commands.slice(before);
      const isAsked = isByEnding(last, made) && !background && endsAsItsCommands(command);
      this.#ended(isAsked ? made : []);
    }
    return last;
  }

  /** Walks what is behind a way out of the script: each is a script within it. */
  #wayOn<Result>(walk: () => Result): Result {
    this.#waysOut += 1;
    const result = walk();
    this.#waysOut -= 1;
    return result;
  }

  /** Keeps what `$?` tells of. */
  #ended(commands: readonly Invocation[]): void {
    this.#walk.shell.keepEnding('?', commands.length > 0 ? endingOf(commands) : null);
  }
}

/** A list with a `||` ends well where its last part does. */
function endsAsItsCommands(command: Statement['command']): boolean {
  if (command.type === 'AndOr') return !command.operators.includes('||');
  return command.type === 'Command' || command.type === 'Pipeline';
}
