/** Blocks that stand behind a pipe: `$names | ForEach-Object { … }` (docs: ForEach-Object, about_Return). */

/** A text, a comment, what opens a block behind a pipe or a function's, a brace, what leaves. */
const PIECE =
  /"[^"]*"|'[^']*'|(?<!\S)#.*|\$\{[^{}]*\}|\|\s*(?:ForEach-Object|foreach|%)\s+(?:-Process\s+)?\{|\bfunction\s+[\w:-]+\s*(?:\([^{}]*\))?\s*\{|[{}]|\breturn\b(?=\s*(?:[;}]|$))/gi;

/** `return` leaves such a block for what comes next through the pipe: there it is put as `continue`. */
export function withTurnsLeft(lines: readonly string[]): string[] {
  const open: ('pipe' | 'function' | 'other')[] = [];
  return lines.map((line) =>
    line.replace(PIECE, (piece) => {
      if (/^return$/i.test(piece))
        return open.findLast((each) => each !== 'other') === 'pipe' ? 'continue' : piece;
      if (/^["'#$]/.test(piece)) return piece;
      if (piece.startsWith('|')) open.push('pipe');
      else if (/^function/i.test(piece)) open.push('function');
      else if (piece === '{') open.push('other');
      else open.pop();
      return piece;
    }),
  );
}
