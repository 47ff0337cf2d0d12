import type { FileEdit } from './diff.js';

/**
 * Edits that do not overlap, in the order of their places, so that one more is looked for by halves: a file with ten
 * thousand wrong names has as many.
 */
export class EditSet {
  readonly #first: readonly FileEdit[];
  #known: Map<string, FileEdit[]> | null = null;

  constructor(edits: readonly FileEdit[]) {
    this.#first = edits;
  }

  /** Mostly nobody asks. */
  get #files(): Map<string, FileEdit[]> {
    if (this.#known) return this.#known;
    this.#known = new Map();
    for (const edit of this.#first) this.add(edit);
    return this.#known;
  }

  /** The very same edit. */
  has(edit: FileEdit): boolean {
    const { start, end, text } = edit;
    const edits = this.#files.get(edit.file) ?? [];
    for (let at = firstFrom(edits, start); edits[at]?.start === start; at += 1)
      if (edits[at]?.end === end && edits[at]?.text === text) return true;
    return false;
  }

  /** Insertions at one place are one, too. */
  overlaps({ file, start, end }: FileEdit): boolean {
    const edits = this.#files.get(file) ?? [];
    const before = edits[firstFrom(edits, end + 1) - 1];
    return before !== undefined && before.end >= start;
  }

  add(edit: FileEdit): void {
    const edits = this.#files.get(edit.file) ?? [];
    this.#files.set(edit.file, edits);
    edits.splice(firstFrom(edits, edit.start + 1), 0, edit);
  }
}

/** Index of the first edit that begins there or later. */
function firstFrom(edits: readonly FileEdit[], start: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
