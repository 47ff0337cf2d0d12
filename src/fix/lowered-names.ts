/** Names whose capital letters GitHub fills in, `ghcr.io/${{ github.repository }}`: lowered by bash in a script, written out elsewhere. */
import type { Span, WorkflowDocument } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { literalParts } from './literal-parts.js';

/** What of the repository's name it is. */
type Part = 'repository' | 'owner' | 'name';

const braces = (path: string) => `\\$\\{\\{\\s*github\\.${path}\\s*\\}\\}`;
const WHOLE = braces('(?:repository|event\\.repository\\.full_name)');
const OWNER = braces('(?:repository_owner|event\\.repository\\.owner\\.(?:login|name))');
const NAME = braces('event\\.repository\\.name');

/** The expressions that keep its letters (GitHub docs: Contexts reference; webhook payloads, `repository`). */
const EXPRESSION = new RegExp(
  `(?<repository>${WHOLE}|${OWNER}/${NAME})|(?<owner>${OWNER})|(?<name>${NAME})`,
  'g',
);

/** The variables by which a script has the same (GitHub docs: Variables reference). */
const VARIABLE =
  /(?<repository>\$(?:GITHUB_REPOSITORY\b|\{GITHUB_REPOSITORY\}))|(?<owner>\$(?:GITHUB_REPOSITORY_OWNER\b|\{GITHUB_REPOSITORY_OWNER\}))/g;

/** What stands in front of an owner: the registry, or what is filled in for it. */
const BEHIND_HOST = /(?:\$\{\{\s*[\w.-]+\s*\}\}|\$\{?\w+\}?)\/$/;

/** What a name may have between its host and a part of it. */
const PATH = '(?:\\$\\{\\{[^}]*\\}\\}|\\$\\{[^}]*\\}|\\$\\w+|[\\w./-])*$';

/**
 * In the script of a step that bash runs: `${GITHUB_REPOSITORY,,}` (bash manual, Shell Parameter Expansion; not before version 4, which
 * macOS does not have).
 *
 * @param repository `OWNER/NAME`, for the name alone, which no variable has; null: nobody knows it
 */
export function loweredInScript(
  { text }: WorkflowDocument,
  script: Span,
  { registry, repository }: { registry: string; repository: string | null },
): TextEdit[] {
  return loweredByBash(text, script, repository, ({ start }) => isBehindHost(text, start, registry));
}

/**
 * The same where a script hands the name on by itself, `echo "NAME=${{ github.repository }}" >> $GITHUB_OUTPUT`: the host may
 * be put in front of it where it is used.
 */
export function loweredWhereHanded(
  { text }: WorkflowDocument,
  script: Span,
  { lines, repository, takes }: HandedLines,
): TextEdit[] {
  const isIn = (each: Span) => lines.some(({ start, end }) => start <= each.start && each.end <= end);
  const taken = [...text.slice(script.start, script.end).matchAll(TAKEN)].flatMap(
    ({ 0: written, 1: plain, 2: inBraces, index }) => {
      const name = plain ?? inBraces ?? '';
      const place = { start: script.start + index, end: script.start + index + written.length };
      return isIn(place) && takes(name) ? [{ ...place, text: `\${${name},,}` }] : [];
    },
  );
  const literal = taken.length > 0 ? literalParts(text, script) : [];
  return [...loweredByBash(text, script, repository, isIn), ...outside(literal, taken)];
}

export interface HandedLines {
  /** What is handed on, in the script as the file has it. */
  lines: readonly Span[];
  repository: string | null;
  /** Does the variable of an `env` take over letters that GitHub fills in, and nothing that may have some? */
  takes(variable: string): boolean;
}

const TAKEN = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

function loweredByBash(
  text: string,
  script: Span,
  repository: string | null,
  isMeant: (place: Span) => boolean,
): TextEdit[] {
  const found = [...placesIn(text, script, EXPRESSION), ...placesIn(text, script, VARIABLE)].filter(isMeant);
  const literal = found.length > 0 ? literalParts(text, script) : [];
  return outside(literal, found).flatMap(({ start, end, part }) => {
    const variable = BY_BASH[part];
    if (variable !== null) return [{ start, end, text: `\${${variable},,}` }];
    return repository === null ? [] : [{ start, end, text: writtenOut(part, repository) }];
  });
}

/** The variable that has it; no one has the name alone. */
const BY_BASH: Readonly<Record<Part, string | null>> = {
  repository: 'GITHUB_REPOSITORY',
  owner: 'GITHUB_REPOSITORY_OWNER',
  name: null,
};

function outside<Place extends Span>(literal: readonly Span[], places: readonly Place[]): Place[] {
  return places.filter((each) => !literal.some(({ start, end }) => start <= each.start && each.start < end));
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
    .map(({ start, end, part }) => ({ start, end, text: writtenOut(part, repository) }));
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
  const part = name === 'repository' ? 'repository' : 'owner';
  return { written: writtenOut(part, repository), byBash: `\${${BY_BASH[part]},,}` };
}

/** Does a value take over letters that GitHub fills in? */
export function takesCapitals(value: string): boolean {
  return value.search(EXPRESSION) !== -1;
}

/** The value, with what GitHub fills in written out in lower case. */
export function withoutCapitals(value: string, repository: string): string {
  return placesIn(value, { start: 0, end: value.length }, EXPRESSION).reduceRight(
    (made, { start, end, part }) => made.slice(0, start) + writtenOut(part, repository) + made.slice(end),
    value,
  );
}

function writtenOut(part: Part, repository: string): string {
  const lowered = repository.toLowerCase();
  const slash = lowered.indexOf('/');
  return { repository: lowered, owner: lowered.slice(0, slash), name: lowered.slice(slash + 1) }[part];
}

function placesIn(text: string, { start, end }: Span, pattern: RegExp): (Span & { part: Part })[] {
  return [...text.slice(start, end).matchAll(pattern)].map(({ 0: written, groups = {}, index }) => ({
    start: start + index,
    end: start + index + written.length,
    part: groups.name ? 'name' : groups.owner ? 'owner' : 'repository',
  }));
}

/** As far as is looked back for the host. */
const LONGEST_HOST = 200;

function isBehindHost(text: string, at: number, registry: string): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_HOST), at);
  const isInName = new RegExp(`(?<![\\w.-])${registry.replaceAll('.', '\\.')}/${PATH}`, 'i').test(before);
  return isInName || (BEHIND_HOST.test(before) && !/server_url\W*$/i.test(before));
}
