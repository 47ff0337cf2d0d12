/** A text that is one of several, of which nobody knows which. */
import { standIn } from './origins.js';
import { HOLE, hasHole, knownStart } from './values.js';

/**
 * What is known of it: they begin alike as far as their common folders and their name go, and what comes after that may only be one of
 * texts that are known. Null: nothing is.
 */
export function oneOfTexts(texts: readonly string[]): string | null {
  const folder = commonFolder(texts);
  const rest = texts.map((each) => each.slice(folder.length));
  if (!rest.some(hasHole)) return folder + standIn({ kind: 'either', of: rest });
  return folder === '' ? null : folder + HOLE;
}

/** What texts begin with up to a slash or a colon, as far as it is known of each: a registry, an owner, a name. */
function commonFolder(texts: readonly string[]): string {
  const [first = '', ...others] = texts.map(knownStart);
  const parts = first.split(/(?<=[/:])/).filter((each) => /[/:]$/.test(each));
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join(''));
  return folders.findLast((folder) => others.every((each) => each.startsWith(folder))) ?? '';
}
