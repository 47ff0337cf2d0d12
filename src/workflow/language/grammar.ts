/** GitHub's grammar of `${{ }}`: the lexer and parser of `@actions/expressions`, loaded only where something must be evaluated. */
import type { Expr } from '@actions/expressions/ast';

/** Docs: Contexts reference. */
export const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

/** What the parser must know beyond the functions that it brings along. Docs: Status check functions. */
const FUNCTIONS: [string, number, number][] = [
  ['success', 0, 255],
  ['failure', 0, 255],
  ['always', 0, 0],
  ['cancelled', 0, 0],
  ['hashFiles', 1, 255],
];

/** The parts of `@actions/expressions` that are used. */
export interface Grammar {
  parse(source: string): Expr | null;
  Star: abstract new (...args: never[]) => Expr;
}

/** Loads it, with the functions that GitHub has beside those of the package. */
export async function loadGrammar(): Promise<Grammar> {
  const { Lexer, Parser, Star } = await import('./expression-parser.js');
  const functions = FUNCTIONS.map(([name, minArgs, maxArgs]) => ({
    name,
    minArgs,
    maxArgs,
    description: '',
  }));
  return {
    parse: (source) => {
      try {
        return new Parser(new Lexer(source).lex().tokens, CONTEXTS, functions as never).parse() ?? null;
      } catch {
        return null;
      }
    },
    Star,
  };
}
