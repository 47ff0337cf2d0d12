/** What the readers of project files share. */
import { hasHole } from '../../language/values.js';

/** The path of a file that is named relative to a folder of the repository. */
export function inFolder(folder: string, name: string): string {
  const clean = folder.replace(/^\.\/?/, '').replace(/\/+$/, '');
  return clean === '' || hasHole(clean) ? name.replace(/^\.\//, '') : `${clean}/${name.replace(/^\.\//, '')}`;
}

/**
 * A text up to its last closing mark, and the rest. In the rest a pattern that ends with the mark can't match,
 * and looking for it from every opening one would take the square of the length.
 */
export function cutAfterLast(text: string, mark: string): [string, string] {
  const last = text.lastIndexOf(mark);
  const end = last === -1 ? 0 : last + mark.length;
  return [text.slice(0, end), text.slice(end)];
}

/** Is a text what a pattern with `*` says? Each piece is looked for once, from the last one on, whatever the text is. */
export function matchesStars(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
