/** A text cut at its `${{ }}`. */

export interface Piece {
  expression: boolean;
  text: string;
}

/** Cuts a text at its `${{ … }}`; a `}}` within a quoted text does not end one. */
export function piecesOf(source: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (let open = source.indexOf('${{'); open !== -1; open = source.indexOf('${{', at)) {
    let end = open + 3;
    let quoted = false;
    while (end < source.length && (quoted || !source.startsWith('}}', end))) {
      if (source[end] === "'") quoted = !quoted;
      end += 1;
    }
    if (end >= source.length) break;
    if (open > at) found.push({ expression: false, text: source.slice(at, open) });
    found.push({ expression: true, text: source.slice(open + 3, end) });
    at = end + 2;
  }
  if (at < source.length || found.length === 0) found.push({ expression: false, text: source.slice(at) });
  return found;
}
