/** Variables of make, and what a reference to one or to a function comes to (GNU make manual, Using Variables, Functions). */
import { FOUND, isUpToRun } from '../../../language/origins.js';
import { HOLE, hasHole } from '../../../language/values.js';
import type { Effort } from '../../../shell/starting/started.js';
import { onWords, patsubst, TEXT_FUNCTIONS, wordsIn } from './text-functions.js';

export interface MakeVariable {
  value: string;
  /** `=`: expanded where it is used. */
  isRecursive: boolean;
  /** On the command line, or with `override`: the Makefile does not change it. */
  isFixed: boolean;
}

/** What an expansion can refer to. */
export interface MakeScope {
  variable(name: string): MakeVariable | null;
  /** Does the shell of a recipe get it, whatever the environment has? */
  exports(name: string): boolean;
  /** What a command prints; null when not known. */
  prints(script: string): string | null;
  effort: Effort;
}

/** A longer text is not followed. */
const LONGEST_VALUE = 32 * 1024;
const MAX_DEPTH = 40;
/** Items of a `foreach` that are looked at. */
const MAX_WORDS = 200;

/** The text with every `$` expanded; what is not known is a hole. */
export function expanded(text: string, scope: MakeScope): string {
  return new Expansion(scope).text(text, 0);
}

class Expansion {
  readonly #scope: MakeScope;

  constructor(scope: MakeScope) {
    this.#scope = scope;
  }

  text(text: string, depth: number): string {
    if (!text.includes('$')) return text;
    let made = '';
    for (let at = 0; at < text.length; ) {
      const next = text.indexOf('$', at);
      if (next === -1) return made + text.slice(at);
      made += text.slice(at, next);
      this.#scope.effort.left -= 1;
      if (this.#scope.effort.left < 0 || depth > MAX_DEPTH || made.length > LONGEST_VALUE) return HOLE;
      const after = text[next + 1] ?? '';
      if (after === '(' || after === '{') {
        const end = closing(text, next + 1);
        if (end === -1) return HOLE;
        made += this.#reference(text.slice(next + 2, end), depth + 1);
        at = end + 1;
      } else {
        made += after === '$' ? '$' : this.#named(after, depth + 1);
        at = next + 2;
      }
    }
    return made.length > LONGEST_VALUE ? HOLE : made;
  }

  #reference(inside: string, depth: number): string {
    const [, name = '', rest = ''] = /^([a-z-]+)[ \t\n]+([\s\S]*)$/.exec(inside) ?? [];
    if (name !== '' && Object.hasOwn(TEXT_FUNCTIONS, name)) return this.#function(name, rest, depth);
    if (name !== '') return this.#special(name, rest, depth);
    const substitution = /^([^:=$]+):([^=]*)=([\s\S]*)$/.exec(inside);
    if (substitution) {
      const [, variable = '', from = '', to = ''] = substitution.map((each) => this.text(each ?? '', depth));
      const pattern = from.includes('%') ? [from, to] : [`%${from}`, `%${to}`];
      return onWords(this.#named(variable, depth), (word) =>
        patsubst(pattern[0] as string, pattern[1] as string, word),
      );
    }
    return this.#named(this.text(inside, depth), depth);
  }

  #named(name: string, depth: number): string {
    if (hasHole(name)) return HOLE;
    const found = this.#scope.variable(name);
    if (!found) return '';
    return found.isRecursive ? this.text(found.value, depth) : found.value;
  }

  #function(name: string, rest: string, depth: number): string {
    const args = argumentsOf(rest).map((each) => this.text(each, depth));
    return (TEXT_FUNCTIONS[name] as (...all: string[]) => string)(...args);
  }

  /** Functions that decide themselves which of their arguments are expanded. */
  #special(name: string, rest: string, depth: number): string {
    const args = argumentsOf(rest);
    switch (name) {
      case 'if':
        return this.#if(args, depth);
      case 'or':
      case 'and':
        return this.#firstThat(name === 'or', args, depth);
      case 'foreach':
        return this.#foreach(args, depth);
      case 'call':
        return this.#call(args, depth);
      case 'shell':
        return this.#shell(this.text(rest, depth));
      case 'value':
        return this.#scope.variable(this.text(args[0] ?? '', depth).trim())?.value ?? '';
      case 'info':
      case 'warning':
      case 'error':
        return '';
      case 'wildcard':
      case 'realpath':
      case 'abspath':
      case 'origin':
      case 'flavor':
      case 'file':
      case 'eval':
      case 'guile':
      case 'let':
        return HOLE;
      default:
        // A name with a space in it is no variable that anybody has.
        return '';
    }
  }

  #if([condition = '', first = '', second = '']: readonly string[], depth: number): string {
    const told = this.text(condition, depth);
    const holds = truth(told.trim());
    return holds === null ? unknownOf(told) : this.text(holds ? first : second, depth);
  }

  /** The first that is empty, or not (`sought`); else the last. */
  #firstThat(sought: boolean, args: readonly string[], depth: number): string {
    let last = '';
    for (const each of args) {
      last = this.text(each, depth).trim();
      const holds = truth(last);
      if (holds === null) return HOLE;
      if (holds === sought) return last;
    }
    return last;
  }

  #foreach([name = '', list = '', body = '']: readonly string[], depth: number): string {
    const words = this.text(list, depth);
    if (hasHole(words)) return HOLE;
    return wordsIn(words)
      .slice(0, MAX_WORDS)
      .map((word) => withNames(this.#scope, [[this.text(name, depth).trim(), word]]))
      .map((scope) => new Expansion(scope).text(body, depth))
      .join(' ');
  }

  #call(args: readonly string[], depth: number): string {
    const [called = '', ...given] = args.map((each) => this.text(each, depth));
    const found = this.#scope.variable(called.trim());
    if (!found) return '';
    const names = given.map((each, index): [string, string] => [String(index + 1), each]);
    return new Expansion(withNames(this.#scope, names)).text(found.value, depth + 1);
  }

  #shell(script: string): string {
    const [, shell] = FINDS_SHELL.exec(script) ?? [];
    const said = shell === undefined ? this.#scope.prints(script) : `/bin/${shell}`;
    return said === null ? unknownOf(script) : said.replace(/\n+$/, '').replaceAll('\n', ' ');
  }
}

/** `SHELL := $(shell which bash)`: in whichever folder that one is, it is a shell which every machine of a runner has. */
const FINDS_SHELL = /^\s*(?:which|command\s+-v|type\s+-[pP])\s+(bash|sh|dash)(?:\s+2>\s*\/dev\/null)?\s*$/;

/** What is found out is up to the run, unless it was told something that is not. */
function unknownOf(told: string): string {
  return isUpToRun(told) ? FOUND : HOLE;
}

/** Not empty, as far as it is known. */
function truth(text: string): boolean | null {
  const rest = [...text].filter((each) => !hasHole(each)).join('');
  return rest !== '' ? true : text === '' ? false : null;
}

function withNames(scope: MakeScope, names: readonly (readonly [string, string])[]): MakeScope {
  const own = new Map(names);
  return {
    ...scope,
    variable(name) {
      const value = own.get(name);
      return value === undefined ? scope.variable(name) : { value, isRecursive: false, isFixed: false };
    },
  };
}

/** The parenthesis that ends a reference. */
function closing(text: string, from: number): number {
  const [open, close] = text[from] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Arguments are parted by commas outside of parentheses. */
function argumentsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[({]/.test(text[at] as string)) depth += 1;
    else if (/[)}]/.test(text[at] as string)) depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
