/**
 * The files by which a step hands values on: `GITHUB_ENV` for the variables of later steps,
 * `GITHUB_OUTPUT` for its outputs. Docs: Workflow commands, Environment files.
 */
import type { Chance } from '../../language/chance.js';
import { HOLE, hasHole } from '../../language/values.js';
import { joinedTexts } from './joining.js';

export type StepFile = 'GITHUB_ENV' | 'GITHUB_OUTPUT';

export const STEP_FILES: readonly StepFile[] = ['GITHUB_ENV', 'GITHUB_OUTPUT'];

/**
 * The script with the variables of these files for the paths that the `github` context has of them: `>> ${{ github.env }}`.
 * Docs: Contexts, `github` context; actions/runner `FileCommandManager`, which sets `output` beside it.
 */
export function withFileVariables(script: string, isPowerShell = false): string {
  const path = /\$\{\{\s*github(?:\.|\[')(env|output)(?:'\])?\s*\}\}/gi;
  return script.replace(path, (_, file) => `${isPowerShell ? '$env:' : '$'}GITHUB_${file.toUpperCase()}`);
}

/** GitHub takes no output of more than 1 MB. In characters. */
const LONGEST_FILE = 1024 * 1024;

/** What was written to one file, on one way through the script. Never changed: a write makes a new one. */
export interface Written {
  /** What names got where branches met; null: it is not known, or may not be written. */
  settled: ReadonlyMap<string, string | null>;
  /** What was written since then. */
  text: string;
  /** Names that may not be written at all, as the script may have ended before. */
  maybe: ReadonlySet<string>;
  /** Names were written that are not known. */
  hasUnknownNames: boolean;
}

export const NOTHING_WRITTEN: Written = {
  settled: new Map(),
  text: '',
  maybe: new Set(),
  hasUnknownNames: false,
};

/**
 * The file with something more in it.
 *
 * @param said null when it is not known what is written
 * @param reached whether the script comes so far
 */
export function writtenWith(written: Written, said: string | null, reached: Chance): Written {
  const isFull = written.text.length + (said?.length ?? 0) > LONGEST_FILE;
  // What we can't read is a hole on a line of its own: it names nothing.
  const text = said === null || isFull ? `${HOLE}\n` : said;
  const maybe = reached === 'yes' ? written.maybe : new Set([...written.maybe, ...parsePairs(text).keys()]);
  return { ...written, text: written.text + text, maybe };
}

/** What a text gives the names in it; null: it is not known which they are. */
export function pairsWritten(said: string | null): Map<string, string> | null {
  if (said === null || said.split('\n').some((line) => hasHole(line.split('=', 1)[0] ?? ''))) return null;
  return parsePairs(said);
}

/** The file where one of its names is known to have got this, whatever was written to it. */
export function settledWith(written: Written, name: string, value: string): Written {
  const maybe = new Set([...written.maybe].filter((each) => each !== name));
  return { ...written, settled: new Map([...pairsOf(written), [name, value]]), text: '', maybe };
}

/** What each name got; null: a value that is not known. */
export function pairsOf({ settled, text, maybe }: Written): Map<string, string | null> {
  const pairs = new Map([...settled, ...parsePairs(text)]);
  for (const name of maybe) pairs.set(name, null);
  return pairs;
}

/** Were names written that are not known? */
export function writesUnknownNames({ text, hasUnknownNames }: Written): boolean {
  return hasUnknownNames || text.split('\n').some((line) => hasHole(line.split('=', 1)[0] ?? ''));
}

/**
 * What is in the file whichever way was taken.
 *
 * @param isByRun the run alone decides which
 */
export function joinedFiles(ways: readonly Written[], isByRun: boolean): Written {
  const [first = NOTHING_WRITTEN, ...others] = new Set(ways);
  if (others.length === 0) return first;
  const maybe = new Set(ways.flatMap((each) => [...each.maybe]));
  const hasUnknownNames = ways.some((each) => each.hasUnknownNames);
  const isSettled = ways.every(({ settled }) => settled === first.settled);
  if (isSettled && ways.some(({ text }) => isWithinBlock(text)))
    // Each way adds its lines to the same block.
    return { ...first, text: joinedLines(ways, isByRun), maybe, hasUnknownNames };
  const pairs = ways.map(pairsOf);
  const settled = new Map<string, string | null>();
  for (const name of new Set(pairs.flatMap((each) => [...each.keys()]))) {
    const values = pairs.map((each) => each.get(name));
    const isKnown = values.every((each) => typeof each === 'string');
    settled.set(name, isKnown ? joinedTexts(values as string[], isByRun) : null);
  }
  return { settled, text: '', maybe, hasUnknownNames: ways.some(writesUnknownNames) };
}

/** What is not known of whole lines is a line as well: the end of the block may follow it. */
function joinedLines(ways: readonly Written[], isByRun: boolean): string {
  const texts = ways.map(({ text }) => text);
  const joined = joinedTexts(texts, isByRun);
  return texts.every((text) => text.endsWith('\n')) && !joined.endsWith('\n') ? `${joined}\n` : joined;
}

/** Does a block begin and not end yet? */
function isWithinBlock(text: string): boolean {
  let end: string | null = null;
  for (const line of text.split('\n')) {
    if (end !== null) end = line === end ? null : end;
    else end = BLOCK.exec(line)?.[2] ?? null;
  }
  return end !== null;
}

const BLOCK = /^([^=]+?)<<(.+)$/;

/** `NAME=value` and `NAME<<END … END`. */
function parsePairs(written: string): Map<string, string> {
  const found = new Map<string, string>();
  const lines = written.split('\n');
  // Where each line stands last: a block that never ends is not looked for in all of them.
  const last = new Map(lines.map((line, index) => [line, index]));
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const block = BLOCK.exec(line);
    const [, name = '', end = ''] = block ?? [];
    if (block && (last.get(end) ?? -1) > at) {
      const close = lines.indexOf(end, at + 1);
      found.set(name.trim(), lines.slice(at + 1, close).join('\n'));
      at = close;
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0 && !hasHole(line.slice(0, equals)))
      found.set(line.slice(0, equals).trim(), line.slice(equals + 1));
  }
  return found;
}

/** The old way, which still works: `::set-output name=NAME::value`. Docs: Workflow commands, `set-output`. */
export function oldStyleWrite(line: string): { file: StepFile; text: string } | null {
  const [, kind, name, value] = /^::set-(output|env) name=([\w-]+)::([\s\S]*)$/.exec(line) ?? [];
  if (kind === undefined) return null;
  return { file: kind === 'env' ? 'GITHUB_ENV' : 'GITHUB_OUTPUT', text: `${name}=${value}\n` };
}
