/** Where the capital letters of a name come from: what GitHub fills in keeps those of the account and the repository. */
import type { LintedPush } from '../case.js';

/** Expressions that keep capital letters, and the variable by which a script has the same (GitHub docs: Variables reference). */
export const KEEPS_CAPITALS: Readonly<Record<string, string>> = {
  'github.repository': 'GITHUB_REPOSITORY',
  'github.repository_owner': 'GITHUB_REPOSITORY_OWNER',
};

/**
 * The expression that brings the capital letters of a name that was seen as a whole.
 * @param repository `OWNER/NAME`, real case; null: nobody knows, and most names come from it
 * @returns null: none of them does
 */
export function bringerOf(given: string, repository: string | null): string | null {
  if (repository === null) return 'github.repository';
  const [owner = ''] = repository.split('/');
  if (hasCapitals(repository) && given.includes(`/${repository}`)) return 'github.repository';
  return hasCapitals(owner) && given.includes(`/${owner}/`) ? 'github.repository_owner' : null;
}

/** The same of a push in a text, which may take its letters from an expression of its own, such as `matrix.image`. */
export function bringerIn({ push, registry, repository }: LintedPush): string | null {
  const { document, step, found } = push.act;
  const near = document.text.slice(step.node.start, step.node.end);
  const known = bringerOf(found.reference, repository);
  if (known !== null && [near, document.text].some((text) => mentions(text, known))) return known;
  const written = near.match(NAMES)?.filter((name) => name.includes(`${registry}/`)) ?? [];
  // Written out, nothing brings them.
  if (written.some((name) => hasCapitals(name.replace(FILLED_IN, '')))) return null;
  const expressions = new Set(
    written.flatMap((name) => [...name.matchAll(EXPRESSION)].map(([, each]) => each)),
  );
  const [only = null] = expressions;
  return expressions.size === 1 ? only : null;
}

/** Host and path of references as they are written, without the tag. */
const NAMES = /(?:\$\{\{[^}]*\}\}|[^\s,'"[\]$:])+/g;
const FILLED_IN = /\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+/g;
const EXPRESSION = /\$\{\{\s*([\w.-]+)\s*\}\}/g;

function mentions(text: string, expression: string): boolean {
  return new RegExp(`\\b(?:${expression.replace('.', '\\.')}|${KEEPS_CAPITALS[expression]})\\b`).test(text);
}

function hasCapitals(text: string): boolean {
  return text !== text.toLowerCase();
}
