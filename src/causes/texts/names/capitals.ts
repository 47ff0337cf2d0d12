/** Where the capital letters of a name come from: what GitHub fills in keeps those of the account and the repository. */
import type { WorkflowDocument, YamlNode } from '../../../workflow/text/document.js';
import type { LintedPush } from '../../case.js';

/** Expressions that keep capital letters, and the variable by which a script has the same (GitHub docs: Variables reference). */
export const KEEPS_CAPITALS: Readonly<Record<string, string>> = {
  'github.repository': 'GITHUB_REPOSITORY',
  'github.repository_owner': 'GITHUB_REPOSITORY_OWNER',
};

/** Others that come to the same (GitHub docs: webhook payloads, `repository`). */
const SAME: Readonly<Record<string, readonly string[]>> = {
  'github.repository': ['github.event.repository.full_name'],
  'github.repository_owner': ['github.event.repository.owner.login', 'github.event.repository.owner.name'],
};

/**
 * The expression that brings the capital letters of a name that was seen as a whole.
 * @param repository `OWNER/NAME`, real case; null: nobody knows, and most names come from it
 * @returns null: none of them does
 */
export function bringerOf(given: string, repository: string | null): string | null {
  if (repository === null) return 'github.repository';
  return bringersOf(given, repository)[0] ?? null;
}

/** Both, where the name is that of the repository, and the owner alone may have been filled in. */
function bringersOf(given: string, repository: string): string[] {
  const [owner = ''] = repository.split('/');
  return [
    ...(hasCapitals(repository) && given.includes(`/${repository}`) ? ['github.repository'] : []),
    ...(hasCapitals(owner) && given.includes(`/${owner}/`) ? ['github.repository_owner'] : []),
  ];
}

/** The same of a push in a text, which may take its letters from an expression of its own, such as `matrix.image`. */
export function bringerIn({ push, registry, repository }: LintedPush): string | null {
  const { document, step, found } = push.act;
  const known = repository === null ? ['github.repository'] : bringersOf(found.reference, repository);
  const alike = [...known.flatMap((each) => [each, ...(SAME[each] ?? [])]), ...nameAlone(found, repository)];
  const mentioned = alike.find((each) => mentions(document, each));
  if (mentioned !== undefined) return mentioned;
  return writtenBringer(document, step.node, registry);
}

/** Behind an owner that is written out. */
function nameAlone({ reference }: LintedPush['push']['act']['found'], repository: string | null): string[] {
  const [, name = ''] = repository?.split('/') ?? [];
  return hasCapitals(name) && reference.includes(`/${name}`) ? ['github.event.repository.name'] : [];
}

const WRITTEN = new WeakMap<YamlNode, Map<string, string | null>>();

/** The one expression, or the first of several of GitHub's own, of the names that a step has of a registry; read once, for it may push a thousand of them. */
function writtenBringer({ text }: WorkflowDocument, step: YamlNode, registry: string): string | null {
  const ofStep = WRITTEN.get(step) ?? new Map<string, string | null>();
  WRITTEN.set(step, ofStep);
  const known = ofStep.get(registry);
  if (known !== undefined) return known;
  const found = bringerAmong(text.slice(step.start, step.end).match(NAMES) ?? [], registry);
  ofStep.set(registry, found);
  return found;
}

function bringerAmong(names: readonly string[], registry: string): string | null {
  const written = names.filter((name) => name.includes(`${registry}/`));
  // Written out, nothing brings them.
  if (written.some((name) => hasCapitals(name.replace(FILLED_IN, '')))) return null;
  const expressions = new Set(
    written.flatMap((name) => [...name.matchAll(EXPRESSION)].map(([, each]) => each)),
  );
  const [first = null, ...others] = expressions;
  // GitHub fills in the name of the repository, in one piece or in several.
  return others.every((each) => each?.startsWith('github.') && first?.startsWith('github.')) ? first : null;
}

/** Host and path of references as they are written, without the tag. */
const NAMES = /(?:\$\{\{[^}]*\}\}|[^\s,'"[\]$:])+/g;
const FILLED_IN = /\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+/g;
const EXPRESSION = /\$\{\{\s*([\w.-]+)\s*\}\}/g;

const MENTIONED = new WeakMap<WorkflowDocument, Map<string, boolean>>();

function mentions(document: WorkflowDocument, expression: string): boolean {
  const inDocument = MENTIONED.get(document) ?? new Map<string, boolean>();
  MENTIONED.set(document, inDocument);
  const variable = KEEPS_CAPITALS[expression];
  const words = `\\b(?:${expression.replaceAll('.', '\\.')}${variable ? `|${variable}` : ''})\\b`;
  const found = inDocument.get(expression) ?? new RegExp(words).test(document.text);
  inDocument.set(expression, found);
  return found;
}

function hasCapitals(text: string): boolean {
  return text !== text.toLowerCase();
}
