/**
 * The fast part: out of hundreds of megabytes, the few lines that are worth a
 * closer look. One pass over the bytes finds all words at once (an automaton by Aho
 * and Corasick); only a line that has one is cut out and decoded.
 */
import { decodeLine } from './decode.js';
import type { VocabularyWord } from './vocabulary.js';

/** A line (or one without an end) is looked at in pieces of this size at most. */
const LONGEST = 16 * 1024;
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

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  add(chunk: Buffer): Scanned[] {
    this.bytes += chunk.length;
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
    if (this.#rest.length > 0) this.lines += 1;
    return found;
  }

  #scan(block: Buffer): Scanned[] {
    const { next, looks, classes, width } = this.#automaton;
    const found: Scanned[] = [];
    let state = 0;
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
        state = 0;
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

/** Finds all words of a vocabulary in one pass. */
export interface Automaton {
  /** The state after a state and a class of bytes. */
  next: Uint16Array;
  /** What has been found when a state is reached. */
  looks: Uint8Array;
  /** The class of each byte: letters without case, and one class for all that no word has. */
  classes: Uint8Array;
  width: number;
}

/** The automaton of these words, after Aho and Corasick. */
export function automatonOf(vocabulary: readonly VocabularyWord[]): Automaton {
  const classes = new Uint8Array(256);
  let width = 1;
  const classOf = (byte: number): number => {
    if (classes[byte] === 0) {
      classes[byte] = width++;
      const upper = String.fromCharCode(byte).toUpperCase().charCodeAt(0);
      classes[upper] = classes[byte] as number;
    }
    return classes[byte] as number;
  };
  const size = vocabulary.reduce((sum, { word }) => sum + word.length, 1);
  const spelled = vocabulary.map(({ word, look }) => ({ look, path: [...Buffer.from(word)].map(classOf) }));
  const next = new Uint16Array(size * width);
  const looks = new Uint8Array(size);
  let states = 1;
  for (const { path, look } of spelled) {
    let state = 0;
    for (const step of path) {
      const at = state * width + step;
      if (next[at] === 0) next[at] = states++;
      state = next[at] as number;
    }
    looks[state] = (looks[state] as number) | look;
  }
  // Level by level: where a word goes no further, go on with the longest end of it that begins another.
  const back = new Uint16Array(states);
  const queue: number[] = [];
  for (let step = 0; step < width; step++) if (next[step]) queue.push(next[step] as number);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number;
    const other = back[state] as number;
    looks[state] = (looks[state] as number) | (looks[other] as number);
    for (let step = 0; step < width; step++) {
      const at = state * width + step;
      const fallback = next[other * width + step] as number;
      if (next[at]) {
        back[next[at] as number] = fallback;
        queue.push(next[at] as number);
      } else next[at] = fallback;
    }
  }
  return { next, looks, classes, width };
}
