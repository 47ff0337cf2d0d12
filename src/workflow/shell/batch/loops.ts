/**
 * What the loops of `cmd` turn for, in words of bash: lists, numbers (`/l`), and the lines of a text, a file or what a command prints
 * (`/f`). Docs: Windows Commands, for.
 */
import { UNKNOWN_VALUE } from '../powershell/fragments.js';
import { commandInWords, itemName, textInWords } from './words.js';

/** A loop without its body: what opens it, and what stands behind its `done`. */
export interface LoopInWords {
  begins: string;
  ends: string;
}

/** What stands between `for` and `do`. */
export interface LoopAsked {
  /** `/l`, `/f`; empty: a list. */
  kind: string;
  /** Of `/f`. */
  options: string;
  item: string;
  /** In the brackets. */
  list: string;
}

/** `/d` and `/r` look for files of nobody's knowing. */
export const FOR =
  /^for\s+(?:(\/[lf])\s+(?:"([^"]*)"\s+)?)?%%(\w)\s+in\s*\(((?:"[^"]*"|'[^']*'|[^()])*)\)\s*do\s*(.+)$/i;

/** null: it has no words of bash. */
export function loopInWords({ kind, options, item, list }: LoopAsked): LoopInWords | null {
  if (kind === '') return eachOf(item, list);
  return /l/i.test(kind) ? counted(item, list) : linesOf(item, list.trim(), options);
}

function eachOf(item: string, list: string): LoopInWords | null {
  if (/[*?]/.test(list)) return null;
  const words = commandInWords(`echo ${list.replace(/"([^"%]*)"/g, '$1').replaceAll(',', ' ')}`);
  return words === null
    ? null
    : { begins: `for ${itemName(item)} in${words.slice('echo'.length)}; do`, ends: 'done' };
}

/** `(START,STEP,END)`. */
function counted(item: string, list: string): LoopInWords | null {
  const said = list.split(/[\s,]+/).filter((each) => each !== '');
  const [start = 0, step = 0, end = 0] = said.map(Number);
  if (said.length !== 3 || !said.every((each) => /^-?\d{1,6}$/.test(each)) || step === 0) return null;
  const turns = Math.max(0, Math.floor((end - start) / step) + 1);
  const numbers = Array.from({ length: Math.min(turns, MOST_TURNS) }, (_, turn) => start + turn * step);
  return { begins: `for ${itemName(item)} in ${numbers.join(' ')}; do`, ends: 'done' };
}

/** More of them are not told one by one. */
const MOST_TURNS = 100;

/** Lines, each divided at its blanks, of which a loop takes the parts that it asks for. */
function linesOf(item: string, list: string, options: string): LoopInWords | null {
  const names = namesRead(item, /\btokens=([\d,*-]+)/i.exec(options)?.[1] ?? '1');
  const source = sourceOf(list, /\busebackq\b/i.test(options));
  if (names === null || source === null) return null;
  const [, marks] = /\bdelims=(.*?)(?:\s+(?:eol|skip|tokens|usebackq)\b.*)?$/i.exec(options) ?? [];
  const skipped = /\bskip=(\d+)/i.exec(options)?.[1];
  const from = skipped === undefined ? source : `${source} | tail -n +${Number(skipped) + 1}`;
  const read = (separators: string) => `while ${separators}read -r ${names.join(' ')}; do`;
  if (marks === undefined || /^[ \t]+$/.test(marks)) return { begins: read(''), ends: `done < <(${from})` };
  if (marks === '') return { begins: read('IFS= '), ends: `done < <(${from})` };
  // Several of them in a row count once, as blanks do to bash. What is left over keeps them, which is not told.
  const isPlain = /^[/:.,;=@_+-]+$/.test(marks) && !/\*/.test(options);
  if (!isPlain) return { begins: read(''), ends: `done < <(echo ${UNKNOWN_VALUE})` };
  const set = marks.replace(/(.*)-(.*)/, '$1$2-');
  return { begins: read("IFS=$'\\t' "), ends: `done < <(${from} | tr -s '${set}' '\\t')` };
}

/** `1,3*`: the letters that follow the loop's own have the next parts, and what is left over goes to nobody or to the last. */
function namesRead(item: string, tokens: string): string[] | null {
  const isRest = tokens.endsWith('*');
  const asked = tokens
    .replace('*', '')
    .split(',')
    .filter((each) => each !== '')
    .flatMap((each) => {
      const [from = 0, to = from] = each.split('-').map(Number);
      return Array.from({ length: Math.min(MOST_PARTS, Math.max(0, to - from + 1)) }, (_, at) => from + at);
    });
  const last = Math.max(0, ...asked);
  if (last > MOST_PARTS || asked.length + Number(isRest) === 0) return null;
  const letter = (at: number) => itemName(String.fromCharCode(item.charCodeAt(0) + at));
  const places = Array.from({ length: last }, (_, at) => asked.indexOf(at + 1));
  const names = places.map((at) => (at === -1 ? 'passed_over' : letter(at)));
  return [...names, isRest ? letter(asked.length) : 'passed_over'];
}

/** A loop has no more. */
const MOST_PARTS = 26;

/** The command of bash that prints what is read; null: it may be more than that. */
function sourceOf(list: string, isBackquoted: boolean): string | null {
  const quote = /^(["'`])([\s\S]*)\1$/.exec(list);
  const [, mark = '', inside = ''] = quote ?? [];
  if (mark === (isBackquoted ? '`' : "'")) return printing(inside);
  if (mark === (isBackquoted ? "'" : '"')) return echoed(inside);
  if (mark !== '' && mark !== '"') return null;
  const path = textInWords((quote ? inside : list).replaceAll('\\', '/'));
  return path === null || /\s/.test(path) ? null : `cat "${path}"`;
}

function echoed(text: string): string | null {
  const words = textInWords(text);
  return words === null || words.includes('"') ? null : `echo "${words}"`;
}

/** What it prints is not known where it has no words of bash; what it may push is not known, either. */
function printing(command: string): string | null {
  const plain = command.replace(/\^(?=[|<>&=,;])/g, '').replace(/\s*2>\s*nul\b/gi, '');
  const [, path] = /^type\s+"?([^\s"|&<>]+)"?$/i.exec(plain.trim()) ?? [];
  const words = path === undefined ? commandInWords(plain) : sourceOf(path, false);
  if (words !== null) return words;
  return /push|login|publish|docker/i.test(plain) ? null : `echo ${UNKNOWN_VALUE}`;
}
