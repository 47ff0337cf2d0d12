/**
 * A workflow file as data that remembers its place: every key and value knows
 * where it stands in the text. Broken input is a `WorkflowProblem`, never an
 * exception, and a part of the wrong shape harms only itself: the accessors
 * answer null for it.
 */
import { isAlias, isCollection, isMap, isScalar, type Node, parseDocument } from 'yaml';
import type { WorkflowProblem } from '../../evidence/types.js';
import type { Location } from '../../types.js';
import { MAX_WEIGHT, weightOf } from './weight.js';

/** GitHub's own limit for one workflow file is below this (issue 2: larger files are skipped). */
export const MAX_BYTES = 1024 * 1024;

/** Nodes that aliases may add to a file. A real file adds some hundreds, a bomb billions. */
const MAX_ALIASED_NODES = 50_000;

/** Half-open range of UTF-16 offsets in the text. */
export interface Span {
  start: number;
  end: number;
}

export interface YamlScalar extends Span {
  kind: 'scalar';
  value: string | number | boolean | null;
  style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
}

export interface YamlMap extends Span {
  kind: 'map';
  flow: boolean;
  entries: YamlEntry[];
}

export interface YamlList extends Span {
  kind: 'list';
  flow: boolean;
  items: YamlItem[];
}

export type YamlNode = YamlScalar | YamlMap | YamlList;

/** What stands in one place: the node, and the `*alias` if that is how it was written. */
export interface YamlItem {
  node: YamlNode;
  /** Where it is written: the alias, else the node itself. */
  at: Span;
  alias: boolean;
}

export interface YamlEntry {
  key: YamlScalar;
  value: YamlItem;
}

export interface WorkflowDocument {
  /** As the reader of a finding knows it: relative to the repository. */
  file: string;
  text: string;
  root: YamlNode | null;
  /** Offset at which each line starts. */
  lines: number[];
}

export type ParseResult =
  | { document: WorkflowDocument; problem: null }
  | { document: null; problem: WorkflowProblem };

/** An error for `yaml` and none for us: of two documents in one file the first one is read. */
const TOLERATED = new Set(['MULTIPLE_DOCS']);

/** A thousand levels deep: the parser would fill the memory before its stack ends. */
const BOTTOMLESS = /(?:[[{][ \t\r\n]*(?:\w+:[ \t]*)?|- +){1000}/;

/**
 * Reads the text of a workflow file.
 *
 * Problems: `too-large` (over 1 MiB), `too-complex` (more values than any workflow
 * has), `not-text` (a NUL character), `broken-yaml` (with the parser's words and
 * line), `too-many-aliases` (a bomb or a circle).
 */
export function parseWorkflow(file: string, text: string): ParseResult {
  const fail = (kind: WorkflowProblem['kind'], detail: string | null): ParseResult => ({
    document: null,
    problem: { kind, file, detail },
  });
  // A character is at least one byte, so the cheap test comes first.
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    return fail('too-large', `${Buffer.byteLength(text)} bytes`);
  }
  if (text.includes('\0')) return fail('not-text', null);
  if (BOTTOMLESS.test(text)) return fail('broken-yaml', 'nested too deeply');
  if (weightOf(text) > MAX_WEIGHT) return fail('too-complex', null);
  const lines = lineStarts(text);
  try {
    const parsed = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const error = parsed.errors.find((each) => !TOLERATED.has(each.code));
    if (error) {
      // Caught by the parser itself: see below.
      if (/call stack/i.test(error.message)) return fail('broken-yaml', 'nested too deeply');
      const { line, column } = position(text, lines, error.pos[0]);
      return fail('broken-yaml', `${error.message} (line ${line}, column ${column})`);
    }
    const root = parsed.contents ? new Converter(text).convert(parsed.contents) : null;
    return { document: { file, text, root, lines }, problem: null };
  } catch (error) {
    if (error instanceof AliasError) return fail('too-many-aliases', error.message);
    // The parser is recursive: a thousand brackets in a row end the stack.
    if (error instanceof RangeError) return fail('broken-yaml', 'nested too deeply');
    return fail('broken-yaml', error instanceof Error ? firstLine(error.message) : String(error));
  }
}

class AliasError extends Error {}

/** From `yaml`'s nodes to ours. Aliases share their target, so a bomb is counted, not expanded. */
class Converter {
  readonly #text: string;
  readonly #anchors = new Map<string, YamlNode | null>();
  readonly #sizes = new Map<YamlNode, number>();
  #aliased = 0;

  constructor(text: string) {
    this.#text = text;
  }

  convert(node: Node): YamlNode {
    return this.#node(node, 0);
  }

  #node(node: Node | null, at: number): YamlNode {
    if (!node || isAlias(node)) return this.#null(at);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    // Announced before its contents: an alias within is a circle.
    if (anchor) this.#anchors.set(anchor, null);
    const made = this.#make(node, at);
    if (anchor) this.#anchors.set(anchor, made);
    return made;
  }

  #make(node: Node, at: number): YamlNode {
    const start = node.range?.[0] ?? at;
    // Nothing is written: it stands behind the colon, not behind the comment.
    if (isScalar(node) && node.range?.[0] === node.range?.[1]) return this.#null(at);
    if (isScalar(node)) {
      const end = node.range?.[1] ?? start;
      const made: YamlScalar = {
        kind: 'scalar',
        value: primitive(node.value),
        style: style(node.type),
        start,
        end,
      };
      // The line breaks after a block scalar belong to it, but nobody points there.
      if (made.style === 'literal' || made.style === 'folded') made.end = trimmedEnd(this.#text, start, end);
      this.#sizes.set(made, 1);
      return made;
    }
    if (isMap(node)) {
      const entries = node.items.map((pair): YamlEntry => {
        const key = this.#item(pair.key as Node | null, start);
        const scalar = key.node.kind === 'scalar' ? key.node : this.#null(key.at.start);
        return {
          key: scalar,
          value: this.#item(pair.value as Node | null, afterColon(this.#text, scalar.end)),
        };
      });
      const flow = node.flow === true;
      const end = flow ? (node.range?.[1] ?? start) : (entries.at(-1)?.value.at.end ?? start);
      return this.#sized(
        { kind: 'map', flow, entries, start, end },
        entries.flatMap((each) => [each.key, each.value.node]),
      );
    }
    if (isCollection(node)) {
      const items = (node.items as (Node | null)[]).map((each) => this.#item(each, start));
      const flow = node.flow === true;
      const end = flow ? (node.range?.[1] ?? start) : Math.max(items.at(-1)?.at.end ?? start, start + 1);
      return this.#sized(
        { kind: 'list', flow, items, start, end },
        items.map((each) => each.node),
      );
    }
    return this.#null(at);
  }

  #item(node: Node | null, at: number): YamlItem {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target === null) throw new AliasError(`*${node.source} contains itself`);
      if (target === undefined) throw new Error(`no anchor for *${node.source}`);
      this.#aliased += this.#sizes.get(target) ?? 1;
      if (this.#aliased > MAX_ALIASED_NODES)
        throw new AliasError(`over ${MAX_ALIASED_NODES} values through aliases`);
      const start = node.range?.[0] ?? at;
      return { node: target, at: { start, end: start + 1 + node.source.length }, alias: true };
    }
    const made = this.#node(node, at);
    return { node: made, at: made, alias: false };
  }

  #sized<T extends YamlNode>(made: T, parts: YamlNode[]): T {
    this.#sizes.set(
      made,
      parts.reduce((sum, each) => sum + (this.#sizes.get(each) ?? 1), 1),
    );
    return made;
  }

  #null(at: number): YamlScalar {
    return { kind: 'scalar', value: null, style: 'plain', start: at, end: at };
  }
}

function primitive(value: unknown): YamlScalar['value'] {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    typeof value === 'number'
  ) {
    return value;
  }
  return String(value);
}

function style(type: string | null | undefined): YamlScalar['style'] {
  switch (type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}

/** A key without a value: the null stands right after its colon. */
function afterColon(text: string, end: number): number {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === ':' ? at + 1 : end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] as string)) at -= 1;
  return at;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string;
}

// ------------------------------------------------------------ positions

/** Offsets at which the lines of a text start; a line ends with `\n`, so CRLF counts once. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line and column of an offset. A byte order mark has no column, as in an editor. */
export function position(
  text: string,
  lines: readonly number[],
  offset: number,
): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  const mark = low === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  return { line: low + 1, column: Math.max(1, offset - (lines[low] as number) - mark + 1) };
}

/** The place of a range in the file, as annotations and SARIF want it. */
export function locate(document: WorkflowDocument, span: Span): Location {
  const start = position(document.text, document.lines, span.start);
  const end = position(document.text, document.lines, Math.max(span.start, span.end));
  return {
    file: document.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** From the start of an entry's key to the end of what is written as its value. */
export function entrySpan(entry: YamlEntry): Span {
  return { start: entry.key.start, end: Math.max(entry.key.end, entry.value.at.end) };
}

// ------------------------------------------------------------ accessors

/** The entry of that name; the last one where a name stands twice, as GitHub's reader keeps it. */
export function entry(node: YamlNode | null | undefined, name: string): YamlEntry | null {
  if (node?.kind !== 'map') return null;
  return node.entries.findLast((each) => each.key.value === name) ?? null;
}

/** The value of that name, or null. */
export function child(node: YamlNode | null | undefined, name: string): YamlNode | null {
  return entry(node, name)?.value.node ?? null;
}

export function map(node: YamlNode | null | undefined): YamlMap | null {
  return node?.kind === 'map' ? node : null;
}

export function list(node: YamlNode | null | undefined): YamlList | null {
  return node?.kind === 'list' ? node : null;
}

/**
 * A scalar as the runner passes it on: `true`, `1.2`, the text. Null for a missing
 * value, a map or a list.
 */
export function text(node: YamlNode | null | undefined): string | null {
  if (node?.kind !== 'scalar' || node.value === null) return null;
  return String(node.value);
}
