/** Of which kind an expression is by its form, whatever it comes to. */
import type { Expr, FunctionCall, Literal, Logical } from '@actions/expressions/ast';

export function isLogical(tree: Expr): tree is Logical {
  return 'args' in tree && 'operator' in tree;
}

const CONDITIONS = new Set([
  'contains',
  'startswith',
  'endswith',
  'success',
  'failure',
  'always',
  'cancelled',
]);

/** Is the result of an expression a boolean by its form? */
export function isBooleanTree(tree: Expr): boolean {
  if ('group' in tree) return isBooleanTree(tree.group as Expr);
  if (isLogical(tree)) return tree.args.every(isBooleanTree);
  if ('functionName' in tree) return CONDITIONS.has((tree as FunctionCall).functionName.lexeme.toLowerCase());
  if ('token' in tree) return ['true', 'false'].includes((tree as Literal).token.lexeme);
  return 'operator' in tree;
}
