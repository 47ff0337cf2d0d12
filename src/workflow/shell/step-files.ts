/**
 * The files by which a step hands values on: `GITHUB_ENV` for the variables of later steps,
 * `GITHUB_OUTPUT` for its outputs. Docs: Workflow commands, Environment files.
 */
import type { Chance } from '../language/chance.js';
import { HOLE, hasHole } from '../language/values.js';

export type StepFile = 'GITHUB_ENV' | 'GITHUB_OUTPUT';

/** GitHub takes no output of more than 1 MB. In characters. */
const LONGEST_FILE = 1024 * 1024;

/** What one step writes. */
export class StepFiles {
  readonly #written: Record<StepFile, string> = { GITHUB_ENV: '', GITHUB_OUTPUT: '' };
  /** Names whose value is open, because they may not be written. */
  readonly #maybe: Record<StepFile, Set<string>> = { GITHUB_ENV: new Set(), GITHUB_OUTPUT: new Set() };

  /**
   * @param said null when it is not known what is written
   * @param runs whether it is written
   */
  write(file: StepFile, said: string | null, runs: Chance): void {
    const isFull = this.#written[file].length + (said?.length ?? 0) > LONGEST_FILE;
    // What we can't read is a hole on a line of its own: it names nothing.
    const text = said === null || isFull ? `${HOLE}\n` : said;
    if (runs !== 'yes') for (const [name] of parsePairs(text)) this.#maybe[file].add(name);
    this.#written[file] += text;
  }

  /** What each name got; null: a value that is not known. */
  pairs(file: StepFile): Map<string, string | null> {
    const pairs = new Map<string, string | null>(parsePairs(this.#written[file]));
    for (const name of this.#maybe[file]) pairs.set(name, null);
    return pairs;
  }

  /** Were names written that are not known? */
  hasUnknownNames(file: StepFile): boolean {
    return this.#written[file].split('\n').some((line) => hasHole(line.split('=', 1)[0] ?? ''));
  }
}

/** `NAME=value` and `NAME<<END … END`. */
function parsePairs(written: string): [string, string][] {
  const found: [string, string][] = [];
  const lines = written.split('\n');
  // Where each line stands last: a block that never ends is not looked for in all of them.
  const last = new Map(lines.map((line, index) => [line, index]));
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    const [, name = '', end = ''] = block ?? [];
    if (block && (last.get(end) ?? -1) > at) {
      const close = lines.indexOf(end, at + 1);
      found.push([name.trim(), lines.slice(at + 1, close).join('\n')]);
      at = close;
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0 && !hasHole(line.slice(0, equals)))
      found.push([line.slice(0, equals).trim(), line.slice(equals + 1)]);
  }
  return found;
}

/** The old way, which still works: `::set-output name=NAME::value`. Docs: Workflow commands, `set-output`. */
export function oldStyleWrite(line: string): { file: StepFile; text: string } | null {
  const [, kind, name, value] = /^::set-(output|env) name=([\w-]+)::([\s\S]*)$/.exec(line) ?? [];
  if (kind === undefined) return null;
  return { file: kind === 'env' ? 'GITHUB_ENV' : 'GITHUB_OUTPUT', text: `${name}=${value}\n` };
}
