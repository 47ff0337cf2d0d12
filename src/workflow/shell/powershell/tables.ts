/**
 * Tables of names with values, `@{ owner = "octo" }`, also as an object (docs: about_Hash_Tables, about_Object_Creation). In words of
 * bash each is an associative array beside the name.
 */
import { asQuoted, type Fragment, UNKNOWN_VALUE } from './fragments.js';
import { statementsIn } from './statements.js';
import { QUOTED_TEXT } from './texts.js';

/** The keys of a table as they are written, by their small letters. */
export type Keys = ReadonlyMap<string, string>;

/** What stands before the name of a table, as bash has it. */
const OF_TABLE = 'table_';

const TYPE = String.raw`(?:\[(?:ordered|hashtable|pscustomobject|(?:System\.)?Management\.Automation\.PSCustomObject)\]\s*)*`;
const INSIDE = String.raw`(?:${QUOTED_TEXT}|\$\{\w+\}|[^{}"'])*`;
/** All of one. */
const TABLE = new RegExp(String.raw`^${TYPE}@\{(${INSIDE})\}$`, 'i');
const SETS_TABLE = new RegExp(String.raw`\$\{?(\w+)\}?\s*=\s*${TYPE}@\{(${INSIDE})\}\s*(?:[;}\n#]|$)`, 'gi');
const ENTRY = /^\s*(?:(\w[\w-]*)|["']([\w./:-]+)["'])\s*=\s*(.*?)\s*$/s;

/** Whatever else a name may come to: it is set, a part of it is, or each item of a list or a parameter has its name. */
const SET =
  /\$\{?(\w+)\}?\s*(?:(?:\.\w+|\[[^\]\n]*\])\s*)?(?:[-+*/%]|\?\?)?=(?!=)|\$(\w+)\.(?:Add|Remove|Clear|Set_Item)\(|\bforeach\s*\(\s*\$(\w+)\s+in\b|[\](,]\s*\$(\w+)\s*(?=[,)])/gi;

/** @returns for each name that is always a table its keys; names in small letters */
export function tablesOf(script: string): ReadonlyMap<string, Keys> {
  const found = new Map<string, Map<string, string>>();
  const left = new Map<string, number>();
  const count = (name: string, by: number) => left.set(name, (left.get(name) ?? 0) + by);
  for (const [, name = '', inside = ''] of script.matchAll(SETS_TABLE)) {
    const key = name.toLowerCase();
    const keys = found.get(key) ?? new Map<string, string>();
    for (const entry of entriesOf(inside) ?? []) keys.set(entry.key.toLowerCase(), entry.key);
    found.set(key, keys);
    count(key, entriesOf(inside) === null ? 0 : -1);
  }
  if (found.size === 0) return found;
  for (const [, ...names] of script.matchAll(SET)) count((names.find(Boolean) ?? '').toLowerCase(), 1);
  return new Map([...found].filter(([name]) => left.get(name) === 0));
}

interface Entry {
  key: string;
  written: string;
}

/** null: one of them is no name with a value. */
function entriesOf(inside: string): Entry[] | null {
  const lines = inside.split('\n').map((line) => line.replace(/(?<!\S)#.*$/, ''));
  const entries = lines.flatMap(statementsIn).filter((each) => each.trim() !== '');
  const found = entries.flatMap((each) => {
    const [, word, quoted, written = ''] = ENTRY.exec(each) ?? [];
    const key = word ?? quoted;
    return key === undefined ? [] : [{ key, written }];
  });
  return found.length === entries.length ? found : null;
}

/**
 * In words of bash; null: it is no table. What is not known of its values is left out.
 *
 * @param written with names and texts as bash has them
 */
export function tableInWords(
  name: string,
  written: string,
  textIn: (value: string) => Fragment | null,
): string | null {
  const [, inside] = TABLE.exec(written) ?? [];
  const entries = inside === undefined ? null : entriesOf(inside);
  if (entries === null) return null;
  const elements = entries.flatMap(({ key, written: value }) => {
    const text = textIn(value);
    return `[${key}]=${text === null ? `"${UNKNOWN_VALUE}"` : asQuoted(text)}`;
  });
  return `declare -A ${OF_TABLE}${name}=(${elements.join(' ')})`;
}

/** What a table has for a key as it is written there, or for what a name has, `$k`. */
export function tableElement(table: string, key: string): string {
  return `\${${OF_TABLE}${table}[${key}]}`;
}

/** All keys, as words of bash. */
export function keysOf(table: string): string {
  return `"\${!${OF_TABLE}${table}[@]}"`;
}

/** `@table` gives a function each value by its name (docs: about_Splatting). */
export function asParameters(table: string, keys: Keys): string {
  return [...keys.values()].map((key) => `-${key} "${tableElement(table, key)}"`).join(' ');
}

const EACH = /(?:\bforeach\s*\(\s*\$(\w+)\s+in\s+\(?|)\$(\w+)\.GetEnumerator\(\)/gi;

/** Names in small letters, each of which has an entry of one table, and which; a pipe's is the current item. @param current its name */
export function entryNames(
  script: string,
  tables: ReadonlyMap<string, Keys>,
  current: string,
): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [, name = current, table = ''] of script.matchAll(EACH)) {
    const key = name.toLowerCase();
    found.set(key, (found.get(key) ?? new Set()).add(table.toLowerCase()));
  }
  return new Map(
    [...found].flatMap(([name, [table = '', ...more]]) =>
      more.length === 0 && tables.has(table) ? [[name, table] as const] : [],
    ),
  );
}
