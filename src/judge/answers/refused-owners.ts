/** Owners under whose names no package will come to be: what mends the refusal is another owner. */
import { CAUSES } from '../../causes/index.js';
import type { ImageEvidence } from '../../evidence/types/image.js';
import type { Finding } from '../../types.js';

/** The images whose owner stays as it is, as far as these findings tell. */
export function withoutRefusedOwners(
  images: readonly ImageEvidence[],
  findings: readonly Finding[],
): ImageEvidence[] {
  const ofOwner = new Set<string>(CAUSES.filter(({ isOfOwner }) => isOfOwner).map(({ id }) => id));
  const refused = new Set(
    findings.flatMap(({ id, image }) => (image !== null && ofOwner.has(id) ? [ownerOf(image)] : [])),
  );
  return images.filter(({ image }) => !refused.has(ownerOf(`${image.registry}/${image.name}`)));
}

/** Of `registry/owner/name`. */
const ownerOf = (image: string) => image.split('/').slice(0, 2).join('/').toLowerCase();
