/**
 * Texts that tell how commands have ended: `$?`, what was kept of it (`rc=$?`), and what is set on one of both ways alone (`docker push A ||
 * FAILED=true`). Whoever asks for one of them asks how those have ended.
 */
import type { ToldEnding } from '../../language/origins.js';
import { hasVersion } from '../../language/sought-tags.js';
import { hasHole } from '../../language/values.js';
import type { Invocation } from '../effects.js';
import { Kept } from './kept.js';
import { pairsOf, type StepFile, type Written, writesUnknownNames } from './step-files.js';

/** A text as it is where these commands end well, and where they fail. */
export interface Ending {
  well: string;
  failed: string;
  of: readonly Invocation[];
}

/** By the name of a variable; `?` is that of the command before. */
export type Endings = Kept<Ending>;

export const NO_ENDINGS: Endings = Kept.none();

/** Behind a failure, whichever number it has; `of` nothing: there nobody has to ask. */
export const FAILED: Ending = { well: '1', failed: '1', of: [] };

export function endingOf(commands: readonly Invocation[]): Ending {
  return { well: '0', failed: '1', of: commands };
}

/** Of a text that a step before has handed on: its commands are there no more, but for the images that they have looked for. */
export function endingTold({ well, failed, images }: ToldEnding): Ending {
  const looks = images.map((image) => [...(hasVersion(image) ? INSPECTS : LISTS), image]);
  return { well, failed, of: (looks.length > 0 ? looks : [[]]).map(commandBefore) };
}

const INSPECTS = ['docker', 'manifest', 'inspect'];
/** It asks for an image by its name alone. */
const LISTS = ['crane', 'ls'];

function commandBefore(words: string[]): Invocation {
  return {
    words,
    runs: 'yes',
    offset: 0,
    stdin: null,
    sudo: false,
    folder: null,
    variable: () => null,
    written: () => undefined,
    writes: [],
  };
}

/** Of two texts, one for either way, that are known; null: they tell nothing. */
export function knownEnding(
  [well, failed]: readonly [string | null | undefined, string | null | undefined],
  of: readonly Invocation[],
): Ending | null {
  if (well == null || failed == null || well === failed || hasHole(well + failed)) return null;
  return { well, failed, of };
}

/** The same without those of these names. */
export function withoutEndings(endings: Endings, names: Iterable<string>): Endings {
  let rest = endings;
  if (endings.size > 0) for (const each of names) rest = rest.without(each);
  return rest;
}

/** What is the same in all of them. */
export function joinedEndings([first = NO_ENDINGS, ...others]: readonly Endings[]): Endings {
  return withoutEndings(
    first,
    others.flatMap((each) => [...first.differing(each)]),
  );
}

/** Of more that is handed on nobody asks how something has ended. */
export const MOST_HANDED = 100;

/** The same of what a way hands on by a file: names that got another text there than on the other way. */
export function handedEndings(
  file: StepFile,
  [well, failed]: readonly [Written, Written],
  of: readonly Invocation[],
): [string, Ending][] {
  if (well === failed || [well, failed].some(({ settled }) => settled.size > MOST_HANDED)) return [];
  if (writesUnknownNames(well) || writesUnknownNames(failed)) return [];
  return endingsOfPairs(file, [pairsOf(well), pairsOf(failed)], of);
}

type Pairs = ReadonlyMap<string, string | null>;

/** What is not written is empty. */
export function endingsOfPairs(
  file: StepFile,
  ways: readonly [Pairs, Pairs],
  of: readonly Invocation[],
): [string, Ending][] {
  const [ofWell, ofFailed] = ways;
  if (ofWell.size + ofFailed.size > 2 * MOST_HANDED) return [];
  return [...new Set([...ofWell.keys(), ...ofFailed.keys()])].flatMap((name): [string, Ending][] => {
    const textOn = (way: Pairs) => (way.has(name) ? way.get(name) : '');
    const ending = knownEnding([textOn(ofWell), textOn(ofFailed)], of);
    return ending ? [[handedName(file, name), ending]] : [];
  });
}

export function handedName(file: StepFile, name: string): string {
  return `${file} ${name}`;
}

export function handedAs(key: string): [file: StepFile, name: string] {
  const at = key.indexOf(' ');
  return [key.slice(0, at) as StepFile, key.slice(at + 1)];
}

interface Way {
  variables: Kept<string>;
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
  const names = new Set([
    ...well.variables.differing(failed.variables),
    ...well.endings.differing(failed.endings),
  ]);
  return [...names].flatMap((name): [string, Ending][] => {
    const known = failed.endings.get(name);
    const texts = [well, failed].map(({ variables }) => variables.get(name) ?? text(name));
    const [one = '', other = ''] = texts;
    const ending = { well: one, failed: known === FAILED ? known.failed : other, of };
    return ending.well === ending.failed ? [] : [[name, ending]];
  });
}
