/**
 * What is made of a text by the methods and operators of PowerShell (docs: .NET, String; about_Comparison_Operators, Replacement
 * operator; about_Split). In words of bash each is a program that prints it. A hole may be any text, so an answer that its insides
 * could change is null.
 */
import { withoutBranch } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { extendedPattern } from '../words/regular.js';

/** The program's name in words of bash: its method, two words that tell it more, and last the text, or the items of a list. */
export const TEXT_METHOD = 'powershell-text';

/** @returns null: it is not known what comes of it */
type Method = (text: string, one: string, other: string) => string | null;

const METHODS: Readonly<Record<string, Method>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim: (text, chars) => trimmed(text, chars, ['start', 'end']),
  trimstart: (text, chars) => trimmed(text, chars, ['start']),
  trimend: (text, chars) => trimmed(text, chars, ['end']),
  replace: replacedText,
  ireplace: (text, pattern, to) => replacedPattern(text, pattern, to, 'gi'),
  creplace: (text, pattern, to) => replacedPattern(text, pattern, to, 'g'),
  substring: sliced,
  part: partOf,
  last: lastPartOf,
};

/**
 * @param args as `TEXT_METHOD` says; words of the text that were parted belong together
 * @returns null: it is not known what it prints
 */
export function methodText([method = '', one = '', other = '', ...text]: readonly string[]): string | null {
  if (method === 'join') return text.join(one);
  return hasHole(one + other) ? null : (METHODS[method]?.(text.join(' '), one, other) ?? null);
}

/** At an end where a hole stands nothing is known to be cut off; without characters it is white space. */
function trimmed(text: string, chars: string, edges: readonly ('start' | 'end')[]): string {
  const isCut = (char = '') => (chars === '' ? /\s/.test(char) : chars.includes(char));
  const all = [...text];
  let [from, to] = [0, all.length];
  if (edges.includes('start')) while (from < to && isCut(all[from])) from += 1;
  if (edges.includes('end')) while (from < to && isCut(all[to - 1])) to -= 1;
  return all.slice(from, to).join('');
}

/** `.Replace("a", "b")`: letters as they are. */
function replacedText(text: string, wanted: string, to: string): string | null {
  if (wanted === '') return null;
  // Of more than one character a part may stand in what is not known.
  if (hasHole(text) && wanted.length > 1) return null;
  return outsideOfHoles(text, wanted).replaceAll(wanted, () => to);
}

/** What takes the place of each match of a regular expression: no text without what it found is left to chance. */
function replacedPattern(text: string, written: string, to: string, flags: 'g' | 'gi'): string | null {
  const pattern = spelledOut(written);
  const known = pattern === '' ? null : extendedPattern(pattern, hasHole(text) ? '' : text);
  if (known === null || /\$(?![0-9])/.test(to)) return null;
  const matched = new RegExp(known, flags);
  // Letters of other alphabets are letters to .NET, too.
  if (!hasHole(text)) return IN_ASCII.test(text) ? text.replace(matched, to.replace(/\$0/g, '$$&')) : null;
  // Letters and digits stand in nearly every name that is not known, and what is found in part there has no end here.
  const isBesideNames = ONE_CHARACTER.test(pattern) && 'aAzZ09'.replace(matched, '') === 'aAzZ09';
  if (!isBesideNames || to.includes('$')) return null;
  return [...outsideOfHoles(text, '/')]
    .map((char) => (hasHole(char) ? char : char.replace(matched, () => to)))
    .join('');
}

const IN_ASCII = /^[ -~\s]*$/;

/** A character, or one of a class. */
const ONE_CHARACTER = /^(?:\[\^?[^\][\\^]+\]|[\w/:@#="',~% -]|\\[.+-])$/;

/** `\d` and `\w` in letters, in a class and outside of one, and without a mark what needs none there. */
function spelledOut(pattern: string): string {
  let isInClass = false;
  return pattern.replace(/\\.|[[\]]/g, (piece) => {
    if (piece === '[' || piece === ']') {
      isInClass = piece === '[';
      return piece;
    }
    const letters = LETTERS.get(piece);
    if (letters !== undefined) return isInClass ? letters : `[${letters}]`;
    return piece === '\\/' || (isInClass && piece === '\\.') ? piece.slice(1) : piece;
  });
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['\\d', '0-9'],
  ['\\w', 'A-Za-z0-9_'],
]);

function outsideOfHoles(text: string, wanted: string): string {
  return wanted.includes('/') ? withoutBranch(text) : text;
}

/** A place outside of the text is an error, with which the script ends. */
function sliced(text: string, start: string, length: string): string | null {
  const [at, size] = [Number(start), length === '' ? text.length - Number(start) : Number(length)];
  const isThere = Number.isInteger(at) && Number.isInteger(size) && at >= 0 && size >= 0;
  return hasHole(text) || !isThere || at + size > text.length ? null : text.slice(at, at + size);
}

/** One of the parts between separators; from the end with a number below zero. */
function partOf(text: string, separator: string, index: string): string | null {
  const at = Number(index);
  if (separator === '' || !Number.isInteger(at)) return null;
  const parts = text.split(separator);
  // What is not known may have any number of parts.
  if ((at < 0 ? parts.slice(at) : parts.slice(0, at + 1)).some(hasHole)) return null;
  return parts.at(at) ?? null;
}

/** The last part, where there are so many as are asked for. */
function lastPartOf(text: string, separator: string, count: string): string | null {
  const parts = text.split(separator);
  return separator === '' || hasHole(text) || parts.length !== Number(count) ? null : (parts.at(-1) ?? null);
}
