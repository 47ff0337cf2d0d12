/** From the words of a jq program to one filter. */

import { hasHole } from '../../../language/values.js';
import {
  added,
  allElements,
  chained,
  combined,
  compared,
  elementAt,
  type Filter,
  fieldOf,
  identity,
  MOST_VALUES,
  sliced,
  spendEffort,
  subtracted,
} from './filters.js';
import { formatted, PLAIN, WITH_ARGUMENT } from './functions.js';
import { type Token, tokensOf } from './tokens.js';
import { asText, bounded, giveUp, isTruthy, type Json } from './values.js';

/** Brackets in brackets. */
const DEEPEST = 40;

/** Gives up on a program that is no jq, or more of it than is read. */
export function filterOf(program: string): Filter {
  return new Parser(tokensOf(program)).whole();
}

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
    if (this.#at < this.#tokens.length) return giveUp();
    return filter;
  }

  #pipe(): Filter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) return giveUp();
    const filter = this.#piped();
    this.#depth -= 1;
    return filter;
  }

  #piped(): Filter {
    const first = this.#comma();
    if (!this.#took('|')) return first;
    const second = this.#pipe();
    return (input, run) => spendEffort(run, first(input, run)).flatMap((each) => second(each, run));
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
      const good = first(input, run).filter((each) => isTruthy(each));
      return good.length > 0 ? good : second(input, run);
    };
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#tookName('or')) left = combined(left, this.#and(), (a, b) => isTruthy(a) || isTruthy(b));
    return left;
  }

  #and(): Filter {
    let left = this.#comparison();
    while (this.#tookName('and'))
      left = combined(left, this.#comparison(), (a, b) => isTruthy(a) && isTruthy(b));
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
        filter = chained(filter, fieldOf(token.text));
      } else if (this.#took('[')) filter = chained(filter, this.#index());
      else if (this.#took('?')) continue;
      else return filter;
    }
  }

  /** What stands between the brackets behind a term: nothing, a place or a name, a slice. */
  #index(): Filter {
    if (this.#took(']')) return allElements;
    if (this.#took(':')) return sliced(null, this.#until(']'));
    const from = this.#pipe();
    if (this.#took(':')) return sliced(from, this.#took(']') ? null : this.#until(']'));
    this.#expect(']');
    return (input, run) => from(input, run).flatMap((each) => elementAt(input, each));
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
        return (_, { variables }) => [variables.get(token.text) ?? giveUp()];
      case 'format':
        return formatted(token.text);
      case 'name':
        return this.#named(token.text);
      case 'sign':
        return this.#signed(token.text);
      default:
        return giveUp();
    }
  }

  #signed(sign: string): Filter {
    if (sign === '(') return this.#until(')');
    if (sign === '-') return combined(() => [0], this.#term(), subtracted);
    if (sign === '[') {
      if (this.#took(']')) return () => [[]];
      const inner = this.#until(']');
      return (input, run) => [spendEffort(run, inner(input, run))];
    }
    if (sign === '{') return objectOf(this.#members());
    if (sign !== '.') return giveUp();
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'text') return identity;
    // `."docker-metadata-action"`
    this.#at += 1;
    const name = textFilter(next);
    return (input, run) => name(input, run).flatMap((each) => elementAt(input, each));
  }

  /** `a: 1, "b": 2, (.c): 3`, and `d` or `$e` alone, for what the input or a variable has under that name. */
  #members(): Member[] {
    const members: Member[] = [];
    while (!this.#took('}')) {
      members.push(this.#member());
      if (!this.#took(',')) {
        this.#expect('}');
        break;
      }
    }
    return members;
  }

  #member(): Member {
    const token = this.#tokens[this.#at];
    const isNamed = token?.kind === 'name' || token?.kind === 'variable';
    if (isNamed) this.#at += 1;
    const name: Filter = isNamed ? () => [token.text] : this.#term();
    if (this.#took(':')) return { name, value: this.#memberValue() };
    if (token?.kind === 'name') return { name, value: fieldOf(token.text) };
    return token?.kind === 'variable'
      ? { name, value: (_, { variables }) => [variables.get(token.text) ?? giveUp()] }
      : giveUp();
  }

  /** A comma ends it. */
  #memberValue(): Filter {
    const first = this.#alternative();
    return this.#took('|') ? chained(first, this.#memberValue()) : first;
  }

  #named(name: string): Filter {
    if (name === 'if') return this.#condition();
    const arg = this.#took('(') ? this.#until(')') : null;
    const found = arg ? WITH_ARGUMENT.get(name)?.(arg) : PLAIN.get(name);
    if (!found) return giveUp();
    return found;
  }

  #condition(): Filter {
    const test = this.#pipe();
    if (!this.#tookName('then')) return giveUp();
    const yes = this.#pipe();
    let no: Filter = identity;
    if (this.#tookName('elif')) no = this.#condition();
    else {
      if (this.#tookName('else')) no = this.#pipe();
      if (!this.#tookName('end')) return giveUp();
    }
    return (input, run) =>
      test(input, run).flatMap((each) => (isTruthy(each) ? yes(input, run) : no(input, run)));
  }

  #until(sign: string): Filter {
    const filter = this.#pipe();
    this.#expect(sign);
    return filter;
  }

  #expect(sign: string): void {
    if (!this.#took(sign)) giveUp();
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

interface Member {
  name: Filter;
  value: Filter;
}

/** An object for each choice among the values of its members (jq manual, Object Construction). */
function objectOf(members: readonly Member[]): Filter {
  return (input, run) =>
    members.reduce<{ [name: string]: Json }[]>(
      (made, { name, value }) => {
        const pairs = name(input, run).flatMap((key) => {
          if (typeof key !== 'string' || hasHole(key)) return giveUp();
          return spendEffort(run, value(input, run)).map((each) => [key, each] as const);
        });
        if (made.length * pairs.length > MOST_VALUES) return giveUp();
        return made.flatMap((each) => pairs.map(([key, one]) => ({ ...each, [key]: one })));
      },
      [{}],
    );
}

function textFilter({ parts = [] }: Token): Filter {
  const filters = parts.map(
    (part): Filter => (typeof part === 'string' ? () => [part] : new Parser(part).whole()),
  );
  return (input, run) => {
    let texts: string[] = [''];
    for (const each of filters) {
      const values = each(input, run).map(asText);
      texts = spendEffort(
        run,
        values.flatMap((value) => texts.map((text) => bounded(text + value))),
      ) as string[];
    }
    return texts;
  };
}
