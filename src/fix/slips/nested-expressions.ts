/**
 * An expression in the place of a variable's name: `${${{ github.repository }},,}`. GitHub fills it in first, and no shell has a
 * variable of such a name; an input of an action, which no shell reads, takes the rest as it stands.
 */
import type { Span, WorkflowDocument } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { literalParts } from '../literal-parts.js';

/** What can name no variable, and the one that a script has of it (GitHub docs: Variables reference); null: there is none. */
const VARIABLES: ReadonlyMap<string, string | null> = new Map([
  ['github.repository', 'GITHUB_REPOSITORY'],
  ['github.event.repository.full_name', 'GITHUB_REPOSITORY'],
  ['github.repository_owner', 'GITHUB_REPOSITORY_OWNER'],
  ['github.event.repository.owner.login', 'GITHUB_REPOSITORY_OWNER'],
  ['github.event.repository.name', null],
  ['github.sha', 'GITHUB_SHA'],
  ['github.ref', 'GITHUB_REF'],
  ['github.ref_name', 'GITHUB_REF_NAME'],
  ['github.head_ref', 'GITHUB_HEAD_REF'],
  ['github.actor', 'GITHUB_ACTOR'],
  ['github.run_id', 'GITHUB_RUN_ID'],
  ['github.run_number', 'GITHUB_RUN_NUMBER'],
]);

/** With what a shell makes of a value, but no word for an empty one: that would be taken. */
const NESTED = /\$\{\$\{\{\s*([\w.-]+)\s*\}\}((?:,,?|\^\^?|[#%/]|:(?![-+=?]))[^{}\s]*)?\}/g;

export interface NestedExpression extends Span {
  /** As it is written. */
  written: string;
  expression: string;
  /** What the shell was to make of it: `,,`, `:0:7`; empty: nothing. */
  operation: string;
}

const KNOWN = new WeakMap<WorkflowDocument, boolean>();

/** Is there any in a file? Found out once, for it may push a thousand names. */
export function hasNestedExpressions(document: WorkflowDocument): boolean {
  const known = KNOWN.get(document) ?? document.text.includes('${${{');
  KNOWN.set(document, known);
  return known;
}

/** Those of a part of a file. */
export function nestedExpressions({ text }: WorkflowDocument, { start, end }: Span): NestedExpression[] {
  return [...text.slice(start, end).matchAll(NESTED)].flatMap(
    ({ 0: written, 1: expression = '', 2: operation = '', index }) =>
      VARIABLES.has(expression.toLowerCase())
        ? [{ written, expression, operation, start: start + index, end: start + index + written.length }]
        : [],
  );
}

/**
 * What a shell takes it for: nothing, and behind a hyphen, as in `${octo-org,,}`, what is taken where a variable is not set. A name
 * with a hyphen in it is one of the repository's; of others an example without one will do.
 *
 * @param repository `OWNER/NAME`, real case
 * @returns null: it may be a name of its own, and nobody knows
 */
export function madeByShell(
  { expression, operation }: NestedExpression,
  repository: string | null,
): string | null {
  const part = PARTS.find(([pattern]) => pattern.test(expression))?.[1];
  if (part === undefined) return '';
  if (repository === null) return operation === '' ? null : '';
  const [, taken = ''] = /^[A-Za-z_]\w*-(.*)$/.exec(part(repository) + operation) ?? [];
  return taken;
}

const PARTS: readonly [RegExp, (repository: string) => string][] = [
  [/^github\.(?:repository|event\.repository\.full_name)$/i, (repository) => repository],
  [
    /^github\.(?:repository_owner|event\.repository\.owner\.login)$/i,
    (repository) => repository.replace(/\/.*/, ''),
  ],
  [/^github\.event\.repository\.name$/i, (repository) => repository.replace(/^.*\//, '')],
];

/**
 * In a script of bash, the variable that has the same; elsewhere, what the expression comes to, where that can be written. Nothing
 * where one of them has neither.
 *
 * @param repository `OWNER/NAME`, real case
 */
export function withoutNesting(
  document: WorkflowDocument,
  span: Span,
  { isBash, repository }: { isBash: boolean; repository: string | null },
): TextEdit[] {
  const literal = isBash ? literalParts(document.text, span) : [];
  const edits = nestedExpressions(document, span).map((found): TextEdit | null => {
    const { start, end, expression, operation } = found;
    const variable = VARIABLES.get(expression.toLowerCase()) ?? null;
    const isRead = isBash && !literal.some((each) => each.start <= start && start < each.end);
    if (isRead && variable !== null) return { start, end, text: `\${${variable}${operation}}` };
    const written = operation === '' ? `\${{ ${expression} }}` : writtenOut(found, repository);
    return written === null ? null : { start, end, text: written };
  });
  return edits.some((each) => each === null) ? [] : edits.flatMap((each) => each ?? []);
}

/** Of this repository, in lower case. */
function writtenOut({ expression, operation }: NestedExpression, repository: string | null): string | null {
  const [owner, name] = repository?.toLowerCase().split('/') ?? [];
  if (operation !== ',,' || owner === undefined || name === undefined) return null;
  const variable = VARIABLES.get(expression.toLowerCase());
  if (variable === 'GITHUB_REPOSITORY') return `${owner}/${name}`;
  if (variable === 'GITHUB_REPOSITORY_OWNER') return owner;
  return variable === null ? name : null;
}
