/**
 * The YAML that nearly all workflows are written in, read without a tree of tokens: block mappings and lists, scalars
 * and flow collections on one line, literal blocks. It says exactly what `yaml` and convert.ts would say, places
 * included, and of everything else nothing at all: then `yaml` reads the whole text. Ten times as fast, which is a
 * quarter of the time of `lint` (docs/decisions.md).
 */
import type { YamlEntry, YamlItem, YamlList, YamlMap, YamlNode, YamlScalar } from './document.js';
import { Beyond, Cursor, REST } from './everyday-cursor.js';
import { isOtherType, typed } from './everyday-types.js';

/** Blocks in blocks; what is deeper is no workflow. */
const DEEPEST = 60;

/** Line breaks of other kinds, tabs, byte order marks: left to the whole grammar. */
const UNUSUAL = /[\t\r\0\u0085\u2028\u2029\uFEFF]/;

/** A key that is a text, without quotes, with its colon. */
const KEY = /[A-Za-z_][\w./-]*:(?= |$)/my;
/** Behind a key in quotes; what is longer than this with them is no key to `yaml` (its limit is 1024 characters). */
const COLON = /:(?= |$)/my;
const LONGEST_QUOTED_KEY = 1000;
/** A scalar on the rest of a line, without quotes, up to a comment. */
const PLAIN = /[A-Za-z0-9_$/.~(<=+^;-](?:[^\n #]| +(?=[^\n #])|(?<! )#)*/y;
/** The same between brackets. */
const FLOW_PLAIN = /[A-Za-z0-9_/.](?:[\w/.*@+-]| +(?=[\w/.*@+-]))*/y;
const SINGLE = /'(?:[^'\n]|'')*'/y;
const DOUBLE = /"[^"\\\n]*"/y;
const BLOCK_HEADER = /[|>]-?(?= *\n)/y;
const SPACES = / */y;

/** The text as data with places; null where it has anything that is not read here. */
export function readEveryday(text: string): YamlNode | null {
  if (UNUSUAL.test(text)) return null;
  try {
    // Nothing ends behind the end of its last line, so a line end more moves no place.
    return new Reader(text.endsWith('\n') ? text : `${text}\n`).document();
  } catch (error) {
    // A line of a megabyte is more than a pattern may go back over.
    if (error instanceof Beyond || error instanceof RangeError) return null;
    throw error;
  }
}

class Reader extends Cursor {
  #depth = 0;

  document(): YamlNode {
    this.next();
    // Further right, the same three characters begin a text.
    if (this.indent === 0 && this.text.startsWith('---\n', this.at)) {
      this.at += 4;
      this.next();
    }
    if (this.indent !== 0) throw new Beyond();
    const root = this.#block(0);
    if (this.at < this.text.length) throw new Beyond();
    return root;
  }

  // ------------------------------------------------------------ blocks

  #block(indent: number): YamlNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Beyond();
    const made = this.#isItem() ? this.#list(indent) : this.#map(indent);
    this.#depth -= 1;
    return made;
  }

  #isItem(): boolean {
    return this.text.startsWith('- ', this.at);
  }

  #map(indent: number): YamlMap {
    const start = this.at;
    const entries: YamlEntry[] = [];
    do {
      const key = this.#key();
      entries.push({ key, value: item(this.#value(indent, this.at)) });
    } while (this.indent === indent);
    if (this.indent > indent) throw new Beyond();
    const end = entries.at(-1)?.value.at.end ?? start;
    return { kind: 'map', flow: false, entries, start, end };
  }

  /** What stands behind a colon, on its line or below it. */
  #value(indent: number, behind: number): YamlNode {
    this.passes(SPACES);
    if (!this.passes(REST)) return this.#onLine(indent);
    this.at += 1;
    this.next();
    if (this.indent > indent) return this.#block(this.indent);
    // A list may stand as far left as its key.
    if (this.indent === indent && this.#isItem()) return this.#block(indent);
    return { kind: 'scalar', value: null, style: 'plain', start: behind, end: behind };
  }

  #list(indent: number): YamlList {
    const start = this.at;
    const items: YamlItem[] = [];
    do {
      this.at += 1;
      this.passes(SPACES);
      const column = this.at - this.lineStart;
      items.push(item(this.#isKey() ? this.#inner(column) : this.#onLine(indent)));
    } while (this.indent === indent && this.#isItem());
    if (this.indent > indent) throw new Beyond();
    const end = Math.max(items.at(-1)?.at.end ?? start, start + 1);
    return { kind: 'list', flow: false, items, start, end };
  }

  /** With its colon, behind which it goes. */
  #key(): YamlScalar {
    const start = this.at;
    const quoted = this.#quoted();
    if (quoted) {
      if (quoted.end - start > LONGEST_QUOTED_KEY || !this.passes(COLON)) throw new Beyond();
      return quoted;
    }
    if (!this.passes(KEY)) throw new Beyond();
    const end = this.at - 1;
    const value = this.text.slice(start, end);
    if (isOtherType(value)) throw new Beyond();
    return { kind: 'scalar', value, style: 'plain', start, end };
  }

  #isKey(): boolean {
    KEY.lastIndex = this.at;
    return KEY.test(this.text);
  }

  /** A mapping that begins behind a dash. */
  #inner(column: number): YamlMap {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Beyond();
    const made = this.#map(column);
    this.#depth -= 1;
    return made;
  }

  // ----------------------------------------------------------- scalars

  /** A value that begins on this line; `indent`: of what it is the value of. */
  #onLine(indent: number): YamlNode {
    const first = this.text[this.at];
    const node =
      first === '|' || first === '>'
        ? this.#literal(indent)
        : first === '[' || first === '{'
          ? this.#flow()
          : (this.#quoted() ?? this.#plain());
    if (node.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded')) this.endLine();
    // What is deeper goes on with it.
    if (this.indent > indent) throw new Beyond();
    return node;
  }

  #quoted(): YamlScalar | null {
    const start = this.at;
    const first = this.text[start];
    if (first !== "'" && first !== '"') return null;
    const isSingle = first === "'";
    if (!this.passes(isSingle ? SINGLE : DOUBLE)) throw new Beyond();
    const inner = this.text.slice(start + 1, this.at - 1);
    const value = isSingle ? inner.replaceAll("''", "'") : inner;
    return { kind: 'scalar', value, style: isSingle ? 'single' : 'double', start, end: this.at };
  }

  #plain(): YamlScalar {
    const start = this.at;
    const said = this.match(PLAIN);
    if (said === null || /:(?: |$)/.test(said) || /^(?:-$|- |---|\.\.\.)/.test(said)) throw new Beyond();
    return { kind: 'scalar', value: typed(said), style: 'plain', start, end: this.at };
  }

  /** `|`, and `>` where its lines are simply joined. */
  #literal(indent: number): YamlScalar {
    const text = this.text;
    const start = this.at;
    const header = this.match(BLOCK_HEADER);
    if (header === null) throw new Beyond();
    const isFolded = header.startsWith('>');
    const lines: string[] = [];
    let column = -1;
    let end = start;
    let from = text.indexOf('\n', start) + 1;
    while (from < text.length) {
      const to = text.indexOf('\n', from);
      let at = from;
      while (text[at] === ' ') at += 1;
      const own = at - from;
      if (at === to) {
        // Blanks beyond the indentation are a part of the text.
        if (column === -1 ? own > 0 : own > column) throw new Beyond();
        lines.push('');
      } else {
        if (own <= indent) break;
        if (column === -1) column = own;
        if (own < column || (isFolded && own > column)) throw new Beyond();
        lines.push(text.slice(from + column, to));
        end = to;
      }
      from = to + 1;
    }
    // Blank lines at the end say nothing; within a folded text they are breaks.
    while (lines.at(-1) === '') lines.pop();
    if (lines.length === 0 || (isFolded && lines.some((line) => line === '' || line.endsWith(' '))))
      throw new Beyond();
    while (/\s/.test(text[end - 1] as string)) end -= 1;
    this.at = from;
    this.next();
    const value = lines.join(isFolded ? ' ' : '\n') + (header.endsWith('-') ? '' : '\n');
    return { kind: 'scalar', value, style: isFolded ? 'folded' : 'literal', start, end };
  }

  // ------------------------------------------------------ between brackets

  #flow(): YamlNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Beyond();
    const start = this.at;
    const isMap = this.text[start] === '{';
    const close = isMap ? '}' : ']';
    const entries: YamlEntry[] = [];
    const items: YamlItem[] = [];
    this.at += 1;
    this.passes(SPACES);
    while (this.text[this.at] !== close) {
      if (isMap) entries.push(this.#pair());
      else items.push(item(this.#inFlow()));
      this.passes(SPACES);
      if (this.text[this.at] === close) break;
      if (this.text[this.at] !== ',') throw new Beyond();
      this.at += 1;
      this.passes(SPACES);
    }
    this.at += 1;
    this.#depth -= 1;
    const end = this.at;
    return isMap
      ? { kind: 'map', flow: true, entries, start, end }
      : { kind: 'list', flow: true, items, start, end };
  }

  #pair(): YamlEntry {
    const key = this.#key();
    this.passes(SPACES);
    return { key, value: item(this.#inFlow()) };
  }

  #inFlow(): YamlNode {
    const start = this.at;
    const first = this.text[start];
    if (first === '[' || first === '{') return this.#flow();
    const quoted = this.#quoted();
    if (quoted) return quoted;
    const said = this.match(FLOW_PLAIN);
    if (said === null) throw new Beyond();
    return { kind: 'scalar', value: typed(said), style: 'plain', start, end: this.at };
  }
}

function item(node: YamlNode): YamlItem {
  return { node, at: node, alias: false };
}
