/** What a shell hands to the programs that it starts, beside their words, and what it does not know of itself. */
import { originsIn } from '../../language/origins.js';
import { type Dialect, dialectOf } from '../starting/dialects.js';

export interface ProcessState extends Dialect {
  /** Folder of the repository; null when not known. */
  folder: string | null;
  /** Where `cd -` leads, and `popd` from the last of these on: folders as above. */
  left: string | null;
  pushed: readonly (string | null)[];
  /** Names that programs get, beside those of its own environment. */
  exported: ReadonlySet<string>;
  /** `set -a`: whatever is set from now on is exported. */
  exportsAll: boolean;
  /** Something out of sight may have set variables: `source`, `eval`, `export $(…)`. */
  isOpen: boolean;
  /** Path of the script in the repository, `$0`; null when it stands in no file of it. */
  file: string | null;
  /** `$0` where it is no path: what a script that is given as a text is called; absent: not known. */
  name?: string;
  /** Run by root, or by another user, whose files are others. */
  isRoot: boolean;
}

const BASH = dialectOf('bash');

/**
 * A process at its start.
 *
 * @param folder it works in; null: not known
 * @param isOpen it has variables that nobody told us of
 */
export function freshProcess(folder: string | null, isOpen: boolean): ProcessState {
  return {
    folder,
    left: null,
    pushed: [],
    exported: new Set(),
    exportsAll: false,
    isOpen,
    file: null,
    isRoot: false,
    ...BASH,
  };
}

/** What holds whichever way was taken; there is one at least. */
export function joinedProcess(ways: readonly ProcessState[]): ProcessState {
  const [first, ...others] = ways as [ProcessState, ...ProcessState[]];
  if (others.every((each) => each === first)) return first;
  return {
    ...first,
    folder: others.every(({ folder }) => folder === first.folder) ? first.folder : null,
    left: others.every(({ left }) => left === first.left) ? first.left : null,
    pushed: others.every(({ pushed }) => areSame(pushed, first.pushed)) ? first.pushed : [],
    exported: new Set(ways.flatMap(({ exported }) => [...exported])),
    exportsAll: ways.some(({ exportsAll }) => exportsAll),
    isOpen: ways.some(({ isOpen }) => isOpen),
    keepsPiped: ways.some(({ keepsPiped }) => keepsPiped),
    keepsPrefixed: ways.some(({ keepsPrefixed }) => keepsPrefixed),
    endsAtUnset: ways.every(({ endsAtUnset }) => endsAtUnset),
    ignoresCase: ways.some(({ ignoresCase }) => ignoresCase),
  };
}

function areSame(some: ProcessState['pushed'], others: ProcessState['pushed']): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}

/** Does a text say that nothing sets the variable (see origins.ts)? */
export function isUnset(value: string | null): boolean {
  return value !== null && originsIn(value).some(({ kind }) => kind === 'variable');
}

/**
 * The variables as a program gets them that is started now.
 *
 * @param given `own`: set for this command alone; `variables`: of the shell; `environment`: what it was started with
 * @param isReset does it get what is set for it alone? `sudo` hands on next to nothing
 */
export function inheritedVariables(
  { exported, isOpen }: ProcessState,
  given: {
    own: ReadonlyMap<string, string>;
    variables: Pick<ReadonlyMap<string, string>, 'get'>;
    environment: (name: string) => string | null;
  },
  isReset: boolean,
): (name: string) => string | null {
  const { own, variables, environment } = given;
  if (isReset) return (name) => own.get(name) ?? null;
  return (name) => {
    const outer = environment(name);
    const set = variables.get(name);
    const value = own.get(name) ?? (exported.has(name) || !isUnset(outer) ? set : undefined) ?? outer;
    if (set !== undefined && outer === null && !exported.has(name)) return own.get(name) ?? null;
    return isOpen && isUnset(value) ? null : value;
  };
}
