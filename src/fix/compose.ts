/** Edits one after the other, told as edits of the first text: so that several rounds make one diff. */
import type { TextEdit } from './diff.js';

/** A stretch of the first text that is kept, or text that was put in. */
type Piece = { from: number; to: number } | { text: string };

/**
 * The edits that lead from a text to what `second` makes of what `first` makes of it.
 *
 * @param length of the first text
 * @param second in offsets of the text after `first`
 */
export function composeEdits(
  length: number,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): TextEdit[] {
  return editsOf(cut(pieces(length, first), second), length);
}

function pieces(length: number, edits: readonly TextEdit[]): Piece[] {
  return cut([{ from: 0, to: length }], edits);
}

/** The pieces after more edits, whose offsets count along the pieces. */
function cut(before: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const after: Piece[] = [];
  let index = 0;
  /** Of the piece at `index`, this much is used up. */
  let used = 0;
  let at = 0;
  /** Goes on to an offset; what lies between is kept or dropped. */
  const walk = (until: number, keep: boolean) => {
    while (at < until && index < before.length) {
      const piece = before[index] as Piece;
      const size = sizeOf(piece);
      const take = Math.min(size - used, until - at);
      if (keep && take > 0) after.push(part(piece, used, used + take));
      at += take;
      used += take;
      if (used === size) {
        index += 1;
        used = 0;
      }
    }
  };
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    walk(edit.start, true);
    walk(edit.end, false);
    if (edit.text !== '') after.push({ text: edit.text });
  }
  walk(Number.POSITIVE_INFINITY, true);
  return after;
}

function sizeOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function part(piece: Piece, start: number, end: number): Piece {
  return 'text' in piece
    ? { text: piece.text.slice(start, end) }
    : { from: piece.from + start, to: piece.from + end };
}

function editsOf(all: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let cursor = 0;
  let text = '';
  const close = (end: number) => {
    if (end > cursor || text !== '') edits.push({ start: cursor, end, text });
    text = '';
  };
  for (const piece of all) {
    if ('text' in piece) text += piece.text;
    else {
      close(piece.from);
      cursor = piece.to;
    }
  }
  close(length);
  return edits;
}
