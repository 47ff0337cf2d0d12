/**
 * Lists, pipes and compound commands of a script, its branches by `branches.ts` and its loops by `loops.ts`: in which order
 * its commands are walked, and how sure it is that each of them runs. What a simple command does is left to who extends this.
 */
import type { AndOr, Command, CommandNode, CompoundList, PipelineNode, Redirected, Statement } from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { FOUND } from '../language/origins.js';
import { andOutcome, askedAnswer, maybeAsks, type Outcome, onlySays, orOutcome } from './answers.js';
import { isFallback, isForgiven, isWritten } from './as-written.js';
import { askedEndings } from './asked-endings.js';
import { Branches } from './branches.js';
import { Conditions } from './conditions.js';
import type { Invocation } from './effects.js';
import { Failures, type ScriptEnd } from './failures.js';
import { Fallbacks } from './fallbacks.js';
import { endingOf, FAILED } from './known/endings.js';
import { copyOf, freshTurn } from './known/state.js';
import { Loops } from './loops.js';
import { presenceAsked, turned } from './presence.js';
import { handedOver } from './printing/substitution.js';
import { isGivenInput, namedDescriptors, redirectedInput } from './redirections.js';
import type { Shell } from './shell.js';
import { arithmeticTest, chanceOfTest } from './tests.js';
import type { Counting } from './words/arithmetic.js';
import { fillIn, type WordScope } from './words/words.js';

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

/** Nobody has so many ways out of a script, each behind the one before. */
const MOST_WAYS_OUT = 50;

type ListParts = Pick<AndOr, 'commands' | 'operators'>;

/** Walks the commands of a script in their order. */
export abstract class ControlFlow {
  readonly shell: Shell;
  readonly commands: Invocation[] = [];
  /** Those of branches that are surely not taken. */
  readonly passed: Invocation[] = [];
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  protected last: readonly string[] | null = null;
  readonly conditions = new Conditions(this.commands);
  readonly failures = new Failures();
  readonly fallbacks = new Fallbacks();
  readonly #branches = new Branches(this);
  readonly #loops = new Loops(this);
  #count = 0;
  #waysOut = 0;
  /** It was too much, and the rest was not read. */
  isCut = false;

  /** Is what is walked now passed over? */
  protected isPassing = false;
  readonly #readsPassed: boolean;

  /** @param readsPassed are branches that are surely not taken walked, too? */
  constructor(shell: Shell, readsPassed: boolean) {
    this.shell = shell;
    shell.keepsEndings = readsPassed;
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

  /** `continue` and `break`. We ask what happens when all goes well: what is there for a failure leaves nothing. */
  protected leaveLoop(words: readonly string[], runs: Chance): void {
    const { conditions } = this;
    if (conditions.reason === 'failure') this.#loops.skip(words);
    else this.#loops.leave(words, conditions.leaves(runs), conditions.reason === 'answer');
  }

  /** Walks all that a process does, or a subshell, to its end. */
  abstract process(walk: () => Outcome, runs: Chance): Outcome;

  /** Does nothing but a loop stand around the command, of which nobody knows how often it turns? */
  protected get isTurned(): boolean {
    return this.#loops.isTurned;
  }

  // ----------------------------------------------------------- lists

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome {
    let last: Outcome = 'yes';
    const end = this.fallbacks.lastEnd(statements);
    const known = this.shell.leftBehind;
    for (const [index, { command, background }] of statements.entries()) {
      const rest = (chance: Chance) => this.#wayOn(() => this.statements(statements.slice(index), chance));
      const { leftBehind } = this.shell;
      const isFollowed = this.#waysOut < MOST_WAYS_OUT;
      if (this.#isGone) {
        const isOff = isWritten(statements[index - 1]?.command, 'exit');
        if (leftBehind.length > 0 && isFollowed)
          this.otherwise(leftBehind, () => rest(both(runs, 'unknown')));
        else if (!this.isPassing && !isOff) this.passOver(() => rest('no'));
        return last;
      }
      // What is left behind a success is not left where there is none.
      if (index > 0 && isFollowed && leftBehind.some((each) => !known.includes(each)))
        return this.conditions.insteadOf(leftBehind, () => rest(runs));
      // Nor is what stands behind `|| continue` come to where that was taken.
      const skipped = this.shell.skippedFor.filter((each) => !this.conditions.succeeded.includes(each));
      if (index > 0 && isFollowed && skipped.length > 0)
        return this.conditions.onSuccess(skipped, () => rest(runs));
      const before = this.commands.length;
      const walk = () => (command.type === 'AndOr' ? this.#andOr(command, runs) : this.#link(command, runs));
      // What runs beside the script has a shell of its own, and who asks how it ends is `wait`.
      if (background) this.failures.beside(() => this.shell.subshell(() => this.process(walk, runs)));
      const goesOn = index < end ? 'perhaps' : index < statements.length - 1;
      last = background ? 'yes' : this.failures.before(goesOn, walk);
      const isAsked = last === 'assumed' && !background && endsAsItsCommands(command);
      this.#ended(isAsked ? this.commands.slice(before) : []);
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
    this.shell.keepEnding('?', commands.length > 0 ? endingOf(commands) : null);
  }

  /** Walks what is only reached where these fail, in a shell that nobody goes on with. */
  otherwise<Result>(failing: readonly Invocation[], walk: () => Result): Result | null {
    if (!this.#readsPassed || failing.length === 0) return null;
    const { shell, last } = this;
    const { state } = shell;
    const turns = state.turns.map((turn, at) =>
      at === state.turns.length - 1 ? freshTurn(turn.conditions) : turn,
    );
    shell.state = { ...state, left: 'no', leftBehind: [], turns };
    const result = this.conditions.insteadOf(failing, () => this.conditions.behind(null, walk));
    shell.state = state;
    this.last = last;
    return result;
  }

  /** The script, or the turn of a loop, has surely ended before this point. */
  get #isGone(): boolean {
    return this.shell.isPassed === 'yes';
  }

  #andOr({ commands, operators }: AndOr, runs: Chance): Outcome {
    const { conditions } = this;
    let last = 'yes' as Outcome;
    const known = this.commands.length;
    const presence = presenceAsked(commands[0], this.shell);
    /** What is asked for its failure by a part of a list that holds only with all of them. */
    let failing: readonly Invocation[] = [];
    let isAsking = false;
    for (const [index, each] of commands.entries()) {
      if (this.#isGone) return last;
      // Who says what the answer was goes on behind the same: `docker pull "$IMAGE" && echo there && exit 0`.
      if (operators[index - 2] !== '&&' || !onlySays(this.last))
        isAsking = last === 'assumed' && maybeAsks(this.last);
      const { asked: kept, asksForFailure } = conditions;
      const before = kept ?? this.commands.slice(known);
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
      else if (operator === '&&' && asksForFailure) reason = 'failure';
      else if (operator === '&&' && isAsking) reason = 'answer';
      const certain = both(runs, holds);
      const asked = index > 1 ? null : operator === '||' ? turned(presence) : presence;
      if (certain === 'no') {
        if (!isWritten(commands[index - 1], 'false')) this.passOver(() => this.#link(each, 'no'));
        conditions.asksForFailure = asksForFailure;
        conditions.asked = kept;
        continue;
      }
      const walk = () => {
        const own = conditions.forgiving(isForgiven(commands, operators, index), () =>
          this.#inList({ commands, operators }, index, () => this.#link(each, certain)),
        );
        last = operator === '&&' ? andOutcome(last, own) : operator === '||' ? orOutcome(last, own) : own;
      };
      const isOnFailure = (operator === '||' && last === 'assumed') || (operator === '&&' && asksForFailure);
      const isOnSuccess = operator === '&&' && last === 'assumed';
      const ending = isOnFailure ? { of: before, failedAt: 0 as const } : null;
      const onWay = (inner: () => void) => {
        if (isOnFailure) this.shell.keepEnding('?', FAILED);
        inner();
      };
      // A command that may be passed over leaves its variables open.
      const made = () =>
        conditions.behind(reason, () => {
          if (certain === runs) conditions.under(holds !== 'yes', walk);
          else
            this.shell.branches(
              [() => conditions.under(true, () => onWay(walk)), () => {}],
              certain,
              asked,
              ending,
            );
        });
      if (isOnFailure) conditions.insteadOf(before, made);
      else if (isOnSuccess) this.#behindSuccess(before, made);
      else made();
    }
    if (failing.length > 0 && !operators.includes('||')) {
      conditions.asksForFailure = true;
      conditions.asked = failing;
    }
    return last;
  }

  /** Walks what is behind a `&&`, and keeps what is not set where those fail. */
  #behindSuccess(commands: readonly Invocation[], walk: () => void): void {
    const failed = copyOf(this.shell.state);
    this.conditions.onSuccess(commands, walk);
    this.shell.keepEndings({ well: this.shell.state, failed }, commands);
  }

  /** `[ … ]` and its kin. Of one that asks how commands have ended, the answer is that of those. */
  protected testing(evaluate: (scope: WordScope) => Chance): Outcome {
    const chance = evaluate(this.shell);
    const asked = this.shell.state.endings.size > 0 ? askedEndings(this.shell, evaluate) : null;
    if (asked === null) return chance;
    this.conditions.asked = asked.of;
    this.conditions.asksForFailure = asked.isOfFailure;
    return asked.isOfFailure ? 'unknown' : 'assumed';
  }

  /** Walks a part of a list: what fails in front of a `||` is what that is there for. */
  #inList<Result>({ commands, operators }: ListParts, index: number, walk: () => Result): Result {
    if (index === operators.length) return walk();
    const at = operators.indexOf('||', index);
    if (at === -1) return this.failures.inList(walk);
    return this.failures.asking(
      walk,
      this.endAt(commands[at + 1] as PipelineNode, at + 1 === operators.length),
    );
  }

  /**
   * What becomes of the script where a command fails, and this is there for it.
   *
   * @param isLast does what stands here end as this does?
   */
  endAt(fallback: PipelineNode | CompoundList, isLast: boolean): ScriptEnd {
    switch (this.fallbacks.of(fallback)) {
      case 'exits':
        return this.failures.atExit;
      case 'fails':
        return isLast ? this.failures.here : undefined;
      case 'goes on':
        return 'never';
      case 'keeps it':
        return this.failures.atTrace;
    }
    return undefined;
  }

  #link(command: PipelineNode, runs: Chance): Outcome {
    const sure = both(runs, opposite(this.shell.isPassed));
    if (command.type !== 'Pipeline') return this.command(command, sure, null);
    const isNegated = command.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    const pipe = () => this.#pipe(command.commands, sure);
    const result = isNegated ? this.failures.negated(pipe) : pipe();
    if (!isNegated) return result;
    const { conditions } = this;
    // What asks for a failure, turned round, asks for none.
    if (conditions.asked !== null && conditions.asksForFailure) {
      conditions.asksForFailure = false;
      return 'assumed';
    }
    conditions.asksForFailure = result === 'assumed';
    return opposite(this.asked(result));
  }

  /** What a condition comes to that was walked just now. */
  asked(outcome: Outcome): Chance {
    return askedAnswer(outcome, this.last);
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
      const isRead = index < commands.length - 1;
      if (isRead)
        fed = this.failures.inPipe(() => handedOver(this.printedIn(walk), each, commands[index + 1]));
      else walk();
      if (isRead || !shell.state.process.keepsPiped) shell.leave(before);
      else shell.leaveOpen(before);
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
        return this.conditions.inOwnProcess(() =>
          this.shell.subshell(() => this.process(() => this.statements(command.body.commands, runs), runs)),
        );
      case 'Coproc':
        // It reads what the script writes to it later.
        this.failures.beside(() =>
          this.reading(null, () => this.shell.subshell(() => this.command(command.body, runs, null))),
        );
        for (const end of ['', '_PID']) this.shell.set(`${command.name?.text ?? 'COPROC'}${end}`, FOUND);
        return 'assumed';
      case 'Redirected':
        return this.#redirected(command, runs, fed);
      case 'If':
        return this.#branches.if(command, runs);
      case 'Case':
        return this.#branches.case(command, runs);
      case 'While': {
        const { input } = this;
        this.conditions.behind(null, () =>
          this.reading(null, () => this.#loops.while(command, runs, fed ?? input)),
        );
        return 'unknown';
      }
      case 'For':
      case 'Select':
        // Its first turn reads all of it.
        this.conditions.behind(null, () => this.reading(null, () => this.#loops.for(command, runs)));
        return 'assumed';
      case 'ArithmeticFor':
        this.conditions.behind(null, () => this.reading(null, () => this.#loops.counting(command, runs)));
        return 'assumed';
      case 'Function':
        this.shell.define(command.name.value, command.body);
        this.fallbacks.define(command.name.value, command.body);
        return 'yes';
      case 'TestCommand':
        return this.testing((scope) => chanceOfTest(command.expression, scope));
      case 'ArithmeticCommand':
        return this.testing((scope) =>
          arithmeticTest(command, scope === this.shell ? this.shell.counting : countingIn(scope)),
        );
    }
  }

  #redirected({ command, redirects }: Redirected, runs: Chance, fed: string | null): Outcome {
    const piped = isGivenInput(redirects) ? redirectedInput(redirects, this.shell) : fed;
    const input = isGivenInput(redirects) ? piped : this.input;
    for (const each of namedDescriptors(redirects)) this.shell.set(each, FOUND);
    return this.reading(input, () =>
      this.shell.outputs.within(redirects, () => this.command(command, runs, piped)),
    );
  }
}

/** A list with a `||` ends well where its last part does. */
function endsAsItsCommands(command: Statement['command']): boolean {
  if (command.type === 'AndOr') return !command.operators.includes('||');
  return command.type === 'Command' || command.type === 'Pipeline';
}

/** Counted once more, it changes nothing. */
function countingIn(scope: WordScope): Counting {
  return { variable: (name) => scope.variable(name), fill: fillIn(scope) };
}
