/** The parts of `@actions/expressions` that are used, loaded as one. */
export { Star } from '@actions/expressions/ast';
export { Lexer } from '@actions/expressions/lexer';
export { Parser } from '@actions/expressions/parser';
