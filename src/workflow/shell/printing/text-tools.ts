/**
 * The programs that take texts apart and change their letters (POSIX: tr, cut, sed, basename, dirname, head,
 * tail; of awk `{print $N}`; GNU coreutils: base64). A hole may be any text, so an answer that its insides could change is null.
 */

import { FOUND, isUpToRun, withoutBranch } from '../../language/origins.js';
import { hasHole, isHole } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
import { plainPattern } from '../words/regular.js';
import {
  LONGEST_READ_LINE,
  lineAt,
  linesWith,
  pastedLines,
  sortedLines,
  withoutRepeats,
} from './line-tools.js';

/** A program: what it prints for its arguments and what it reads; null when that is not known. */
type TextTool = (args: readonly string[], input: string | null) => string | null;

export const TEXT_TOOLS: Readonly<Record<string, TextTool>> = {
  tr: (args, input) => (input === null ? null : translated(args, input)),
  cut: (args, input) => (input === null ? null : cutFields(args, input)),
  sed: (args, input) => (input === null ? null : edited(args, input)),
  awk: (args, input) => (input === null ? null : printedFields(args, input)),
  basename: (args) => baseName(args),
  dirname: ([path, ...more]) => (path === undefined || more.length > 0 ? null : directoryName(path)),
  head: (args, input) => lineAt(args, input, 0),
  tail: (args, input) => lineAt(args, input, -1),
  grep: (args, input) => (input === null ? null : linesWith(args, input)),
  egrep: (args, input) => (input === null ? null : linesWith(['-E', ...args], input)),
  sort: (args, input) => (input === null ? null : sortedLines(args, input)),
  paste: (args, input) => (input === null ? null : pastedLines(args, input)),
  uniq: (args, input) => (input === null ? null : withoutRepeats(args, input)),
  base64: (args, input) => (input === null ? null : encoded(args, input)),
};

/** Each line changed on its own; null where one of them is not known. */
function byLine(input: string, change: (line: string) => string | null): string | null {
  const ends = input.endsWith('\n');
  const lines = (ends ? input.slice(0, -1) : input).split('\n');
  const changed = lines.map((line) => (line.length > LONGEST_READ_LINE ? null : change(line)));
  return changed.includes(null) ? null : `${changed.join('\n')}${ends ? '\n' : ''}`;
}

// --------------------------------------------------------------------- tr

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    upper: 'A-Z',
    lower: 'a-z',
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    space: ' \\t\\n\\r\\f\\v',
    blank: ' \\t',
  }),
);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** The characters of a set in their order; null for more than classes, ranges and escapes. */
function setOf(source: string): string[] | null {
  const plain = source
    .replace(/\[:(\w+):\]/g, (all, name: string) => CLASSES.get(name) ?? all)
    // `[A-Z]` names the brackets too, which changes no letter.
    .replace(/^\[([A-Za-z]-[A-Za-z])\]$/, '$1');
  if (/\[[:=.]|\*\]/.test(plain)) return null;
  const characters: string[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    let char = plain[at] as string;
    if (char === '\\' && at + 1 < plain.length) {
      at += 1;
      char = ESCAPES[plain[at] as string] ?? (plain[at] as string);
    }
    const last = plain[at + 1] === '-' ? plain[at + 2] : undefined;
    if (last === undefined || last === '\\') {
      characters.push(char);
      continue;
    }
    for (let code = char.charCodeAt(0); code <= last.charCodeAt(0); code += 1)
      characters.push(String.fromCharCode(code));
    at += 2;
  }
  return characters;
}

function translated(args: readonly string[], input: string): string | null {
  const flags = args
    .filter((each) => /^-[a-zA-Z]+$/.test(each))
    .join('')
    .replaceAll('-', '');
  const [from, to] = args.filter((each) => !/^-[a-zA-Z]+$/.test(each)).map(setOf);
  if (!from || to === null || /[^dscC]/.test(flags)) return null;
  const text = from.includes('/') ? withoutBranch(input) : input;
  // What is not in the set: only of a whole text.
  const isOther = /[cC]/.test(flags);
  if (isOther && hasHole(text)) return null;
  const isIn = (char: string) => from.includes(char) !== isOther;
  const characters = [...text];
  if (flags.includes('d')) return to === undefined ? characters.filter((each) => !isIn(each)).join('') : null;
  const last = to?.at(-1);
  const changed =
    to === undefined || last === undefined
      ? characters
      : characters.map((each) => (isIn(each) ? ((isOther ? last : to[from.indexOf(each)]) ?? last) : each));
  if (!flags.includes('s')) return to !== undefined ? changed.join('') : null;
  const squeezed = to != null ? (char: string) => to.includes(char) : isIn;
  return changed.filter((each, at) => !(at > 0 && each === changed[at - 1] && squeezed(each))).join('');
}

// -------------------------------------------------------------- cut and awk

function cutFields(args: readonly string[], input: string): string | null {
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

/** `awk -F/ '{print $1}'`, `'{print tolower($0)}'`, `'{print $1":"$2}'`. */
function printedFields(args: readonly string[], input: string): string | null {
  const [, delimiter, program = ''] = /^(?:-F ?(\S) )?([\s\S]+)$/.exec(args.join(' ')) ?? [];
  const [, separator = ' ', list = ''] =
    /^(?:BEGIN *\{ *OFS *= *"([^"\\]*)" *;? *\} *)?\{ *print +([^{}]*?) *;? *\}$/.exec(program.trim()) ?? [];
  const parts = list.match(PRINTED) ?? [];
  if (parts.length === 0 || parts.join('') !== list) return null;
  return byLine(input, (line) => {
    const said = parts.map((part) => printedPart(part.trim(), line, { delimiter, separator }));
    return said.includes(null) ? null : said.join('');
  });
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

// -------------------------------------------------------------------- sed

function edited(args: readonly string[], input: string): string | null {
  const scripts = args.filter((each) => !/^-(?:[eEr]|re|Ee)$/.test(each));
  if (scripts.length === 0 || scripts.some((each) => /^-/.test(each))) return null;
  // Without `-e` what follows the script is a file.
  if (scripts.length > 1 && !args.some((each) => /e$/.test(each) && each.startsWith('-'))) return null;
  let text: string | null = input;
  for (const command of scripts.flatMap(commandsOf)) {
    if (text === null) return null;
    text = byLine(text, (line) => substituted(command, line));
  }
  return text;
}

/** `s/a/b/; s/c/d/`. */
function commandsOf(script: string): string[] {
  return script
    .split(/\s*;\s*(?=s\W)/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

const TO_LOWER = /^s(.)(?:\.\*|\\?\(\.\*\\?\)|\[A-Z\]|\[\[:upper:\]\])\1\\L(?:&|\\1)\1g?$/;

function substituted(command: string, line: string): string | null {
  if (TO_LOWER.test(command) || /^y\/A-?Z\/a-?z\/$/.test(command)) return line.toLowerCase();
  const sign = /^s([^\w\s\\])/.exec(command)?.[1];
  if (sign === undefined) return null;
  const [, pattern, replacement, flags, ...more] = unescapedParts(command, sign);
  if (pattern === undefined || replacement === undefined || flags === undefined || more.length > 0)
    return null;
  if (!/^g?$/.test(flags) || /[&\\]/.test(replacement.replace(/\\[/.-]/g, ''))) return null;
  const to = replacement.replaceAll('\\', '');
  if (!hasHole(line)) {
    const wanted = plainPattern(pattern);
    return wanted === null ? null : line.replace(new RegExp(wanted, flags), () => to);
  }
  const atEnd = atOneEnd(pattern, line, to);
  if (atEnd !== undefined) return atEnd;
  const literal = pattern.replace(/\\([/.-])/g, '$1');
  // What is not known could begin or end a longer match.
  if (/[\\.^$*[\]]/.test(pattern.replace(/\\[/.-]/g, '')) || literal.length !== 1) return null;
  const open = literal === '/' ? withoutBranch(line) : line;
  return flags === 'g' ? open.replaceAll(literal, () => to) : null;
}

/** `s/,$//`, `s/^v//`: asks only for one end of the line, which may be known; undefined: it asks for something else. */
function atOneEnd(pattern: string, line: string, to: string): string | null | undefined {
  const [, start, text = '', end] = /^(\^?)((?:[^\\.^$*[\]]|\\[/.-])+)(\$?)$/.exec(pattern) ?? [];
  if (start === undefined || (start === '') === (end === '')) return undefined;
  const literal = text.replaceAll('\\', '');
  // Whole characters: what stands for something unknown is two code units.
  const characters = [...line];
  const { length } = [...literal];
  const known = (start === '' ? characters.slice(-length) : characters.slice(0, length)).join('');
  if (characters.length < length || hasHole(known)) return null;
  if (known !== literal) return line;
  return start === '' ? line.slice(0, -literal.length) + to : to + line.slice(literal.length);
}

function unescapedParts(command: string, sign: string): string[] {
  const parts = [''];
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at] as string;
    if (char === '\\' && command[at + 1] !== undefined) {
      at += 1;
      parts.push(`${parts.pop()}${command[at] === sign ? '' : '\\'}${command[at]}`);
    } else if (char === sign) parts.push('');
    else parts.push(`${parts.pop()}${char}`);
  }
  return parts;
}

// ----------------------------------------------------------------- paths

function baseName(args: readonly string[]): string | null {
  const [path, suffix = '', ...more] = args.filter((each) => each !== '--');
  if (path === undefined || path.startsWith('-') || more.length > 0) return null;
  const bare = path.replace(/\/+$/, '');
  const name = nameOfFile(bare);
  // Something in it may hold a slash.
  if (hasHole(name)) return null;
  return `${suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`;
}

function directoryName(path: string): string | null {
  const bare = path.replace(/\/+$/, '');
  const end = bare.lastIndexOf('/');
  if (hasHole(bare.slice(end + 1))) return null;
  return `${end === -1 ? '.' : bare.slice(0, end).replace(/\/+$/, '') || '/'}\n`;
}

// ----------------------------------------------------------------- base64

/**
 * Of a text that is not wholly known, the unknown parts and the colons between them are left as they are: of a name and
 * its password, which is what is mostly encoded, one can still see whose password it is.
 */
function encoded(args: readonly string[], input: string): string | null {
  const options = args.join(' ');
  if (/^(?:-[dD]|--decode)$/.test(options))
    return hasHole(input) ? null : Buffer.from(input, 'base64').toString();
  const [isRead, width = '76'] = /^(?:(?:-w ?|-b ?|--wrap[= ])(\d+))?$/.exec(options) ?? [];
  if (isRead === undefined) return null;
  if (hasHole(input)) return [...input].filter((each) => each === ':' || hasHole(each)).join('');
  const code = Buffer.from(input).toString('base64');
  const columns = Math.min(Number(width), code.length);
  return columns === 0 ? code : code.replace(new RegExp(`.{1,${columns}}`, 'g'), '$&\n');
}
