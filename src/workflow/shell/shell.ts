/** A shell while it runs a script: the ways that it takes through it, and what it knows behind them. */
import { type Chance, either } from '../language/chance.js';
import { FOUND } from '../language/origins.js';
import { HOLE } from '../language/values.js';
import type { Invocation } from './effects.js';
import {
  type Ending,
  endingsBehind,
  handedAs,
  handedEndings,
  knownEnding,
  withoutEndings,
} from './known/endings.js';
import { joinedTexts } from './known/joining.js';
import type { Kept } from './known/kept.js';
import { Memory } from './known/memory.js';
import { copyOf, joinedCommands, mergedStates, type State } from './known/state.js';
import { STEP_FILES, settledWith } from './known/step-files.js';
import { Outputs } from './outputs.js';
import { chosenText, type Presence } from './presence.js';

/** One shell, or a subshell of it. */
export class Shell extends Memory {
  /** Where it prints. */
  readonly outputs = new Outputs(this);

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

  /** The commands for whose failure the rest is passed over, of the turn or of the script. */
  get skippedFor(): readonly Invocation[] {
    const { leftFor, turns } = this.state;
    return joinedCommands([leftFor, turns.at(-1)?.skippedFor ?? []]);
  }

  /** Keeps what is set on one of two ways alone: where these end well, or where they fail. */
  keepEndings(ways: { well: State; failed: State }, of: readonly Invocation[]): void {
    const { well, failed } = ways;
    if (!this.keepsEndings || well.left === 'yes' || failed.left === 'yes') return;
    for (const file of STEP_FILES)
      for (const [name, ending] of handedEndings(file, [well.files[file], failed.files[file]], of))
        this.state.handedEndings = this.state.handedEndings.with(name, ending);
    const texts = [well.text, failed.text] as const;
    if (texts[0] !== texts[1]) this.state.textEnding = knownEnding(texts, of);
    if (well.variables === failed.variables) return;
    const text = (name: string) => this.environment(name) ?? HOLE;
    for (const [name, ending] of endingsBehind(ways, of, text)) this.keepEnding(name, ending);
  }

  /** Goes on where these have ended so, by which it is known what tells of it. */
  settle(way: 'well' | 'failed', commands: readonly Invocation[]): void {
    const isTold = ({ of }: Ending) => of.length > 0 && of.every((each) => commands.includes(each));
    const { endings, handedEndings } = this.state;
    for (const name of endings.keys()) {
      const ending = endings.get(name);
      if (name !== '?' && ending && isTold(ending)) this.set(name, ending[way]);
    }
    const { textEnding } = this.state;
    if (textEnding && isTold(textEnding)) this.state.text = textEnding[way];
    for (const key of handedEndings.keys()) {
      const ending = handedEndings.get(key);
      if (!ending || !isTold(ending)) continue;
      const [file, name] = handedAs(key);
      const { files } = this.state;
      this.state.files = { ...files, [file]: settledWith(files[file], name, ending[way]) };
      this.state.handedEndings = this.state.handedEndings.without(key);
    }
  }

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
    this.state = { ...before, turns: [], locals: ownNames(given), positional: args };
    const result = this.#exporting(given, walk);
    const { left, turns, positional, locals } = before;
    const own = [...(this.state.locals?.keys() ?? [])];
    const leftOpen = this.#perhapsOwn();
    const variables = restored(this.state.variables, before.variables, own);
    const arrays = restored(this.state.arrays, before.arrays, own);
    this.state = {
      ...this.state,
      variables,
      arrays,
      left: either(left, this.state.exited),
      ...(this.state.exited === 'no' ? { leftBehind: before.leftBehind, leftFor: before.leftFor } : {}),
      endings: withoutEndings(this.state.endings, own),
      turns,
      positional,
      locals,
    };
    for (const [name, value] of leftOpen) this.set(name, joinedTexts([this.variable(name), value], false));
    return result;
  }

  /** With what they hold those variables that are the function's own on some ways alone: on the others it stays. */
  #perhapsOwn(): [string, string][] {
    return [...(this.state.locals ?? [])].flatMap(([name, own]) =>
      own === 'perhaps' ? [[name, this.variable(name)]] : [],
    );
  }

  /** Goes on outside of a subshell, where the files stand and the variables are as they were. */
  leave(before: State): void {
    const { variables, files, made, text, textEnding, handedEndings } = this.state;
    this.state = { ...before, files, made, text, textEnding, handedEndings };
    if (variables !== before.variables)
      this.lose([...variables.differing(before.variables)].filter((each) => variables.has(each)));
  }

  /** The same where what it has set may have stayed. */
  leaveOpen(before: State): void {
    const { variables } = this.state;
    this.leave(before);
    for (const name of variables.differing(before.variables)) if (variables.has(name)) this.set(name, FOUND);
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

function ownNames(given: ReadonlyMap<string, string>): State['locals'] {
  return new Map([...given.keys()].map((name) => [name, 'surely']));
}

/** The values that these names had before, and else those of now. */
function restored<Value>(now: Kept<Value>, before: Kept<Value>, names: Iterable<string>): Kept<Value> {
  let made = now;
  for (const name of names) {
    const value = before.get(name);
    made = value === undefined ? made.without(name) : made.with(name, value);
  }
  return made;
}
