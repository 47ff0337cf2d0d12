/** What assignments leave in the variables of a Makefile: one by one, and where branches that gave them values meet. */
import { HOLE } from '../../../language/values.js';
import { joinedTexts } from '../../../shell/known/joining.js';
import { isUnset } from '../../../shell/known/process.js';
import { isPosixShell } from '../../../shell/starting/shells.js';
import type { Assignment } from './text.js';
import { expanded, type MakeScope, type MakeVariable } from './variables.js';

/** What a variable is given; null: it keeps what it has. */
export function assignedValue(
  { operator, value, overrides }: Assignment,
  before: MakeVariable | null,
  outer: MakeVariable | null,
  scope: MakeScope,
): MakeVariable | null {
  if (before?.isFixed && !overrides) return null;
  const isFixed = overrides || (before?.isFixed ?? false);
  switch (operator) {
    case '=':
      return { value, isRecursive: true, isFixed };
    case ':=':
      return { value: expanded(value, scope), isRecursive: false, isFixed };
    case '!=':
      return { value: expanded(`$(shell ${value})`, scope), isRecursive: false, isFixed };
    case '?=': {
      // What nothing in the text sets has its default: nobody sets such a name out of sight.
      const isSet = before !== null || (outer !== null && outer.value !== HOLE && !isUnset(outer.value));
      return isSet ? null : { value, isRecursive: true, isFixed };
    }
    case '+=': {
      const had = before ?? (outer && !isUnset(outer.value) ? outer : null);
      if (!had) return { value, isRecursive: true, isFixed };
      const added = had.isRecursive ? value : expanded(value, scope);
      return { value: [had.value, added].filter(Boolean).join(' '), isRecursive: had.isRecursive, isFixed };
    }
  }
}

/** The variables behind branches of which one was taken, by `isByRun` one that the run decides about. */
export function joinedVariables(
  ends: readonly Map<string, MakeVariable>[],
  isByRun: boolean,
): Map<string, MakeVariable> {
  const [first = new Map<string, MakeVariable>(), ...others] = ends;
  if (others.length === 0) return first;
  const made = new Map<string, MakeVariable>();
  for (const name of new Set(ends.flatMap((each) => [...each.keys()]))) {
    const values = ends.map((each) => each.get(name));
    const [one] = values;
    // Whichever shell it is, it reads the recipes alike.
    const isShell = name === 'SHELL' && values.every((each) => isPosixShell(each?.value ?? ''));
    if (one && (isShell || values.every((each) => each?.value === one.value && isLike(each, one))))
      made.set(name, one);
    // Not expanded yet, they may refer to what comes later: the text that they share is.
    else if (one && values.every((each) => isLike(each, one)))
      made.set(name, {
        ...one,
        value: joinedTexts(
          values.map((each) => each?.value ?? ''),
          isByRun,
        ),
      });
    else made.set(name, { value: HOLE, isRecursive: false, isFixed: one?.isFixed ?? false });
  }
  return made;
}

function isLike(one: MakeVariable | undefined, other: MakeVariable): boolean {
  return one?.isRecursive === other.isRecursive;
}
