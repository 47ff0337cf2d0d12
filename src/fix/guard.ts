/** A guard on `push:`, or a cache that may be refused, so that runs that may not push build all the same. */
import type { Location } from '../types.js';
import { eventsOf } from '../workflow/runs/triggers.js';
import {
  child,
  entry,
  entrySpan,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
} from '../workflow/text/document.js';
import { jobEntries, stepTexts } from '../workflow/text/job.js';
import { parseWorkflow } from '../workflow/text/parse.js';
import { locate } from '../workflow/text/places.js';
import { diffOf, type TextEdit } from './diff.js';
import { isAnchored, scalar } from './entries.js';
import { columnOf, indentAt, insertLines, isInFlow, lineEnd } from './text.js';

/**
 * False in a fork's pull request and true in every other run. A pull request from
 * a branch of the repository itself may push, and goes on pushing.
 */
export const NOT_FROM_A_FORK =
  "${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}";

/** The same in a workflow that reviews start, too: those of a fork's pull request have a token that only reads as well. */
export const NOT_REVIEWED_FROM_A_FORK =
  '${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}';

function guardFor(document: WorkflowDocument): string {
  const isReviewed = [...eventsOf(document).keys()].some((event) => event.startsWith('pull_request_review'));
  return isReviewed ? NOT_REVIEWED_FROM_A_FORK : NOT_FROM_A_FORK;
}

/**
 * Guards the input `push` of a build step: a literal `true`, or an expression that is a boolean by its form, which must then
 * hold as well. Any other may be a text, and `'false' && true` is true.
 */
export function forkGuardEdit(document: WorkflowDocument, push: YamlEntry): TextEdit | null {
  const written = onOneLine(document, push);
  const [, asked = ''] = WHOLE.exec(written ?? '') ?? [];
  const guard = guardFor(document);
  const guarded =
    written === 'true' ? guard : isBooleanText(asked) ? `\${{ ${bothHold(asked, guard)} }}` : null;
  if (guarded === null) return null;
  const { at } = push.value;
  return { start: at.start, end: at.end, text: scalar(guarded, { flow: isInFlow(document, push) }) };
}

/** A value that no alias and no other place shares; null: it has several lines, or is none of its own. */
function onOneLine(document: WorkflowDocument, found: YamlEntry): string | null {
  const { at, node, alias } = found.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, found)) return null;
  return document.text.slice(at.start, at.end).includes('\n') ? null : text(node);
}

/** One expression and nothing beside it. */
const WHOLE = /^\s*\$\{\{\s*((?:(?!\}\}|\$\{\{).)+?)\s*\}\}\s*$/;

const CONDITION =
  /^!|^(?:contains|startsWith|endsWith|always|success|failure|cancelled)\s*\(|^(?:true|false)\b/i;

/** Is an expression a boolean, whatever it comes to? Each part that `&&` and `||` join is a condition then. */
function isBooleanText(expression: string): boolean {
  const parts = expression.replace(/'[^']*'/g, "''").split(/&&|\|\|/);
  return parts.every((part) => {
    const bare = part.replace(/^[\s(]+/, '');
    return CONDITION.test(bare) || (/[=!]=|[<>]/.test(bare) && !/\w\s*\(/.test(bare));
  });
}

/** The same condition, and the guard beside it. */
function bothHold(condition: string, guard: string): string {
  const [, other = ''] = WHOLE.exec(guard) ?? [];
  return `${condition.includes('||') ? `(${condition})` : condition} && (${other})`;
}

/**
 * The same condition for a whole step: beside the one that it has, else on the line below its `uses:`, or above its
 * `run:`.
 */
export function forkGuardOfStep(document: WorkflowDocument, step: YamlMap): TextEdit | null {
  const condition = entry(step, 'if');
  if (condition) return forkGuardBeside(document, condition);
  const { text } = document;
  const found = entry(step, 'uses') ?? entry(step, 'run');
  const column = found && columnOf(text, found.key.start);
  if (!found || column === null || step.flow) return null;
  const line = `if: ${guardFor(document)}`;
  if (found.key.value === 'run')
    return { start: found.key.start, end: found.key.start, text: `${line}${lineEnd(text)}${column}` };
  // `uses` is a word: it ends on its own line.
  if (text.slice(found.key.end, found.value.at.end).includes('\n')) return null;
  return insertLines(text, found.value.at.end, [`${column}${line}`]);
}

function forkGuardBeside(document: WorkflowDocument, condition: YamlEntry): TextEdit | null {
  const over = overLines(document, condition);
  const asked = over ? over.asked : conditionIn(document, condition);
  if (asked === null) return null;
  const guard = guardFor(document);
  if (over) return behindLines(document, over, guard);
  const { at } = condition.value;
  const guarded = `\${{ ${bothHold(asked, guard)} }}`;
  return { start: at.start, end: at.end, text: scalar(guarded, { flow: isInFlow(document, condition) }) };
}

/** The expression of an `if:`, of which nothing else is a part, on one line; null: it is none. */
export function conditionIn(document: WorkflowDocument, condition: YamlEntry): string | null {
  // With the block its remark behind the `|` would go.
  const over = overLines(document, condition);
  if (over) return over.hasRemark ? null : over.asked;
  const written = onOneLine(document, condition);
  if (written === null || written.trim() === '') return null;
  return WHOLE.exec(written)?.[1] ?? (written.includes('${{') ? null : written.trim());
}

/** An expression over lines: as one line, and where it stands. */
interface Lines extends Span {
  asked: string;
  hasRemark: boolean;
}

/**
 * The expression of `if: |` and `if: >-`, or of a plain text that goes on in the next line. One in `${{ }}` whose last line end belongs to it is a text, and no expression;
 * and a line of the text that begins with `#` is no remark, but part of it.
 */
function overLines(document: WorkflowDocument, condition: YamlEntry): Lines | null {
  const { at, node, alias } = condition.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, condition)) return null;
  const source = document.text.slice(at.start, at.end);
  const isBlock = node.style === 'literal' || node.style === 'folded';
  if (!isBlock && (node.style !== 'plain' || !source.includes('\n') || isInFlow(document, condition)))
    return null;
  const whole = text(node) ?? '';
  const [, inner] = LONG.exec(whole) ?? [];
  const header = isBlock ? (/^[^\r\n]*\r?\n/.exec(source)?.[0] ?? source) : '';
  const [, open = '', body = ''] = BODY.exec(source.slice(header.length)) ?? [];
  const asked = (inner ?? whole).trim().replace(/\s*\n\s*/g, ' ');
  if (body === '' || asked === '' || (inner === undefined && whole.includes('${{'))) return null;
  const start = at.start + header.length + open.length;
  return { start, end: start + body.length, asked, hasRemark: header.includes('#') };
}

/** Nothing stands beside the braces, not even a line end behind them. */
const LONG = /^\s*\$\{\{((?:(?!\}\}|\$\{\{)[\s\S])+)\}\}$/;
/** What is between the braces, or all of it. */
const BODY = /^(\s*(?:\$\{\{\s*)?)([\s\S]*?)\s*(?:\}\}\s*)?$/;

/** The guard in a line of its own below those that are there, which stay as they are. */
function behindLines(document: WorkflowDocument, { start, end, asked }: Lines, guard: string): TextEdit {
  const [, other = ''] = WHOLE.exec(guard) ?? [];
  const body = document.text.slice(start, end);
  const joined = asked.includes('||') ? `(${body})` : body;
  const behind = `${lineEnd(document.text)}${indentAt(document.text, end)}(${other})`;
  return { start, end, text: `${joined} &&${behind}` };
}

/** The same of an input that is `true` or a boolean by its form. */
export function flagIn(document: WorkflowDocument, flag: YamlEntry): string | null {
  const written = onOneLine(document, flag);
  if (written === 'true') return written;
  const [, asked = ''] = WHOLE.exec(written ?? '') ?? [];
  return isBooleanText(asked) ? asked : null;
}

/**
 * Adds `ignore-error=true` to the one registry cache of `cache-to`. What an expression comes to is not for an edit
 * to decide. (docs.docker.com/build/cache/backends/registry)
 */
export function tolerantCacheEdit(document: WorkflowDocument, cacheTo: YamlEntry): TextEdit | null {
  const { at, node, alias } = cacheTo.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, cacheTo)) return null;
  const written = document.text.slice(at.start, at.end);
  const [found, ...others] = written.matchAll(/^([ \t]*["']?)type=registry,[^\r\n]*?(?=["']?[ \t]*$)/gm);
  if (!found || others.length > 0 || found[0].includes('ignore-error')) return null;
  const end = at.start + found.index + found[0].length;
  return { start: end, end, text: ',ignore-error=true' };
}

/**
 * The same edits of a `push:` or a `cache-to:` that is known by its place, as a diff; null where its file is not at
 * hand, or it is none that an edit changes.
 *
 * @param texts of files, by path
 */
export function forkGuardDiff(texts: Readonly<Record<string, string>>, at: Location): string | null {
  return diffAt(texts, at, 'push', forkGuardEdit);
}

/** The same for the entry of a cache that a build may do without. */
export function tolerantCacheDiff(texts: Readonly<Record<string, string>>, at: Location): string | null {
  return diffAt(texts, at, 'cache-to', tolerantCacheEdit);
}

function diffAt(
  texts: Readonly<Record<string, string>>,
  at: Location,
  input: string,
  edited: (document: WorkflowDocument, input: YamlEntry) => TextEdit | null,
): string | null {
  const { document } = parseWorkflow(at.file, texts[at.file] ?? '');
  const found = document && inputsOf(document, input).find((each) => isAt(document, each, at));
  const edit = found ? edited(document, found) : null;
  return edit && diffOf(texts, [{ file: at.file, ...edit }]);
}

function isAt(document: WorkflowDocument, input: YamlEntry, { line, column }: Location): boolean {
  const place = locate(document, entrySpan(input));
  return place.line === line && place.column === column;
}

function inputsOf(document: WorkflowDocument, name: string): YamlEntry[] {
  const jobs = jobEntries(document);
  return jobs.flatMap(({ value }) =>
    stepTexts(value.node).flatMap(({ node }) => entry(child(node, 'with'), name) ?? []),
  );
}
