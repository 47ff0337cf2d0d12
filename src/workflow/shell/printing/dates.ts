/**
 * What `date` prints, as far as its format tells: the signs between its numbers (GNU coreutils and POSIX: date; those of macOS are
 * the same). A tag takes no colon, no slash and no space.
 */
import { FOUND } from '../../language/origins.js';

/** Conversions that have a sign between their numbers in every place of the world. */
const MADE: Readonly<Record<string, string>> = {
  '%': '%',
  n: '\n',
  t: '\t',
  F: `${FOUND}-${FOUND}-${FOUND}`,
  D: `${FOUND}/${FOUND}/${FOUND}`,
  R: `${FOUND}:${FOUND}`,
  T: `${FOUND}:${FOUND}:${FOUND}`,
  ':z': `${FOUND}:${FOUND}`,
  // Blanks stand in it in every language.
  c: `${FOUND} ${FOUND} ${FOUND} ${FOUND}:${FOUND}:${FOUND} ${FOUND}`,
};

const SECONDS = `${MADE.F}T${MADE.T}`;
/** Options that say the format, which some of them may shorten. */
const NAMED: readonly [RegExp, string][] = [
  [/^(?:-I|--iso-8601)(?:=?date)?$/, `${MADE.F}`],
  [/^(?:-I|--iso-8601=)h(?:ours)?$/, `${MADE.F}T${FOUND}:${FOUND}`],
  [/^(?:-I|--iso-8601=)m(?:inutes)?$/, `${MADE.F}T${MADE.R}:${FOUND}`],
  [/^(?:-I|--iso-8601=)s(?:ec|econds)?$/, `${SECONDS}:${FOUND}`],
  [/^(?:-I|--iso-8601=)ns$/, `${SECONDS},${FOUND}:${FOUND}`],
  [/^--rfc-3339=date$/, `${MADE.F}`],
  [/^--rfc-3339=s(?:ec|econds)?$/, `${MADE.F} ${MADE.T}:${FOUND}`],
  [/^--rfc-3339=ns$/, `${MADE.F} ${MADE.T}.${FOUND}:${FOUND}`],
  [/^(?:-R|--rfc-(?:email|2822|822))$/, `${FOUND}, ${FOUND} ${FOUND} ${FOUND} ${MADE.T} ${FOUND}`],
];

/** Where no format is said, blanks and the time of the day stand in every language's (POSIX: `%a %b %e %H:%M:%S %Z %Y`). */
const BARE = `${FOUND} ${FOUND} ${FOUND} ${MADE.T} ${FOUND} ${FOUND}`;

/** Options that say which date, and not how it is written: of the universal time, of another day, of a file. */
const WHICH = /^(?:-u|--utc|--universal|--date=.*|--reference=.*)$/s;
const WHICH_NEXT = /^(?:-u?[dr]|--date|--reference|-v)$/;

/** Flags and widths of GNU stand between the sign and its letter. */
const CONVERSION = /%[-_0^#+]*(?:[1-9]\d*)?[EO]?(:*[a-zA-Z%])/g;

/** What stands side by side is one thing that is not known. */
const NUMBERS = new RegExp(`(?:${FOUND}){2,}`, 'g');

/** @returns null where the words say something that is not read here */
export function printedDate(args: readonly string[]): string | null {
  const formats = args.flatMap((each) => {
    if (each.startsWith('+')) return filledIn(each.slice(1));
    return NAMED.find(([option]) => option.test(each))?.[1] ?? [];
  });
  if (formats.length === 0 && isBare(args)) return `${BARE}\n`;
  return formats.length === 1 ? `${formats[0]}\n` : null;
}

/** Do they say nothing of how the date is written? */
function isBare(args: readonly string[]): boolean {
  return args.every(
    (each, at) => WHICH.test(each) || WHICH_NEXT.test(each) || WHICH_NEXT.test(args[at - 1] ?? ''),
  );
}

function filledIn(format: string): string {
  return format.replace(CONVERSION, (_, letter: string) => MADE[letter] ?? FOUND).replace(NUMBERS, FOUND);
}
