/** The arguments of a command, told apart: operands, options with a value, options without. */
import type { Chance } from '../language/chance.js';
import { onlyOrigin, withoutStandIns } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';

export interface Arguments {
  /** Words that are no option. */
  positional: string[];
  /** Values of an option, under any of its names. */
  values(...names: string[]): string[];
  /** The last of them, of an option that counts once. */
  last(...names: string[]): string | undefined;
  /** Is a boolean option set? */
  has(...names: string[]): boolean;
  /** The same, where a script may have set it. */
  chance(name: string): Chance;
  /** All of them, as they stand. */
  words: readonly string[];
}

/** @param takes the options that take the next word as their value */
export function readArguments(words: readonly string[], takes: readonly string[]): Arguments {
  const positional: string[] = [];
  const options: [string, string | null][] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const long = /^(--[^=]+)=([\s\S]*)$/.exec(word);
    const short = /^(-[A-Za-z])=?([\s\S]+)$/.exec(word);
    if (word === '--') {
      positional.push(...words.slice(at + 1));
      break;
    }
    if (long) options.push([long[1] as string, long[2] as string]);
    else if (takes.includes(word)) {
      at += 1;
      options.push([word, words[at] ?? '']);
    } else if (short && takes.includes(short[1] as string) && !word.startsWith('--')) {
      options.push([short[1] as string, short[2] as string]);
    } else if (word.startsWith('-') && word !== '-') options.push([word, null]);
    else positional.push(word);
  }
  const has = (...names: string[]) =>
    options.some(([name, value]) => names.includes(name) && value !== 'false' && !hasHole(value ?? ''));
  const values = (...names: string[]) =>
    options.flatMap(([name, value]) => (names.includes(name) && value !== null ? [value] : []));
  return {
    positional,
    words,
    values,
    last: (...names) => values(...names).at(-1),
    has,
    chance: (name) => (has(name) ? 'yes' : openOption(words, name)),
  };
}

/** Is nothing of a word known? Without quotes it may be options, or no word at all. */
export function isAllOpen(word: string): boolean {
  return withoutStandIns(word).replaceAll(HOLE, '') === '';
}

/**
 * The same of a command that takes so many operands: where there are more, a word of which nothing is known is none of them, as in
 * `docker push $FLAGS NAME`.
 */
export function withoutStrays(args: Arguments, most: number | undefined): Arguments {
  if (most === undefined || args.positional.length <= most) return args;
  const positional = [...args.positional];
  while (positional.length > most) {
    const at = positional.findIndex(isAllOpen);
    if (at === -1) break;
    positional.splice(at, 1);
  }
  return { ...args, positional };
}

/** An option among those that alternatives of the script leave open. */
function openOption(words: readonly string[], name: string): Chance {
  const open = words.map(onlyOrigin).find((each) => each?.kind === 'options' && each.of.includes(name));
  return open?.kind !== 'options' ? 'no' : open.byRun ? 'sometimes' : 'unknown';
}
