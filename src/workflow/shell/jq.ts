/**
 * Small jq programs on data of which not all is known: the ones by which workflows choose tags (jq manual:
 * Basic filters, `map`, `select`, `join`, `test`, …). What is more than that, or asks what is not known, is
 * unknown as a whole.
 */
import { begins, finishes, hasHole, includes, isHole, type Truth, UNKNOWN } from '../language/values.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The program asks for something that is not known, or is none that we follow. */
class Unfollowed extends Error {}

/** Values that are made on the way; a program that makes more is not followed. */
const MOST_VALUES = 20_000;

/** Brackets in brackets. */
const DEEPEST = 40;

/** In characters. */
const LONGEST_PROGRAM = 4096;
const LONGEST_VALUE = 64 * 1024;

/**
 * What a program prints for a text of JSON; null when that is not known. Never throws.
 *
 * @param variables those of `--arg`
 * @param style `-r` prints texts bare, `-j` without line ends, `-c` in one line
 */
export function ranJq(
  program: string,
  input: string,
  variables: ReadonlyMap<string, string>,
  style: { raw: boolean; joined: boolean; compact: boolean },
): string | null {
  if (program.length > LONGEST_PROGRAM) return null;
  try {
    const filter = new Parser(tokensOf(program)).whole();
    const outputs = filter(JSON.parse(input) as Json, { variables, left: MOST_VALUES });
    return outputs
      .map((each) => {
        const said =
          style.raw && typeof each === 'string'
            ? each
            : JSON.stringify(each, null, style.compact || typeof each !== 'object' ? undefined : 2);
        return style.joined ? said : `${said}\n`;
      })
      .join('');
  } catch {
    return null;
  }
}

// ------------------------------------------------------------------ words

interface Token {
  kind: 'name' | 'text' | 'number' | 'field' | 'variable' | 'format' | 'sign';
  text: string;
  /** Of a text: what stands between its `\(…)`, alternating with the filters in them. */
  parts?: (string | readonly Token[])[];
}

const SIGNS = [
  '//',
  '==',
  '!=',
  '<=',
  '>=',
  '..',
  '|',
  ',',
  '+',
  '-',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  ':',
  '<',
  '>',
  '?',
];

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  while (at < source.length) {
    if (take(/(?:\s+|#[^\n]*)/y) !== null) continue;
    if (source[at] === '"') {
      const text = textAt(source, at);
      tokens.push({ kind: 'text', text: '', parts: text.parts });
      at = text.end;
      continue;
    }
    const name = take(/[A-Za-z_]\w*/y);
    const number = name === null ? take(/\d+(?:\.\d+)?/y) : null;
    const field = name === null && number === null ? take(/\.[A-Za-z_]\w*/y) : null;
    const other = name === null && number === null && field === null ? take(/[$@][A-Za-z_]\w*/y) : null;
    if (name !== null) tokens.push({ kind: 'name', text: name });
    else if (number !== null) tokens.push({ kind: 'number', text: number });
    else if (field !== null) tokens.push({ kind: 'field', text: field.slice(1) });
    else if (other !== null)
      tokens.push({ kind: other.startsWith('$') ? 'variable' : 'format', text: other.slice(1) });
    else {
      const sign = SIGNS.find((each) => source.startsWith(each, at));
      if (sign === undefined) throw new Unfollowed();
      tokens.push({ kind: 'sign', text: sign });
      at += sign.length;
    }
  }
  return tokens;
}

/** A text in quotes with its escapes and its `\(…)`. */
function textAt(source: string, start: number): { parts: (string | readonly Token[])[]; end: number } {
  const parts: (string | readonly Token[])[] = [];
  let plain = '';
  let at = start + 1;
  while (at < source.length && source[at] !== '"') {
    if (source[at] !== '\\') {
      plain += source[at];
      at += 1;
      continue;
    }
    if (source[at + 1] === '(') {
      const end = closing(source, at + 1);
      parts.push(plain, tokensOf(source.slice(at + 2, end)));
      plain = '';
      at = end + 1;
      continue;
    }
    const length = source[at + 1] === 'u' ? 6 : 2;
    plain += JSON.parse(`"${source.slice(at, at + length)}"`) as string;
    at += length;
  }
  if (at >= source.length) throw new Unfollowed();
  return { parts: [...parts, plain], end: at + 1 };
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    if (source[at] === '"') at = textAt(source, at).end - 1;
    else if (source[at] === '(') depth += 1;
    else if (source[at] === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Unfollowed();
}

// ---------------------------------------------------------------- filters

interface Run {
  variables: ReadonlyMap<string, string>;
  /** Values that may still be made. */
  left: number;
}

type Filter = (input: Json, run: Run) => Json[];

/** A part of the language, from the loosest to the tightest binding (jq manual, operator precedence). */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Filter {
    const filter = this.#tokens.length === 0 ? identity : this.#pipe();
    if (this.#at < this.#tokens.length) throw new Unfollowed();
    return filter;
  }

  #pipe(): Filter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unfollowed();
    const filter = this.#piped();
    this.#depth -= 1;
    return filter;
  }

  #piped(): Filter {
    const first = this.#comma();
    if (!this.#took('|')) return first;
    const second = this.#pipe();
    return (input, run) => spend(run, first(input, run)).flatMap((each) => second(each, run));
  }

  #comma(): Filter {
    const filters = [this.#alternative()];
    while (this.#took(',')) filters.push(this.#alternative());
    return filters.length === 1
      ? (filters[0] as Filter)
      : (input, run) => filters.flatMap((each) => each(input, run));
  }

  #alternative(): Filter {
    const first = this.#or();
    if (!this.#took('//')) return first;
    const second = this.#alternative();
    return (input, run) => {
      const good = first(input, run).filter((each) => holds(each));
      return good.length > 0 ? good : second(input, run);
    };
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#tookName('or')) left = combined(left, this.#and(), (a, b) => holds(a) || holds(b));
    return left;
  }

  #and(): Filter {
    let left = this.#comparison();
    while (this.#tookName('and')) left = combined(left, this.#comparison(), (a, b) => holds(a) && holds(b));
    return left;
  }

  #comparison(): Filter {
    const left = this.#sum();
    for (const sign of ['==', '!=', '<=', '>=', '<', '>']) {
      if (this.#took(sign)) return combined(left, this.#sum(), (a, b) => compared(sign, a, b));
    }
    return left;
  }

  #sum(): Filter {
    let left = this.#postfix();
    for (;;) {
      if (this.#took('+')) left = combined(left, this.#postfix(), added);
      else if (this.#took('-')) left = combined(left, this.#postfix(), subtracted);
      else return left;
    }
  }

  #postfix(): Filter {
    let filter = this.#term();
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind === 'field') {
        this.#at += 1;
        filter = then(filter, fieldOf(token.text));
      } else if (this.#took('[')) filter = then(filter, this.#index());
      else if (this.#took('?')) continue;
      else return filter;
    }
  }

  /** What stands between the brackets behind a term: nothing, a place or a name, a slice. */
  #index(): Filter {
    if (this.#took(']')) return every;
    if (this.#took(':')) return sliced(null, this.#until(']'));
    const from = this.#pipe();
    if (this.#took(':')) return sliced(from, this.#took(']') ? null : this.#until(']'));
    this.#expect(']');
    return (input, run) => from(input, run).flatMap((each) => at(input, each));
  }

  #term(): Filter {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'text':
        return textFilter(token);
      case 'number':
        return () => [Number(token.text)];
      case 'field':
        return fieldOf(token.text);
      case 'variable':
        return (_, { variables }) => [variables.get(token.text) ?? unknown()];
      case 'format':
        return formatted(token.text);
      case 'name':
        return this.#named(token.text);
      case 'sign':
        return this.#signed(token.text);
      default:
        throw new Unfollowed();
    }
  }

  #signed(sign: string): Filter {
    if (sign === '(') return this.#until(')');
    if (sign === '-') return combined(() => [0], this.#term(), subtracted);
    if (sign === '[') {
      if (this.#took(']')) return () => [[]];
      const inner = this.#until(']');
      return (input, run) => [spend(run, inner(input, run))];
    }
    if (sign !== '.') throw new Unfollowed();
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'text') return identity;
    // `."docker-metadata-action"`
    this.#at += 1;
    const name = textFilter(next);
    return (input, run) => name(input, run).flatMap((each) => at(input, each));
  }

  #named(name: string): Filter {
    if (name === 'if') return this.#condition();
    const arg = this.#took('(') ? this.#until(')') : null;
    const found = arg ? WITH_ARGUMENT[name]?.(arg) : PLAIN[name];
    if (!found) throw new Unfollowed();
    return found;
  }

  #condition(): Filter {
    const test = this.#pipe();
    if (!this.#tookName('then')) throw new Unfollowed();
    const yes = this.#pipe();
    let no: Filter = identity;
    if (this.#tookName('elif')) no = this.#condition();
    else {
      if (this.#tookName('else')) no = this.#pipe();
      if (!this.#tookName('end')) throw new Unfollowed();
    }
    return (input, run) =>
      test(input, run).flatMap((each) => (holds(each) ? yes(input, run) : no(input, run)));
  }

  #until(sign: string): Filter {
    const filter = this.#pipe();
    this.#expect(sign);
    return filter;
  }

  #expect(sign: string): void {
    if (!this.#took(sign)) throw new Unfollowed();
  }

  #took(sign: string): boolean {
    const token = this.#tokens[this.#at];
    const is = token?.kind === 'sign' && token.text === sign;
    if (is) this.#at += 1;
    return is;
  }

  #tookName(name: string): boolean {
    const token = this.#tokens[this.#at];
    const is = token?.kind === 'name' && token.text === name;
    if (is) this.#at += 1;
    return is;
  }
}

const identity: Filter = (input) => [input];

const then =
  (first: Filter, second: Filter): Filter =>
  (input, run) =>
    first(input, run).flatMap((each) => second(each, run));

/** An operator for each pair of values. */
const combined =
  (left: Filter, right: Filter, made: (a: Json, b: Json) => Json): Filter =>
  (input, run) =>
    spend(
      run,
      right(input, run).flatMap((b) => left(input, run).map((a) => made(a, b))),
    );

function spend(run: Run, values: Json[]): Json[] {
  run.left -= values.length + 1;
  if (run.left < 0) throw new Unfollowed();
  return values;
}

/** A text that does not grow without end. */
function short(text: string): string {
  return text.length > LONGEST_VALUE ? unknown() : text;
}

function unknown(): never {
  throw new Unfollowed();
}

/** A truth that has to be known to go on. */
function sure(truth: Truth): boolean {
  return truth === UNKNOWN ? unknown() : truth;
}

function holds(value: Json): boolean {
  return value !== null && value !== false;
}

// -------------------------------------------------------------- functions

const fieldOf =
  (name: string): Filter =>
  (input) =>
    at(input, name);

function isOpen(list: readonly Json[]): boolean {
  return list.some((each) => hasHole(JSON.stringify(each)));
}

/** A name that is missing may be there: the outputs of actions are known only in part. */
function at(input: Json, index: Json): Json[] {
  if (Array.isArray(input) && typeof index === 'number') {
    // One tag that is open stands for all tags of a name.
    if (index !== 0 && index !== -1 && isOpen(input)) return unknown();
    return [input.at(Math.floor(index)) ?? null];
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input) || typeof index !== 'string')
    return unknown();
  return [Object.hasOwn(input, index) ? (input[index] as Json) : unknown()];
}

const every: Filter = (input) => (Array.isArray(input) ? input : unknown());

function sliced(from: Filter | null, to: Filter | null): Filter {
  return (input, run) => {
    const isWhole = Array.isArray(input) ? !isOpen(input) : typeof input === 'string' && !hasHole(input);
    if (!isWhole || (!Array.isArray(input) && typeof input !== 'string')) return unknown();
    const [start = 0, end] = [from, to].map((each) => each?.(input, run)[0]);
    const isPlace = (each: Json | undefined) => each === undefined || typeof each === 'number';
    if (!isPlace(start) || !isPlace(end)) return unknown();
    return [input.slice(start as number, end as number | undefined)];
  };
}

function textFilter({ parts = [] }: Token): Filter {
  const filters = parts.map(
    (part): Filter => (typeof part === 'string' ? () => [part] : new Parser(part).whole()),
  );
  return (input, run) => {
    let texts: string[] = [''];
    for (const each of filters) {
      const values = each(input, run).map(asText);
      texts = spend(
        run,
        values.flatMap((value) => texts.map((text) => short(text + value))),
      ) as string[];
    }
    return texts;
  };
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function added(a: Json, b: Json): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'string' && typeof b === 'string') return short(a + b);
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : unknown();
}

function subtracted(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (!Array.isArray(a) || !Array.isArray(b)) return unknown();
  return a.filter((each) => !b.some((other) => same(each, other)));
}

function same(a: Json, b: Json): boolean {
  const [one, other] = [a, b].map((each) => JSON.stringify(each)) as [string, string];
  if (!hasHole(one) && !hasHole(other)) return one === other;
  if (typeof a === 'string' && typeof b === 'string') {
    // Certain where the known beginnings already differ.
    if (begins(a, b) === false && begins(b, a) === false) return false;
  }
  return unknown();
}

function compared(sign: string, a: Json, b: Json): boolean {
  if (sign === '==') return same(a, b);
  if (sign === '!=') return !same(a, b);
  if (typeof a !== 'number' || typeof b !== 'number') return unknown();
  return sign === '<' ? a < b : sign === '>' ? a > b : sign === '<=' ? a <= b : a >= b;
}

const texts =
  (make: (text: string) => Json): Filter =>
  (input) =>
    typeof input === 'string' ? [make(input)] : unknown();

const known =
  (make: (text: string) => Json): Filter =>
  (input) =>
    typeof input === 'string' && !hasHole(input) ? [make(input)] : unknown();

const lists =
  (make: (list: Json[]) => Json): Filter =>
  (input) =>
    Array.isArray(input) ? [make(input)] : unknown();

const PLAIN: Readonly<Record<string, Filter>> = {
  not: (input) => [!holds(input)],
  true: () => [true],
  false: () => [false],
  null: () => [null],
  empty: () => [],
  length: (input) =>
    Array.isArray(input)
      ? [isOpen(input) ? unknown() : input.length]
      : known((text) => [...text].length)(input, NO_RUN),
  first: (input) => at(input, 0),
  last: (input) => at(input, -1),
  add: lists((list) => list.reduce(added, null)),
  reverse: lists((list) => [...list].reverse()),
  unique: lists((list) =>
    list.filter((each, index) => !list.slice(0, index).some((other) => same(each, other))),
  ),
  ascii_downcase: texts((text) => text.replace(/[A-Z]/g, (each) => each.toLowerCase())),
  ascii_upcase: texts((text) => text.replace(/[a-z]/g, (each) => each.toUpperCase())),
  tostring: (input) => [asText(input)],
  fromjson: known((text) => JSON.parse(text) as Json),
};

const NO_RUN: Run = { variables: new Map(), left: MOST_VALUES };

/** For each value of the argument. */
const each =
  (made: (input: Json, arg: Json) => Json) =>
  (arg: Filter): Filter =>
  (input, run) =>
    arg(input, run).map((value) => made(input, value));

const onTexts = (made: (input: string, arg: string) => Json) =>
  each((input, arg) => (typeof input === 'string' && typeof arg === 'string' ? made(input, arg) : unknown()));

const WITH_ARGUMENT: Readonly<Record<string, (arg: Filter) => Filter>> = {
  map: (arg) => (input, run) =>
    Array.isArray(input)
      ? [
          spend(
            run,
            input.flatMap((value) => arg(value, run)),
          ),
        ]
      : unknown(),
  select: (arg) => (input, run) => arg(input, run).flatMap((truth) => (holds(truth) ? [input] : [])),
  first: (arg) => (input, run) => arg(input, run).slice(0, 1),
  any: (arg) => (input, run) =>
    Array.isArray(input) ? [input.some((value) => arg(value, run).some(holds))] : unknown(),
  all: (arg) => (input, run) =>
    Array.isArray(input) ? [input.every((value) => arg(value, run).every(holds))] : unknown(),
  has: each((input, arg) => holds(at(input, arg)[0] ?? null)),
  startswith: onTexts((text, part) => sure(exactly(begins(text, part), text, part))),
  endswith: onTexts((text, part) => sure(exactly(finishes(text, part), text, part))),
  contains: each((input, arg) => {
    if (typeof input === 'string' && typeof arg === 'string')
      return sure(exactly(includes(input, arg), input, arg));
    if (!Array.isArray(input) || !Array.isArray(arg)) return unknown();
    return arg.every((wanted) => input.some((value) => same(value, wanted)));
  }),
  join: each((input, separator) =>
    Array.isArray(input) && typeof separator === 'string'
      ? short(input.map((value) => (value === null ? '' : asText(value))).join(separator))
      : unknown(),
  ),
  split: onTexts((text, separator) =>
    separator === '' || isHole(text) ? unknown() : splitText(text, separator),
  ),
  test: onTexts((text, pattern) => tested(text, pattern)),
  ltrimstr: onTexts((text, part) =>
    sure(exactly(begins(text, part), text, part)) ? text.slice(part.length) : text,
  ),
  rtrimstr: onTexts((text, part) =>
    sure(exactly(finishes(text, part), text, part)) ? text.slice(0, -part.length || undefined) : text,
  ),
};

/** GitHub's comparisons know no case, jq's do: a yes counts only where the case is the same. */
function exactly(truth: Truth, text: string, part: string): Truth {
  if (truth !== true || hasHole(part)) return truth;
  return text.includes(part) ? true : hasHole(text) ? UNKNOWN : false;
}

/** What is not known of a text may hold the separator: only what stands before it is sure. */
function splitText(text: string, separator: string): Json {
  const parts = text.split(separator);
  return parts.some(hasHole) && parts.findIndex(hasHole) < parts.length - 1 ? unknown() : parts;
}

/** A pattern of the plain kind; where not all of the text is known, only what the known beginning decides. */
function tested(text: string, pattern: string): Json {
  // Such patterns take no time: nothing in them repeats what repeats.
  if (!/^\^?[\w./:\\ -]*\$?$/.test(pattern)) return unknown();
  if (!hasHole(text)) return new RegExp(pattern).test(text);
  const plain = /^\^([\w/:-]*(?:\\?\.[\w/:-]*)*)$/.exec(pattern)?.[1]?.replaceAll('\\', '');
  if (plain === undefined) return unknown();
  return sure(exactly(begins(text, plain), text, plain));
}

function formatted(name: string): Filter {
  if (name === 'sh')
    return (input) => {
      const words = (Array.isArray(input) ? input : [input]).map(
        (value) => `'${asText(value).replaceAll("'", "'\\''")}'`,
      );
      return [words.join(' ')];
    };
  if (name === 'csv' || name === 'tsv' || name === 'text')
    return (input) =>
      Array.isArray(input)
        ? [
            input
              .map((value) => (name === 'csv' ? JSON.stringify(value) : asText(value)))
              .join(name === 'csv' ? ',' : '\t'),
          ]
        : name === 'text'
          ? [asText(input)]
          : unknown();
  return unknown();
}
