/**
 * Labels of a script of `cmd`, to which is gone and which are called (docs: Windows Commands, goto, call). What is gone to further down
 * is, in words of bash, the end of a loop that has one turn and begins with the script: so each such loop stands in the next one.
 */

const LABEL = /^\s*:(?!:)\s*([^\s:&|<>]+)/;
const GOTO = /\bgoto\s*:?\s*([^\s:&|()<>]+)/gi;

/** The end of the file, to which no label belongs. */
const END = /^eof$/i;

/** A script with more of them is not followed. */
const MOST_LABELS = 40;

export class Jumps {
  readonly #lines: readonly string[];
  /** By their names in small letters. */
  readonly #labels: ReadonlyMap<string, number>;
  /** Lines of the labels that are gone to from above, from the first to the last. */
  readonly #ends: readonly number[];

  private constructor(
    lines: readonly string[],
    labels: ReadonlyMap<string, number>,
    ends: readonly number[],
  ) {
    this.#lines = lines;
    this.#labels = labels;
    this.#ends = ends;
  }

  /** null: a label is not there, stands twice, or there are too many. */
  static of(lines: readonly string[]): Jumps | null {
    const labels = new Map<string, number>();
    for (const [at, line] of lines.entries()) {
      const name = LABEL.exec(line)?.[1]?.toLowerCase();
      if (name === undefined) continue;
      if (labels.has(name)) return null;
      labels.set(name, at);
    }
    if (labels.size > MOST_LABELS) return null;
    const ends = new Set<number>();
    for (const [from, line] of lines.entries()) {
      if (SAID.test(line)) continue;
      for (const [, name = ''] of line.matchAll(GOTO)) {
        if (END.test(name)) continue;
        const to = labels.get(name.toLowerCase());
        if (to === undefined) return null;
        if (to > from) ends.add(to);
      }
    }
    return new Jumps(
      lines,
      labels,
      [...ends].sort((one, other) => one - other),
    );
  }

  /** What opens the loops, in front of the script. */
  get opening(): string {
    return 'while true; do '.repeat(this.#ends.length);
  }

  /** The line is a label: what stands there for it; null: it is none. */
  label(line: string, at: number): string | null {
    if (!LABEL.test(line)) return null;
    return this.#ends.includes(at) ? 'break; done' : ':';
  }

  /**
   * `goto NAME` of a line, in so many loops of its own.
   *
   * @returns null: there is no such label; 'back': it stands further up; 'out': the script is left
   */
  way(name: string, at: number, loops: number): string | 'back' | 'out' | null {
    if (END.test(name)) return 'out';
    const to = this.#labels.get(name.toLowerCase());
    if (to === undefined) return null;
    if (to <= at) return 'back';
    const levels = this.#ends.filter((end) => end > at && end <= to).length + loops;
    return `break ${levels}`;
  }

  /** The lines behind a label that is called, up to where these are left in any case; null: there is no such label. */
  called(name: string): readonly string[] | null {
    const from = this.#labels.get(name.toLowerCase());
    if (from === undefined) return null;
    const behind = this.#lines.slice(from + 1);
    const end = behind.findIndex((each) => LEAVES.test(each));
    return end === -1 ? behind : behind.slice(0, end + 1);
  }
}

const SAID = /^\s*@?(?:rem\b|::|echo\b)/i;
/** At the beginning of a line, and so in no block of one. */
const LEAVES = /^@?(?:exit(?:\s+\/b)?(?:\s+\S+)?|goto\s*:?\s*eof)\s*$/i;
