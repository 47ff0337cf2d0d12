/** The job's own token, as an expression may name it in a file. */
import { child, type WorkflowDocument } from '../workflow/text/document.js';

/** Is it the file of an action, and no workflow? */
export function isAction({ root }: WorkflowDocument): boolean {
  return child(root, 'runs') !== null;
}

/**
 * An action has no `secrets` context: GitHub does not load one that names it. Docs: Contexts reference, Context
 * availability.
 */
export function jobToken(isInAction = false): string {
  return isInAction ? '${{ github.token }}' : '${{ secrets.GITHUB_TOKEN }}';
}

/** The expression by which that file may name it: a workflow has secrets, an action has none. */
export function jobTokenIn(document: WorkflowDocument): string {
  return jobToken(isAction(document));
}
