/** Names that were asked about in the place of others: what of a refusal holds for the others, too. */
import type { ImageEvidence } from '../evidence/types/image.js';
import type { RunEvidence } from '../evidence/types/run.js';
import type { WorkflowEvidence } from '../evidence/types/workflow.js';
import { effectiveLevel } from '../workflow/runs/grants.js';

/** An installation is refused a package in these words for want of a permission, and for that package alone (facts W4, W5). */
const MAY_BE_OF_PACKAGE = /installation not allowed to write/i;

/** Notes those that are refused for themselves alone, where the job may write packages. */
export function noteStandIns(
  images: readonly ImageEvidence[],
  workflow: WorkflowEvidence | null,
  { readOnly }: RunEvidence,
): void {
  if (readOnly || !workflow || effectiveLevel(workflow.grants) !== 'write') return;
  for (const image of images)
    if (image.isStandIn && image.answers.some(({ answer }) => MAY_BE_OF_PACKAGE.test(answer.message ?? '')))
      image.isPerhapsOthers = true;
}
