/**
 * Expressions that GitHub's grammar does not take: it refuses the whole file, before any job of it runs. Most of them are
 * words of another language: a filter, a text between double quotes, a `+`, a context by another name. What may come to
 * be a function one day is none of them. Docs: Evaluate expressions; Contexts reference.
 */
import { child, map, type Span, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { jobEntries, stepTexts } from '../text/job.js';
import { CONTEXTS } from './grammar.js';
import { piecesOf } from './pieces.js';

export type ExpressionRefusal =
  /** What was to change the case of a text: `| lower`, `toLower(…)`, `.toLowerCase()`, and a shell's `,,`. */
  | { why: 'case' }
  | { why: 'quotes' }
  /** No sign of the grammar. */
  | { why: 'sign'; sign: string }
  /** Neither a context nor a literal; with what follows it, as `step.meta.outputs.tags`. */
  | { why: 'name'; name: string }
  | { why: 'function'; name: string };

export interface RefusedExpression {
  /** With its `${{ }}`, where it has them. */
  expression: string;
  refusal: ExpressionRefusal;
  /** The nearest one above its value; empty: none. */
  key: string;
  job: string | null;
  span: Span;
}

const FILTER = /(?<!\|)\|(?!\|)\s*\w*(?:lower|upper|down|case)/i;
/** `${NAME,,}` and `${NAME^^}` of a shell: a comma stands between two arguments only, and nothing is written with a `^`. */
const MODIFIER = /,\s*(?:,|$)|\^/;
const CASE_FUNCTION = /(?:^|[^\w-])(?:to[-_]?)?(?:lower|upper)(?:[-_]?case)?\s*\(/i;
/** Functions of other languages. */
const FOREIGN = new Set('replace split substring substr trim concat'.split(' '));
/** One of them alone, one too many, or one that has no place anywhere; a `+` belongs to the number behind it. */
const SIGN =
  /[=!]==|(?<![=!<>])=(?!=)|(?<!\|)\|(?!\|)|(?<!&)&(?!&)|[^\w\s\u0085.,()[\]!<>=&|*'+-]|\+(?!\.?\d|infinity|nan)/i;
/** Looked for at letters alone: what stands before a name may be a long space. */
const NAME = /(?=[a-z_])(?<![\w-])(?<!\.\s*)[a-z_][\w-]*(?:\s*\.\s*[\w*-]+)*(?:(\s*\()|)/gi;
/** Signs of other languages that are words. */
const SPELT = new Set(['and', 'or', 'not']);
/** `jobs` is one of the outputs of a called workflow alone, which stand under `on`. */
const KNOWN = new Set([
  ...CONTEXTS.filter((context) => context !== 'jobs'),
  ...['true', 'false', 'null', 'nan', 'infinity'],
]);

/** Why GitHub refuses what stands between two braces, or in a condition; null: it does not, as far as is told here. */
function refusalOf(source: string): ExpressionRefusal | null {
  const bare = source.replace(/'(?:[^']|'')*'/g, "''");
  // What has no end was no expression.
  if ((bare.match(/'/g)?.length ?? 0) % 2 === 1) return null;
  if (FILTER.test(bare) || MODIFIER.test(bare) || CASE_FUNCTION.test(bare)) return { why: 'case' };
  if (/["“”‘’]/.test(bare)) return { why: 'quotes' };
  const sign = SIGN.exec(bare)?.[0];
  if (sign !== undefined) return { why: 'sign', sign };
  for (const { 0: path, 1: bracket } of bare.matchAll(NAME)) {
    const name = path.replace(/[\s(]/g, '');
    const parts = name.split('.');
    const [first = '', method] = parts;
    if (bracket !== undefined) {
      // There are no methods, and of functions only those of GitHub.
      if (method !== undefined || FOREIGN.has(first.toLowerCase()))
        return { why: 'function', name: parts.at(-1) ?? first };
    } else if (SPELT.has(name)) return { why: 'sign', sign: name };
    else if (!KNOWN.has(first.toLowerCase())) return { why: 'name', name };
  }
  return null;
}

/** Keys of a file whose values hold expressions. */
const EVALUATED = ['env', 'run-name', 'concurrency', 'defaults', 'jobs'];

/** Those of a workflow, in the order in which they stand. */
export function refusedExpressionsIn(document: WorkflowDocument): RefusedExpression[] {
  if (!mayHoldAny(document.text)) return [];
  const found: RefusedExpression[] = [];
  const collect = (node: YamlNode | null, job: string | null) => {
    for (const each of scalarsOf(node))
      for (const { expression, text: source } of piecesOf(each.value)) {
        const refusal = expression ? refusalOf(source) : null;
        if (refusal) found.push(refused(refusal, `\${{${source}}}`, job, each, document));
      }
  };
  for (const key of EVALUATED) if (key !== 'jobs') collect(child(document.root, key), null);
  for (const { key, value } of jobEntries(document)) {
    const job = String(key.value);
    for (const owner of [value.node, ...stepTexts(value.node).map(({ node }) => node)]) {
      const condition = child(map(owner), 'if');
      const source = text(condition) ?? '';
      const refusal = source.includes('${{') ? null : refusalOf(source);
      if (condition && refusal)
        found.push(
          refused(
            refusal,
            source.trim(),
            job,
            { start: condition.start, end: condition.end, key: 'if' },
            document,
          ),
        );
    }
    collect(value.node, job);
  }
  return found;
}

/** Expressions that are taken: the same few stand in most files. */
const TAKEN = new Set<string>();
const MOST_TAKEN = 5000;

function isRefused(source: string): boolean {
  if (TAKEN.has(source)) return false;
  if (refusalOf(source) !== null) return true;
  if (TAKEN.size < MOST_TAKEN && source.length < 200) TAKEN.add(source);
  return false;
}

/** A look at the text, which most files pass. What is only a remark in it is told apart by its nodes. */
function mayHoldAny(source: string): boolean {
  if (piecesOf(source).some(({ expression, text: each }) => expression && isRefused(each))) return true;
  for (const [, value = ''] of source.matchAll(/^[ \t-]*["']?if["']?[ \t]*:[ \t]*([^\n]*)/gm))
    if (!value.includes('${{') && (/^[|>"']/.test(value) || isRefused(value.replace(/\s#.*/, ''))))
      return true;
  return false;
}

function* scalarsOf(node: YamlNode | null, of = ''): Generator<Span & { value: string; key: string }> {
  if (node?.kind === 'map')
    for (const { key, value } of node.entries) yield* scalarsOf(value.node, String(key.value));
  else if (node?.kind === 'list') for (const item of node.items) yield* scalarsOf(item.node, of);
  else if (typeof node?.value === 'string' && node.value.includes('${{'))
    yield { start: node.start, end: node.end, value: node.value, key: of };
}

function refused(
  refusal: ExpressionRefusal,
  expression: string,
  job: string | null,
  { start, end, key }: Span & { key: string },
  { text: source }: WorkflowDocument,
): RefusedExpression {
  const at = source.indexOf(expression, start);
  const isHere = at !== -1 && at < end;
  const span = isHere ? { start: at, end: at + expression.length } : { start, end };
  return { expression, refusal, key, job, span };
}
