/**
 * The programs that take texts apart and change their letters, in one table; here also what they make of paths (POSIX:
 * basename, dirname) and base64 (GNU coreutils). A hole may be any text, so an answer that its insides could change is null.
 */
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
import { methodText, TEXT_METHOD } from '../powershell/text-methods.js';
import { cutFields, printedFields } from './fields.js';
import { lineAt, linesWith, pastedLines, sortedLines, withoutRepeats } from './line-tools.js';
import { edited } from './sed.js';
import { translated } from './tr.js';

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
  seq: (args) => countedLines(args),
  [TEXT_METHOD]: (args) => methodText(args),
  base64: (args, input) => (input === null ? null : encoded(args, input)),
};

// --------------------------------------------------------------- numbers

/** So many lines are a loop that nobody turns through here. */
const MOST_NUMBERS = 200;

/** `seq LAST`, `seq FIRST LAST`, `seq FIRST STEP LAST` (GNU coreutils: seq), of whole numbers. */
function countedLines(args: readonly string[]): string | null {
  if (args.length < 1 || args.length > 3 || !args.every((each) => /^-?(?:0|[1-9]\d{0,6})$/.test(each)))
    return null;
  const numbers = args.map(Number);
  const last = numbers.at(-1) as number;
  const first = numbers.length > 1 ? (numbers[0] as number) : 1;
  const step = numbers.length > 2 ? (numbers[1] as number) : 1;
  const count = step === 0 ? Number.POSITIVE_INFINITY : Math.floor((last - first) / step) + 1;
  if (count > MOST_NUMBERS) return null;
  return Array.from({ length: Math.max(0, count) }, (_, at) => `${first + at * step}\n`).join('');
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
  if (hasHole(input)) {
    const kept = [...input].filter((each) => each === ':' || hasHole(each)).join('');
    // It is another text than what it was made of: nobody masks it, and no registry takes it for the token.
    return kept.includes(':') ? kept : kept + FOUND;
  }
  const code = Buffer.from(input).toString('base64');
  const columns = Math.min(Number(width), code.length);
  return columns === 0 ? code : code.replace(new RegExp(`.{1,${columns}}`, 'g'), '$&\n');
}
