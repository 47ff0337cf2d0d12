/** A guard on `push:`, so that runs that may not push build without it. */
import type { Location } from '../types.js';
import {
  child,
  entry,
  entrySpan,
  map,
  text,
  type WorkflowDocument,
  type YamlEntry,
} from '../workflow/text/document.js';
import { stepTexts } from '../workflow/text/job.js';
import { parseWorkflow } from '../workflow/text/parse.js';
import { locate } from '../workflow/text/places.js';
import { diffOf, type TextEdit } from './diff.js';
import { isAnchored, scalar } from './entries.js';
import { isInFlow } from './text.js';

/**
 * False in a fork's pull request and true in every other run. A pull request from
 * a branch of the repository itself may push, and goes on pushing.
 */
export const NOT_FROM_A_FORK =
  "${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}";

/**
 * Guards the input `push` of a build step. Only a literal `true` is changed: what an
 * expression comes to in other runs is not for an edit to decide.
 */
export function forkGuardEdit(document: WorkflowDocument, push: YamlEntry): TextEdit | null {
  const { at, node, alias } = push.value;
  if (alias || node.kind !== 'scalar' || text(node) !== 'true' || isAnchored(document, push)) return null;
  if (node.style === 'literal' || node.style === 'folded') return null;
  return { start: at.start, end: at.end, text: scalar(NOT_FROM_A_FORK, isInFlow(document, push)) };
}

/**
 * The same edit of a `push:` that is known by its place, as a diff; null where its file is not at hand, or it is
 * none that an edit changes.
 *
 * @param texts of files, by path
 */
export function forkGuardDiff(texts: Readonly<Record<string, string>>, at: Location): string | null {
  const { document } = parseWorkflow(at.file, texts[at.file] ?? '');
  const found = document && pushInputs(document).find((each) => isAt(document, each, at));
  const edit = found ? forkGuardEdit(document, found) : null;
  return edit && diffOf(texts, [{ file: at.file, ...edit }]);
}

function isAt(document: WorkflowDocument, push: YamlEntry, { line, column }: Location): boolean {
  const place = locate(document, entrySpan(push));
  return place.line === line && place.column === column;
}

function pushInputs(document: WorkflowDocument): YamlEntry[] {
  const jobs = map(child(document.root, 'jobs'))?.entries ?? [];
  return jobs.flatMap(({ value }) =>
    stepTexts(value.node).flatMap(({ node }) => entry(child(node, 'with'), 'push') ?? []),
  );
}
