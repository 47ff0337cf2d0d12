/** What the readers of project files share. */
import { parseDocument } from 'yaml';
import { hasHole } from '../../language/values.js';
import { isTooHeavy } from '../../text/weight.js';

/** The path of a file that is named relative to a folder of the repository. */
export function inFolder(folder: string, name: string): string {
  const clean = folder.replace(/^\.\/?/, '').replace(/\/+$/, '');
  return clean === '' || hasHole(clean) ? name.replace(/^\.\//, '') : `${clean}/${name.replace(/^\.\//, '')}`;
}

/**
 * What a YAML text holds, with `<<` as the readers of these files merge it; null when it is none, or when it would cost
 * the parser more than any such file does.
 */
export function yaml(text: string): unknown {
  const known = PARSED.get(text);
  if (known !== undefined) return known;
  let data: unknown = null;
  try {
    if (!isTooHeavy(text))
      data = parseDocument(text, { logLevel: 'silent', merge: true }).toJS({ maxAliasCount: 100 });
  } catch {
    // None, or a bomb of aliases.
  }
  if (PARSED.size >= MAX_KEPT) PARSED.clear();
  PARSED.set(text, data ?? null);
  return data ?? null;
}

/** The files of a repository are asked for again by every run of every job. */
const PARSED = new Map<string, unknown>();
const MAX_KEPT = 8;

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
