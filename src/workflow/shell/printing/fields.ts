/** Programs that print fields of each line (POSIX: cut; of awk `{print $N}`). Where a hole may hold the delimiter the answer is null. */
import { FOUND, isUpToRun } from '../../language/origins.js';
import { hasHole, isHole } from '../../language/values.js';
import { byLine, linesWith } from './line-tools.js';

/** `cut -d: -f2`, `cut -c1-7`. */
export function cutFields(args: readonly string[], input: string): string | null {
  const given = args
    .join(' ')
    .match(/^(?:-d ?('[^']'|"[^"]"|\S| ) )?-([fc]) ?(\d+)(-\d*)?(?: -d ?('[^']'|"[^"]"|\S))?(?: -s)?$/);
  if (!given) return null;
  const [, before, kind, first = '', range, after] = given;
  const from = Number(first) - 1;
  const to = range === undefined ? from + 1 : range === '-' ? undefined : Number(range.slice(1));
  if (kind === 'c')
    return byLine(input, (line) => (hasHole(line.slice(0, to)) ? null : line.slice(from, to)));
  const delimiter = (before ?? after ?? '\t').replace(/^(['"])(.)\1$/, '$2');
  return byLine(input, (line) => fieldsAt(line, delimiter, from, to));
}

/** Fields of a line; null where something that is not known may hold the delimiter. */
function fieldsAt(line: string, delimiter: string, from: number, to: number | undefined): string | null {
  const fields = line.split(delimiter);
  if (fields.length === 1) return hasHole(line) ? null : line;
  const open = fields.findIndex(hasHole);
  const end = to ?? fields.length;
  if (open === -1 || end <= open) return fields.slice(from, end).join(delimiter);
  // All that is left, whatever is in it.
  if (to === undefined && from <= open) return fields.slice(from).join(delimiter);
  return from === open && end === open + 1 && isHole(fields[open] as string)
    ? (fields[open] as string)
    : null;
}

/** Of awk: `$0` is the line, `$NF` the last field of it. */
function fieldAt(line: string, delimiter: string | undefined, place: string): string | null {
  if (place === '0') return line;
  if (place === 'NF') {
    const last =
      line
        .trim()
        .split(delimiter ?? /\s+/)
        .at(-1) ?? '';
    return hasHole(last) && !isHole(last) ? null : last;
  }
  if (delimiter !== undefined) return fieldsAt(line, delimiter, Number(place) - 1, Number(place));
  return fieldBetweenBlanks(line.trim(), Number(place) - 1);
}

/** What only the run knows may have blanks in it: of the field that it begins in, the start stays known. */
function fieldBetweenBlanks(line: string, at: number): string | null {
  const characters = [...line];
  const open = characters.findIndex(hasHole);
  if (open === -1) return line.split(/\s+/)[at] ?? '';
  if (!isUpToRun(line)) return null;
  return (
    characters
      .slice(0, open + 1)
      .join('')
      .split(/\s+/)[at] ?? FOUND
  );
}

/** `awk -F/ '{print $1}'`, `'{print tolower($0)}'`, `'{print $1":"$2}'`, and `'/^image:/{print $2}'` of some lines. */
export function printedFields(args: readonly string[], input: string): string | null {
  const [, delimiter, whole = ''] = /^(?:-F ?(\S) )?([\s\S]+)$/.exec(args.join(' ')) ?? [];
  const [, pattern, program = ''] = /^\s*(?:\/((?:[^/\\]|\\.)+)\/\s*)?([\s\S]+)$/.exec(whole) ?? [];
  const chosen = pattern === undefined ? input : linesFor(pattern, input);
  const [, separator = ' ', list = ''] =
    /^(?:BEGIN *\{ *OFS *= *"([^"\\]*)" *;? *\} *)?\{ *print +([^{}]*?) *;? *\}$/.exec(program.trim()) ?? [];
  const parts = list.match(PRINTED) ?? [];
  if (parts.length === 0 || parts.join('') !== list || chosen === null) return null;
  if (chosen === '') return '';
  return byLine(chosen, (line) => {
    const said = parts.map((part) => printedPart(part.trim(), line, { delimiter, separator }));
    return said.includes(null) ? null : said.join('');
  });
}

/** The lines with a pattern of awk's; of some that nobody knows none is chosen. */
function linesFor(pattern: string, input: string): string | null {
  return hasHole(input) ? null : linesWith([pattern.replaceAll('\\/', '/')], input);
}

/** What awk prints side by side. */
const PRINTED = / *(?:(?:tolower|toupper)\(\$(?:\d|NF)\)|\$(?:\d|NF)|"[^"\\]*"|,)(?: +$)?/g;

function printedPart(
  part: string,
  line: string,
  { delimiter, separator }: { delimiter: string | undefined; separator: string },
): string | null {
  if (part === ',') return separator;
  if (part.startsWith('"')) return part.slice(1, -1);
  const [, change, place = ''] = /^(?:(tolower|toupper)\()?\$(\w+)\)?$/.exec(part) ?? [];
  const field = fieldAt(line, delimiter, place);
  if (field === null || change === undefined) return field;
  return change === 'tolower' ? field.toLowerCase() : field.toUpperCase();
}
