/** make's functions of texts and file names (GNU make manual, Text Functions, File Name Functions). */
import { HOLE, hasHole } from '../../../language/values.js';
import { nameOfFile } from '../../../language/workspace.js';

/** What make takes for words: no quotes, only white space parts them. */
export function wordsIn(text: string): string[] {
  return text.split(/[ \t\n]+/).filter((each) => each !== '');
}

/** Each word changed; where nobody knows how many there are, nothing is known. */
export function onWords(text: string, change: (word: string) => string): string {
  return wordsIn(text)
    .map((each) => (hasHole(each) ? HOLE : change(each)))
    .join(' ');
}

export function patsubst(pattern: string, replacement: string, word: string): string {
  const at = pattern.indexOf('%');
  if (at === -1) return word === pattern ? replacement : word;
  const stem = stemOf(pattern, word);
  return stem === null ? word : replacement.replace('%', () => stem);
}

/** What `%` stands for where a word has the pattern; null where it has not. */
export function stemOf(pattern: string, word: string): string | null {
  const at = pattern.indexOf('%');
  if (at === -1) return word === pattern ? '' : null;
  const [start, end] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = word.startsWith(start) && word.endsWith(end) && word.length > start.length + end.length - 1;
  return fits ? word.slice(start.length, word.length - end.length) : null;
}

/** A function of known texts; a hole where one of them has one. */
const known =
  (make: (...args: string[]) => string) =>
  (...args: string[]): string =>
    args.some(hasHole) ? HOLE : make(...args);

const folder = (path: string) => /^.*\//.exec(path)?.[0] ?? './';
const matches = (patterns: string, word: string) =>
  wordsIn(patterns).some((each) => stemOf(each, word) !== null);

/** Those that take their arguments expanded, by name. */
export const TEXT_FUNCTIONS: Readonly<Record<string, (...args: string[]) => string>> = {
  subst: known((from = '', to = '', text = '') => (from === '' ? text : text.replaceAll(from, () => to))),
  patsubst: (from = '', to = '', text = '') => onWords(text, (word) => patsubst(from.trim(), to, word)),
  strip: (text = '') => wordsIn(text).join(' '),
  findstring: known((find = '', text = '') => (text.includes(find) ? find : '')),
  filter: known((patterns = '', text = '') =>
    wordsIn(text)
      .filter((each) => matches(patterns, each))
      .join(' '),
  ),
  'filter-out': known((patterns = '', text = '') =>
    wordsIn(text)
      .filter((each) => !matches(patterns, each))
      .join(' '),
  ),
  sort: known((text = '') => [...new Set(wordsIn(text))].sort().join(' ')),
  word: known((index = '', text = '') => wordsIn(text)[Number(index) - 1] ?? ''),
  wordlist: known((from = '', to = '', text = '') =>
    wordsIn(text)
      .slice(Number(from) - 1, Number(to))
      .join(' '),
  ),
  words: known((text = '') => String(wordsIn(text).length)),
  firstword: known((text = '') => wordsIn(text)[0] ?? ''),
  lastword: known((text = '') => wordsIn(text).at(-1) ?? ''),
  dir: (text = '') => onWords(text, folder),
  notdir: (text = '') => onWords(text, nameOfFile),
  suffix: known((text = '') =>
    wordsIn(text)
      .flatMap((each) => /\.[^./]*$/.exec(each)?.[0] ?? [])
      .join(' '),
  ),
  basename: (text = '') => onWords(text, (word) => word.replace(/\.[^./]*$/, '')),
  addprefix: (prefix = '', text = '') =>
    wordsIn(text)
      .map((each) => prefix + each)
      .join(' '),
  addsuffix: (suffix = '', text = '') =>
    wordsIn(text)
      .map((each) => each + suffix)
      .join(' '),
  join: known((one = '', other = '') => {
    const [a, b] = [wordsIn(one), wordsIn(other)];
    return Array.from(
      { length: Math.max(a.length, b.length) },
      (_, at) => (a[at] ?? '') + (b[at] ?? ''),
    ).join(' ');
  }),
};
