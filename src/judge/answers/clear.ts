/**
 * Is there nothing to say? A look at what was observed, which is all that judging costs where a push is allowed and
 * nothing beside it is amiss: the causes and their texts need not be loaded then.
 */
import { isUnreadable } from '../../evidence/registry/verdict.js';
import { chosenToken, type Evidence } from '../../evidence/types/evidence.js';
import type { ImageEvidence } from '../../evidence/types/image.js';
import type { TokenEvidence } from '../../evidence/types/token.js';

/** Never surer than the book: where this says so, no cause has anything to say. The other way round it may be wrong. */
export function isClear(evidence: Evidence): boolean {
  const { images, imagesFrom, unknownPushes, cacheReads, sources = [], tokens, workflow } = evidence;
  // What the job's own token creates is linked to the repository.
  const links = chosenToken(evidence)?.kind === 'github-token';
  return (
    isWellDeployed(evidence) &&
    imagesFrom !== 'repository' &&
    imagesFrom !== 'named' &&
    unknownPushes.length === 0 &&
    (workflow?.lacked ?? []).length === 0 &&
    workflow?.refusedInput === undefined &&
    images.every((image) => isSimplyAllowed(image) && (links || image.readable !== 'absent')) &&
    !sources.some(isUnreadable) &&
    cacheReads.every(({ answers }) => answers.every(({ answer }) => answer.outcome === 'allowed')) &&
    tokens.every(isUnremarkable)
  );
}

/** The text of a deployment tells all its images, and the pull secret fits. */
function isWellDeployed({ pullSecret, untoldImages = [] }: Evidence): boolean {
  return untoldImages.length === 0 && (pullSecret?.faults ?? []).length === 0;
}

/** By whatever token was asked with, under a name as it should be; and no later login comes between. */
function isSimplyAllowed({ image, answers, logins }: ImageEvidence): boolean {
  return (
    image.problem === null &&
    logins.length === 0 &&
    answers.every(({ answer }) => answer.outcome === 'allowed')
  );
}

function isUnremarkable({ defects, user }: TokenEvidence): boolean {
  return defects.length === 0 && !user?.expiresAt;
}
