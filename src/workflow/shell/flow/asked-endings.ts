/** Tests that ask how commands have ended, by `$?` or what was kept of it. */

import type { Chance } from '../../language/chance.js';
import { withTold } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import type { Invocation } from '../effects.js';
import type { Ending } from '../known/endings.js';
import { isUnset } from '../known/process.js';
import type { Shell } from '../shell.js';
import type { WordScope } from '../words/words.js';

/** The commands that are asked for, and whether the answer is «yes» where they fail. */
export interface AskedEndings {
  of: readonly Invocation[];
  isOfFailure: boolean;
}

/** A chance: that is the answer whichever way they ended. null: nobody knows it. */
export function askedEndings(
  shell: Shell,
  evaluate: (scope: WordScope) => Chance,
): AskedEndings | Chance | null {
  const used = new Set<Ending>();
  const well = evaluate(onWay(shell, 'well', used));
  const failed = evaluate(onWay(shell, 'failed', used));
  const isDecided = (well === 'yes' && failed === 'no') || (well === 'no' && failed === 'yes');
  const of = [...new Set([...used].flatMap((each) => each.of))];
  if (of.length === 0) return null;
  // Of more than one thing each may have ended in another way.
  if (!isDecided)
    return used.size === 1 && [...used].every((each) => shell.isTold(each)) && well === failed ? well : null;
  return { of, isOfFailure: failed === 'yes' };
}

/** The shell as it is where commands have ended so. @param used to which those are added that are asked for */
export function onWay(shell: Shell, way: 'well' | 'failed', used: Set<Ending>): WordScope {
  const text = (name: string) => {
    const ending = shell.state.endings.get(name);
    if (!ending) return null;
    used.add(ending);
    return isUnset(ending[way]) ? '' : ending[way];
  };
  const told = (given: string) =>
    withTold(given, (each) => {
      const ending = shell.toldEnding(each);
      used.add(ending);
      return ending[way];
    });
  return {
    told,
    variable: (name) => text(name) ?? told(shell.variable(name)),
    appended: (name, more) => told(shell.appended(name, more)),
    get ended() {
      return text('?') ?? HOLE;
    },
    positional: shell.positional,
    self: shell.self,
    array: (name) => shell.array(name),
    read: (path) => shell.read(path),
    glob: (pattern) => shell.glob(pattern),
    kindOf: (path) => shell.kindOf(path),
    substitute: (part) => {
      const ending = shell.saidEnding(part.script);
      if (ending) used.add(ending);
      return ending ? ending[way].replace(/\n+$/, '') : shell.substitute(part);
    },
    folder: shell.folder,
    separators: shell.separators,
    knowsUnset: shell.knowsUnset,
    ignoresCase: shell.ignoresCase,
  };
}
