/** What a property or a method of Gradle's language is given: `commandLine 'docker', 'push', image`, `dependsOn(a, b)`. */
import { HOLE } from '../../../language/values.js';

/** Longer lists are nobody's. In characters. */
const LONGEST_LIST = 1_000;
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The text behind its name: to the end of the line, or of the brackets that begin in it. */
export function givenAt(text: string, from: number): string {
  const near = text.slice(from, from + LONGEST_LIST);
  const open: string[] = [];
  let quote = '';
  for (let at = 0; at < near.length; at += 1) {
    const char = near[at] as string;
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote || char === '\n') quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (CLOSES[char]) open.push(CLOSES[char]);
    else if (char === open.at(-1)) open.pop();
    // A list goes on behind a comma.
    else if (open.length === 0 && /[;)\]}]|\n/.test(char) && !/,\s*$/.test(near.slice(0, at)))
      return near.slice(0, at);
  }
  return near;
}

/** The words of a list; what is no text in quotes is a hole in its word, and so is what a text is joined with. */
export function wordsGiven(given: string): string[] {
  const list = given.replace(/^[\s=]*/, '');
  const [, one] = /^\(?\s*["']([^"'\n]*)["']\.(?:split|tokenize)\(/.exec(list) ?? [];
  if (one !== undefined) return one.split(/\s+/).filter(Boolean);
  const words = [''];
  let depth = 0;
  const inside = list.replace(/^(?:\(|\[|listOf\s*\(|Arrays\.asList\s*\()\s*(?:\[|listOf\s*\()?/, '');
  const most = inside.length < list.length ? 1 : 0;
  for (const [token, double, single] of inside.matchAll(
    /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|[()[\],+]|[^\s"'()[\],+]+/g,
  )) {
    if (token === ',' && depth === 0) words.push('');
    else if (/^[([]$/.test(token)) depth += 1;
    else if (/^[)\]]$/.test(token)) {
      depth -= 1;
      if (depth < 0 && most > 0) break;
    } else if (token !== '+' && token !== ',' && depth <= 0)
      words.push(`${words.pop()}${double ?? single ?? HOLE}`);
  }
  return words.filter((each) => each !== '');
}
