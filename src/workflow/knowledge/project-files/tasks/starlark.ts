/** What a BUILD file calls, and with which attributes. Docs: bazel.build/rules/language, bazel.build/concepts/build-files. */
import { remembered } from '../parsed.js';

/** A call anywhere in the file, one in a list or in another call among them. */
export interface StarlarkCall {
  /** `oci_push`. */
  rule: string;
  /** The text of an attribute: what is written, and what a name of the file holds; null where it takes more to know it. */
  text(attribute: string): string | null;
  /** The texts that stand in the list of an attribute. */
  texts(attribute: string): readonly string[];
  has(attribute: string): boolean;
}

/** What is between two brackets: of a call, its attributes; of the file, its names. */
interface Scope {
  rule: string | null;
  values: Map<string, string[]>;
  /** The words of the value that is being read. */
  open: string[] | null;
  /** The texts in the list of each value. */
  lists: Map<string, string[]>;
  /** Of the list whose brackets these are. */
  items: string[] | null;
}

function scopeOf(rule: string | null, items: string[] | null): Scope {
  return { rule, values: new Map(), open: null, lists: new Map(), items };
}

const TOKENS =
  /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#[^\n]*|[\w.]+|[=!<>]=|\n|[^\s]/g;

export const starlarkCalls = remembered(callsIn);

function callsIn(text: string): StarlarkCall[] {
  const file = scopeOf(null, null);
  const scopes = [file];
  const calls: Scope[] = [];
  let before = '';
  /** The attribute that was begun last. */
  let key = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const scope = scopes.at(-1) as Scope;
    if (token.startsWith('#')) continue;
    if (/^[([{]$/.test(token)) {
      const rule = token === '(' && /^[a-z_][\w.]*$/i.test(before) ? before : null;
      // What is in brackets is more than a text.
      scope.open?.push(token);
      const items = token === '[' && scope.open ? (scope.lists.get(key) ?? []) : null;
      if (items) scope.lists.set(key, items);
      scopes.push(scopeOf(rule, items));
      if (rule !== null) calls.push(scopes.at(-1) as Scope);
    } else if (/^[)\]}]$/.test(token)) {
      if (scopes.length > 1) scopes.pop();
    } else if (token === ',' || (token === '\n' && scope === file)) scope.open = null;
    else if (token === '=' && /^\w+$/.test(before)) {
      scope.open = [];
      scope.values.set(before, scope.open);
      key = before;
    } else if (token !== '\n') {
      scope.open?.push(token);
      const text = scope.items && /^(["'])(.*)\1$/.exec(token)?.[2];
      if (text) scope.items?.push(text);
    }
    before = token;
  }
  return calls.map(({ rule, values, lists }) => ({
    rule: rule as string,
    text: (attribute) => textOf(values.get(attribute), file.values),
    texts: (attribute) => lists.get(attribute) ?? [],
    has: (attribute) => values.has(attribute),
  }));
}

/** A text, a name of the file that holds one, or several of them with a plus between. */
function textOf(words: readonly string[] | undefined, names: Scope['values']): string | null {
  if (words === undefined || words.length % 2 === 0) return null;
  const parts = words.map((word, index) => {
    if (index % 2 === 1) return word === '+' ? '' : null;
    const held = /^\w+$/.test(word) ? (names.get(word) ?? []) : [word];
    const written = held.length === 1 ? /^(["'])([^"'\\{}$]*)\1$/.exec(held[0] as string) : null;
    return written?.[2] ?? null;
  });
  return parts.includes(null) ? null : parts.join('');
}
