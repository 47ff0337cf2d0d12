/** How HCL is written, as far as bake files need it (docs: docs.docker.com/build/bake/reference). */
import { HOLE } from '../../language/values.js';

const BLOCK = /^[ \t]*(target|group|variable|function)[ \t]+"([^"\n]+)"[ \t]*\{/gm;

/** The blocks of a file; in one that does not end nothing else begins. */
export function blocksOf(text: string): { kind: string; name: string; body: string }[] {
  const blocks: { kind: string; name: string; body: string }[] = [];
  BLOCK.lastIndex = 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const [, kind = '', name = ''] = match;
    const end = closing(text, BLOCK.lastIndex);
    blocks.push({ kind, name, body: text.slice(BLOCK.lastIndex, end) });
    BLOCK.lastIndex = end;
  }
  return blocks;
}

/** The texts in double quotes, with their escapes; one that does not end is none. */
export function quoted(list: string): string[] {
  const found: string[] = [];
  for (let open = list.indexOf('"'); open !== -1; open = list.indexOf('"', open + 1)) {
    const start = open + 1;
    open = textEnd(list, start);
    if (open < list.length) found.push(list.slice(start, open));
  }
  return found;
}

/** Offset of the quote that ends the text which begins at `from`: those in a `${…}` of it end others. */
function textEnd(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const mark = source[at];
    if (mark === '\\') at += 1;
    else if (mark === '$' && source[at + 1] === '{') depth += 1;
    else if (mark === '}') depth = Math.max(0, depth - 1);
    else if (mark === '"' && depth === 0) return at;
  }
  return source.length;
}

/** What a block sets a key to, as it is written; null: it does not. */
export function attribute(body: string, key: string): string | null {
  const begins = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*`, 'm').exec(body);
  if (!begins) return null;
  const from = begins.index + begins[0].length;
  return body.slice(from, expressionEnd(body, from, '\n')).trim();
}

/** The function that an expression is a call of, and what is written between its brackets. */
export function callIn(expression: string): [name: string, given: string] | null {
  const [opened = '', name = ''] = /^(\w+)\(/.exec(expression) ?? [];
  if (name === '' || expressionEnd(expression, opened.length, ')') !== expression.length - 1) return null;
  return [name, expression.slice(opened.length, -1)];
}

/** What stands between the commas of a list. */
export function parts(list: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < list.length; ) {
    const end = expressionEnd(list, from, ',');
    if (list.slice(from, end).trim() !== '') found.push(list.slice(from, end));
    from = end + 1;
  }
  return found;
}

/** Offset of the mark that ends an expression: none in its texts, brackets and calls does. */
function expressionEnd(source: string, from: number, mark: string): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const each = source[at] as string;
    if (each === mark && depth <= 0) return at;
    if (each === '"') at = textEnd(source, at + 1);
    else if ('[({'.includes(each)) depth += 1;
    else if ('])}'.includes(each)) depth -= 1;
  }
  return source.length;
}

/** The texts that an expression without a call around it chooses between; what a call in it is given is none of them. */
export function literals(expression: string): string[] {
  if (/^[a-z_]\w*(?:\.\w+)*$/i.test(expression) && !/^(?:null|true|false)$/.test(expression))
    return [`\${${expression}}`];
  const found: string[] = [];
  for (let [at, depth] = [0, 0]; at < expression.length; at += 1) {
    const mark = expression[at];
    if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    if (mark !== '"') continue;
    const start = at + 1;
    at = textEnd(expression, start);
    if (depth === 0 && at < expression.length) found.push(expression.slice(start, at));
  }
  return found.length > 0 || expression === '' || expression === 'null' ? found : [HOLE];
}

/** Offset of the brace that closes the block which begins before `from`. Braces in a text count for nothing. */
export function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      // A text ends with its line at the latest.
      for (at += 1; at < text.length && text[at] !== '"' && text[at] !== '\n'; at += 1)
        if (text[at] === '\\') at += 1;
    } else if (mark === '{') depth += 1;
    else if (mark === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
