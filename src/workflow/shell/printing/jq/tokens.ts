/** The words of a jq program (jq manual: the grammar of its terms and operators). */
import { giveUp } from './values.js';

export interface Token {
  kind: 'name' | 'text' | 'number' | 'field' | 'variable' | 'format' | 'sign';
  text: string;
  /** Of a text: what stands between its `\(…)`, alternating with the filters in them. */
  parts?: (string | readonly Token[])[];
}

const SIGNS = [
  '//',
  '==',
  '!=',
  '<=',
  '>=',
  '..',
  '|',
  ',',
  '+',
  '-',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  ':',
  '<',
  '>',
  '?',
];

/** The tokens of a program; gives up at what is none. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  while (at < source.length) {
    if (take(/(?:\s+|#[^\n]*)/y) !== null) continue;
    if (source[at] === '"') {
      const text = textAt(source, at);
      tokens.push({ kind: 'text', text: '', parts: text.parts });
      at = text.end;
      continue;
    }
    const name = take(/[A-Za-z_]\w*/y);
    const number = name === null ? take(/\d+(?:\.\d+)?/y) : null;
    const field = name === null && number === null ? take(/\.[A-Za-z_]\w*/y) : null;
    const other = name === null && number === null && field === null ? take(/[$@][A-Za-z_]\w*/y) : null;
    if (name !== null) tokens.push({ kind: 'name', text: name });
    else if (number !== null) tokens.push({ kind: 'number', text: number });
    else if (field !== null) tokens.push({ kind: 'field', text: field.slice(1) });
    else if (other !== null)
      tokens.push({ kind: other.startsWith('$') ? 'variable' : 'format', text: other.slice(1) });
    else {
      const sign = SIGNS.find((each) => source.startsWith(each, at));
      if (sign === undefined) return giveUp();
      tokens.push({ kind: 'sign', text: sign });
      at += sign.length;
    }
  }
  return tokens;
}

/** A text in quotes with its escapes and its `\(…)`. */
function textAt(source: string, start: number): { parts: (string | readonly Token[])[]; end: number } {
  const parts: (string | readonly Token[])[] = [];
  let plain = '';
  let at = start + 1;
  while (at < source.length && source[at] !== '"') {
    if (source[at] !== '\\') {
      plain += source[at];
      at += 1;
      continue;
    }
    if (source[at + 1] === '(') {
      const end = closing(source, at + 1);
      parts.push(plain, tokensOf(source.slice(at + 2, end)));
      plain = '';
      at = end + 1;
      continue;
    }
    const length = source[at + 1] === 'u' ? 6 : 2;
    plain += JSON.parse(`"${source.slice(at, at + length)}"`) as string;
    at += length;
  }
  if (at >= source.length) return giveUp();
  return { parts: [...parts, plain], end: at + 1 };
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    if (source[at] === '"') at = textAt(source, at).end - 1;
    else if (source[at] === '(') depth += 1;
    else if (source[at] === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return giveUp();
}
