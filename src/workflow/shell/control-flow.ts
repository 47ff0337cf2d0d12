/**
 * Lists, pipes, branches and loops of a script: in which order its commands are walked, and how sure it
 * is that each of them runs. What a simple command does is left to who extends this.
 */
import type {
  AndOr,
  ArithmeticFor,
  Case,
  Command,
  CommandNode,
  CompoundList,
  For,
  If,
  PipelineNode,
  Redirected,
  Select,
  Statement,
  While,
} from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { FOUND, isUpToRun } from '../language/origins.js';
import { hasHole, isHole } from '../language/values.js';
import { andOutcome, askedAnswer, type Outcome, orOutcome } from './answers.js';
import type { Invocation } from './effects.js';
import { copyOf } from './known/state.js';
import { printedByCommand } from './printing/substitution.js';
import { fill, readOf } from './read.js';
import { redirectedInput } from './redirections.js';
import type { Shell } from './shell.js';
import { arithmeticTest, chanceOfTest, equality } from './tests.js';
import { counted, numberIn } from './words/arithmetic.js';
import { commandFields, separatorsOf } from './words/command-words.js';
import { comparedText, fieldsOf, isOpenField, wordText } from './words/words.js';

/** How often a `for` with a known list is walked; beyond that its variable is a hole. */
const MAX_TURNS = 20;

/** Loops in loops are turned through twice only so deep. */
const MAX_LOOPS = 3;

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

export abstract class ControlFlow {
  protected readonly shell: Shell;
  readonly commands: Invocation[] = [];
  /** Those of branches that are surely not taken. */
  readonly passed: Invocation[] = [];
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  protected last: readonly string[] | null = null;
  #loops = 0;
  #count = 0;
  /** How many conditions are open that nobody can decide. */
  #conditions = 0;
  /** What of them was open where the outermost loop began that is sure to be come to; null: outside of one. */
  #turning: number | null = null;
  /** It was too much, and the rest was not read. */
  isCut = false;

  /** Does the script go on where what is walked now fails? */
  protected isForgiven = false;
  /** Is what is walked now passed over? */
  protected isPassing = false;
  readonly #readsPassed: boolean;

  /** @param readsPassed are branches that are surely not taken walked, too? */
  constructor(shell: Shell, readsPassed: boolean) {
    this.shell = shell;
    this.#readsPassed = readsPassed;
  }

  /** Walks what is surely not run, for its commands alone: whatever it would do to the shell, it does not. */
  #passOver(walk: () => void): void {
    if (this.isPassing) walk();
    if (this.isPassing || !this.#readsPassed) return;
    const { shell, last } = this;
    const [state, functions, known] = [shell.state, shell.functions, this.commands.length];
    shell.state = { ...copyOf(state), left: 'no' };
    shell.functions = new Map(functions);
    this.isPassing = true;
    walk();
    this.isPassing = false;
    shell.functions = functions;
    shell.state = state;
    this.last = last;
    this.passed.push(...this.commands.splice(known));
  }

  /** @param fed what is piped into it; null when that is nothing or not known */
  protected abstract simple(command: Command, runs: Chance, fed: string | null): Outcome;

  /** Walks what a command runs for its text. */
  protected abstract substituted(command: CommandNode | CompoundList, runs: Chance): void;

  /** Does nothing but a loop stand around the command, of which nobody knows how often it turns? */
  protected get isTurned(): boolean {
    return this.#turning !== null && this.#turning === this.#conditions;
  }

  /** What is walked under a condition that may not hold. */
  #under(isOpen: boolean, walk: () => void): void {
    this.#conditions += isOpen ? 1 : 0;
    walk();
    this.#conditions -= isOpen ? 1 : 0;
  }

  // ----------------------------------------------------------- lists

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome {
    let last: Outcome = 'yes';
    for (const [index, { command }] of statements.entries()) {
      if (this.#isGone) {
        const isOff = isWritten(statements[index - 1]?.command, 'exit');
        if (!this.isPassing && !isOff) this.#passOver(() => this.statements(statements.slice(index), 'no'));
        return last;
      }
      last = command.type === 'AndOr' ? this.#andOr(command, runs) : this.#link(command, runs);
    }
    return last;
  }

  /** The script has surely ended before this point. */
  get #isGone(): boolean {
    return this.shell.state.left === 'yes';
  }

  #andOr({ commands, operators }: AndOr, runs: Chance): Outcome {
    let last = 'yes' as Outcome;
    for (const [index, each] of commands.entries()) {
      if (this.#isGone) return last;
      const operator = index === 0 ? null : operators[index - 1];
      let holds: Chance = 'yes';
      if (operator === '&&') holds = last === 'assumed' ? 'yes' : last;
      // The right side of `||` is there for a failure, which nobody can foresee.
      else if (operator === '||') holds = last === 'assumed' ? 'unknown' : opposite(last);
      const certain = both(runs, holds);
      if (certain === 'no') {
        if (!isWritten(commands[index - 1], 'false')) this.#passOver(() => this.#link(each, 'no'));
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
      if (certain === runs) this.#under(holds !== 'yes', walk);
      else this.shell.branches([() => this.#under(true, walk), () => {}], certain);
    }
    return last;
  }

  #link(command: PipelineNode, runs: Chance): Outcome {
    const { left } = this.shell.state;
    const sure = left === 'no' ? runs : both(runs, opposite(left));
    if (command.type !== 'Pipeline') return this.command(command, sure, null);
    const result = this.#pipe(command.commands, sure);
    const isNegated = command.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    return isNegated ? opposite(this.#asked(result)) : result;
  }

  #pipe(commands: readonly CommandNode[], runs: Chance): Outcome {
    if (commands.length === 1) return this.command(commands[0] as CommandNode, runs, null);
    // Each part of a pipe has a shell of its own.
    const { shell } = this;
    const { printsTo } = shell;
    let fed: string | null = null;
    let result: Outcome = 'assumed';
    for (const [index, each] of commands.entries()) {
      const before = shell.state;
      shell.state = copyOf(before);
      shell.printsTo = index === commands.length - 1 ? printsTo : [];
      const said: string | null = each.type === 'Command' ? printedByCommand(each, fed, shell) : null;
      result = this.command(each, runs, fed);
      fed = said;
      shell.leave(before);
    }
    return result;
  }

  // ------------------------------------------------- compound commands

  /** @param fed what is piped into it; null when that is nothing or not known */
  protected command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.#count += 1;
    if (this.#count > MAX_COMMANDS) {
      this.isCut = true;
      return 'unknown';
    }
    this.substituted(command, runs);
    switch (command.type) {
      case 'Command':
        return this.simple(command, runs, fed);
      case 'CompoundList':
        return this.statements(command.commands, runs);
      case 'BraceGroup':
        return this.statements(command.body.commands, runs);
      case 'Subshell':
        return this.shell.subshell(() => this.statements(command.body.commands, runs));
      case 'Coproc':
        this.shell.subshell(() => this.command(command.body, runs, null));
        return 'assumed';
      case 'Redirected':
        return this.#redirected(command, runs);
      case 'If':
        return this.#if(command, runs);
      case 'Case':
        return this.#case(command, runs);
      case 'While':
        this.#while(command, runs, fed);
        return 'unknown';
      case 'For':
      case 'Select':
        this.#for(command, runs);
        return 'assumed';
      case 'ArithmeticFor':
        this.#counting(command, runs);
        return 'assumed';
      case 'Function':
        this.shell.functions.set(command.name.value, command.body);
        return 'yes';
      case 'TestCommand':
        return chanceOfTest(command.expression, this.shell);
      case 'ArithmeticCommand':
        return arithmeticTest(command, this.shell.counting);
    }
  }

  #redirected({ command, redirects }: Redirected, runs: Chance): Outcome {
    const input = redirectedInput(redirects, this.shell);
    return this.shell.printing(redirects, () => this.command(command, runs, input));
  }

  // ---------------------------------------------------------- branches

  #asked(outcome: Outcome): Chance {
    return askedAnswer(outcome, this.last);
  }

  #if(command: If, runs: Chance): Outcome {
    let open = runs;
    let decided: Chance = 'yes';
    let isPassed = true;
    const outcomes: (() => void)[] = [];
    for (const { clause, then } of [command, ...command.elif]) {
      let holds = 'unknown' as Chance;
      this.#under(open !== runs, () => {
        holds = this.#asked(this.statements(clause.commands, open));
      });
      decided = both(decided, holds);
      const branch = both(open, holds);
      // In a loop, what is sometimes run may be the loop's own doing, or that of a condition as well.
      const isOpen = branch !== runs || holds !== 'yes';
      isPassed &&= holds === 'no';
      const isOff = isWritten(clause.commands.at(-1)?.command, 'false');
      if (branch === 'no' && !isOff) this.#passOver(() => this.statements(then.commands, 'no'));
      else if (branch !== 'no')
        outcomes.push(() => this.#under(isOpen, () => this.statements(then.commands, branch)));
      open = both(open, opposite(holds));
    }
    const otherwise = command.else?.commands ?? [];
    const branch = open;
    if (branch === 'no') this.#passOver(() => this.statements(otherwise, 'no'));
    else
      outcomes.push(() =>
        this.#under(branch !== runs || !isPassed, () => this.statements(otherwise, branch)),
      );
    this.shell.branches(outcomes, decided);
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
      if (branch === 'no') this.#passOver(() => this.statements(body.commands, 'no'));
      else outcomes.push(() => this.#under(!isChosen, () => this.statements(body.commands, branch)));
      open = both(open, opposite(holds));
    }
    if (open !== 'no') outcomes.push(() => {});
    this.shell.branches(outcomes, decided);
    return decided === 'yes' ? 'assumed' : 'unknown';
  }

  // ------------------------------------------------------------- loops

  #for({ type, name, wordlist, body }: For | Select, runs: Chance): void {
    const items = wordlist
      ? fieldsOf(wordlist, this.shell).flatMap((each) => this.shell.glob(each) ?? [each])
      : (this.shell.positional ?? [FOUND]);
    if (type === 'For' && items.length > 0) this.#each(name.value, items, body, runs);
    else if (type === 'Select') this.#each(name.value, [FOUND], body, runs);
  }

  /** `while read LINE`: a turn for each line, where they are known. */
  #while({ clause, body }: While, runs: Chance, fed: string | null): void {
    const command = readIn(clause);
    const read = command && readOf(commandFields(command, this.shell));
    if (read && fed !== null && !read.isOther) {
      const lines = fed.split('\n').filter((each) => each.trim() !== '');
      const [only, ...more] = read.names;
      if (only !== undefined && more.length === 0 && read.array === null) {
        this.#each(
          only,
          lines.map((each) => each.trim()),
          body,
          runs,
        );
        return;
      }
      if (lines.length <= MAX_TURNS && !lines.some(hasHole)) {
        const separators = separatorsOf(command, this.shell);
        for (const line of lines) {
          fill(read, line, separators, this.shell);
          this.statements(body.commands, runs);
        }
        return;
      }
    }
    this.statements(clause.commands, runs);
    this.#turns(body, runs);
  }

  /** A turn for each item; those of which nothing is known may be any number. */
  #each(name: string, items: readonly string[], body: CompoundList, runs: Chance): void {
    if (items.length > MAX_TURNS) {
      this.shell.set(name, FOUND);
      this.#turns(body, runs);
      return;
    }
    for (const item of items) {
      const hole = isOpenField(item) ? openedItem(item) : item;
      this.shell.set(name, hole);
      if (isHole(hole)) this.#turns(body, runs);
      else this.statements(body.commands, runs);
    }
  }

  /** `for ((i = 0; i < 3; i++))`: a turn for each number; where they are not known, what it counts is any of them. */
  #counting({ initialize, test, update, body }: ArithmeticFor, runs: Chance): void {
    const { shell } = this;
    const goesOn = () => numberIn(counted(test, shell.counting));
    counted(initialize, shell.counting);
    const before = shell.state;
    shell.state = copyOf(before);
    let turns = 0;
    for (; turns <= MAX_TURNS && (goesOn() ?? 0) !== 0; turns += 1) counted(update, shell.counting);
    const isKnown = turns <= MAX_TURNS && goesOn() !== null;
    shell.state = before;
    for (let turn = 0; isKnown && turn < turns; turn += 1) {
      this.statements(body.commands, runs);
      counted(update, shell.counting);
    }
    if (isKnown) return;
    const place = { ...shell.counting, assign: (name: string) => shell.set(name, FOUND) };
    for (const each of [initialize, test, update]) counted(each, place);
    this.#turns(body, runs);
  }

  /** A body that is turned through any number of times, and once at least: nobody writes one that never turns. */
  #turns(body: CompoundList, runs: Chance): void {
    const { shell } = this;
    const chance = both(runs, 'sometimes');
    const around = this.#turning;
    this.#turning ??= runs === 'yes' ? this.#conditions : null;
    this.statements(body.commands, chance);
    this.#turning = around;
    if (this.#loops >= MAX_LOOPS) return;
    const once = shell.state;
    const known = this.commands.length;
    shell.state = copyOf(once);
    this.#loops += 1;
    this.statements(body.commands, chance);
    this.#loops -= 1;
    // What it runs again stands at the same places.
    this.commands.length = known;
    shell.state = shell.merged([once, shell.state], 'sometimes');
  }
}

/** The `read` of a loop, perhaps with what takes a last line that has no end: `read -r NAME || [ -n "$NAME" ]`. */
function readIn({ commands: [only, ...more] }: CompoundList): Command | null {
  const { command } = only ?? {};
  if (more.length > 0 || command === undefined) return null;
  const first = command.type === 'AndOr' && command.operators[0] === '||' ? command.commands[0] : command;
  return first?.type === 'Command' ? first : null;
}

/** Does something other than an end of the script stand behind a `||` after the command? */
function isForgiven(commands: readonly PipelineNode[], operators: readonly string[], index: number): boolean {
  const at = operators.indexOf('||', index);
  if (at === -1) return false;
  let ends = false;
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || ends) return;
    const { type, name } = node as { type?: unknown; name?: { text?: unknown } };
    ends = type === 'Command' && /^(?:exit|return|false)$/.test(String(name?.text));
    for (const value of Object.values(node)) look(value);
  };
  look(commands[at + 1]);
  return !ends;
}

/** An item as far as it is surely one: what is not known of it may have spaces in it. */
function openedItem(item: string): string {
  const at = [...item].findIndex(hasHole);
  if (at <= 0) return FOUND;
  return [...item].slice(0, at + 1).join('');
}

/**
 * Is it this command? What stands behind `false` or `exit` is out of use as it is written, in every run: whoever
 * keeps it there has no run in mind that would need nothing.
 */
function isWritten(command: PipelineNode | AndOr | undefined, name: 'false' | 'exit'): boolean {
  return command?.type === 'Command' && command.name?.text === name;
}
