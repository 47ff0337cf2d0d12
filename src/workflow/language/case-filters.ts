/**
 * Expressions that were to make a name of another case, in words that other template languages have and GitHub's has
 * not: `${{ github.repository | lower }}`, `toLower(…)`, `.toLowerCase()`, and a shell's `,,`. Its grammar knows no filters, no methods
 * and no such function, so the whole file is refused. Docs: Evaluate expressions, Operators, Functions.
 */
import { child, type Span, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { piecesOf } from './pieces.js';

export interface CaseFilter {
  /** With its `${{ }}`. */
  expression: string;
  span: Span;
}

/** Worth a closer look: a filter or such a word in an expression. No further than to its end, so that a long line is read once. */
const SUSPECT =
  /\$\{\{(?:(?!\}\})[^\n])*?(?:[^|]\|\s*[A-Za-z]|,\s*(?:,|\}\})|\^|(?:lower|upper)(?:[-_]?case)?\s*\()/i;
const FILTER = /(?<!\|)\|(?!\|)/;
/** `${NAME,,}` and `${NAME^^}` of a shell: a comma stands between two arguments only, and nothing is written with a `^`. */
const MODIFIER = /,\s*(?:,|$)|\^/;
const FUNCTION = /(?:^|[^\w-])(?:to[-_]?)?(?:lower|upper)(?:[-_]?case)?\s*\(/i;
/** A part of the name of an image: other texts are not our business. */
const OF_NAME = /\bgithub\.(?:event\.)?(?:repository|actor|ref_name|head_ref)|image|owner|regist|repo|tag/i;

/** Those of a workflow, in the order in which they stand. */
export function caseFiltersIn(document: WorkflowDocument, registry: string): CaseFilter[] {
  if (!SUSPECT.test(document.text)) return [];
  const parts = [child(document.root, 'env'), child(document.root, 'jobs')];
  return parts.flatMap((part) => [...filtersIn(part, document, registry)]);
}

function* filtersIn(
  node: YamlNode | null,
  document: WorkflowDocument,
  registry: string,
): Generator<CaseFilter> {
  if (node?.kind === 'map') {
    for (const { value } of node.entries) yield* filtersIn(value.node, document, registry);
  } else if (node?.kind === 'list') {
    for (const item of node.items) yield* filtersIn(item.node, document, registry);
  } else if (typeof node?.value === 'string' && node.value.includes('${{')) {
    for (const { expression, text } of piecesOf(node.value)) {
      if (!expression || !isRefused(text)) continue;
      if (!OF_NAME.test(text) && !node.value.includes(registry)) continue;
      const written = `\${{${text}}}`;
      const start = document.text.indexOf(written, node.start);
      const isHere = start !== -1 && start < node.end;
      yield {
        expression: written,
        span: isHere ? { start, end: start + written.length } : { start: node.start, end: node.end },
      };
    }
  }
}

function isRefused(source: string): boolean {
  const bare = source.replace(/'(?:[^']|'')*'/g, "''");
  return FILTER.test(bare) || MODIFIER.test(bare) || FUNCTION.test(bare);
}
