/** `${{ }}` by GitHub's own evaluator, so that what a step gets here is not what our reader thinks it gets. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** Contexts by name, as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What `success()` and its like answer in the step that asks. */
type Status = 'success' | 'failure';

/** The text with every `${{ }}` in it replaced by its value. */
export function filled(text: unknown, contexts: Contexts): string {
  return String(text ?? '').replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_, inner: string) =>
    evaluated(inner, contexts, 'success').coerceString(),
  );
}

/** An `if`, with `${{ }}` around it or without; absent, it is `success()`. */
export function holds(condition: unknown, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success';
  const inner = String(condition).replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1');
  const asks = /\b(?:success|failure|always|cancelled)\s*\(/.test(inner);
  if (!asks && status === 'failure') return false;
  const value = evaluated(inner, contexts, status);
  return !['', 'false', '0'].includes(value.coerceString());
}

function evaluated(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = {
    success: status === 'success',
    failure: status === 'failure',
    always: true,
    cancelled: false,
  };
  const definitions = Object.entries(functions).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), definitions).parse();
  const dictionary = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, dictionary, new Map(definitions.map((each) => [each.name, each]))).evaluate();
}
