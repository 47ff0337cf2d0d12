/**
 * What is kept by names: as a map that nobody changes, whose next one shares all with it but what is new. A script has many points, and at each
 * of them a command or a branch that goes on with what is known there; what two of them differ in is found without a look at all the rest.
 *
 * A tree whose ways are the bits of a hash of the names, and of the names themselves where two have the same.
 */
export class Kept<Value> {
  readonly #root: Node<Value>;
  readonly size: number;

  private constructor(root: Node<Value>, size: number) {
    this.#root = root;
    this.size = size;
  }

  /** One in which there is nothing. */
  static none<Value>(): Kept<Value> {
    return new Kept<Value>(null, 0);
  }

  get(name: string): Value | undefined {
    return leafOf(this.#root, name)?.value;
  }

  has(name: string): boolean {
    return leafOf(this.#root, name) !== null;
  }

  /** The same one where it has this already. */
  with(name: string, value: Value): Kept<Value> {
    const before = leafOf(this.#root, name);
    if (before !== null && before.value === value) return this;
    const leaf = { name, hash: hashOf(name), value };
    return new Kept(planted(this.#root, leaf, 0), before === null ? this.size + 1 : this.size);
  }

  without(name: string): Kept<Value> {
    if (!this.has(name)) return this;
    return new Kept(cut(this.#root, name, hashOf(name), 0), this.size - 1);
  }

  *keys(): Generator<string> {
    for (const { name } of leavesOf(this.#root)) yield name;
  }

  /** The names that have another value in the other one, or none in one of both. */
  differing(other: Kept<Value>): Set<string> {
    const found = new Set<string>();
    compare(this.#root, other.#root, found);
    return found;
  }
}

interface Leaf<Value> {
  name: string;
  hash: number;
  value: Value;
}

interface Fork<Value> {
  zero: Node<Value>;
  one: Node<Value>;
}

type Node<Value> = Leaf<Value> | Fork<Value> | null;

/** FNV-1a. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash;
}

/** The way at a depth: of the hash, then of the length, and then of the characters. */
function bitOf(name: string, hash: number, depth: number): number {
  if (depth < 32) return (hash >>> depth) & 1;
  if (depth < 64) return (name.length >>> (depth - 32)) & 1;
  return (name.charCodeAt((depth - 64) >>> 4) >>> ((depth - 64) & 15)) & 1;
}

function leafOf<Value>(root: Node<Value>, name: string): Leaf<Value> | null {
  const hash = hashOf(name);
  let node = root;
  for (let depth = 0; node !== null && !('name' in node); depth += 1)
    node = bitOf(name, hash, depth) === 0 ? node.zero : node.one;
  return node !== null && node.name === name ? node : null;
}

function planted<Value>(node: Node<Value>, leaf: Leaf<Value>, depth: number): Node<Value> {
  if (node === null) return leaf;
  if ('name' in node) {
    if (node.name === leaf.name) return leaf;
    const isZero = bitOf(node.name, node.hash, depth) === 0;
    return planted(isZero ? { zero: node, one: null } : { zero: null, one: node }, leaf, depth);
  }
  const isZero = bitOf(leaf.name, leaf.hash, depth) === 0;
  return isZero
    ? { zero: planted(node.zero, leaf, depth + 1), one: node.one }
    : { zero: node.zero, one: planted(node.one, leaf, depth + 1) };
}

/** A fork that is left with one leaf is that leaf, so that the shape is that of the names alone. */
function cut<Value>(node: Node<Value>, name: string, hash: number, depth: number): Node<Value> {
  if (node === null || 'name' in node) return null;
  const isZero = bitOf(name, hash, depth) === 0;
  const rest = cut(isZero ? node.zero : node.one, name, hash, depth + 1);
  const other = isZero ? node.one : node.zero;
  if (rest === null && (other === null || 'name' in other)) return other;
  if (other === null && rest !== null && 'name' in rest) return rest;
  return isZero ? { zero: rest, one: other } : { zero: other, one: rest };
}

function* leavesOf<Value>(node: Node<Value>): Generator<Leaf<Value>> {
  if (node === null) return;
  if ('name' in node) yield node;
  else {
    yield* leavesOf(node.zero);
    yield* leavesOf(node.one);
  }
}

function compare<Value>(one: Node<Value>, other: Node<Value>, found: Set<string>): void {
  if (one === other) return;
  if (one !== null && other !== null && !('name' in one) && !('name' in other)) {
    compare(one.zero, other.zero, found);
    compare(one.one, other.one, found);
    return;
  }
  const others = new Map([...leavesOf(other)].map(({ name, value }) => [name, value]));
  for (const { name, value } of leavesOf(one)) {
    if (!others.has(name) || others.get(name) !== value) found.add(name);
    others.delete(name);
  }
  for (const name of others.keys()) found.add(name);
}
