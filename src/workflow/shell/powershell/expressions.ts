/**
 * Values of PowerShell that are put together, in words of bash: texts and lists with the operators and methods that change them
 * (docs: about_Operators, about_Operator_Precedence, about_Join, about_Split; .NET, String). What is more than that is not read.
 */
import { asWord, bare, type Fragment, filledFragment, joined, literal, quotedFragment } from './fragments.js';
import type { Kinds } from './kinds.js';
import { type Keys, tableElement } from './tables.js';
import { TEXT_METHOD } from './text-methods.js';

/** A text; several; the elements of a list by its name, a table, one of its entries; the parts of a text between separators. */
export type MadeValue =
  | { kind: 'text'; text: Fragment; isCertain: boolean }
  | { kind: 'list'; items: readonly Fragment[] }
  | { kind: 'named'; name: string }
  | { kind: 'table'; name: string; keys: Keys }
  | { kind: 'entry'; name: string; table: string }
  | { kind: 'parts'; text: Fragment; separator: string };

const TOKEN =
  /\s*(?:("[^"]*"|'[^']*')|(\$\{\w+(?:,,|\^\^)?\})|(-?\d{1,9})(?![\w.])|(\[\w[\w.]*\]::\w+|\[\w[\w.]*\])|(-[a-z]+)(?=[\s"'($@])|(\.[A-Za-z]\w*)|(@\(|\$\(|[(),+]))/iy;
/** `[0]`, `[-1]` */
const INDEX = /\[\s*(-?\d{1,3})\s*\]/y;
/** `['owner']`, `[$name]` */
const KEY = /\[\s*(?:["']([\w./:-]+)["']|\$\{(\w+)\})\s*\]/y;
/** What stands alone between brackets and is run. */
const COMMAND = /\s*([a-z][\w.-]*(?:\s(?:\$\{\w+\}|'[^']*'|[^(){}|;&<>"'`])*)?)\)/iy;

/** Longer ones nobody writes by hand; in characters. */
const LONGEST = 1_000;
const MOST_NESTED = 8;

/**
 * @param written with names and texts as bash has them
 * @param kinds of the names of the script
 * @returns null: it is more than the texts and lists that are read
 */
export function valueIn(written: string, kinds: Kinds): MadeValue | null {
  if (written.length > LONGEST) return null;
  const reader = new Reader(written.trim(), kinds);
  const value = reader.compared();
  return reader.isAtEnd() ? value : null;
}

/** Of a value that is one text; null: it is a list, or not known. */
export function textIn(written: string, kinds: Kinds): Fragment | null {
  const value = valueIn(written, kinds);
  return value?.kind === 'text' ? value.text : null;
}

/** Methods of a text by their names in small letters: which of `text-methods.ts`, and how many values each takes. */
const METHODS: ReadonlyMap<string, [method: string, fewest: number, most: number]> = new Map([
  ['tolower', ['lower', 0, 0]],
  ['tolowerinvariant', ['lower', 0, 0]],
  ['toupper', ['upper', 0, 0]],
  ['toupperinvariant', ['upper', 0, 0]],
  ['trim', ['trim', 0, 1]],
  ['trimstart', ['trimstart', 0, 1]],
  ['trimend', ['trimend', 0, 1]],
  ['replace', ['replace', 2, 2]],
  ['substring', ['substring', 1, 2]],
]);

class Reader {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly written: string,
    private readonly kinds: Kinds,
  ) {}

  isAtEnd(): boolean {
    return this.#at === this.written.length;
  }

  /** The next piece, if it is this one. */
  #take(wanted: RegExp): string | null {
    TOKEN.lastIndex = this.#at;
    const [all, ...groups] = TOKEN.exec(this.written) ?? [];
    const piece = groups.find((each) => each !== undefined);
    if (all === undefined || piece === undefined || !wanted.test(piece)) return null;
    this.#at += all.length;
    return piece;
  }

  /** `-replace`, `-join`, `-split`: from the left. */
  compared(): MadeValue | null {
    let value = this.#added();
    while (value !== null) {
      const operator = this.#take(/^-[ci]?(?:replace|join|split)$/i)?.toLowerCase();
      if (operator === undefined) return value;
      const other = this.#added();
      value = other && operated(value, operator, other);
    }
    return value;
  }

  /** Texts side by side: the first, or the second behind a name, is a text for certain. */
  #added(): MadeValue | null {
    let value = this.#formatted();
    while (value !== null && this.#take(/^\+$/)) {
      const other = this.#formatted();
      if (value.kind !== 'text' || other?.kind !== 'text') return null;
      // What is added to a number is a number as well.
      if (!(value.isCertain || (other.isCertain && !isNumber(value.text)))) return null;
      value = certain(joined([value.text, other.text]));
    }
    return value;
  }

  #formatted(): MadeValue | null {
    const value = this.#listed();
    if (value === null || !this.#take(/^-f$/i)) return value;
    const items = itemsOf(this.#listed());
    return value.kind === 'text' && items ? formatted(value.text, items) : null;
  }

  #listed(): MadeValue | null {
    const first = this.#one();
    const items = [first];
    while (items.at(-1) !== null && this.#take(/^,$/)) items.push(this.#one());
    if (items.length === 1) return first;
    return listOf(items);
  }

  #one(): MadeValue | null {
    this.#depth += 1;
    let value = this.#depth > MOST_NESTED ? null : this.#plain();
    while (value !== null) {
      const member = this.#take(/^\.[A-Za-z]/);
      if (member !== null) value = this.#called(value, member.slice(1));
      else if (this.written[this.#at] === '[') value = this.#element(value);
      else break;
    }
    this.#depth -= 1;
    return value;
  }

  #plain(): MadeValue | null {
    const quoted = this.#take(/^["']/);
    if (quoted !== null) return certain(quotedFragment(quoted));
    const name = this.#take(/^\$\{/);
    if (name !== null) {
      if (/^\$\{(?:true|false|null|lastexitcode)\}$/.test(name)) return null;
      if (this.kinds.lists.has(name.slice(2, -1))) return { kind: 'named', name: name.slice(2, -1) };
      const own = name.slice(2, -1);
      const [keys, table] = [this.kinds.tables.get(own), this.kinds.entries.get(own)];
      if (keys) return { kind: 'table', name: own, keys };
      if (table !== undefined && this.written[this.#at] === '.') return { kind: 'entry', name: own, table };
      return {
        kind: 'text',
        text: filledFragment(name),
        isCertain: /^\$\{(?:env_|\w+(?:,,|\^\^))/.test(name),
      };
    }
    const number = this.#take(/^-?\d/);
    if (number !== null)
      return { kind: 'text', text: { ...plain(number), written: number }, isCertain: false };
    const type = this.#take(/^\[/);
    if (type !== null) return this.#typed(type);
    if (this.#take(/^-join$/i)) {
      const items = itemsOf(this.#one());
      return items && certain(joined(items));
    }
    const opened = this.#take(/^[@$]?\($/);
    if (opened === null) return null;
    const command = opened === '@(' ? null : this.#command();
    if (command !== null) return uncertain(`$(${command})`);
    if (opened === '@(' && this.#take(/^\)$/)) return { kind: 'list', items: [] };
    const value = this.compared();
    if (!this.#take(/^\)$/) || value === null) return null;
    return opened === '@(' && value.kind === 'text' ? { kind: 'list', items: [value.text] } : value;
  }

  #command(): string | null {
    COMMAND.lastIndex = this.#at;
    const [all = '', command = ''] = COMMAND.exec(this.written) ?? [];
    if (command === '' || /^(?:if|foreach|for|while|switch|try)\b/i.test(command)) return null;
    this.#at += all.length;
    return command.trim();
  }

  /** `[string]$x`, `[string]::Join("/", $list)`. */
  #typed(type: string): MadeValue | null {
    if (/^\[(?:System\.)?string\]$/i.test(type)) {
      const value = this.#one();
      return value?.kind === 'text' ? { ...value, isCertain: true } : null;
    }
    const [, method = ''] = /^\[(?:System\.)?string\]::(join|concat|format)$/i.exec(type) ?? [];
    const [first, ...others] = (method === '' ? null : this.#arguments()) ?? [];
    const texts = others.map((each) => (each.kind === 'text' ? each.text : null));
    if (first === undefined) return null;
    if (/^join$/i.test(method))
      return operated(others.length === 1 ? (others[0] ?? null) : listOf(others), '-join', first);
    if (first.kind !== 'text' || texts.includes(null)) return null;
    const known = texts as Fragment[];
    return /^concat$/i.test(method) ? certain(joined([first.text, ...known])) : formatted(first.text, known);
  }

  /** Between brackets, which stand next. */
  #arguments(): MadeValue[] | null {
    if (!this.#take(/^\($/)) return null;
    const given: MadeValue[] = [];
    if (this.#take(/^\)$/)) return given;
    do {
      const value = this.#one();
      if (value === null) return null;
      given.push(value);
    } while (this.#take(/^,$/));
    return this.#take(/^\)$/) ? given : null;
  }

  /** `.ToLower()`, `.Replace("a", "b")` and their like of one text. */
  #called(value: MadeValue, method: string): MadeValue | null {
    if (value.kind === 'table') return tableEntry(value, method);
    if (value.kind === 'entry') {
      if (/^(?:key|name)$/i.test(method)) return uncertain(`\${${value.name}}`);
      return /^value$/i.test(method) ? uncertain(tableElement(value.table, `$${value.name}`)) : null;
    }
    const list = value.kind === 'text' ? listOf(this.#arguments()) : null;
    if (value.kind !== 'text' || list === null) return null;
    const { items } = list;
    const [first] = items;
    if (/^split$/i.test(method))
      return first && items.length === 1 ? partedAt(value.text, plainText(first) ?? '') : null;
    if (/^tostring$/i.test(method)) return first ? null : { ...value, isCertain: true };
    const [known, fewest, most] = METHODS.get(method.toLowerCase()) ?? ['', 1, 0];
    return items.length >= fewest && items.length <= most ? made(known, items, value.text) : null;
  }

  #element(value: MadeValue): MadeValue | null {
    if (value.kind === 'table') {
      KEY.lastIndex = this.#at;
      const [all = '', key, name] = KEY.exec(this.written) ?? [];
      this.#at += all.length;
      if (key !== undefined) return tableEntry(value, key);
      return name === undefined ? null : uncertain(tableElement(value.name, `$${name}`));
    }
    INDEX.lastIndex = this.#at;
    const [all = '', index = ''] = INDEX.exec(this.written) ?? [];
    this.#at += all.length;
    if (index === '') return null;
    if (value.kind === 'parts') return made('part', [plain(value.separator), plain(index)], value.text);
    if (value.kind === 'named') return uncertain(`\${${value.name}[${index}]}`);
    const item = value.kind === 'list' ? value.items.at(Number(index)) : undefined;
    return item === undefined ? null : { kind: 'text', text: item, isCertain: false };
  }
}

function listOf(values: readonly (MadeValue | null)[] | null): (MadeValue & { kind: 'list' }) | null {
  const items = values?.flatMap((each) => (each?.kind === 'text' ? [each.text] : []));
  return items && items.length === values?.length ? { kind: 'list', items } : null;
}

function isNumber({ written = '' }: Fragment): boolean {
  return /^-?\d+$/.test(written);
}

function plain(text: string): Fragment {
  return { parts: [literal(text)] };
}

function certain(text: Fragment): MadeValue & { kind: 'text' } {
  return { kind: 'text', text, isCertain: true };
}

function uncertain(word: string): MadeValue & { kind: 'text' } {
  return { kind: 'text', text: filledFragment(word), isCertain: false };
}

/** By a key in any letters; null: it is none of those that stand in the script. */
function tableEntry({ name, keys }: MadeValue & { kind: 'table' }, key: string): MadeValue | null {
  const written = keys.get(key.toLowerCase());
  return written === undefined ? null : uncertain(tableElement(name, written));
}

function itemsOf(value: MadeValue | null): readonly Fragment[] | null {
  if (value?.kind === 'list') return value.items;
  return value?.kind === 'text' ? [value.text] : null;
}

/** null: something is filled in. */
function plainText({ parts }: Fragment): string | null {
  return parts.some(({ isFilledIn }) => isFilledIn) ? null : parts.map(({ text }) => text).join('');
}

function operated(value: MadeValue | null, operator: string, other: MadeValue): MadeValue | null {
  const [first, second, ...more] = itemsOf(other) ?? [];
  const mark = first && plainText(first);
  if (value === null || first === undefined || mark == null || more.length > 0) return null;
  if (operator.endsWith('replace')) {
    const method = operator.startsWith('-c') ? 'creplace' : 'ireplace';
    return value.kind === 'text' ? made(method, [first, second ?? plain('')], value.text) : null;
  }
  if (second !== undefined) return null;
  if (operator.endsWith('split'))
    return value.kind === 'text' && !/^[.|]/.test(mark)
      ? partedAt(value.text, mark.replace(/^\\/, ''))
      : null;
  if (value.kind === 'parts') return made('replace', [plain(value.separator), first], value.text);
  if (value.kind === 'named') return made('join', [first], filledFragment(`\${${value.name}[@]}`));
  const items = itemsOf(value);
  return items && certain(joined(items, mark));
}

/** At each of one character. */
function partedAt(text: Fragment, separator: string): MadeValue | null {
  return /^[-,;:/ _.|]$/.test(separator) ? { kind: 'parts', text, separator } : null;
}

/** By a method that `text-methods.ts` knows; of a name alone bash changes the letters itself. */
function made(method: string, given: readonly Fragment[], text: Fragment): MadeValue | null {
  const [, name] = /^\$\{(\w+)\}$/.exec(asWord(text)) ?? [];
  if (name !== undefined && method === 'lower') return certain(filledFragment(`\${${name},,}`));
  if (name !== undefined && method === 'upper') return certain(filledFragment(`\${${name}^^}`));
  const [one = plain(''), other = plain('')] = given;
  const words = [one, other, text].map(bare);
  return words.includes(null)
    ? null
    : certain(filledFragment(`$(${TEXT_METHOD} ${method} ${words.join(' ')})`));
}

/** `"{0}/{1}" -f $a, $b`: items by their numbers; null: one that is not there, or in a form of its own. */
function formatted({ parts }: Fragment, items: readonly Fragment[]): MadeValue | null {
  let isWhole = true;
  const made = parts.flatMap((part) => {
    if (part.isFilledIn) return [part];
    return part.text.split(/(\{[^{}]*\})/).flatMap((piece) => {
      if (!piece.startsWith('{')) return piece === '' ? [] : [{ text: piece, isFilledIn: false }];
      const item = /^\{\d+\}$/.test(piece) ? items[Number(piece.slice(1, -1))] : undefined;
      if (item === undefined) isWhole = false;
      return item?.parts ?? [];
    });
  });
  return isWhole ? certain({ parts: made }) : null;
}
