/** What only explains, where there is something to explain. */
import { firstImages } from '../evidence/first-images.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import { isOfPerson, isRefusal, type Means } from './looks.js';
import type { Trial } from './trials.js';

/** Fills in what a refusal, or a push that will create a package, leaves open. Changes no verdict. */
export async function corroborate(evidence: Evidence, means: Means): Promise<void> {
  const { chosen, probe } = means;
  const refused = [...evidence.images, ...(evidence.sources ?? [])].filter(({ answers }) =>
    answers.some(({ answer }) => isRefusal(answer)),
  );
  const candidates = newPackageCandidates(evidence, chosen);
  if (refused.length + candidates.length === 0) return;
  // Nearly every run is an allowed push of the job's own token, which needs none of it.
  const { explainRefusals, lookForPackage } = await import('./explanations.js');
  await Promise.all([
    refused.length > 0 ? explainRefusals(evidence, refused, means) : null,
    ...candidates.map((image) => lookForPackage([image], chosen?.credential ?? null, probe)),
  ]);
}

/** A user's first push makes a package that is linked to no repository (facts W5), which is worth a word before it. */
function newPackageCandidates(evidence: Evidence, chosen: Trial | null): ImageEvidence[] {
  const credential = chosen?.credential;
  if (evidence.access !== 'push' || !evidence.run.repository || !credential || !isOfPerson(credential))
    return [];
  return firstImages(
    evidence.images.filter(
      ({ image, readable }, index) =>
        image.role === 'image' && readable === null && chosen.answers[index]?.outcome === 'allowed',
    ),
  );
}
