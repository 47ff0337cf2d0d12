/** Tests that ask how commands have ended, by `$?` or what was kept of it. */

import type { Chance } from '../../language/chance.js';
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

/** null: whichever way they ended, the answer is the same, or not known. */
export function askedEndings(shell: Shell, evaluate: (scope: WordScope) => Chance): AskedEndings | null {
  const used = new Set<Ending>();
  const well = evaluate(onWay(shell, 'well', used));
  const failed = evaluate(onWay(shell, 'failed', used));
  const isDecided = (well === 'yes' && failed === 'no') || (well === 'no' && failed === 'yes');
  const of = [...new Set([...used].flatMap((each) => each.of))];
  return isDecided && of.length > 0 ? { of, isOfFailure: failed === 'yes' } : null;
}

/** The shell as it is where commands have ended so. @param used to which those are added that are asked for */
export function onWay(shell: Shell, way: 'well' | 'failed', used: Set<Ending>): WordScope {
  const text = (name: string) => {
    const ending = shell.state.endings.get(name);
    if (!ending) return null;
    used.add(ending);
    return isUnset(ending[way]) ? '' : ending[way];
  };
  return {
    variable: (name) => text(name) ?? shell.variable(name),
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
  };
}
