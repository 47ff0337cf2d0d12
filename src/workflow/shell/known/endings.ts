/**
 * Texts that tell how commands have ended: `$?`, what was kept of it (`rc=$?`), and what is set on one of both ways alone (`docker push A ||
 * FAILED=true`). Whoever asks for one of them asks how those have ended.
 */
import type { Invocation } from '../effects.js';

/** A text as it is where these commands end well, and where they fail. */
export interface Ending {
  well: string;
  failed: string;
  of: readonly Invocation[];
}

/** By the name of a variable; `?` is that of the command before. */
export type Endings = ReadonlyMap<string, Ending>;

export const NO_ENDINGS: Endings = new Map();

/** Behind a failure, whichever number it has; `of` nothing: there nobody has to ask. */
export const FAILED: Ending = { well: '1', failed: '1', of: [] };

export function endingOf(commands: readonly Invocation[]): Ending {
  return { well: '0', failed: '1', of: commands };
}

/** The same without those of these names. */
export function withoutEndings(endings: Endings, names: Iterable<string>): Endings {
  const gone = [...names].filter((each) => endings.has(each));
  if (gone.length === 0) return endings;
  return new Map([...endings].filter(([name]) => !gone.includes(name)));
}

/** What is the same in all of them. */
export function joinedEndings([first = NO_ENDINGS, ...others]: readonly Endings[]): Endings {
  if (others.every((each) => each === first)) return first;
  return new Map([...first].filter(([name, ending]) => others.every((each) => each.get(name) === ending)));
}

interface Way {
  variables: ReadonlyMap<string, string>;
  endings: Endings;
}

/**
 * What tells behind both ways which of them was taken.
 *
 * @param text of a variable that a way has not set; empty where nothing sets it
 */
export function endingsBehind(
  { well, failed }: { well: Way; failed: Way },
  of: readonly Invocation[],
  text: (name: string) => string,
): [string, Ending][] {
  const names = new Set([...well.variables.keys(), ...failed.variables.keys()]);
  return [...names].flatMap((name): [string, Ending][] => {
    const known = failed.endings.get(name);
    const texts = [well, failed].map(({ variables }) => variables.get(name) ?? text(name));
    const [one = '', other = ''] = texts;
    const ending = { well: one, failed: known === FAILED ? known.failed : other, of };
    return ending.well === ending.failed ? [] : [[name, ending]];
  });
}
