/** Text as part of a pattern. */

/** The source of a pattern that matches this text and no other; outside of a class (`[…]`). RegExp.escape is Node.js 24's. */
export function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/**
 * Is the text made of these parts, with anything between two of them? One look along it, however many there are: a
 * regular expression would try each place of one part with each of all the others.
 *
 * @param least characters that stand between two parts
 */
export function isMadeOf(text: string, parts: readonly string[], least = 0): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const each of others) {
    const found = text.indexOf(each, at + least);
    if (found === -1) return false;
    at = found + each.length;
  }
  return text.endsWith(last) && text.length - last.length >= at + least;
}
