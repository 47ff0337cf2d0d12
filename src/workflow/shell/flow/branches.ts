/** Branches of a script, `if` and `case`: which of them is taken, as far as its text tells. */
import type { Case, If } from 'unbash';
import { both, type Chance, either, opposite } from '../../language/chance.js';
import { isUpToRun } from '../../language/origins.js';
import type { Invocation } from '../effects.js';
import { type Ending, FAILED } from '../known/endings.js';
import { presenceAsked } from '../presence.js';
import { equality } from '../tests.js';
import { comparedText, wordText } from '../words/words.js';
import { areAsking, askedAnswer, isByEnding, type Outcome } from './answers.js';
import { isWritten } from './as-written.js';
import { onWay } from './asked-endings.js';
import type { ScriptEnd } from './failures.js';
import type { FlowWalk } from './walk.js';

type Way = (walk: () => void) => void;

const asItIs: Way = (walk) => walk();

/** Walks the branches that may be taken, as part of the walk that it is given. */
export class Branches {
  readonly #walk: FlowWalk;

  constructor(walk: FlowWalk) {
    this.#walk = walk;
  }

  if(command: If, runs: Chance): Outcome {
    const { shell, conditions, commands, failures, fallbacks } = this.#walk;
    let open = runs;
    let decided: Chance = 'yes';
    let isPassed = true;
    let isOtherwiseFailed = true;
    const presence =
      command.elif.length > 0 ? null : presenceAsked(command.clause.commands[0]?.command, shell);
    const outcomes: (() => void)[] = [];
    let asking: readonly Invocation[] = [];
    /** Those of them without whose failure nothing behind is come to, whatever else is asked. */
    let failing: readonly Invocation[] = [];
    let isOfFailure = false;
    for (const { clause, then } of [command, ...command.elif]) {
      let holds = 'unknown' as Chance;
      let isDecided = false as boolean;
      const known = commands.length;
      conditions.asksForFailure = false;
      conditions.asked = null;
      conditions.under(open !== runs, () => {
        const all = () => this.#walk.statements(clause.commands, open);
        const walk = () => conditions.insteadOf(failing, all);
        const outcome = failures.asking(
          walk,
          this.#endOtherwise(command),
          failures.endAt(fallbacks.of(then), true),
        );
        isDecided = isByEnding(outcome, conditions.asked ?? commands.slice(known));
        isOtherwiseFailed &&= isDecided && !conditions.asksForFailure;
        holds = askedAnswer(outcome, this.#walk.last);
      });
      isOfFailure = conditions.asksForFailure;
      const asked = conditions.asked ?? commands.slice(known);
      asking = [...asking, ...asked];
      if (isDecided && !isOfFailure) failing = [...failing, ...asked];
      const behind = isOfFailure ? this.#onFailure(asked) : isDecided ? this.#onSuccess(asked) : asItIs;
      decided = both(decided, holds);
      const branch = both(open, holds);
      // In a loop, what is sometimes run may be the loop's own doing, or that of a condition as well.
      const isOpen = branch !== runs || holds !== 'yes';
      isPassed &&= holds === 'no';
      const isOff = isWritten(clause.commands.at(-1)?.command, 'false');
      if (branch === 'no' && !isOff)
        this.#walk.byways.passOver(() => this.#walk.statements(then.commands, 'no'));
      else if (branch !== 'no')
        outcomes.push(() =>
          behind(() => conditions.under(isOpen, () => this.#walk.statements(then.commands, branch))),
        );
      open = both(open, opposite(holds));
    }
    const otherwise = command.else?.commands ?? [];
    const branch = open;
    const isTurned = isOfFailure && command.elif.length === 0;
    const isBehindFailure = isOtherwiseFailed || failing.length > 0;
    const behind = isBehindFailure ? this.#onFailure(failing) : isTurned ? this.#onSuccess(asking) : asItIs;
    if (branch === 'no') this.#walk.byways.passOver(() => this.#walk.statements(otherwise, 'no'));
    else
      outcomes.push(() =>
        behind(() =>
          conditions.under(branch !== runs || !isPassed, () => this.#walk.statements(otherwise, branch)),
        ),
      );
    // Of several conditions nobody says which of them has sent it where.
    const isAsked = command.elif.length === 0 && outcomes.length === 2 && (isOfFailure || isOtherwiseFailed);
    const ending = isAsked ? ({ of: asking, failedAt: isOfFailure ? 0 : 1 } as const) : null;
    shell.branches(outcomes, decided, presence, ending);
    return 'assumed';
  }

  /** What is walked where these fail. */
  #onFailure(commands: readonly Invocation[]): Way {
    const { shell, conditions } = this.#walk;
    return (walk) => {
      shell.keepEnding('?', FAILED);
      const reason = areAsking(commands) ? conditions.reason : 'failure';
      conditions.behind(reason, () => conditions.insteadOf(commands, walk));
    };
  }

  /** What is walked where they end well. */
  #onSuccess(commands: readonly Invocation[]): Way {
    return (walk) => this.#walk.conditions.onSuccess(commands, walk);
  }

  /** What becomes of the script where the condition fails. */
  #endOtherwise({ elif, else: otherwise }: If): ScriptEnd {
    if (elif.length > 0) return undefined;
    const { failures, fallbacks } = this.#walk;
    return otherwise ? failures.endAt(fallbacks.of(otherwise), true) : 'never';
  }

  case({ word, items }: Case, runs: Chance): Outcome {
    const { shell, conditions } = this.#walk;
    const text = comparedText(word, shell);
    const asked = this.#endingsIn(word);
    const undecided: Chance = isUpToRun(wordText(word, shell)) ? 'sometimes' : 'unknown';
    if (items.some(leadsOn)) return this.#itemByItem(items, text, runs, undecided);
    let open = runs;
    let decided: Chance = 'yes';
    const outcomes: (() => void)[] = [];
    for (const { pattern, body } of items) {
      const answers = pattern.map((each) => equality(text, each, shell));
      const isOpen = !answers.every((each) => each === false);
      const holds: Chance = answers.includes(true) ? 'yes' : isOpen ? undecided : 'no';
      if (holds !== 'yes' && holds !== 'no') decided = undecided;
      const branch = both(open, holds);
      const isChosen = decided === 'yes';
      const behind = asked ? this.#behindItem(asked, pattern) : asItIs;
      if (branch === 'no') this.#walk.byways.passOver(() => this.#walk.statements(body.commands, 'no'));
      else
        outcomes.push(() =>
          behind(() => conditions.under(!isChosen, () => this.#walk.statements(body.commands, branch))),
        );
      open = both(open, opposite(holds));
    }
    if (open !== 'no') outcomes.push(() => {});
    shell.branches(outcomes, decided);
    return decided === 'yes' ? 'assumed' : 'unknown';
  }

  /** One after the other, for those behind an item may be taken as well: `;&` goes on with the next one, `;;&` with the next that fits. */
  #itemByItem(items: Case['items'], text: string, runs: Chance, undecided: Chance): Outcome {
    const { shell, conditions } = this.#walk;
    /** How surely an item is come to, and whether it is then taken whatever it compares. */
    let [open, isTaken] = [runs, 'no' as Chance];
    for (const { pattern, body, terminator } of items) {
      const answers = pattern.map((each) => equality(text, each, shell));
      const fits = answers.includes(true)
        ? 'yes'
        : answers.every((each) => each === false)
          ? 'no'
          : undecided;
      const holds = both(open, either(fits, isTaken));
      const walk = () => this.#walk.statements(body.commands, holds);
      if (holds === runs) walk();
      else if (holds === 'no') this.#walk.byways.passOver(() => this.#walk.statements(body.commands, 'no'));
      else shell.branches([() => conditions.under(true, walk), () => {}], undecided);
      const isChosen = either(fits, isTaken);
      isTaken = terminator === ';&' ? isChosen : 'no';
      // What led on to it ends here as well.
      if (!leadsOn({ terminator })) open = both(open, opposite(isChosen));
    }
    return 'unknown';
  }

  /** What a `case` compares, where it tells how commands have ended: `case $? in`. */
  #endingsIn(word: Case['word']): AskedItem | null {
    const { shell } = this.#walk;
    if (!shell.keepsEndings) return null;
    const used = new Set<Ending>();
    const [well, failed] = (['well', 'failed'] as const).map((way) =>
      comparedText(word, onWay(shell, way, used)),
    );
    if (used.size === 0 || well === undefined || failed === undefined) return null;
    return { well, failed, of: [...used].flatMap(({ of }) => of), isTaken: { well: false, failed: false } };
  }

  /** The first item that fits is taken. */
  #behindItem({ of, isTaken, ...texts }: AskedItem, patterns: Case['items'][number]['pattern']): Way {
    const { shell } = this.#walk;
    const takes = (way: 'well' | 'failed') => {
      const fits = !isTaken[way] && patterns.some((each) => equality(texts[way], each, shell) === true);
      isTaken[way] ||= fits;
      return fits;
    };
    const [well, failed] = [takes('well'), takes('failed')];
    return well === failed ? asItIs : failed ? this.#onFailure(of) : this.#onSuccess(of);
  }
}

function leadsOn({ terminator }: Pick<Case['items'][number], 'terminator'>): boolean {
  return terminator === ';&' || terminator === ';;&';
}

interface AskedItem extends Ending {
  isTaken: { well: boolean; failed: boolean };
}
