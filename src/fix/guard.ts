/** A guard on `push:`, so that runs that may not push build without it. */
import { text, type WorkflowDocument, type YamlEntry } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
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
