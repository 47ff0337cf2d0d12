/** HCL as bake files have it, as text: its blocks, what they set, and the parts of an expression. */

interface HclBlock {
  kind: string;
  name: string;
  body: string;
}

const BLOCK = /^[ \t]*(target|group|variable|function)[ \t]+"([^"\n]+)"[ \t]*\{/gm;

export interface HclFile {
  blocks: HclBlock[];
  /** The expressions that it sets outside of them, by name. */
  settings: Map<string, string>;
}

/** The blocks of a file; in one that does not end nothing else begins. Comments say nothing. */
export function readHclFile(source: string): HclFile {
  const text = withoutRemarks(source.replace(/^[ \t]*(#|\/\/).*$/gm, ''));
  const blocks: HclBlock[] = [];
  let outside = '';
  let from = 0;
  BLOCK.lastIndex = 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const [, kind = '', name = ''] = match;
    const end = closingBrace(text, BLOCK.lastIndex);
    blocks.push({ kind, name, body: text.slice(BLOCK.lastIndex, end) });
    outside += text.slice(from, match.index);
    BLOCK.lastIndex = end;
    from = end + 1;
  }
  outside += text.slice(from);
  return { blocks, settings: settingsIn(outside) };
}

/** Without what stands behind a list or an expression on its line (HCL native syntax, Comments). */
function withoutRemarks(source: string): string {
  let made = '';
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '"') {
      // A text ends with its line at the latest.
      at = textEnd(source, at + 1, lineEndFrom(source, at));
    } else if (/[ \t)\]}]/.test(source[at] as string) && /^(?:#|\/\/)/.test(source.slice(at + 1, at + 3))) {
      made += source.slice(from, at + 1);
      const end = source.indexOf('\n', at);
      from = end === -1 ? source.length : end;
      at = from - 1;
    }
  }
  return made + source.slice(from);
}

/** Expressions by the names that they are set to; one goes on as long as its brackets are open. */
function settingsIn(outside: string): Map<string, string> {
  const settings = new Map<string, string>();
  const sets = /^[ \t]*(\w+)[ \t]*=[ \t]*/gm;
  for (let match = sets.exec(outside); match; match = sets.exec(outside)) {
    const from = sets.lastIndex;
    sets.lastIndex = expressionEnd(outside, from, '\n');
    settings.set(match[1] as string, withoutRemark(outside.slice(from, sets.lastIndex)));
  }
  return settings;
}

/** What a block sets a key to, as it is written; null: it does not. */
export function attributeOf(body: string, key: string): string | null {
  const begins = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*`, 'm').exec(body);
  if (!begins) return null;
  const from = begins.index + begins[0].length;
  return withoutRemark(body.slice(from, expressionEnd(body, from, '\n')));
}

/** A literal with a remark behind it is the literal: the remark may speak of others. */
function withoutRemark(expression: string): string {
  const [, literal] = /^("[^"$\n]*"|[\w.]+)[ \t]*(?:#|\/\/)/.exec(expression) ?? [];
  return literal ?? expression.trim();
}

/** The function that an expression is a call of, and what is written between its brackets. */
export function callIn(expression: string): [name: string, given: string] | null {
  const [opened = '', name = ''] = /^(\w+)\(/.exec(expression) ?? [];
  if (name === '' || expressionEnd(expression, opened.length, ')') !== expression.length - 1) return null;
  return [name, expression.slice(opened.length, -1)];
}

/** A choice `condition ? one : other`; null: it is none. */
export function choiceIn(expression: string): { condition: string; one: string; other: string } | null {
  const asked = expressionEnd(expression, 0, '?');
  if (asked === expression.length) return null;
  let colon = asked;
  // A choice between the two has a colon of its own.
  for (let open = 1; open > 0 && colon < expression.length; ) {
    const from = colon + 1;
    colon = expressionEnd(expression, from, ':');
    const inner = expressionEnd(expression, from, '?');
    if (inner < colon) [open, colon] = [open + 1, inner];
    else open -= 1;
  }
  return {
    condition: expression.slice(0, asked).trim(),
    one: expression.slice(asked + 1, colon).trim(),
    other: expression.slice(colon + 1).trim(),
  };
}

/** `NAME in LIST : EXPRESSION if CONDITION`, with one name or with two, the first of which is the index. */
export interface ForExpression {
  names: string[];
  list: string;
  each: string;
  condition: string | null;
}

/** What a list or a map is made of by a `for`; null: it is none, or one whose parts are not plain. */
export function forIn(written: string): ForExpression | null {
  const begins = /^\s*for\s+(\w+)(?:\s*,\s*(\w+))?\s+in\s+/.exec(written);
  if (!begins) return null;
  const names = begins.slice(1).filter((each) => each !== undefined);
  const from = begins[0].length;
  const colon = expressionEnd(written, from, ':');
  const list = written.slice(from, colon).trim();
  const made = written.slice(colon + 1).trim();
  if (made === '' || list.startsWith('{') || choiceIn(list) !== null) return null;
  for (let at = 0; at < made.length; ) {
    const end = expressionEnd(made, at, ' \t\r\n');
    if (made.slice(at, end) === 'if')
      return { names, list, each: made.slice(0, at).trim(), condition: made.slice(end).trim() };
    at = end + 1;
  }
  return { names, list, each: made, condition: null };
}

/** More brackets around one expression nobody wrote. */
const MOST_BRACKETS = 8;

/** Without the brackets around the whole of it, which change nothing. */
export function withoutBrackets(expression: string): string {
  let inner = expression;
  for (let left = MOST_BRACKETS; left > 0 && inner.startsWith('('); left -= 1) {
    if (expressionEnd(inner, 1, ')') !== inner.length - 1) break;
    inner = inner.slice(1, -1).trim();
  }
  return inner;
}

/** What stands between the commas of a list, or between other marks. */
export function partsOf(list: string, mark = ','): string[] {
  const found: string[] = [];
  for (let from = 0; from < list.length; ) {
    const end = expressionEnd(list, from, mark);
    const part = list.slice(from, end).trim();
    if (part !== '') found.push(part);
    from = end + 1;
  }
  return found;
}

/** Keys of a map with their expressions: a comma or the end of a line parts them. */
export function mapFields(map: string): [key: string, expression: string][] {
  const found: [string, string][] = [];
  for (let from = 0; from < map.length; ) {
    FIELD.lastIndex = from;
    const [begins = '', key] = FIELD.exec(map) ?? [];
    const start = from + begins.length;
    const end = expressionEnd(map, start, ',\n');
    if (key !== undefined) found.push([key, map.slice(start, end).trim()]);
    from = end + 1;
  }
  return found;
}

const FIELD = /[ \t\r]*"?([\w-]+)"?[ \t]*[=:][ \t]*/y;

/** Offset of the first of the marks that ends an expression: none in its texts, brackets and calls does. */
function expressionEnd(source: string, from: number, marks: string): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const each = source[at] as string;
    if (depth <= 0 && marks.includes(each)) return at;
    if (each === '"') at = textEnd(source, at + 1);
    else if ('[({'.includes(each)) depth += 1;
    else if ('])}'.includes(each)) depth -= 1;
  }
  return source.length;
}

/** The texts in double quotes, with their escapes; one that does not end is none. */
export function textsIn(list: string): string[] {
  const found: string[] = [];
  for (let open = list.indexOf('"'); open !== -1; open = list.indexOf('"', open + 1)) {
    const start = open + 1;
    open = textEnd(list, start);
    if (open < list.length) found.push(list.slice(start, open));
  }
  return found;
}

/** A text with its `${…}` replaced by what is made of what stands in each; one that does not end is none. */
export function withInterpolations(source: string, made: (expression: string) => string): string {
  let filled = '';
  let from = 0;
  for (let open = source.indexOf('${'); open !== -1; open = source.indexOf('${', from)) {
    const end = expressionEnd(source, open + 2, '}');
    if (end === source.length) break;
    filled += source.slice(from, open) + made(source.slice(open + 2, end).trim());
    from = end + 1;
  }
  return filled + source.slice(from);
}

/** In a text, and not between the braces of a `${…}`. */
const IN_TEXT = -1;

/**
 * Offset of the quote that ends the text which begins at `from`; where none does, `stop`. What stands in a `${…}` of it may
 * have texts of its own, with braces and quotes in them.
 */
function textEnd(source: string, from: number, stop = source.length): number {
  // From the outside in: a text, the braces that are open in its `${…}`, a text in there.
  const open = [IN_TEXT];
  for (let at = from; at < stop; at += 1) {
    const mark = source[at];
    const last = open.length - 1;
    const braces = open[last] as number;
    if (braces === IN_TEXT) {
      if (mark === '\\') at += 1;
      else if (mark === '$' && source[at + 1] === '{') {
        open.push(0);
        at += 1;
      } else if (mark === '"') {
        if (last === 0) return at;
        open.pop();
      }
    } else if (mark === '"') open.push(IN_TEXT);
    else if (mark === '{') open[last] = braces + 1;
    else if (mark === '}' && braces > 0) open[last] = braces - 1;
    else if (mark === '}') open.pop();
  }
  return stop;
}

/** Offset of the brace that closes the block which begins before `from`. Braces in a text count for nothing. */
export function closingBrace(text: string, from: number): number {
  let depth = 1;
  let lineEnd = from;
  for (let at = from; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      // A text ends with its line at the latest.
      if (lineEnd <= at) lineEnd = lineEndFrom(text, at);
      at = textEnd(text, at + 1, lineEnd);
    } else if (mark === '{') depth += 1;
    else if (mark === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

function lineEndFrom(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
