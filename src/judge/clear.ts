/**
 * Is there nothing to say? A look at what was observed, which is all that judging costs where a push is allowed and
 * nothing beside it is amiss: the causes and their texts need not be loaded then.
 */
import type { Evidence, ImageEvidence, TokenEvidence } from '../evidence/types.js';

/** Never surer than the book: where this says so, no cause has anything to say. The other way round it may be wrong. */
export function isClear(evidence: Evidence): boolean {
  const { images, imagesFrom, unknownPushes, cacheReads, tokens } = evidence;
  return (
    isWellDeployed(evidence) &&
    imagesFrom !== 'repository' &&
    unknownPushes.length === 0 &&
    images.every(isSimplyAllowed) &&
    cacheReads.every(({ answers }) => answers.every(({ answer }) => answer.outcome === 'allowed')) &&
    tokens.every(isUnremarkable)
  );
}

/** The text of a deployment tells all its images, and the pull secret fits. */
function isWellDeployed({ pullSecret, untoldImages = [] }: Evidence): boolean {
  return untoldImages.length === 0 && (pullSecret?.faults ?? []).length === 0;
}

/** By whatever token was asked with, under a name as it should be, to a package that is there; and no later login comes between. */
function isSimplyAllowed({ image, answers, logins, readable }: ImageEvidence): boolean {
  return (
    image.problem === null &&
    readable !== 'absent' &&
    logins.length === 0 &&
    answers.every(({ answer }) => answer.outcome === 'allowed')
  );
}

function isUnremarkable({ defects, user }: TokenEvidence): boolean {
  return defects.length === 0 && !user?.expiresAt;
}
