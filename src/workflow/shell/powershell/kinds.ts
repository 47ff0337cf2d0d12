/** Of which kind the values of a script's own names are, wherever it sets them. Names are in small letters. */
import { entryNames, type Keys, tablesOf } from './tables.js';

/** `$_`, the one that a block behind a pipe is run for (docs: about_PSItem). */
export const CURRENT_ITEM = 'current_item';

export interface Kinds {
  /** Of a list a program gets each item (docs: about_Parsing). */
  lists: ReadonlySet<string>;
  /** Behind a text another can be set; to a number or a list it would be something else (docs: about_Assignment_Operators). */
  texts: ReadonlySet<string>;
  /** With the keys of each. */
  tables: ReadonlyMap<string, Keys>;
  /** Of which table a name has an entry. */
  entries: ReadonlyMap<string, string>;
}

const IS_LIST =
  /(?<!,\s{0,9})\$\{?(\w+)\}?\s*=\s*(?:@\(|(?:"[^"\n]*"|'[^'\n]*'|\$[\w:{}]+)\s*,|(?:"[^"\n]*"|'[^'\n]*'|\$[\w:{}]+)(?:\s+-split\s|\.Split\())/gi;
/** `$x = …`, and whether a text begins what it is set to; `$x++`, `foreach ($x in …)`. */
const SET = /\$\{?(\w+)\}?\s*(?:([-+*/%]|\?\?)?=(?!=)\s*(["']|\$env:)?|\+\+|--|in\b)/gi;

/** @param script as it stands */
export function kindsOf(script: string): Kinds {
  const lists = new Set([...script.matchAll(IS_LIST)].map(([, name = '']) => name.toLowerCase()));
  const [texts, others] = [new Set<string>(), new Set<string>(lists)];
  for (const [all, name = '', operator, begins] of script.matchAll(SET)) {
    const isText = all.includes('=') && begins !== undefined;
    if (isText && operator !== '+') texts.add(name.toLowerCase());
    else if (operator !== '+' && /[=+-]|in$/i.test(all)) others.add(name.toLowerCase());
  }
  const tables = tablesOf(script);
  return {
    lists,
    texts: new Set([...texts].filter((each) => !others.has(each))),
    tables,
    entries: entryNames(script, tables, CURRENT_ITEM),
  };
}
