/**
 * All words at once in one pass over the bytes (Aho and Corasick, 1975). One regular expression of the
 * same words would be shorter; it takes two to three times as long (bench/scan.mjs).
 */

export interface Automaton {
  /** The state after a state and a class of bytes. */
  next: Uint16Array;
  /** What has been found when a state is reached. */
  looks: Uint8Array;
  /** The class of each byte: letters without case, and one class for all that no word has. */
  classes: Uint8Array;
  width: number;
}

/** The automaton that finds these words, which are in lower case, in texts of either case. */
export function automatonOf(vocabulary: readonly { word: string; look: number }[]): Automaton {
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
