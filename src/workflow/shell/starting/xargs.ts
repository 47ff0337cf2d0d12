/** `echo "$TAGS" | xargs -n 1 docker push`: a command for what is piped in. */
import type { Chance } from '../../language/chance.js';
import { FOUND, originsIn } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { isMaybeEmpty } from '../words/parameters.js';

/** How many of its commands are walked; what is piped in after that is like what was before. */
const MAX_TURNS = 20;

/** Options with a value of their own. */
const TAKES =
  /^(?:-[adEILnPs]|--(?:arg-file|delimiter|max-lines|max-args|max-procs|max-chars|process-slot-var))$/;

interface Options {
  /** What stands for a line: `-I {}`. */
  mark: string | null;
  delimiter: string | null;
  /** Items that a command gets: `-n`. */
  size: number;
  /** Lines that a command gets: `-L`. */
  lines: number;
}

/** The commands that it runs, and whether it surely runs them; null where it is told something that is not known. */
export function xargsCommands(
  [, ...words]: readonly string[],
  fed: string | null,
): { words: string[]; runs: Chance }[] | null {
  const options: Options = { mark: null, delimiter: null, size: Infinity, lines: Infinity };
  let at = 0;
  while (/^-./.test(words[at] ?? '')) {
    const word = words[at] as string;
    const value = TAKES.test(word) ? words[at + 1] : undefined;
    at += value === undefined ? 1 : 2;
    if (
      !takeOption(options, value === undefined ? word : `${word}${word.startsWith('--') ? '=' : ''}${value}`)
    )
      return null;
  }
  const command = words.slice(at);
  const { mark } = options;
  if (command.length === 0) return null;
  const turns = fed === null ? [[FOUND]] : turnsOf(fed, options);
  return turns.slice(0, MAX_TURNS).map((items) => ({
    words:
      mark === null
        ? [...command, ...items]
        : command.map((each) => each.replaceAll(mark, () => items.join(' '))),
    // Of what nobody knows, there may be any number.
    runs: items.every(isMaybeNone) ? 'sometimes' : 'yes',
  }));
}

/** The file that it reads in the place of what is piped in (`-a FILE`); null: none. */
export function xargsFile([, ...words]: readonly string[]): string | null {
  for (let at = 0; /^-./.test(words[at] ?? ''); at += 1) {
    const word = words[at] as string;
    const [, joined] = /^(?:-a|--arg-file=)(.+)$/.exec(word) ?? [];
    if (joined !== undefined) return joined;
    if (word === '-a' || word === '--arg-file') return words[at + 1] ?? null;
    if (TAKES.test(word)) at += 1;
  }
  return null;
}

/** A secret is one word, and meant to be there; any other text that nobody knows may hold any number of them. */
function isMaybeNone(item: string): boolean {
  return isMaybeEmpty(item) && !originsIn(item).some(({ kind }) => kind === 'secret' || kind === 'either');
}

function takeOption(options: Options, option: string): boolean {
  const [, short = '', long = '', value = ''] = /^(?:-(\w)|--([\w-]+)=?)(.*)$/s.exec(option) ?? [];
  switch (short || long) {
    case 'I':
    case 'i':
    case 'replace':
      options.mark = value || '{}';
      break;
    case 'd':
    case 'delimiter':
      options.delimiter = value === '\\n' ? '\n' : value;
      break;
    case '0':
    case 'null':
      options.delimiter = '\0';
      // Flags without values, in one word: `-0r`.
      return /^(?:[rtpx]*)$/.test(value);
    case 'n':
    case 'max-args':
      options.size = Number(value);
      break;
    case 'L':
    case 'l':
    case 'max-lines':
      options.lines = Number(value || '1');
      break;
    case 'r':
    case 't':
    case 'p':
    case 'x':
    case 'o':
      return value === '' || takeOption(options, `-${value}`);
    case 'P':
    case 's':
    case 'E':
    case 'max-procs':
    case 'max-chars':
    // What it reads is read before (`xargsFile`).
    case 'a':
    case 'arg-file':
    case 'no-run-if-empty':
    case 'verbose':
    case 'exit':
      break;
    default:
      return false;
  }
  return options.size >= 1 && options.lines >= 1;
}

/** What each of its commands gets. */
function turnsOf(fed: string, { mark, delimiter, size, lines }: Options): string[][] {
  const nonempty = (texts: string[]) => texts.filter((each) => each !== '');
  // What holds `\0` in a shell's text, nobody can say.
  if (delimiter === '\0' || hasHole(delimiter ?? '')) return [[FOUND]];
  if (delimiter !== null)
    return inGroups(nonempty(fed.replace(/\n$/, '').split(delimiter)), mark === null ? size : 1);
  const each = nonempty(fed.split('\n').map((line) => line.trim()));
  if (mark !== null) return each.map((line) => [unquoted(line)]);
  const split = (text: string) => nonempty(text.split(/\s+/)).map(unquoted);
  if (lines !== Infinity) return inGroups(each, lines).map((some) => some.flatMap(split));
  return inGroups(each.flatMap(split), size);
}

function inGroups(items: readonly string[], size: number): string[][] {
  if (items.length === 0) return [];
  if (size === Infinity) return [[...items]];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

/** Quotes, as it takes them off by itself. */
function unquoted(item: string): string {
  return item.replace(/^(["'])(.*)\1$/s, '$2');
}
