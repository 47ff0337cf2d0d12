/** The programs that choose lines (POSIX: head, tail, grep, sort, uniq). */
import { asPattern } from '../../../evidence/pattern.js';
import { isUpToRun } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { extendedPattern, plainPattern } from '../words/regular.js';
import { lineWithText } from './image-lists.js';

/** Longer texts are nobody's image names. In characters. */
const LONGEST_READ_LINE = 4096;

/** Each line changed on its own; null where one of them is not known. */
export function byLine(input: string, change: (line: string) => string | null): string | null {
  const ends = input.endsWith('\n');
  const lines = (ends ? input.slice(0, -1) : input).split('\n');
  const changed = lines.map((line) => (line.length > LONGEST_READ_LINE ? null : change(line)));
  return changed.includes(null) ? null : `${changed.join('\n')}${ends ? '\n' : ''}`;
}

/** `head -1`, `tail -n 1`: the first or the last line. */
export function lineAt(args: readonly string[], input: string | null, place: 0 | -1): string | null {
  if (input === null || !/^-(?:n ?)?1$/.test(args.join(' '))) return null;
  const line = input.replace(/\n$/, '').split('\n').at(place) ?? '';
  const characters = [...line];
  const [first, last] = [characters.findIndex(hasHole), characters.findLastIndex(hasHole)];
  if (first === -1) return `${line}\n`;
  // What is not known may end the line.
  return `${(place === 0 ? characters.slice(0, first + 1) : characters.slice(last)).join('')}\n`;
}

// ------------------------------------------------------------------- grep

/**
 * `grep PATTERN`, with `-v`, `-o`, `-i`, `-F` and `-m1`. Of lines that only the run knows those are printed that are meant;
 * of others that are not known none can be told.
 */
export function linesWith(args: readonly string[], input: string): string | null {
  const flags = args
    .filter((each) => /^-[A-Za-z]+1?$/.test(each))
    .join('')
    .replaceAll('-', '');
  // `-m 1`: the number is a word of its own.
  const isFirst = /m1|m$/.test(flags);
  const [pattern, ...more] = args.filter(
    (each) => !/^-[A-Za-z]+1?$/.test(each) && !(isFirst && each === '1'),
  );
  if (pattern === undefined || more.length > 0 || /[^vhoEPiFm1]/.test(flags)) return null;
  const wanted = flags.includes('F')
    ? asPattern(pattern)
    : (plainPattern(pattern) ?? (/[EP]/.test(flags) ? extendedPattern(pattern, input) : null));
  const [isOnly, isOther] = [flags.includes('o'), flags.includes('v')];
  if (wanted === null || (isOnly && isOther) || input.length > LONGEST_INPUT) return null;
  if (hasHole(input))
    return isOnly
      ? null
      : openLines(input, isOther || flags.includes('i') ? null : pattern.replaceAll('\\', ''));
  const search = new RegExp(wanted, flags.includes('i') ? 'i' : '');
  const all = input.replace(/\n$/, '').split('\n');
  if (all.some((line) => line.length > LONGEST_READ_LINE)) return null;
  const lines = all.filter((line) => search.test(line) !== isOther);
  const found = isFirst ? lines.slice(0, 1) : lines;
  const printed = isOnly
    ? found.flatMap((line) => matchesIn(line, new RegExp(search, `g${search.flags}`)))
    : found;
  return printed.map((line) => `${line}\n`).join('');
}

/** @param wanted the text that each of them has; null: nobody knows */
function openLines(input: string, wanted: string | null): string | null {
  const lines = input.replace(/\n$/, '').split('\n');
  const open = lines.map((line) => (hasHole(line) ? lineWithText(line, wanted) : null));
  return open.includes(null) ? null : open.map((line) => `${line}\n`).join('');
}

/** Each on a line of its own, and none that is empty. */
function matchesIn(line: string, search: RegExp): string[] {
  return [...line.matchAll(search)].map(([match]) => match).filter((match) => match !== '');
}

/** In characters. */
const LONGEST_INPUT = 64 * 1024;

// --------------------------------------------------------- sort and uniq

/** `sort`, `sort -u`: of lines that are not known the order is not known either; one alone has none. */
export function sortedLines(args: readonly string[], input: string): string | null {
  if (isOneLine(input)) return input;
  if (hasHole(input) || !/^(?:-u|--unique)?$/.test(args.join(' '))) return null;
  const lines = input.replace(/\n$/, '').split('\n').sort();
  return `${(args.length > 0 ? [...new Set(lines)] : lines).join('\n')}\n`;
}

/** Whatever only the run knows may be more lines, which are alike to us. */
function isOneLine(input: string): boolean {
  return !input.replace(/\n$/, '').includes('\n') && isUpToRun(input);
}

export function withoutRepeats(args: readonly string[], input: string): string | null {
  if (isOneLine(input)) return input;
  if (hasHole(input) || args.length > 0) return null;
  const lines = input.replace(/\n$/, '').split('\n');
  return `${lines.filter((line, at) => line !== lines[at - 1]).join('\n')}\n`;
}

// ------------------------------------------------------------------ paste

/** `paste -sd, -`, `paste -s -d ' '`: all lines as one, with a character between them, which is a tab by itself (POSIX: paste). */
export function pastedLines(args: readonly string[], input: string): string | null {
  let isSerial = false;
  let between: string | undefined = '\t';
  const rest = args.filter((each) => each !== '-');
  for (let each = rest.shift(); each !== undefined; each = rest.shift()) {
    const [, flags = '', given = ''] = /^-(sd|s|d)([\s\S]*)$/.exec(each) ?? [];
    if (flags === '' || (flags === 's' && given !== '')) return null;
    isSerial ||= flags.startsWith('s');
    if (flags.endsWith('d')) between = given === '' ? rest.shift() : given;
  }
  const written = between === '\\n' ? '\n' : between;
  if (!isSerial || written === undefined || written.length > 1) return null;
  return `${input.replace(/\n$/, '').replaceAll('\n', () => written)}\n`;
}
