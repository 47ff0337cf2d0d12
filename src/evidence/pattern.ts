/** Text as part of a regular expression. */

/** The source of a pattern that matches this text and no other; outside of a class (`[…]`). RegExp.escape is Node.js 24's. */
export function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
