/** Branches of a script, `if` and `case`: which of them is taken, as far as its text tells. */
import type { Case, CompoundList, If, Statement } from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { isUpToRun } from '../language/origins.js';
import type { Outcome } from './answers.js';
import { isWritten } from './as-written.js';
import type { Conditions } from './conditions.js';
import type { Invocation } from './effects.js';
import type { Failures, ScriptEnd } from './failures.js';
import { presenceAsked } from './presence.js';
import type { Shell } from './shell.js';
import { equality } from './tests.js';
import { comparedText, wordText } from './words/words.js';

/** The walk that the branches stand in. */
interface BranchWalk {
  readonly shell: Shell;
  readonly commands: readonly Invocation[];
  readonly conditions: Conditions;
  readonly failures: Failures;
  statements(statements: readonly Statement[], runs: Chance): Outcome;
  /** What becomes of the script where a command fails, and this is there for it. */
  endAt(fallback: CompoundList, isLast: boolean): ScriptEnd;
  /** Walks what is surely not run. */
  passOver(walk: () => void): void;
  /** What a condition comes to that was walked just now. */
  asked(outcome: Outcome): Chance;
}

/** Walks the branches that may be taken, as part of the walk that it is given. */
export class Branches {
  readonly #walk: BranchWalk;

  constructor(walk: BranchWalk) {
    this.#walk = walk;
  }

  if(command: If, runs: Chance): Outcome {
    const { shell, conditions, commands } = this.#walk;
    let open = runs;
    let decided: Chance = 'yes';
    let isPassed = true;
    let isOtherwiseFailed = true;
    const presence =
      command.elif.length > 0 ? null : presenceAsked(command.clause.commands[0]?.command, shell);
    const outcomes: (() => void)[] = [];
    const asking: Invocation[] = [];
    for (const { clause, then } of [command, ...command.elif]) {
      let holds = 'unknown' as Chance;
      const known = commands.length;
      conditions.asksForFailure = false;
      conditions.under(open !== runs, () => {
        const walk = () => this.#walk.statements(clause.commands, open);
        const outcome = this.#walk.failures.asking(
          walk,
          this.#endOtherwise(command),
          this.#walk.endAt(then, true),
        );
        isOtherwiseFailed &&= outcome === 'assumed';
        holds = this.#walk.asked(outcome);
      });
      const isFailed = conditions.asksForFailure;
      asking.push(...commands.slice(known));
      decided = both(decided, holds);
      const branch = both(open, holds);
      // In a loop, what is sometimes run may be the loop's own doing, or that of a condition as well.
      const isOpen = branch !== runs || holds !== 'yes';
      isPassed &&= holds === 'no';
      const isOff = isWritten(clause.commands.at(-1)?.command, 'false');
      if (branch === 'no' && !isOff) this.#walk.passOver(() => this.#walk.statements(then.commands, 'no'));
      else if (branch !== 'no')
        outcomes.push(() =>
          conditions.behind(isFailed ? 'failure' : conditions.reason, () =>
            conditions.insteadOf(isFailed ? asking : [], () =>
              conditions.under(isOpen, () => this.#walk.statements(then.commands, branch)),
            ),
          ),
        );
      open = both(open, opposite(holds));
    }
    const otherwise = command.else?.commands ?? [];
    const branch = open;
    if (branch === 'no') this.#walk.passOver(() => this.#walk.statements(otherwise, 'no'));
    else
      outcomes.push(() =>
        conditions.behind(isOtherwiseFailed ? 'failure' : conditions.reason, () =>
          conditions.insteadOf(isOtherwiseFailed ? asking : [], () =>
            conditions.under(branch !== runs || !isPassed, () => this.#walk.statements(otherwise, branch)),
          ),
        ),
      );
    shell.branches(outcomes, decided, presence);
    return 'assumed';
  }

  /** What becomes of the script where the condition fails. */
  #endOtherwise({ elif, else: otherwise }: If): ScriptEnd {
    if (elif.length > 0) return undefined;
    return otherwise ? this.#walk.endAt(otherwise, true) : 'never';
  }

  case({ word, items }: Case, runs: Chance): Outcome {
    const { shell, conditions } = this.#walk;
    const text = comparedText(word, shell);
    const undecided: Chance = isUpToRun(wordText(word, shell)) ? 'sometimes' : 'unknown';
    let open = runs;
    let decided: Chance = 'yes';
    const outcomes: (() => void)[] = [];
    // Where one item leads on to the next, nobody is asked which is taken.
    const falls = items.some(({ terminator }) => terminator === ';&' || terminator === ';;&');
    for (const { pattern, body } of items) {
      const answers = pattern.map((each) => (falls ? null : equality(text, each, shell)));
      const isOpen = !answers.every((each) => each === false);
      const holds: Chance = answers.includes(true) ? 'yes' : isOpen ? undecided : 'no';
      if (holds !== 'yes' && holds !== 'no') decided = undecided;
      const branch = both(open, holds);
      const isChosen = decided === 'yes';
      if (branch === 'no') this.#walk.passOver(() => this.#walk.statements(body.commands, 'no'));
      else
        outcomes.push(() => conditions.under(!isChosen, () => this.#walk.statements(body.commands, branch)));
      open = both(open, opposite(holds));
    }
    if (open !== 'no') outcomes.push(() => {});
    shell.branches(outcomes, decided);
    return decided === 'yes' ? 'assumed' : 'unknown';
  }
}
