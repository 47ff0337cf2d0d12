/** A shell while it runs a script: what it knows, and what its words can refer to. */
import type { CommandExpansionPart } from 'unbash';
import { type Chance, either } from '../language/chance.js';
import { FOUND, lostVariable } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';
import { inWorkspace, workspacePath } from '../language/workspace.js';
import type { Invocation } from './effects.js';
import { type Ending, endingsBehind, withoutEndings } from './known/endings.js';
import { foundText } from './known/found-files.js';
import { joinedTexts } from './known/joining.js';
import { fileKey } from './known/made-files.js';
import { freshProcess, isUnset, type ProcessState } from './known/process.js';
import { copyOf, freshState, joinedCommands, mergedStates, type State } from './known/state.js';
import { Outputs } from './outputs.js';
import { chosenText, type Presence } from './presence.js';
import { substitutedText } from './printing/substitution.js';
import type { Checkout } from './starting/started.js';
import type { Counting } from './words/arithmetic.js';
import { filesMatching, kindAt } from './words/globs.js';
import { BLANKS, type FileKind, type FunctionBody, fillIn, type WordScope } from './words/words.js';

/** What bash itself sets in each script (manual, Bash Variables): what it comes to, only the run knows. */
const SET_BY_SHELL =
  /^(?:BASH(?:_\w+|OPTS|PID)?|COLUMNS|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS|E?UID|FUNCNAME|GROUPS|HOSTNAME|HOSTTYPE|LINENO|LINES|MACHTYPE|OLDPWD|OPTIND|OSTYPE|PIPESTATUS|PPID|S?RANDOM|SECONDS|SHELL|SHELLOPTS|SHLVL|_)$/;

/** One shell, or a subshell of it. */
export class Shell implements WordScope {
  /** A variable that the shell was started with; null when it is not known. */
  environment: (name: string) => string | null;
  state: State;
  /** What the `$(…)` print of the command that is walked. */
  readonly #said = new Map<CommandExpansionPart['script'], string | null>();

  /** Where it prints. */
  readonly outputs = new Outputs(this);
  /** Variables that are kept in small or in capital letters (`declare -l`, `declare -u`). */
  readonly #cases = new Map<string, 'l' | 'u'>();
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

  /** What a command prints for its text. */
  keepSaid(script: CommandExpansionPart['script'], said: string | null): void {
    this.#said.set(script, said);
  }

  get folder(): string | null {
    return this.state.process.folder;
  }

  /** A shell takes none from its environment. */
  get separators(): string {
    const value = this.state.variables.get('IFS') ?? '';
    return value === '' || hasHole(value) ? BLANKS : value;
  }

  // ------------------------------------------------------ what it learns

  /** Whatever was set may be something else by now. */
  forget(): void {
    this.state.variables = new Map([...this.state.variables.keys()].map((name) => [name, HOLE]));
  }

  /** Is it known which of its functions of this name is meant? */
  isOneFunction(name: string): boolean {
    return !this.state.openFunctions.has(name);
  }

  define(name: string, body: FunctionBody): void {
    const { functions, openFunctions } = this.state;
    this.state.functions = new Map(functions).set(name, body);
    if (openFunctions.has(name))
      this.state.openFunctions = new Set([...openFunctions].filter((each) => each !== name));
  }

  /** Under a name that is not known, it may be any variable. */
  set(name: string, given: string): void {
    if (hasHole(name)) this.change({ isOpen: true });
    const { variables, arrays } = this.state;
    const kept = this.#cases.get(name);
    const value = kept === undefined ? given : kept === 'l' ? given.toLowerCase() : given.toUpperCase();
    this.state.endings = withoutEndings(this.state.endings, [name]);
    if (variables.get(name) !== value) this.state.variables = new Map(variables).set(name, value);
    if (arrays.has(name)) this.state.arrays = new Map([...arrays].filter(([each]) => each !== name));
    if (this.state.process.exportsAll) this.export([name]);
  }

  /** For the run that we are in; `lint` takes a script for what its author has in mind. */
  keepsEndings = false;

  /** What tells by this name how commands have ended; null: nothing. */
  keepEnding(name: string, ending: Ending | null | undefined): void {
    const { endings } = this.state;
    if (ending && this.keepsEndings) this.state.endings = new Map(endings).set(name, ending);
    else this.state.endings = withoutEndings(endings, [name]);
  }

  /** Keeps what is set on one of two ways alone: where these end well, or where they fail. */
  keepEndings(ways: { well: State; failed: State }, of: readonly Invocation[]): void {
    const { well, failed } = ways;
    if (!this.keepsEndings || well.variables === failed.variables) return;
    if (well.left === 'yes' || failed.left === 'yes') return;
    const text = (name: string) => this.environment(name) ?? HOLE;
    for (const [name, ending] of endingsBehind(ways, of, text)) this.keepEnding(name, ending);
  }

  /** What is set from now on is written in these letters. */
  keepCase(name: string, letters: 'l' | 'u'): void {
    this.#cases.set(name, letters);
  }

  setArray(name: string, elements: readonly string[]): void {
    this.state.arrays = new Map(this.state.arrays).set(name, elements);
  }

  /** A variable of the function that is walked, from here to its end; answers whether it was none of its own before. */
  keepLocal(name: string): boolean {
    const { locals } = this.state;
    if (locals === null || locals.has(name)) return false;
    this.state.locals = new Set(locals).add(name);
    return true;
  }

  export(names: readonly string[]): void {
    this.change({ exported: new Set([...this.state.process.exported, ...names]) });
  }

  change(change: Partial<ProcessState>): void {
    this.state.process = { ...this.state.process, ...change };
  }

  // ---------------------------------------------------- ways through it

  /** Has what stands at this point been left before, with the script or with the turn of a loop? */
  get isPassed(): Chance {
    const { left, turns } = this.state;
    return either(left, turns.at(-1)?.isOver ?? 'no');
  }

  /** The commands for whose failure it has not been left. */
  get leftBehind(): readonly Invocation[] {
    const { leftBehind, turns } = this.state;
    return joinedCommands([leftBehind, turns.at(-1)?.overBehind ?? []]);
  }

  /** The commands for whose failure the rest of the turn is passed over. */
  get skippedFor(): readonly Invocation[] {
    return this.state.turns.at(-1)?.skippedFor ?? [];
  }

  /** Where `(( … ))` is counted. */
  readonly counting: Counting = {
    variable: (name) => this.variable(name),
    fill: fillIn(this),
    assign: (name, value) => this.set(name, value),
  };

  /** A shell of its own: what it sets is gone afterwards, its `exit` ends only itself, and it leaves no loop around it. */
  subshell<Result>(walk: () => Result): Result {
    const before = this.state;
    this.state = { ...before, turns: [] };
    const result = walk();
    this.leave(before);
    return result;
  }

  /**
   * Walks a function with these arguments. Its own variables are gone afterwards, and its `return` ends only itself; its `exit` ends the process.
   *
   * @param given variables that it is called with: `TAG=1.0 publish`
   */
  calling<Result>(args: readonly string[], given: ReadonlyMap<string, string>, walk: () => Result): Result {
    const before = this.state;
    this.state = { ...before, turns: [], locals: new Set(given.keys()), positional: args };
    const result = this.#exporting(given, walk);
    const { left, turns, positional, locals } = before;
    const own = this.state.locals ?? [];
    const variables = restored(this.state.variables, before.variables, own);
    const arrays = restored(this.state.arrays, before.arrays, own);
    this.state = {
      ...this.state,
      variables,
      arrays,
      left: either(left, this.state.exited),
      leftBehind: this.state.exited === 'no' ? before.leftBehind : this.state.leftBehind,
      endings: withoutEndings(this.state.endings, own),
      turns,
      positional,
      locals,
    };
    return result;
  }

  /** Goes on outside of a subshell, where the files stand and the variables are as they were. */
  leave(before: State): void {
    const { variables, files, made, text } = this.state;
    this.state = { ...before, files, made, text };
    if (variables !== before.variables) this.lose(variables.keys());
  }

  /** The same where what it has set may have stayed. */
  leaveOpen(before: State): void {
    const { variables } = this.state;
    this.leave(before);
    for (const [name, value] of variables) if (before.variables.get(name) !== value) this.set(name, FOUND);
  }

  /** Walks with variables that are there for one command: `TAG=1 eval …`. In some shells they stay. */
  withGiven<Result>(given: ReadonlyMap<string, string>, walk: () => Result): Result {
    if (given.size === 0) return walk();
    const { variables } = this.state;
    const result = this.#exporting(given, walk);
    if (!this.state.process.keepsPrefixed)
      this.state.variables = restored(this.state.variables, variables, given.keys());
    return result;
  }

  /** What stands in front of a command is exported while it is run, also where that is a function (bash manual, Environment). */
  #exporting<Result>(given: ReadonlyMap<string, string>, walk: () => Result): Result {
    const { exported } = this.state.process;
    for (const [name, value] of given) this.set(name, value);
    if (given.size > 0) this.export([...given.keys()]);
    const result = walk();
    const ended = [...given.keys()].filter((each) => !exported.has(each));
    if (ended.length > 0)
      this.change({
        exported: new Set([...this.state.process.exported].filter((each) => !ended.includes(each))),
      });
    return result;
  }

  /** What another process has set and taken along; of no interest where it was set here. */
  lose(names: Iterable<string>): void {
    for (const name of names) if (!this.state.variables.has(name)) this.#lost.add(name);
  }

  /**
   * Walks alternatives, each from the same start; afterwards only what they have in common is known.
   *
   * @param decided how sure it is which of them is taken: `sometimes` leaves it to the run
   * @param presence the text that decides it by being there
   * @param ending the commands whose end decides it, and the place of the way that is taken where they fail
   */
  branches(
    outcomes: readonly (() => void)[],
    decided: Chance,
    presence: Presence | null = null,
    ending: { of: readonly Invocation[]; failedAt: 0 | 1 } | null = null,
  ): void {
    const before = this.state;
    const after = outcomes.map((run) => {
      this.state = copyOf(before);
      run();
      return this.state;
    });
    this.state = after.length === 0 ? before : this.merged(after, decided, presence);
    const [first, second] = after;
    if (!ending || !first || !second || after.length !== 2) return;
    const ways = ending.failedAt === 0 ? { failed: first, well: second } : { failed: second, well: first };
    this.keepEndings(ways, ending.of);
  }

  merged(states: readonly State[], decided: Chance, presence: Presence | null = null): State {
    const isByRun = decided !== 'unknown';
    return mergedStates(
      states,
      (texts) => (presence && chosenText(presence, texts)) ?? joinedTexts(texts, isByRun),
      isByRun,
      (name) => this.environment(name) ?? HOLE,
    );
  }
}

/** The map with the values that these names had before. */
function restored<Value>(
  now: ReadonlyMap<string, Value>,
  before: ReadonlyMap<string, Value>,
  names: Iterable<string>,
): ReadonlyMap<string, Value> {
  const made = new Map(now);
  for (const name of names) {
    const value = before.get(name);
    if (value === undefined) made.delete(name);
    else made.set(name, value);
  }
  return made.size === now.size && [...made].every(([name, value]) => now.get(name) === value) ? now : made;
}
