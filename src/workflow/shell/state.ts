/** What a shell knows at a point of the script, and what of it holds where branches meet again. */
import type { Chance } from '../language/chance.js';
import { joinedLists, joinedTexts } from './joining.js';
import { joinedProcess, type ProcessState } from './process.js';
import { joinedFiles, NOTHING_WRITTEN, STEP_FILES, type StepFile, type Written } from './step-files.js';

export interface State {
  variables: Map<string, string>;
  arrays: Map<string, readonly string[]>;
  /** `$1` and those after it; null when they are not known. */
  positional: readonly string[] | null;
  /** Has the script ended before this point, by an `exit`? */
  left: Chance;
  /** What the step hands on. */
  files: Readonly<Record<StepFile, Written>>;
  /** What programs get that it starts. */
  process: ProcessState;
}

/** Arguments of the script itself are not known: some wrappers pass them. */
export function freshState(process: ProcessState): State {
  return {
    variables: new Map(),
    arrays: new Map(),
    positional: null,
    left: 'no',
    files: { GITHUB_ENV: NOTHING_WRITTEN, GITHUB_OUTPUT: NOTHING_WRITTEN },
    process,
  };
}

/** For a branch or a subshell, which changes its own. */
export function copyOf(state: State): State {
  return { ...state, variables: new Map(state.variables), arrays: new Map(state.arrays) };
}

/**
 * What holds whichever way was taken; there is one at least.
 *
 * @param isByRun the run alone decides which
 * @param unset the value of a variable that the script did not set; a hole where it is not known
 */
export function merged(states: readonly State[], isByRun: boolean, unset: (name: string) => string): State {
  // Where the script ended nobody asks for a variable any more.
  const going = states.some(({ left }) => left !== 'yes')
    ? states.filter(({ left }) => left !== 'yes')
    : states;
  const variables = new Map<string, string>();
  for (const name of new Set(going.flatMap((each) => [...each.variables.keys()]))) {
    const values = going.map((each) => each.variables.get(name) ?? unset(name));
    variables.set(name, joinedTexts(values, isByRun));
  }
  const arrays = new Map<string, readonly string[]>();
  for (const name of new Set(going.flatMap((each) => [...each.arrays.keys()]))) {
    const all = going.map((each) => each.arrays.get(name));
    if (!all.includes(undefined)) arrays.set(name, joinedLists(all as (readonly string[])[], isByRun));
  }
  const [positional = null, ...others] = new Set(going.map((each) => each.positional));
  const ends = new Set(states.map(({ left }) => left));
  const [end = 'no'] = ends;
  const left = ends.size === 1 ? end : ends.has('unknown') ? 'unknown' : 'sometimes';
  const [env, output] = STEP_FILES.map((file) =>
    joinedFiles(
      states.map(({ files }) => files[file]),
      isByRun,
    ),
  );
  return {
    variables,
    arrays,
    positional: others.length === 0 ? positional : null,
    left,
    files: { GITHUB_ENV: env ?? NOTHING_WRITTEN, GITHUB_OUTPUT: output ?? NOTHING_WRITTEN },
    process: joinedProcess(states.map(({ process }) => process)),
  };
}
