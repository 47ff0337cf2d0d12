/**
 * JSON as data that remembers its place, as YAML is read (`text/document.ts`): what `kubectl get --output json` prints
 * is too large for a parser of YAML, and `JSON.parse` forgets where things stood.
 */
import type { YamlEntry, YamlItem, YamlNode, YamlScalar } from '../text/document.js';

/** What is no JSON, and where. */
export class NotJson extends Error {
  constructor(readonly offset: number) {
    super('not JSON');
    this.name = 'NotJson';
  }
}

/** Levels; a manifest has some twenty. */
const DEEPEST = 200;

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const LITERAL = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The value that begins at `from`, and where it ends. Throws a `NotJson`.
 *
 * @param skipped keys whose values nobody needs: they are read over, and stand there as null
 */
export function jsonValue(
  text: string,
  from: number,
  skipped: ReadonlySet<string>,
): { node: YamlNode; end: number } {
  const reader = new JsonReader(text, skipped);
  reader.at = from;
  const node = reader.value(0, true);
  return { node, end: reader.at };
}

class JsonReader {
  at = 0;

  constructor(
    readonly text: string,
    readonly skipped: ReadonlySet<string>,
  ) {}

  /** @param isKept false: only read over */
  value(depth: number, isKept: boolean): YamlNode {
    this.#match(SPACE);
    if (depth > DEEPEST) throw new NotJson(this.at);
    switch (this.text[this.at]) {
      case '{':
        return this.#map(depth, isKept);
      case '[':
        return this.#list(depth, isKept);
      case '"':
        return this.#string(isKept);
      default:
        return this.#literal();
    }
  }

  #map(depth: number, isKept: boolean): YamlNode {
    const start = this.at;
    const entries: YamlEntry[] = [];
    this.#members('}', () => {
      this.#match(SPACE);
      if (this.text[this.at] !== '"') throw new NotJson(this.at);
      const key = this.#string(true);
      this.#expect(':');
      const isWanted = isKept && !this.skipped.has(String(key.value));
      const value = this.value(depth + 1, isWanted);
      if (isWanted) entries.push({ key, value: item(value) });
    });
    return { kind: 'map', flow: true, entries, start, end: this.at };
  }

  #list(depth: number, isKept: boolean): YamlNode {
    const start = this.at;
    const items: YamlItem[] = [];
    this.#members(']', () => {
      const value = this.value(depth + 1, isKept);
      if (isKept) items.push(item(value));
    });
    return { kind: 'list', flow: true, items, start, end: this.at };
  }

  /** What stands between brackets, with commas. */
  #members(close: string, read: () => void): void {
    this.at += 1;
    this.#match(SPACE);
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      read();
      this.#match(SPACE);
      const mark = this.text[this.at];
      if (mark !== ',' && mark !== close) throw new NotJson(this.at);
      this.at += 1;
      if (mark === close) return;
    }
  }

  #string(isKept: boolean): YamlScalar {
    const start = this.at;
    const written = this.#match(STRING);
    if (written === '') throw new NotJson(start);
    let value = isKept ? written.slice(1, -1) : '';
    if (value.includes('\\')) {
      try {
        value = JSON.parse(written) as string;
      } catch {
        throw new NotJson(start);
      }
    }
    return { kind: 'scalar', style: 'double', value, start, end: this.at };
  }

  #literal(): YamlScalar {
    const start = this.at;
    const written = this.#match(LITERAL);
    if (written === '') throw new NotJson(start);
    const value = JSON.parse(written) as YamlScalar['value'];
    return { kind: 'scalar', style: 'plain', value, start, end: this.at };
  }

  #expect(mark: string): void {
    this.#match(SPACE);
    if (this.text[this.at] !== mark) throw new NotJson(this.at);
    this.at += 1;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

function item(node: YamlNode): YamlItem {
  return { node, at: node, alias: false };
}
