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
};

const SECONDS = `${MADE.F}T${MADE.T}`;
const ISO: readonly [RegExp, string][] = [
  [/^(?:-I|--iso-8601)(?:=?date)?$/, `${MADE.F}`],
  [/^(?:-I|--iso-8601=)s(?:ec|econds)?$/, `${SECONDS}:${FOUND}`],
  [/^--rfc-3339=s(?:ec|econds)?$/, `${MADE.F} ${MADE.T}:${FOUND}`],
];

/** Flags and widths of GNU stand between the sign and its letter. */
const CONVERSION = /%[-_0^#+]*(?:[1-9]\d*)?[EO]?(:*[a-zA-Z%])/g;

/** What stands side by side is one thing that is not known. */
const NUMBERS = new RegExp(`(?:${FOUND}){2,}`, 'g');

/** @returns null where the words say no format that is read here; alone it prints as the machine's language has it */
export function printedDate(args: readonly string[]): string | null {
  const formats = args.flatMap((each) => {
    if (each.startsWith('+')) return filledIn(each.slice(1));
    return ISO.find(([option]) => option.test(each))?.[1] ?? [];
  });
  return formats.length === 1 ? `${formats[0]}\n` : null;
}

function filledIn(format: string): string {
  return format.replace(CONVERSION, (_, letter: string) => MADE[letter] ?? FOUND).replace(NUMBERS, FOUND);
}
