/** From the nodes of `yaml` to ours. */
import { isAlias, isCollection, isMap, isScalar, type Node } from 'yaml';
import type { YamlEntry, YamlItem, YamlNode, YamlScalar } from './document.js';

/** Nodes that aliases may add to a file. A real file adds some hundreds, a bomb billions. */
const MAX_ALIASED_NODES = 50_000;

/** Collections within each other. A workflow has some ten; how many the parser's stack holds differs from run to run. */
const MAX_DEPTH = 500;

/**
 * Throws an `AliasError` for a bomb of aliases, a circle, or an alias of nothing, and a `RangeError` for more levels
 * than anything should go down, as a stack that ends would.
 *
 * @param values of the scalars that begin at a place and say something else than `yaml` read
 */
export function convert(contents: Node, text: string, values: ReadonlyMap<number, string>): YamlNode {
  return new Converter(text, values).convert(contents);
}

/** An alias that can't be followed. */
export class AliasError extends Error {
  constructor(
    /** `too-many-aliases`: a bomb, or one that contains itself; `broken-yaml`: nothing has that name. */
    readonly kind: 'too-many-aliases' | 'broken-yaml',
    message: string,
    /** Where in the text. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** Aliases share their target, so a bomb is counted, not expanded. */
class Converter {
  readonly #text: string;
  readonly #values: ReadonlyMap<number, string>;
  readonly #anchors = new Map<string, YamlNode | null>();
  /** Of what aliases name: most files have none. */
  readonly #sizes = new Map<YamlNode, number>();
  #aliased = 0;
  #depth = 0;

  constructor(text: string, values: ReadonlyMap<number, string>) {
    this.#text = text;
    this.#values = values;
  }

  convert(node: Node): YamlNode {
    return this.#node(node, 0);
  }

  #node(node: Node | null, at: number): YamlNode {
    if (!node || isAlias(node)) return this.#null(at);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    // Announced before its contents: an alias within is a circle.
    if (anchor) this.#anchors.set(anchor, null);
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new RangeError(`over ${MAX_DEPTH} levels`);
    const made = this.#make(node, at);
    this.#depth -= 1;
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
        value: this.#values.get(start) ?? primitive(node.value),
        style: style(node.type),
        start,
        end,
      };
      // The line breaks after a block scalar belong to it, but nobody points there.
      if (made.style === 'literal' || made.style === 'folded') made.end = trimmedEnd(this.#text, start, end);
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
      return { kind: 'map', flow, entries, start, end };
    }
    if (isCollection(node)) {
      const items = (node.items as (Node | null)[]).map((each) => this.#item(each, start));
      const flow = node.flow === true;
      const end = flow ? (node.range?.[1] ?? start) : Math.max(items.at(-1)?.at.end ?? start, start + 1);
      return { kind: 'list', flow, items, start, end };
    }
    return this.#null(at);
  }

  #item(node: Node | null, at: number): YamlItem {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      const start = node.range?.[0] ?? at;
      if (target === null) throw new AliasError('too-many-aliases', `*${node.source} contains itself`, start);
      if (target === undefined) throw new AliasError('broken-yaml', `no anchor for *${node.source}`, start);
      this.#aliased += this.#sizeOf(target);
      if (this.#aliased > MAX_ALIASED_NODES)
        throw new AliasError('too-many-aliases', `over ${MAX_ALIASED_NODES} values through aliases`, start);
      return { node: target, at: { start, end: start + 1 + node.source.length }, alias: true };
    }
    const made = this.#node(node, at);
    return { node: made, at: made, alias: false };
  }

  /** How many values a node holds, those behind aliases included. */
  #sizeOf(node: YamlNode): number {
    if (node.kind === 'scalar') return 1;
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    const parts =
      node.kind === 'list'
        ? node.items.map((each) => each.node)
        : node.entries.flatMap((each) => [each.key, each.value.node]);
    const size = parts.reduce((sum, each) => sum + this.#sizeOf(each), 1);
    this.#sizes.set(node, size);
    return size;
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
