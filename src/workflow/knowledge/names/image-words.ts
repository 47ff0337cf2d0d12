/** The words that the names of a text's images are made of: who changes none of them changes a tag at most. */

/** The words of a command or of a text. */
export const WORDS = /[A-Za-z_][\w-]+/g;

/** What stands behind these may be a name: a registry's host is one with a dot or a port, and no address of a page. */
const NAMES = /(?:\bimage\b|\bpush\b|(?<![\w.:/-]|:\/)[\w-]+[.:][\w.:-]*(?=\/\w))(.*)/i;

/** `NAME = text`, `for NAME in texts`. */
const ASSIGNED =
  /^\W*(?:(?:export|local|readonly|for|define|variable)\s+)?["']?([A-Za-z_]\w*)["']?\s*(?:[:?+]?=|in\b)(.*)/;

/** A name may be made of variables, and these of others. */
const MOST_ROUNDS = 3;

/** In characters. */
const LONGEST_LINE = 2_000;

/**
 * Do words meet the names of a text's images, and not their tags alone?
 *
 * @param says is it one of them?
 */
export function meetsNames(says: (word: string) => boolean, text: string): boolean {
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST_LINE));
  const named = lines.flatMap((line) => NAMES.exec(line)?.[1] ?? []);
  if (named.length === 0) return false;
  if (says('image')) return true;
  const seen = new Set(named.flatMap(untagged));
  const assigned = lines.flatMap((line) => {
    const [, name, value = ''] = ASSIGNED.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });
  for (let round = 0, size = 0; round < MOST_ROUNDS && seen.size > size; round += 1) {
    size = seen.size;
    for (const { name, value } of assigned)
      if (seen.has(name)) for (const each of untagged(value)) seen.add(each);
  }
  return [...seen].some(says);
}

/** The words of names without their tags. */
function untagged(names: string): string[] {
  return names
    .replace(/^["'\s]*[:=]\s/, '')
    .replace(/\{\{[^{}]{0,80}\}\}/g, (each) => each.replace(/\s+/g, ''))
    .split(/[\s"'`,]+/)
    .flatMap((each) => each.replace(/[:@](?!\/\/)[^/]*$/, '').match(WORDS) ?? []);
}
