/**
 * The fast part: out of hundreds of megabytes, the few lines that are worth a
 * closer look. Only a line that has one of the words is cut out and decoded.
 */
import type { Automaton } from './automaton.js';
import { decodeLine } from './decode.js';

/**
 * A line (or one without an end) is looked at in pieces of this size at most: enough for what clients print, and
 * little enough for patterns that look ahead from each of its words.
 */
const LONGEST = 4 * 1024;
const NEWLINE = 10;

export interface Scanned {
  /** 1-based. */
  number: number;
  raw: string;
  /** Who wants to see it: bits of `LOOK`. */
  look: number;
}

/** The lines worth a look, and how many there were in all. */
export class Scanner {
  lines = 0;
  bytes = 0;
  readonly #automaton: Automaton;
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer = Buffer.alloc(0);

  /** The last line has not ended. */
  #isOpen = false;

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  add(chunk: Buffer): Scanned[] {
    this.bytes += chunk.length;
    if (chunk.length > 0) this.#isOpen = chunk[chunk.length - 1] !== NEWLINE;
    const block = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = block.lastIndexOf(NEWLINE) + 1;
    const rest = block.subarray(end);
    // Of a line of megabytes the pieces are looked at as they come.
    const cut = rest.length > LONGEST ? block.length : end;
    // Copied: the chunk's memory belongs to the stream.
    this.#rest = Buffer.from(block.subarray(cut));
    return this.#scan(block.subarray(0, cut));
  }

  end(): Scanned[] {
    const found = this.#scan(this.#rest);
    if (this.#isOpen) this.lines += 1;
    return found;
  }

  #scan(block: Buffer): Scanned[] {
    const { next, looks, classes, width } = this.#automaton;
    const found: Scanned[] = [];
    // A word may begin with the end of the line before.
    const begun = next[classes[NEWLINE] as number] as number;
    let state = begun;
    let look = 0;
    let start = 0;
    let hit = 0;
    let number = this.lines + 1;
    const keep = (end: number) => {
      // The piece around the last word.
      const from = end - start > LONGEST ? Math.max(start, hit - LONGEST / 2) : start;
      const raw = decodeLine(block.subarray(from, Math.min(end, from + LONGEST))).replace(/\r$/, '');
      found.push({ number, raw, look });
    };
    for (let index = 0; index < block.length; index++) {
      const byte = block[index] as number;
      if (byte === NEWLINE) {
        if (look !== 0) keep(index);
        state = begun;
        look = 0;
        start = index + 1;
        number += 1;
        continue;
      }
      state = next[state * width + (classes[byte] as number)] as number;
      const seen = looks[state] as number;
      if (seen !== 0) {
        look |= seen;
        hit = index;
      }
    }
    if (look !== 0) keep(block.length);
    this.lines = number - 1;
    return found;
  }
}
