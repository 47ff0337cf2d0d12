/**
 * Texts that expressions make of others. A few words say one of gigabytes – `format('{0}{0}', …)` within itself – which no run
 * has: what it hands on is a megabyte at most (docs: Passing job outputs), and a text of more than the runner's ten it refuses.
 */

/** In characters: more than a whole file has. What is longer is not known. */
export const LONGEST_TEXT = 1_200_000;

/** null: longer than any. */
export function joinedText(parts: readonly string[], separator = ''): string | null {
  const separators = separator.length * Math.max(0, parts.length - 1);
  const length = parts.reduce((sum, each) => sum + each.length, separators);
  return length > LONGEST_TEXT ? null : parts.join(separator);
}

/** Characters of the texts in JSON data, of which a part may stand in it more than once. */
export function lengthOfTexts(data: unknown): number {
  if (typeof data === 'string') return data.length;
  if (typeof data !== 'object' || data === null) return 0;
  let length = 0;
  for (const [name, each] of Object.entries(data)) {
    length += name.length + lengthOfTexts(each);
    if (length > LONGEST_TEXT) break;
  }
  return length;
}
