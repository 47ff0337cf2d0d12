/**
 * Lines that a container's runtime cut, because they were longer than its buffer: the CRI marks each piece but the last
 * with `P`, and docker's json-file leaves out the line's end.
 */

/** Time, stream, mark, and what was printed. */
const OF_CRI = /^(\S+ (std(?:out|err)) )([PF]) (.*)$/;
const OF_JSON_FILE = /^(\{"log":")((?:[^"\\]|\\.)*)("(?:,"stream":"(\w+)")?.*\})$/;

interface Piece {
  before: string;
  printed: string;
  after: string;
  /** Two streams are cut each for itself. */
  stream: string;
  /** The rest of the line comes later. */
  isCut: boolean;
}

function pieceOf(line: string): Piece | null {
  const [, lead = '', of = '', mark, text = ''] = OF_CRI.exec(line) ?? [];
  if (mark !== undefined)
    return { before: `${lead}F `, printed: text, after: '', stream: of, isCut: mark === 'P' };
  const [, before = '', printed, after = '', stream = ''] = OF_JSON_FILE.exec(line) ?? [];
  return printed === undefined ? null : { before, printed, after, stream, isCut: !printed.endsWith('\\n') };
}

/** The lines, each whole where its first piece stands; the others of its pieces are empty. */
export function withoutCuts(lines: readonly string[]): readonly string[] {
  const whole = [...lines];
  /** By stream: where the line began that goes on, and its pieces. */
  const open = new Map<string, { index: number; first: Piece; printed: string[] }>();
  for (const [index, line] of lines.entries()) {
    const piece = pieceOf(line);
    if (!piece) {
      open.clear();
      continue;
    }
    const begun = open.get(piece.stream);
    if (begun) {
      begun.printed.push(piece.printed);
      whole[index] = '';
    }
    const { index: at, first, printed } = begun ?? { index, first: piece, printed: [piece.printed] };
    if (piece.isCut) open.set(piece.stream, { index: at, first, printed });
    else if (open.delete(piece.stream)) whole[at] = `${first.before}${printed.join('')}${first.after}`;
  }
  return whole;
}
