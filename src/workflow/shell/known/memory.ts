/** What a shell knows by its names – variables, arrays, functions, files –, and how it learns of them. */
import type { CommandExpansionPart } from 'unbash';
import { lostVariable, type ToldEnding } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import { inWorkspace, workspacePath } from '../../language/workspace.js';
import { substitutedText } from '../printing/substitution.js';
import type { Checkout } from '../starting/started.js';
import { type Counting, numberIn } from '../words/arithmetic.js';
import { filesMatching, kindAt } from '../words/globs.js';
import {
  BLANKS,
  countedVariable,
  type FileKind,
  type FunctionBody,
  fillIn,
  type WordScope,
} from '../words/words.js';
import { type Ending, endingTold, withoutEndings } from './endings.js';
import { foundText } from './found-files.js';
import { fileKey } from './made-files.js';
import { freshProcess, isUnset, type ProcessState } from './process.js';
import { freshState, type State } from './state.js';

/** What bash itself sets in each script (manual, Bash Variables): what it comes to, only the run knows. */
const SET_BY_SHELL =
  /^(?:BASH(?:_\w+|OPTS|PID)?|COLUMNS|COMP_WORDBREAKS|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS|E?UID|FUNCNAME|GROUPS|HISTCMD|HOSTNAME|HOSTTYPE|LINENO|LINES|MACHTYPE|OLDPWD|OPTERR|OPTIND|OSTYPE|PIPESTATUS|PPID|PS4|S?RANDOM|SECONDS|SHELL|SHELLOPTS|SHLVL|_)$/;

/** Kept in small letters, in capital ones, or as a number (`declare -l`, `declare -u`, `declare -i`). */
export type VariableKind = 'l' | 'u' | 'i';

const KEPT_AS: Readonly<Record<VariableKind, (given: string) => string>> = {
  l: (given) => given.toLowerCase(),
  u: (given) => given.toUpperCase(),
  // What is counted there, as `$((…))` would be, is not.
  i: (given) => (given === '' || numberIn(given) !== null ? given : HOLE),
};

/** What the words of a shell can refer to. */
export class Memory implements WordScope {
  /** A variable that the shell was started with; null when it is not known. */
  environment: (name: string) => string | null;
  state: State;
  /** What the `$(…)` print of the command that is walked. */
  readonly #said = new Map<CommandExpansionPart['script'], string | null>();
  readonly #saidEndings = new Map<CommandExpansionPart['script'], Ending>();
  readonly #told = new Map<ToldEnding, Ending>();

  readonly #kinds = new Map<string, VariableKind>();
  /** Variables that a subshell, or a script with a process of its own, has set and taken along. */
  readonly #lost = new Set<string>();
  readonly #checkout: Checkout | undefined;

  constructor(
    environment: (name: string) => string | null,
    folder: string | null,
    isOpen: boolean,
    checkout?: Checkout,
  ) {
    this.environment = environment;
    this.#checkout = checkout;
    this.state = freshState(freshProcess(folder, isOpen));
  }

  // -------------------------------------------- what words can refer to

  variable(name: string): string {
    if (name === 'BASH_SOURCE') return this.#source();
    const value = this.state.variables.get(name) ?? this.#outer(name) ?? HOLE;
    return this.#lost.has(name) && isUnset(value) ? lostVariable(name) : value;
  }

  /** A variable that this shell did not set itself. */
  #outer(name: string): string | null {
    const { isOpen, folder, left } = this.state.process;
    if (name === 'PWD') return folder === null ? null : workspacePath(folder);
    if (name === 'OLDPWD' && left !== null) return workspacePath(left);
    // A shell takes none from its environment.
    if (name === 'IFS') return BLANKS;
    const value = this.environment(name);
    return isUnset(value) && (isOpen || SET_BY_SHELL.test(name)) ? null : value;
  }

  get self(): string {
    return this.state.process.name ?? this.#source();
  }

  #source(): string {
    const { file } = this.state.process;
    return file === null ? HOLE : workspacePath(file);
  }

  array(name: string): readonly string[] | null {
    return this.state.arrays.get(name) ?? null;
  }

  get positional(): readonly string[] | null {
    return this.state.positional;
  }

  read(path: string): string | null {
    const { made, process } = this.state;
    const written = made.get(fileKey(process.folder, path) ?? '');
    if (written) return foundText(written);
    const whole = inWorkspace(process.folder, path);
    return whole === null ? null : (this.#checkout?.text(whole) ?? null);
  }

  glob(pattern: string): readonly string[] | null {
    const { folder } = this.state.process;
    return this.#checkout ? filesMatching(pattern, folder, this.#checkout) : null;
  }

  kindOf(path: string): FileKind | null {
    const whole = inWorkspace(this.state.process.folder, path);
    return whole === null || !this.#checkout ? null : kindAt(whole, this.#checkout);
  }

  substitute(part: CommandExpansionPart): string {
    return substitutedText(part, this, this.#said.get(part.script) ?? null);
  }

  /** What a command prints for its text. @param ending what that is where commands in it end well, and where they fail */
  keepSaid(script: CommandExpansionPart['script'], said: string | null, ending: Ending | null): void {
    this.#said.set(script, said);
    if (ending && this.keepsEndings) this.#saidEndings.set(script, ending);
    else this.#saidEndings.delete(script);
  }

  /** null: what it prints tells of no end. */
  saidEnding(script: CommandExpansionPart['script']): Ending | null {
    return this.#saidEndings.get(script) ?? null;
  }

  /** What tells how something in a step before has ended, as if that had been asked for here. */
  toldEnding(told: ToldEnding): Ending {
    const known = this.#told.get(told) ?? endingTold(told);
    this.#told.set(told, known);
    return known;
  }

  /** Does a step before say so, in these very words? What a question for an image prints stands for others. */
  isTold(ending: Ending): boolean {
    return [...this.#told.values()].includes(ending);
  }

  /** Is anything known that tells how commands have ended? */
  get hasEndings(): boolean {
    return this.state.endings.size > 0 || this.#saidEndings.size > 0;
  }

  get folder(): string | null {
    return this.state.process.folder;
  }

  get separators(): string {
    const value = this.variable('IFS');
    return value === '' || hasHole(value) ? BLANKS : value;
  }

  // ------------------------------------------------------ what it learns

  /** Whatever was set, or what was set to this alone, may be something else by now. */
  forget(only?: string): void {
    for (const name of this.state.variables.keys())
      if (only === undefined || this.state.variables.get(name) === only)
        this.state.variables = this.state.variables.with(name, HOLE);
  }

  /** Is it known which of its functions of this name is meant? */
  isOneFunction(name: string): boolean {
    return !this.state.openFunctions.has(name);
  }

  define(name: string, body: FunctionBody): void {
    const { functions, openFunctions } = this.state;
    this.state.functions = functions.with(name, body);
    if (openFunctions.has(name))
      this.state.openFunctions = new Set([...openFunctions].filter((each) => each !== name));
  }

  /** Under a name that is not known, it may be any variable. */
  set(name: string, given: string): void {
    if (hasHole(name)) this.change({ isOpen: true });
    const { variables, arrays } = this.state;
    const kind = this.#kinds.get(name);
    const value = kind === undefined ? given : KEPT_AS[kind](given);
    this.state.endings = withoutEndings(this.state.endings, [name]);
    this.state.variables = variables.with(name, value);
    this.state.arrays = arrays.without(name);
    if (this.state.process.exportsAll) this.export([name]);
  }

  /**
   * For the run that we are in, also what is set on one of two ways alone; `lint` takes a script for what its author has in mind, and
   * asks no more than `$?` tells.
   */
  keepsEndings = false;

  /** In the run that we are in, whose process shows what is set beside the text. */
  knowsUnset = false;

  /** What tells by this name how commands have ended; null: nothing. */
  keepEnding(name: string, ending: Ending | null | undefined): void {
    const { endings } = this.state;
    if (ending) this.state.endings = endings.with(name, ending);
    else this.state.endings = withoutEndings(endings, [name]);
  }

  /** What is set from now on is kept as this kind has it. */
  keepKind(name: string, kind: VariableKind): void {
    this.#kinds.set(name, kind);
  }

  /** What the variable has with this behind it: a number is added. */
  appended(name: string, more: string): string {
    const held = this.variable(name);
    if (this.#kinds.get(name) !== 'i') return held + more;
    const [one, other] = [held || '0', more].map(numberIn);
    return one == null || other == null ? HOLE : String(one + other);
  }

  setArray(name: string, elements: readonly string[]): void {
    this.state.arrays = this.state.arrays.with(name, elements);
  }

  /** A variable of the function that is walked, from here to its end; answers whether it was none of its own before. */
  keepLocal(name: string): boolean {
    const { locals } = this.state;
    if (locals === null || locals.get(name) === 'surely') return false;
    this.state.locals = new Map(locals).set(name, 'surely');
    return true;
  }

  export(names: readonly string[]): void {
    this.change({ exported: new Set([...this.state.process.exported, ...names]) });
  }

  change(change: Partial<ProcessState>): void {
    this.state.process = { ...this.state.process, ...change };
    // What is set to nothing in front of `eval "$(…)"` or `export $(…)` waits for that to fill it in.
    if (change.isOpen) this.forget('');
  }

  /** What another process has set and taken along; of no interest where it was set here. */
  lose(names: Iterable<string>): void {
    for (const name of names) if (!this.state.variables.has(name)) this.#lost.add(name);
  }

  get ignoresCase(): boolean {
    return this.state.process.ignoresCase;
  }

  /** Where `(( … ))` is counted. */
  readonly counting: Counting = {
    variable: (name) => countedVariable(name, this),
    fill: fillIn(this),
    assign: (name, value) => this.set(name, value),
  };
}
