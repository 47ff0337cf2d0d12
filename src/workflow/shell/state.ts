/** What a shell knows at a point of the script, and what of it holds where branches meet again. */
import type { Chance } from '../language/chance.js';
import { HOLE } from '../language/values.js';
import { joinedProcess, type ProcessState } from './process.js';

export interface State {
  variables: Map<string, string>;
  /** `$1` and those after it; null when they are not known. */
  positional: readonly string[] | null;
  /** Has the script ended before this point, by an `exit`? */
  left: Chance;
  /** What programs get that it starts. */
  process: ProcessState;
}

/** For a branch or a subshell, which changes its own. */
export function copyOf(state: State): State {
  return { ...state, variables: new Map(state.variables) };
}

/** What holds whichever way was taken; there is one at least. */
export function merged(states: readonly State[]): State {
  const variables = new Map<string, string>();
  for (const name of new Set(states.flatMap((each) => [...each.variables.keys()]))) {
    const [only, ...others] = new Set(states.map((each) => each.variables.get(name)));
    variables.set(name, others.length === 0 && only !== undefined ? only : HOLE);
  }
  const [positional = null, ...others] = new Set(states.map((each) => each.positional));
  const ends = new Set(states.map(({ left }) => left));
  const [end = 'no'] = ends;
  const left = ends.size === 1 ? end : ends.has('unknown') ? 'unknown' : 'sometimes';
  return {
    variables,
    positional: others.length === 0 ? positional : null,
    left,
    process: joinedProcess(states.map(({ process }) => process)),
  };
}
