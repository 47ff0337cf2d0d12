/** What a shell knows at a point of the script, and what of it holds where branches meet again. */
import type { Chance } from '../../language/chance.js';
import type { Invocation } from '../effects.js';
import type { FunctionBody } from '../words/words.js';
import { type Ending, type Endings, joinedEndings, NO_ENDINGS } from './endings.js';
import { joinedLists, joinedTexts } from './joining.js';
import { Kept } from './kept.js';
import { joinedMade, type MadeFiles, NO_FILES } from './made-files.js';
import { joinedProcess, type ProcessState } from './process.js';
import { joinedFiles, NOTHING_WRITTEN, STEP_FILES, type StepFile, type Written } from './step-files.js';

export interface State {
  variables: Kept<string>;
  arrays: Kept<readonly string[]>;
  functions: Kept<FunctionBody>;
  /** Those of which a condition decides what they are. */
  openFunctions: ReadonlySet<string>;
  /** `$1` and those after it; null when they are not known. */
  positional: readonly string[] | null;
  /** The variables of a function's own, and whether they are on each way that leads here; null outside of one. */
  locals: ReadonlyMap<string, 'surely' | 'perhaps'> | null;
  /** Has the script, or the function, ended before this point, by an `exit` or a `return`? */
  left: Chance;
  /** Has the process ended, by an `exit` or an `exec`? Then whoever has called the function, or read the script, does not go on. */
  exited: Chance;
  /** Has it ended with an error then, that nothing at its end takes back? */
  failed: Chance;
  /** Where it has, the commands for whose failure it then has not. */
  leftBehind: readonly Invocation[];
  /** And those for whose failure it has. */
  leftFor: readonly Invocation[];
  /** What tells how commands have ended; and what does so of all that is handed on, by `FILE NAME`. */
  endings: Endings;
  handedEndings: Endings;
  /** Of each loop around this point, the innermost last. */
  turns: readonly Turn[];
  /** What the step hands on. */
  files: Readonly<Record<StepFile, Written>>;
  /** What was printed for who reads it: a `$(…)`, or the next part of a pipe. null: it is not known. */
  text: string | null;
  /** What that is on either way, where it tells how commands have ended. */
  textEnding: Ending | null;
  /** What it writes to other files. */
  made: MadeFiles;
  /** What programs get that it starts. */
  process: ProcessState;
}

/** How far a loop has come: a `continue` ends a turn of it, a `break` all that would follow as well. */
export interface Turn {
  isOver: Chance;
  isLast: Chance;
  /** How many conditions were open where the turn began. */
  conditions: number;
  /** The commands for whose failure it is not over, or not the last. */
  overBehind: readonly Invocation[];
  lastBehind: readonly Invocation[];
  /** The commands for whose failure the rest of it is passed over. */
  skippedFor: readonly Invocation[];
}

/** One that begins. @param before the turns of the loop before it */
export function freshTurn(conditions: number, before?: Turn): Turn {
  const { isLast = 'no', lastBehind = [] } = before ?? {};
  return { isOver: 'no', isLast, conditions, overBehind: [], lastBehind, skippedFor: [] };
}

/** Arguments of the script itself are not known: some wrappers pass them. */
export function freshState(process: ProcessState): State {
  return {
    variables: Kept.none(),
    arrays: Kept.none(),
    functions: Kept.none(),
    openFunctions: new Set(),
    positional: null,
    locals: null,
    left: 'no',
    exited: 'no',
    failed: 'no',
    leftBehind: [],
    leftFor: [],
    endings: NO_ENDINGS,
    handedEndings: NO_ENDINGS,
    turns: [],
    files: { GITHUB_ENV: NOTHING_WRITTEN, GITHUB_OUTPUT: NOTHING_WRITTEN },
    text: '',
    textEnding: null,
    made: NO_FILES,
    process,
  };
}

/** For a branch or a subshell, which changes its own. */
export function copyOf(state: State): State {
  return { ...state };
}

/**
 * What holds whichever way was taken; there is one at least.
 *
 * @param joined what is known of a variable that has another text on each way
 * @param isByRun the run alone decides which
 * @param unset the value of a variable that the script did not set; a hole where it is not known
 */
export function mergedStates(
  states: readonly State[],
  joined: (texts: readonly string[]) => string,
  isByRun: boolean,
  unset: (name: string) => string,
): State {
  // Where the script ended nobody asks for a variable any more.
  const going = states.some(({ left }) => left !== 'yes')
    ? states.filter(({ left }) => left !== 'yes')
    : states;
  const variables = joinedMaps(
    going.map((each) => each.variables),
    (values, name) => joined(values.map((value) => value ?? unset(name))),
  );
  const arrays = joinedMaps(
    going.map((each) => each.arrays),
    (lists) => (lists.includes(undefined) ? undefined : joinedLists(lists as (readonly string[])[], isByRun)),
  );
  const openFunctions = new Set(going.flatMap((each) => [...each.openFunctions]));
  const functions = joinedMaps(
    going.map((each) => each.functions),
    (bodies, name) => {
      const [last, ...others] = new Set(bodies.filter((each) => each !== undefined).reverse());
      if (others.length > 0) openFunctions.add(name);
      return last;
    },
  );
  const made = joinedMade(states.map((each) => each.made));
  const [positional = null, ...others] = new Set(going.map((each) => each.positional));
  const [env, output] = STEP_FILES.map((file) =>
    joinedFiles(
      states.map(({ files }) => files[file]),
      isByRun,
    ),
  );
  const texts = states.map(({ text }) => text);
  return {
    variables,
    arrays,
    functions,
    openFunctions,
    text: texts.includes(null) ? null : joinedTexts(texts as string[], isByRun),
    textEnding: states.every(({ textEnding }) => textEnding === states[0]?.textEnding)
      ? (states[0]?.textEnding ?? null)
      : null,
    positional: others.length === 0 ? positional : null,
    locals: joinedLocals(states.map(({ locals }) => locals)),
    left: joinedChance(states.map(({ left }) => left)),
    exited: joinedChance(states.map(({ exited }) => exited)),
    failed: joinedChance(states.map(({ failed }) => failed)),
    leftBehind: joinedCommands(states.map(({ leftBehind }) => leftBehind)),
    leftFor: joinedCommands(states.map(({ leftFor }) => leftFor)),
    endings: joinedEndings(going.map(({ endings }) => endings)),
    handedEndings: joinedEndings(states.map(({ handedEndings }) => handedEndings)),
    // Whoever goes on with the next turn takes its variables along, so no way is left out above.
    turns: (states[0] as State).turns.map((turn, at) => ({
      ...turn,
      isOver: joinedChance(states.map(({ turns }) => turns[at]?.isOver ?? 'no')),
      isLast: joinedChance(states.map(({ turns }) => turns[at]?.isLast ?? 'no')),
      overBehind: joinedCommands(states.map(({ turns }) => turns[at]?.overBehind ?? [])),
      lastBehind: joinedCommands(states.map(({ turns }) => turns[at]?.lastBehind ?? [])),
      skippedFor: joinedCommands(states.map(({ turns }) => turns[at]?.skippedFor ?? [])),
    })),
    files: { GITHUB_ENV: env ?? NOTHING_WRITTEN, GITHUB_OUTPUT: output ?? NOTHING_WRITTEN },
    made,
    process: joinedProcess(states.map(({ process }) => process)),
  };
}

/** `[ -n "$1" ] && local NAME`: on some ways it is the function's own. */
function joinedLocals(ways: readonly State['locals'][]): State['locals'] {
  const [first = null, ...others] = new Set(ways);
  if (others.length === 0) return first;
  const names = new Set(ways.flatMap((each) => [...(each?.keys() ?? [])]));
  const isSure = (name: string) => ways.every((each) => each?.get(name) === 'surely');
  return new Map([...names].map((name) => [name, isSure(name) ? 'surely' : 'perhaps']));
}

/** Of ways that end differently one is taken. */
function joinedChance(chances: readonly Chance[]): Chance {
  const [first = 'no', ...others] = new Set(chances);
  if (others.length === 0) return first;
  return chances.includes('unknown') ? 'unknown' : 'sometimes';
}

/** Those of all of them; mostly there are none. */
export function joinedCommands(lists: readonly (readonly Invocation[])[]): readonly Invocation[] {
  const [first = [], ...others] = lists.filter(({ length }) => length > 0);
  return others.every((each) => each === first) ? first : [...new Set(lists.flat())];
}

/** One map of several: what is the same in all stays, of the rest is taken what `join` makes of it. */
function joinedMaps<Value>(
  maps: readonly Kept<Value>[],
  join: (values: readonly (Value | undefined)[], name: string) => Value | undefined,
): Kept<Value> {
  const [first = Kept.none<Value>(), ...others] = new Set(maps);
  let made = first;
  for (const name of new Set(others.flatMap((each) => [...first.differing(each)]))) {
    const value = join(
      maps.map((each) => each.get(name)),
      name,
    );
    made = value === undefined ? made.without(name) : made.with(name, value);
  }
  return made;
}
