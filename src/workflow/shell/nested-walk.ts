/**
 * What a command leads to that is walked as a part of its script: a function, the script that it starts, the commands of its
 * `$(…)`, and what a process has set a trap for at its end.
 */
import type { CommandNode, CompoundList } from 'unbash';
import { asPattern } from '../../evidence/pattern.js';
import { both, type Chance, opposite } from '../language/chance.js';
import { hasHole } from '../language/values.js';
import type { Outcome } from './flow/answers.js';
import { ControlFlow, type ScriptOptions } from './flow/control-flow.js';
import { foundImages } from './known/found-images.js';
import { parseScript } from './parse.js';
import type { Shell } from './shell.js';
import type { Launches } from './starting/launches.js';
import { isReadable } from './starting/readable.js';
import { isPlainStart, isStrictStart } from './starting/shells.js';
import type { StartedScript } from './starting/started.js';
import { mayWriteUnseen } from './unfollowed-files.js';
import { counted } from './words/arithmetic.js';
import { doingsOf, type Substitution } from './words/substitutions.js';
import { joinedParts, namedValue } from './words/words.js';

/** Functions that call themselves. */
const MAX_DEPTH = 10;

/** What is run at the end of a process, or where something in it has failed, and where it was said. */
interface Trap {
  source: string;
  runs: Chance;
  offset: number;
}

interface Traps {
  /** Of the function that is walked, at its end. */
  atReturn: Trap | null;
  atExit: Trap | null;
  atError: Trap | null;
}

const NO_TRAPS: Traps = { atReturn: null, atExit: null, atError: null };

const AT_EXIT = /^(?:SIG)?(?:EXIT|0)$/i;
/** What a function says of it is for itself alone (bash manual, Bourne Shell Builtins: trap). */
const AT_RETURN = /^(?:SIG)?RETURN$/i;
const AT_ERROR = /^(?:SIG)?ERR$/i;

/** How surely a script is started, by whom, and where the command stands that does. */
export interface StartAt {
  runs: Chance;
  isRoot: boolean;
  offset: number;
}

/** A walk that follows its commands into what they run. What a simple command does is left to who extends this, too. */
export abstract class NestedWalk extends ControlFlow {
  protected readonly launches: Launches;
  /** Of the script that is walked, with those that have started it. */
  #text: string;
  #depth = 0;
  /** What is started by a command stands where the command does. */
  protected offset: number | null = null;
  /** For the run that we are in; `lint` asks for a run that goes well. */
  readonly #readsFailures: boolean;
  /** What the process has set a trap for: at its end, and for where something has failed. */
  #traps: Traps = NO_TRAPS;
  /** Has it set any, of which nobody may read what it does? */
  #isTrapped = false;
  /** How the last `$(…)` of the command that is walked has ended; null: it has none. */
  protected ended: Outcome | null = null;
  /** May a script that is started write to the file of the step's variables in a way that is not followed? */
  mayWriteUnseen = false;
  /** In a `$(…)`, whose commands are run for what they print. */
  protected isSubstituted = false;
  /** In a script that is read by another: `return` ends it, as it ends a function. */
  #isRead = false;
  /** The script that is walked, where it was started plainly; undefined: the step's own; null: something else may give it variables. */
  protected source: string | null | undefined;

  constructor(shell: Shell, launches: Launches, { text, ...options }: ScriptOptions & { text: string }) {
    super(shell, options);
    this.#text = text;
    if (options.hasNoInput) this.input = '';
    this.#readsFailures = options.readsPassed ?? false;
    this.launches = launches;
  }

  override command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.launches.charge();
    const { shell } = this;
    const variable = (name: string) => namedValue(name, shell);
    const doings = doingsOf(command, variable, shell.state.process.endsAtUnset);
    const { substitutions, defaults, countings, missing } = doings;
    this.ended = null;
    const last = endsAsAssigned(command) ? substitutions.at(-1) : undefined;
    for (const each of substitutions) this.#substituted(each, command.pos, runs, each === last);
    for (const each of defaults) this.shell.set(each.parameter, joinedParts([each], this.shell));
    const isLacking = shell.knowsUnset && missing.some((name) => this.#isOnlyNamed(name));
    // What the command itself lacks is told of it: what it is made of is not come to.
    const outcome = isLacking && command.type !== 'Command' ? 'no' : super.command(command, runs, fed);
    // Its own words have what was there before.
    for (const each of countings) counted(each, this.shell.counting);
    if (!isLacking) return outcome;
    this.endInError(this.conditions.leaves(both(runs, opposite(shell.isPassed))));
    return 'no';
  }

  /**
   * Does nothing but what says it name the variable? A script that is without what a later command needs ends before that, but what
   * it lacks is told best where it is to be used.
   */
  #isOnlyNamed(name: string): boolean {
    const named = new RegExp(`\\$\\{?${asPattern(name)}\\b`);
    const naming = this.#text.split('\n').filter((line) => named.test(line));
    return naming.every((line) => /^\s*(?:echo|printf|:)\s/.test(line)) || naming.length === 1;
  }

  /** All that a process does: its commands, and what it has set a trap for at its end. */
  override process(walk: () => Outcome, runs: Chance): Outcome {
    const before = this.#traps;
    const isTrapped = this.#isTrapped;
    const known = this.commands.length;
    this.#traps = NO_TRAPS;
    this.#isTrapped = false;
    const outcome = this.failures.inProcess(walk);
    const { atError, atExit } = this.#traps as Traps;
    const made = this.commands.slice(known);
    if (atError !== null)
      this.conditions.afterFailure(made, () => this.#sprung(atError, both(runs, 'unknown')));
    if (atExit !== null) this.#sprung(atExit, runs);
    // It may have ended the process in its own way: `trap 'exit 0' EXIT`.
    if (this.#isTrapped) this.shell.state.failed = 'no';
    this.#isTrapped = isTrapped;
    this.#traps = before;
    return outcome;
  }

  /** Whoever has left the process has not left its trap, and how that ends says nothing of the process. */
  #sprung(trap: Trap, runs: Chance): void {
    const script = parseScript(trap.source);
    if (script === null) return;
    const { left } = this.shell.state;
    this.shell.state.left = 'no';
    this.#standing(trap.offset, () =>
      this.failures.beside(() => this.statements(script.commands, both(runs, trap.runs))),
    );
    this.shell.state.left = left;
  }

  /** Walks what a command starts: it stands where the command does, and so does what it starts in its turn. */
  #standing<Result>(offset: number, walk: () => Result): Result {
    const before = this.offset;
    this.offset ??= offset;
    const result = walk();
    this.offset = before;
    return result;
  }

  /** `trap 'docker logout ghcr.io' EXIT`; `trap - EXIT` takes it back. */
  protected trap([source = '', ...signals]: readonly string[], runs: Chance, offset: number): void {
    const trap = source === '-' || source === '' || !isReadable(source) ? null : { source, runs, offset };
    this.#isTrapped ||= source !== '-' && source !== '';
    const isAt = (signal: RegExp) => signals.some((each) => signal.test(each));
    if (isAt(AT_RETURN)) this.#traps = { ...this.#traps, atReturn: trap };
    if (isAt(AT_EXIT)) this.#traps = { ...this.#traps, atExit: trap };
    else if (this.#readsFailures && isAt(AT_ERROR)) this.#traps = { ...this.#traps, atError: trap };
  }

  /** `DIGEST=$(crane push …)` pushes, whatever becomes of what it prints. @param isEnd does its command end as it does? */
  #substituted({ script, runs: mayRun }: Substitution, offset: number, runs: Chance, isEnd: boolean): void {
    if (!script) return;
    const { shell } = this;
    const wasSubstituted = this.isSubstituted;
    this.isSubstituted = true;
    const chance = both(runs, mayRun);
    const walk = () =>
      this.process(() => {
        const commands = () => this.statements(script.commands, chance);
        const isSure = isEnd && mayRun === 'yes';
        const ended = isSure ? this.failures.answering(commands) : this.failures.beside(commands);
        this.ended = ended;
        return ended;
      }, chance);
    const known = this.commands.length;
    this.#standing(offset, () => {
      const said = this.printedIn(() => shell.subshell(walk));
      const isOpen = said === null || hasHole(said);
      const found = isOpen ? foundImages(this.commands.slice(known), script) : null;
      shell.keepSaid(script, said, shell.outputs.readEnding ?? found);
    });
    this.isSubstituted = wasSubstituted;
  }

  /** Is there anything that `return` leaves? */
  protected get mayReturn(): boolean {
    const { locals, process } = this.shell.state;
    return locals !== null || this.#isRead || process.endsAtReturn;
  }

  /** A function of the script; its `return` ends nothing but itself. */
  protected call(
    body: CommandNode | CompoundList,
    { args, given }: { args: readonly string[]; given: ReadonlyMap<string, string> },
    runs: Chance,
  ): Outcome {
    const { shell } = this;
    if (this.#depth >= MAX_DEPTH) {
      shell.outputs.unknown();
      return 'unknown';
    }
    const { left } = shell.state;
    const { atReturn } = this.#traps;
    this.#traps = { ...this.#traps, atReturn: null };
    this.#depth += 1;
    const [result, isWhole] = shell.calling(args, given, () => {
      const answer = this.conditions.afresh(() =>
        this.conditions.behind(null, () => this.command(body, runs, null)),
      );
      const trap = this.#traps.atReturn;
      if (trap !== null) this.#sprung(trap, runs);
      // Where it may have returned before its end, its end says nothing, unless that was an error.
      const isWhole = shell.state.left === left || (shell.state.left === 'yes' && answer === 'no');
      return [answer, isWhole] as const;
    });
    this.#depth -= 1;
    this.#traps = { ...this.#traps, atReturn };
    return isWhole || (result !== 'yes' && result !== 'no') ? result : 'unknown';
  }

  /** Walks a script that a command starts, as a part of this one; answers how it ends. */
  protected run(
    started: StartedScript,
    words: readonly string[],
    { runs, isRoot, offset }: StartAt,
  ): Outcome {
    const script = parseScript(started.source);
    const chance = both(runs, started.runs);
    if (!script || (chance === 'no' && !this.byways.isPassing)) return 'unknown';
    this.mayWriteUnseen ||= mayWriteUnseen(started.source);
    const walk = () =>
      this.launches.enter(started, { isRoot, words }, () => {
        const all = () => this.statements(script.commands, chance);
        return started.isSourced ? all() : this.process(all, chance);
      });
    const { source, shell } = this;
    const { knowsUnset } = shell;
    const text = this.#text;
    const isRead = this.#isRead;
    this.#isRead = started.isSourced === true;
    this.#text += `\n${started.source}`;
    if (!started.isSourced)
      this.source = source !== null && isPlainStart(words, started) ? started.source : null;
    shell.knowsUnset = knowsUnset && this.source !== null;
    const ended = this.#standing(offset, () => {
      const { isSourced, atFailure } = started;
      const isStrict = atFailure ? false : isStrictStart(words, started);
      const apart = () => this.failures.inShell(isStrict, () => this.conditions.inOwnProcess(walk));
      if (isSourced) return walk();
      return atFailure === 'goes on' ? this.failures.asking(apart, 'never') : apart();
    });
    this.source = source;
    this.#text = text;
    this.#isRead = isRead;
    shell.knowsUnset = knowsUnset;
    return ended;
  }
}

/** `A=$(x)` ends as x does, and `export A=$(x)` as `export` (bash manual, Simple Command Expansion). A list in it is not looked at. */
function endsAsAssigned(command: CommandNode | CompoundList): boolean {
  if (command.type !== 'Command' || command.name || command.args.length > 0) return false;
  const last = command.prefix.at(-1);
  return last?.type === 'Assignment' && last.value.type !== 'ArrayValue' && command.redirects.length === 0;
}
