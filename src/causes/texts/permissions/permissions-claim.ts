import type { TextEdit } from '../../../fix/diff.js';
import type { Span, WorkflowDocument } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintClaim } from '../../cause.js';
import { mendIn } from '../../claims/mends.js';
import type { RefusedPermissions } from '../../words/refused-permissions.js';

/** What GitHub refuses at this place, with the edits that mend it. */
export function permissionsClaim(
  document: WorkflowDocument,
  span: Span,
  job: string | null,
  detail: RefusedPermissions,
  edits: readonly TextEdit[],
): LintClaim<RefusedPermissions> {
  return {
    confidence: 'certain',
    location: locate(document, span),
    ...(job === null ? {} : { job }),
    mend: () => mendIn(document, edits),
    detail,
  };
}
