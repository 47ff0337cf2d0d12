/**
 * The members of a JSON object as they stand: `JSON.parse` keeps the last of two that have one name, and other readers
 * don't. Pure.
 */

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * Name and text of each value, in their order.
 *
 * @param text an object that `JSON.parse` takes
 */
export function membersOf(text: string): [name: string, value: string][] {
  const members: [string, string][] = [];
  let depth = 0;
  let name: string | null = null;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const isEnd = token === '}' || token === ']';
    if (isEnd) depth -= 1;
    if (name !== null && ((isEnd && depth === 0) || (token === ',' && depth === 1))) {
      members.push([name, text.slice(start, index)]);
      name = null;
    } else if (depth === 1 && name === null && token.startsWith('"')) name = JSON.parse(token);
    else if (depth === 1 && token === ':') start = index + 1;
    if (token === '{' || token === '[') depth += 1;
  }
  return members;
}

/** A text up to the end of the object that it begins with; all of it where none ends. */
export function firstObject(text: string): string {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth === 0) return text.slice(0, index + token.length);
  }
  return text;
}
