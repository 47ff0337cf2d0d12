/** What the expressions of bake files come to: texts and lists of texts, as far as the files tell. */
import { oneOfTexts } from '../../../language/one-of-texts.js';
import { HOLE, hasHole, isHole } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { LONGEST_MADE, textsOfCall, withOpenVariables } from './bake-functions.js';
import { type DeclaredName, declaredNames, variablesWithoutDefault } from './bake-names.js';
import {
  attributeOf,
  callIn,
  choiceIn,
  type ForExpression,
  forIn,
  type HclFile,
  mapFields,
  partsOf,
  textsIn,
  withInterpolations,
  withoutBrackets,
} from './hcl.js';

/**
 * Values by the names that an expression has for them, before those of the file: `item` and `item.tag` of a matrix, what a function is
 * given, and what a `for` goes through.
 */
export type BakeLeg = ReadonlyMap<string, string | readonly string[]>;

/** Of a target without a matrix. */
export const NO_LEG: BakeLeg = new Map();

/** A function of a bake file (docs: Bake, User defined functions). */
interface HclFunction {
  params: string[];
  /** The name of the list of all that it is given behind them; null: it takes no more. */
  rest: string | null;
  result: string;
}

/** Functions that a bake file has of itself and that give back the texts they are given (docs: Bake standard library; go-cty, function/stdlib). */
const GATHERS: ReadonlyMap<string, (texts: string[]) => string[]> = new Map([
  ...['concat', 'flatten', 'tolist'].map((name) => [name, (texts: string[]) => texts] as const),
  ...['distinct', 'toset'].map((name) => [name, (texts: string[]) => [...new Set(texts)]] as const),
  ['compact', (texts) => texts.filter((each) => each !== '')],
  ['sort', (texts) => texts.toSorted()],
  ['reverse', (texts) => texts.toReversed()],
]);

/** Characters of functions that are read for all calls together: functions call others, perhaps in a circle. */
const MOST_CALLED = 1_000_000;
/** Characters that stand for names within texts, in all of them together: names are made of names, and double. */
const MOST_FILLED = 10_000_000;
/** Lists in lists and calls in calls; deeper ones nobody wrote. */
const MOST_DEEP = 32;
/** A target has fewer tags, and a group fewer members. */
const MOST_TEXTS = 1_000;
/** Of a list that a function is given, each time it is called. */
const MOST_HANDED = 100;
/** Of a value that a function is given: a name has fewer characters. */
const LONGEST_VALUE = 256;

/** The values of several files that are one to bake (docs: Bake, File lookup). */
export class BakeValues {
  readonly #declared: ReadonlyMap<string, DeclaredName>;
  readonly #bare: ReadonlySet<string>;
  /** What names were found to stand for; one that is being looked for stands for nothing known, for it may name itself. */
  readonly #known = new Map<string, string[]>();
  readonly #functions = new Map<string, HclFunction>();
  #left = MOST_CALLED;
  #room = MOST_FILLED;

  /**
   * @param around whose environment overrides what the files set
   * @param isWhole not: there is another file, which nobody reads and which may set any variable
   */
  constructor(
    files: readonly HclFile[],
    private readonly around: Pick<Surroundings, 'variable' | 'unset'>,
    private readonly isWhole: boolean,
  ) {
    this.#declared = declaredNames(files);
    this.#bare = variablesWithoutDefault(files, this.#declared);
    for (const { kind, name, body } of files.flatMap(({ blocks }) => blocks)) {
      if (kind !== 'function') continue;
      const params = partsOf(attributeOf(body, 'params')?.slice(1, -1) ?? '');
      const rest = attributeOf(body, 'variadic_params');
      this.#functions.set(name, { params, rest, result: attributeOf(body, 'result') ?? '' });
    }
  }

  /** The texts that a key of a block may hold; none where it is not set. */
  list(body: string, key: string, leg: BakeLeg = NO_LEG): string[] {
    const value = attributeOf(body, key);
    return value === null ? [] : this.#texts(value, leg, 0);
  }

  /** A text with its variables filled in; nothing known, where that makes one so long that no name is. */
  fill(value: string, leg: BakeLeg, deep = 0): string {
    const filled = withInterpolations(value, (written) => this.#filling(written, leg, deep));
    return filled.length > LONGEST_MADE && filled !== value ? HOLE : filled;
  }

  /** What stands between the braces of a text: mostly a name, and in any case one text. */
  #filling(expression: string, leg: BakeLeg, deep: number): string {
    const [text = HOLE, ...others] = this.#texts(expression, leg, deep + 1);
    this.#room -= text.length;
    return others.length > 0 || this.#room < 0 ? HOLE : text;
  }

  /** What a name stands for: a text, or those of a list. */
  #named(name: string, leg: BakeLeg, deep: number): string[] {
    const own = leg.get(name);
    if (own !== undefined || !/^\w+$/.test(name)) return [own ?? HOLE].flat();
    const expression = this.#ownExpression(name, leg);
    if (expression === undefined) return [this.around.variable(name) ?? this.#unset(name) ?? HOLE];
    const known = this.#known.get(name);
    if (known) return known;
    this.#left -= expression.length + 1_000;
    if (this.#left < 0) return [HOLE];
    this.#known.set(name, [HOLE]);
    const texts = this.#texts(expression, NO_LEG, deep + 1);
    this.#known.set(name, texts);
    return texts;
  }

  /** A variable without a default is empty where the environment has none (docker/buildx, hclparser.go: resolveValue). */
  #unset(name: string): string | null {
    return this.isWhole && this.#bare.has(name) ? (this.around.unset?.(name) ?? null) : null;
  }

  /** What the files set a name to, where nothing else may set it. */
  #ownExpression(name: string, leg: BakeLeg): string | undefined {
    const declared = this.isWhole && !leg.has(name) ? this.#declared.get(name) : undefined;
    return declared?.isVariable && this.around.variable(name) !== null ? undefined : declared?.expression;
  }

  /** What an expression may be: a text of it as it is filled in, and a hole for what nobody knows. */
  #texts(written: string, leg: BakeLeg, deep: number): string[] {
    if (deep === MOST_DEEP) return [HOLE];
    const expression = withoutBrackets(written);
    if (NAME.test(expression)) return this.#named(expression, leg, deep);
    if (expression.startsWith('[') && expression.endsWith(']') && choiceIn(expression) === null)
      return this.#items(expression.slice(1, -1), leg, deep);
    const choice = choiceIn(expression);
    if (choice) return this.#chosen(choice, leg, deep);
    const [called, given] = callIn(expression) ?? [];
    if (called === undefined || given === undefined) return this.#literal(expression, leg, deep);
    const gathered = GATHERS.get(called);
    // What is empty may fall out of a list.
    if (gathered) return gathered(this.#items(given, leg, deep).map((each) => (isHole(each) ? HOLE : each)));
    const made = this.#functions.get(called);
    this.#left -= (made?.result.length ?? 0) + 1_000;
    if (this.#left < 0) return [HOLE];
    // `NAMES...` is as many of them as the list has.
    const values = partsOf(given).flatMap((each) =>
      each.endsWith('...')
        ? this.#texts(each.slice(0, -3), leg, deep + 1).map((text) => [text])
        : [this.#texts(each, leg, deep + 1)],
    );
    if (!made) {
      const texts = textsOfCall(called, values) ?? [HOLE];
      for (const each of texts) this.#left -= each.length;
      return texts;
    }
    const own = made.params.map((each, at) => [each, handed(values[at] ?? [HOLE])] as const);
    const rest = values.slice(made.params.length).flat();
    const all = made.rest === null ? own : [...own, [made.rest, rest.map((each) => handed([each]))] as const];
    return this.#texts(made.result, new Map(all as [string, string | string[]][]), deep + 1);
  }

  /** `for NAME in LIST : EXPRESSION if CONDITION`; of a map nobody here knows the keys (HCL native syntax, For Expressions). */
  #eachOf({ names, list, each, condition }: ForExpression, leg: BakeLeg, deep: number): string[] {
    const items = this.#texts(list, leg, deep + 1).slice(0, MOST_TEXTS);
    const name = names.at(-1) as string;
    return items.flatMap((item, index) => {
      this.#left -= each.length + 1_000;
      if (this.#left < 0) return [HOLE];
      const isKnown = item.length <= LONGEST_VALUE && !item.includes('=');
      const own = new Map([...leg, [name, isKnown ? item : HOLE]]);
      if (names.length > 1) own.set(names[0] as string, isKnown ? String(index) : HOLE);
      const holds = condition === null ? true : this.#holds(condition, own, deep + 1);
      return holds === false ? [] : holds === null ? [HOLE] : this.#texts(each, own, deep + 1);
    });
  }

  #items(written: string, leg: BakeLeg, deep: number): string[] {
    const found = forIn(written);
    if (found) return this.#eachOf(found, leg, deep).slice(0, MOST_TEXTS);
    if (/^\s*for\s/.test(written)) return [HOLE];
    const texts: string[] = [];
    for (const each of partsOf(written)) {
      texts.push(...this.#texts(each, leg, deep + 1));
      if (texts.length >= MOST_TEXTS) break;
    }
    return texts.slice(0, MOST_TEXTS);
  }

  #literal(expression: string, leg: BakeLeg, deep: number): string[] {
    if (expression === '' || expression === 'null') return [];
    if (/^(?:true|false|\d+)$/.test(expression)) return [expression];
    if (expression.startsWith('{')) return [this.#entry(expression.slice(1, -1), leg, deep)];
    const [text = HOLE, ...others] = textsIn(expression);
    return others.length > 0 || !expression.startsWith('"') ? [HOLE] : [this.fill(text, leg, deep)];
  }

  /** `{ type = "registry", ref = "…" }`, an output or a cache, as the one text that says the same (docs: Bake file reference). */
  #entry(fields: string, leg: BakeLeg, deep: number): string {
    const made = mapFields(fields).map(([key, written]) => {
      const [text = '', ...others] = this.#texts(written, leg, deep + 1);
      return `${key}=${others.length > 0 ? HOLE : text}`;
    });
    return made.join(',');
  }

  /** The one of the two that is chosen, or what is known of both, in which what the condition asks for may then be anything. */
  #chosen(
    { condition, one, other }: { condition: string; one: string; other: string },
    leg: BakeLeg,
    deep: number,
  ): string[] {
    const holds = this.#holds(condition, leg, deep);
    if (holds !== null) return this.#texts(holds ? one : other, leg, deep + 1);
    const asked = condition.match(/[A-Za-z_][\w.]*/g) ?? [];
    const open = new Map([...leg, ...asked.map((name) => [name, HOLE] as const)]);
    const [first = [], second = []] = [one, other].map((each) =>
      // Nobody asks for what is not chosen.
      this.#texts(each, open, deep + 1).map(withOpenVariables),
    );
    return eitherOf(first, second);
  }

  /** Null: nobody knows. */
  #holds(written: string, leg: BakeLeg, deep: number): boolean | null {
    const condition = withoutBrackets(written);
    for (const [mark, decides] of [
      ['|', true],
      ['&', false],
    ] as const) {
      const parts = partsOf(condition, mark);
      if (parts.length < 2) continue;
      const held = parts.map((each) => this.#holds(each, leg, deep));
      return held.includes(decides) ? decides : held.includes(null) ? null : !decides;
    }
    const [, left, sign, right] = /^([^=!<>&|]+?)\s*([=!]=)\s*([^=!<>&|]+)$/.exec(condition) ?? [];
    const [, not, asked] = /^(!?)\s*([A-Za-z_]\w*)$/.exec(condition) ?? [];
    if (asked !== undefined) {
      const value = this.#filling(asked, leg, deep);
      return /^(?:true|1|false|0)$/.test(value) ? /^(?:true|1)$/.test(value) === (not === '') : null;
    }
    const [called, given] = callIn(condition) ?? [];
    const isEqual = called === 'equal' || called === 'notequal';
    const sides =
      sign === undefined ? (isEqual ? partsOf(given ?? '') : []) : [left as string, right as string];
    if (sides.length !== 2) return null;
    const isSame = sign === '==' || called === 'equal';
    if (sides.includes('null')) {
      const isNull = this.#isNull(sides.find((each) => each !== 'null') ?? 'null', leg, deep);
      return isNull === null ? null : isNull === isSame;
    }
    const [a, b] = sides.map((each) => this.#texts(each, leg, deep + 1));
    if (a?.length !== 1 || b?.length !== 1 || hasHole(a[0] as string) || hasHole(b[0] as string)) return null;
    return (a[0] === b[0]) === isSame;
  }

  /** Null: nobody knows. */
  #isNull(expression: string, leg: BakeLeg, deep: number): boolean | null {
    if (expression === 'null') return true;
    if (!NAME.test(expression)) return expression.startsWith('"') ? false : null;
    const own = this.#ownExpression(expression, leg);
    if (own === 'null') return true;
    if (own?.startsWith('[')) return false;
    return hasHole(this.#filling(expression, leg, deep)) ? null : false;
  }
}

/** A value as a function has it: a text, or a list of them. */
function handed(texts: readonly string[]): string | string[] {
  const [only, ...others] = texts;
  if (texts.length > MOST_HANDED || texts.some((each) => each.length > LONGEST_VALUE)) return HOLE;
  return only !== undefined && others.length === 0 ? only : [...texts];
}

/**
 * What is known of texts that are the one or the other: what is in both, what has nothing in the other's place, for
 * somebody wrote it to be there at times, and how two that stand in one place begin.
 */
function eitherOf(one: readonly string[], other: readonly string[]): string[] {
  const shared = one.filter((each) => other.includes(each));
  const [first, second] = [one, other].map((each) => each.filter((text) => !shared.includes(text)));
  const longer = Math.max(first?.length ?? 0, second?.length ?? 0);
  const rest = Array.from({ length: longer }, (_, at) => {
    const texts = [first?.[at], second?.[at]].filter((each) => each !== undefined);
    return texts.length < 2 || texts.includes('') ? texts : [oneOfTexts(texts) ?? HOLE];
  });
  return [...shared, ...rest.flat()];
}

const NAME = /^(?!(?:true|false|null)$)[a-z_]\w*(?:\.\w+)*$/i;
