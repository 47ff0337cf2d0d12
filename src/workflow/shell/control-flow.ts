/**
 * Lists, pipes and branches of a script, and its loops by `loops.ts`: in which order its commands are walked, and how
 * sure it is that each of them runs. What a simple command does is left to who extends this.
 */
import type {
  AndOr,
  Case,
  Command,
  CommandNode,
  CompoundList,
  If,
  PipelineNode,
  Redirected,
  Statement,
} from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { isUpToRun } from '../language/origins.js';
import { andOutcome, askedAnswer, maybeAsks, type Outcome, orOutcome } from './answers.js';
import { isFallback, isForgiven, isWritten } from './as-written.js';
import type { Invocation } from './effects.js';
import { Loops } from './loops.js';
import { presenceAsked, turned } from './presence.js';
import { handedOver } from './printing/substitution.js';
import { isGivenInput, redirectedInput } from './redirections.js';
import type { Shell } from './shell.js';
import { arithmeticTest, chanceOfTest, equality } from './tests.js';
import { comparedText, wordText } from './words/words.js';

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

/** Walks the commands of a script in their order. */
export abstract class ControlFlow {
  readonly shell: Shell;
  readonly commands: Invocation[] = [];
  /** Those of branches that are surely not taken. */
  readonly passed: Invocation[] = [];
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  protected last: readonly string[] | null = null;
  readonly #loops = new Loops(this);
  #count = 0;
  /** How many conditions are open that nobody can decide. */
  conditions = 0;
  /** It was too much, and the rest was not read. */
  isCut = false;

  /** Does the script go on where what is walked now fails? */
  protected isForgiven = false;
  /** Is what is walked now in a process of its own, and whoever has started that goes on where it fails? */
  #isErrorPassed = false;

  /** What another process does: its errors end it, and what has started it only where nobody looks after them. */
  protected inOwnProcess<Result>(walk: () => Result): Result {
    const before = this.#isErrorPassed;
    this.#isErrorPassed ||= this.isForgiven;
    const result = walk();
    this.#isErrorPassed = before;
    return result;
  }

  /** Is what is walked now passed over? */
  protected isPassing = false;
  readonly #readsPassed: boolean;

  /** @param readsPassed are branches that are surely not taken walked, too? */
  constructor(shell: Shell, readsPassed: boolean) {
    this.shell = shell;
    this.#readsPassed = readsPassed;
  }

  /** Walks what is surely not run, for its commands alone: whatever it would do to the shell, it does not. */
  passOver(walk: () => void): void {
    if (this.isPassing) walk();
    if (this.isPassing || !this.#readsPassed) return;
    const { shell, last } = this;
    const [state, known] = [shell.state, this.commands.length];
    shell.state = { ...state, left: 'no', turns: [] };
    this.isPassing = true;
    walk();
    this.isPassing = false;
    shell.state = state;
    this.last = last;
    this.passed.push(...this.commands.splice(known));
  }

  /** What the commands of a group, a function or a script read that have no input of their own; null: nothing, or not known. */
  protected input: string | null = null;

  protected reading<Result>(input: string | null, walk: () => Result): Result {
    const before = this.input;
    this.input = input;
    const result = walk();
    this.input = before;
    return result;
  }

  /** @param fed what is piped into it; null when that is nothing or not known */
  protected abstract simple(command: Command, runs: Chance, fed: string | null): Outcome;

  /** In what is walked now the script ends with an error: of a run that goes well this is no part. */
  protected endsInError = false;

  /** In what is walked now the script ends, and all is well. */
  protected endsWell = false;

  /** What is walked now stands behind a command, for where it fails or for its answer. */
  #behind: 'failure' | 'answer' | null = null;

  /** What was walked last holds where a command fails: `! docker build .`. */
  #asksForFailure = false;

  #walkBehind(what: 'failure' | 'answer' | null, walk: () => void): void {
    const before = this.#behind;
    this.#behind = what;
    walk();
    this.#behind = before;
  }

  /** Walks a body that is left for itself: what it stands behind is asked no more. */
  protected apart<Result>(walk: () => Result): Result {
    const before = this.#behind;
    this.#behind = null;
    const result = walk();
    this.#behind = before;
    return result;
  }

  /** How surely something is left here, the script or a loop. */
  protected leaves(runs: Chance): Chance {
    return this.#behind === 'answer' ? both(runs, 'unknown') : runs;
  }

  /** `continue` and `break`. We ask what happens when all goes well: what is there for a failure leaves nothing. */
  protected leaveLoop(words: readonly string[], runs: Chance): void {
    if (this.#behind === 'failure') return;
    this.#loops.leave(words, this.leaves(runs), this.#behind === 'answer');
  }

  /** Walks all that a process does, or a subshell, to its end. */
  abstract process(walk: () => Outcome, runs: Chance): Outcome;

  /** Does nothing but a loop stand around the command, of which nobody knows how often it turns? */
  protected get isTurned(): boolean {
    return this.#loops.isTurned;
  }

  /** What is walked under a condition that may not hold. */
  #under(isOpen: boolean, walk: () => void): void {
    const [known, endsInError, endsWell] = [this.commands.length, this.endsInError, this.endsWell];
    this.conditions += isOpen ? 1 : 0;
    this.endsInError = false;
    this.endsWell = false;
    walk();
    this.conditions -= isOpen ? 1 : 0;
    if (this.endsInError && !this.#isErrorPassed)
      for (const each of this.commands.slice(known)) each.isBeforeError = true;
    if (this.endsWell && isOpen) for (const each of this.commands.slice(known)) each.isBeforeEnd = true;
    // What surely comes to that end, as the right side of `docker logout && exit 1` does, takes along what is before it.
    this.endsInError = endsInError || (this.endsInError && !isOpen);
    this.endsWell = endsWell;
  }

  // ----------------------------------------------------------- lists

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome {
    let last: Outcome = 'yes';
    for (const [index, { command, background }] of statements.entries()) {
      if (this.#isGone) {
        const isOff = isWritten(statements[index - 1]?.command, 'exit');
        if (!this.isPassing && !isOff) this.passOver(() => this.statements(statements.slice(index), 'no'));
        return last;
      }
      const walk = () => (command.type === 'AndOr' ? this.#andOr(command, runs) : this.#link(command, runs));
      // What runs beside the script has a shell of its own, and nobody asks how it ends.
      if (background) this.shell.subshell(() => this.process(walk, runs));
      last = background ? 'yes' : walk();
    }
    return last;
  }

  /** The script, or the turn of a loop, has surely ended before this point. */
  get #isGone(): boolean {
    return this.shell.isPassed === 'yes';
  }

  #andOr({ commands, operators }: AndOr, runs: Chance): Outcome {
    let last = 'yes' as Outcome;
    const presence = presenceAsked(commands[0], this.shell);
    for (const [index, each] of commands.entries()) {
      if (this.#isGone) return last;
      const operator = index === 0 ? null : operators[index - 1];
      let holds: Chance = 'yes';
      if (operator === '&&') holds = last === 'assumed' ? 'yes' : last;
      // The right side of `||` is there for a failure, which nobody can foresee.
      else if (operator === '||')
        holds =
          last !== 'assumed' ? opposite(last) : isFallback(commands[index - 1], each) ? 'no' : 'unknown';
      let behind = this.#behind;
      if (operator === '||' && last === 'assumed') behind = 'failure';
      else if (operator === '&&' && last === 'assumed' && maybeAsks(this.last)) behind = 'answer';
      const certain = both(runs, holds);
      const asked = index > 1 ? null : operator === '||' ? turned(presence) : presence;
      if (certain === 'no') {
        if (!isWritten(commands[index - 1], 'false')) this.passOver(() => this.#link(each, 'no'));
        continue;
      }
      const walk = () => {
        const before = this.isForgiven;
        this.isForgiven ||= isForgiven(commands, operators, index);
        const own = this.#link(each, certain);
        this.isForgiven = before;
        last = operator === '&&' ? andOutcome(last, own) : operator === '||' ? orOutcome(last, own) : own;
      };
      // A command that may be passed over leaves its variables open.
      this.#walkBehind(behind, () => {
        if (certain === runs) this.#under(holds !== 'yes', walk);
        else this.shell.branches([() => this.#under(true, walk), () => {}], certain, asked);
      });
    }
    return last;
  }

  #link(command: PipelineNode, runs: Chance): Outcome {
    const sure = both(runs, opposite(this.shell.isPassed));
    if (command.type !== 'Pipeline') return this.command(command, sure, null);
    const result = this.#pipe(command.commands, sure);
    const isNegated = command.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    this.#asksForFailure = isNegated && result === 'assumed';
    return isNegated ? opposite(this.#asked(result)) : result;
  }

  #pipe(commands: readonly CommandNode[], runs: Chance): Outcome {
    if (commands.length === 1) return this.command(commands[0] as CommandNode, runs, null);
    // Each part of a pipe has a shell of its own.
    const { shell } = this;
    let fed: string | null = null;
    let result: Outcome = 'assumed';
    for (const [index, each] of commands.entries()) {
      const before = shell.state;
      shell.state = { ...before, turns: [] };
      const piped = fed;
      const walk = () => {
        result = this.reading(index === 0 ? this.input : piped, () =>
          this.process(() => this.command(each, runs, piped), runs),
        );
      };
      if (index < commands.length - 1) fed = handedOver(this.printedIn(walk), each, commands[index + 1]);
      else walk();
      shell.leave(before);
    }
    return result;
  }

  /** What is printed on the walk for who reads it; null where that is not known. */
  protected printedIn(walk: () => void): string | null {
    const said = this.shell.outputs.readIn(walk);
    return this.isCut ? null : said;
  }

  // ------------------------------------------------- compound commands

  /** @param fed what is piped into it; null when that is nothing or not known */
  protected command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.#count += 1;
    if (this.#count > MAX_COMMANDS) {
      this.isCut = true;
      return 'unknown';
    }
    switch (command.type) {
      case 'Command':
        return this.simple(command, runs, fed);
      case 'CompoundList':
        return this.statements(command.commands, runs);
      case 'BraceGroup':
        return this.statements(command.body.commands, runs);
      case 'Subshell':
        return this.inOwnProcess(() =>
          this.shell.subshell(() => this.process(() => this.statements(command.body.commands, runs), runs)),
        );
      case 'Coproc':
        this.shell.subshell(() => this.command(command.body, runs, null));
        return 'assumed';
      case 'Redirected':
        return this.#redirected(command, runs, fed);
      case 'If':
        return this.#if(command, runs);
      case 'Case':
        return this.#case(command, runs);
      case 'While': {
        const { input } = this;
        this.apart(() => this.reading(null, () => this.#loops.while(command, runs, fed ?? input)));
        return 'unknown';
      }
      case 'For':
      case 'Select':
        // Its first turn reads all of it.
        this.apart(() => this.reading(null, () => this.#loops.for(command, runs)));
        return 'assumed';
      case 'ArithmeticFor':
        this.apart(() => this.reading(null, () => this.#loops.counting(command, runs)));
        return 'assumed';
      case 'Function':
        this.shell.define(command.name.value, command.body);
        return 'yes';
      case 'TestCommand':
        return chanceOfTest(command.expression, this.shell);
      case 'ArithmeticCommand':
        return arithmeticTest(command, this.shell.counting);
    }
  }

  #redirected({ command, redirects }: Redirected, runs: Chance, fed: string | null): Outcome {
    const piped = isGivenInput(redirects) ? redirectedInput(redirects, this.shell) : fed;
    const input = isGivenInput(redirects) ? piped : this.input;
    return this.reading(input, () =>
      this.shell.outputs.within(redirects, () => this.command(command, runs, piped)),
    );
  }

  // ---------------------------------------------------------- branches

  #asked(outcome: Outcome): Chance {
    return askedAnswer(outcome, this.last);
  }

  #if(command: If, runs: Chance): Outcome {
    let open = runs;
    let decided: Chance = 'yes';
    let isPassed = true;
    let isOtherwiseFailed = true;
    const presence =
      command.elif.length > 0 ? null : presenceAsked(command.clause.commands[0]?.command, this.shell);
    const outcomes: (() => void)[] = [];
    for (const { clause, then } of [command, ...command.elif]) {
      let holds = 'unknown' as Chance;
      this.#asksForFailure = false;
      this.#under(open !== runs, () => {
        const outcome = this.statements(clause.commands, open);
        isOtherwiseFailed &&= outcome === 'assumed';
        holds = this.#asked(outcome);
      });
      const isFailed = this.#asksForFailure;
      decided = both(decided, holds);
      const branch = both(open, holds);
      // In a loop, what is sometimes run may be the loop's own doing, or that of a condition as well.
      const isOpen = branch !== runs || holds !== 'yes';
      isPassed &&= holds === 'no';
      const isOff = isWritten(clause.commands.at(-1)?.command, 'false');
      if (branch === 'no' && !isOff) this.passOver(() => this.statements(then.commands, 'no'));
      else if (branch !== 'no')
        outcomes.push(() =>
          this.#walkBehind(isFailed ? 'failure' : this.#behind, () =>
            this.#under(isOpen, () => this.statements(then.commands, branch)),
          ),
        );
      open = both(open, opposite(holds));
    }
    const otherwise = command.else?.commands ?? [];
    const branch = open;
    if (branch === 'no') this.passOver(() => this.statements(otherwise, 'no'));
    else
      outcomes.push(() =>
        this.#walkBehind(isOtherwiseFailed ? 'failure' : this.#behind, () =>
          this.#under(branch !== runs || !isPassed, () => this.statements(otherwise, branch)),
        ),
      );
    this.shell.branches(outcomes, decided, presence);
    return 'assumed';
  }

  #case({ word, items }: Case, runs: Chance): Outcome {
    const text = comparedText(word, this.shell);
    const undecided: Chance = isUpToRun(wordText(word, this.shell)) ? 'sometimes' : 'unknown';
    let open = runs;
    let decided: Chance = 'yes';
    const outcomes: (() => void)[] = [];
    // Where one item leads on to the next, nobody is asked which is taken.
    const falls = items.some(({ terminator }) => terminator === ';&' || terminator === ';;&');
    for (const { pattern, body } of items) {
      const answers = pattern.map((each) => (falls ? null : equality(text, each, this.shell)));
      const isOpen = !answers.every((each) => each === false);
      const holds: Chance = answers.includes(true) ? 'yes' : isOpen ? undecided : 'no';
      if (holds !== 'yes' && holds !== 'no') decided = undecided;
      const branch = both(open, holds);
      const isChosen = decided === 'yes';
      if (branch === 'no') this.passOver(() => this.statements(body.commands, 'no'));
      else outcomes.push(() => this.#under(!isChosen, () => this.statements(body.commands, branch)));
      open = both(open, opposite(holds));
    }
    if (open !== 'no') outcomes.push(() => {});
    this.shell.branches(outcomes, decided);
    return decided === 'yes' ? 'assumed' : 'unknown';
  }
}
