/** Of which kind the values of a script's own names are, wherever it sets them. Names are in small letters. */

export interface Kinds {
  /** Of a list a program gets each item (docs: about_Parsing). */
  lists: ReadonlySet<string>;
  /** Behind a text another can be set; to a number or a list it would be something else (docs: about_Assignment_Operators). */
  texts: ReadonlySet<string>;
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
  return { lists, texts: new Set([...texts].filter((each) => !others.has(each))) };
}
