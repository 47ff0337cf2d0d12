/** Names whose capital letters GitHub fills in, `ghcr.io/${{ github.repository }}`: lowered by bash in a script, written out elsewhere. */
import type { Span, WorkflowDocument } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { literalParts } from './literal-parts.js';

/** The expressions, and the variables by which a script has the same (GitHub docs: Variables reference). */
const EXPRESSION = /\$\{\{\s*github\.(repository(?:_owner)?)\s*\}\}/g;
const VARIABLE = /\$(?:GITHUB_(REPOSITORY(?:_OWNER)?)\b|\{GITHUB_(REPOSITORY(?:_OWNER)?)\})/g;

/** What stands in front of an owner: the registry, or what is filled in for it. */
const BEHIND_HOST = /(?:\$\{\{\s*[\w.-]+\s*\}\}|\$\{?\w+\}?)\/$/;

/**
 * In the script of a step that bash runs: `${GITHUB_REPOSITORY,,}` (bash manual, Shell Parameter Expansion; not before version 4, which
 * macOS does not have).
 */
export function loweredInScript({ text }: WorkflowDocument, script: Span, registry: string): TextEdit[] {
  return loweredByBash(text, script, ({ start }) => isBehindHost(text, start, registry));
}

/**
 * The same where a script hands the name on by itself, `echo "NAME=${{ github.repository }}" >> $GITHUB_OUTPUT`: the host may
 * be put in front of it where it is used.
 *
 * @param lines what is handed on, in the script as the file has it
 */
export function loweredWhereHanded(
  { text }: WorkflowDocument,
  script: Span,
  lines: readonly Span[],
): TextEdit[] {
  return loweredByBash(text, script, (each) =>
    lines.some(({ start, end }) => start <= each.start && each.end <= end),
  );
}

function loweredByBash(text: string, script: Span, isMeant: (place: Span) => boolean): TextEdit[] {
  const found = [...placesIn(text, script, EXPRESSION), ...placesIn(text, script, VARIABLE)].filter(isMeant);
  const literal = found.length > 0 ? literalParts(text, script) : [];
  return found
    .filter((each) => !literal.some(({ start, end }) => start <= each.start && each.start < end))
    .map(({ start, end, name }) => ({ start, end, text: `\${GITHUB_${name.toUpperCase()},,}` }));
}

/**
 * In the value of an input, where no shell is: as it is written of this repository.
 *
 * @param repository `OWNER/NAME`, real case
 */
export function loweredInInput(
  { text }: WorkflowDocument,
  input: Span,
  { registry, repository }: { registry: string; repository: string },
): TextEdit[] {
  return placesIn(text, input, EXPRESSION)
    .filter(({ start }) => isBehindHost(text, start, registry))
    .map(({ start, end, name }) => ({ start, end, text: writtenOut(name, repository) }));
}

/**
 * An expression that was to lower one of these, in the words of another language: `toLower(github.repository)`, `… | lower`,
 * `….toLowerCase()`, `…,,`.
 */
const MEANT_TO_LOWER =
  /^\$\{\{\s*(?:(?:to[-_]?)?lower(?:[-_]?case)?\s*\()?\s*github\.(repository(?:_owner)?)\s*(?:\)|\|\s*\w*(?:lower|down)\w*|\.\s*(?:to[-_]?)?lower(?:[-_]?case)?\s*\(\s*\)|,,)\s*\}\}$/i;

/** What it was to come to, and the variable that has the same in a script; null: it is about something else. */
export function meantInLowerCase(
  expression: string,
  repository: string,
): { written: string; byBash: string } | null {
  const name = MEANT_TO_LOWER.exec(expression)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  return { written: writtenOut(name, repository), byBash: `\${GITHUB_${name.toUpperCase()},,}` };
}

/** Does a value take over letters that GitHub fills in? */
export function takesCapitals(value: string): boolean {
  return value.search(EXPRESSION) !== -1;
}

/** The value, with what GitHub fills in written out in lower case. */
export function withoutCapitals(value: string, repository: string): string {
  return value.replace(EXPRESSION, (_, name: string) => writtenOut(name, repository));
}

function writtenOut(name: string, repository: string): string {
  const lowered = repository.toLowerCase();
  return name === 'repository' ? lowered : lowered.replace(/\/.*$/, '');
}

function placesIn(text: string, { start, end }: Span, pattern: RegExp): (Span & { name: string })[] {
  return [...text.slice(start, end).matchAll(pattern)].map(({ 0: written, 1: one, 2: other, index }) => ({
    start: start + index,
    end: start + index + written.length,
    name: one ?? other ?? '',
  }));
}

/** As far as is looked back for the host. */
const LONGEST_HOST = 100;

function isBehindHost(text: string, at: number, registry: string): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_HOST), at);
  return before.endsWith(`${registry}/`) || (BEHIND_HOST.test(before) && !/server_url\W*$/i.test(before));
}
