/** Whose the image is, and what its package is linked to. */
import type { Case } from '../case.js';
import { isOtherOwner } from '../levels.js';

/** Tags that metadata-action makes for pull requests (facts K4). */
export function isPullRequestTag({ image }: Case): boolean {
  return /(?:^|-)pr-\d+(?:-|$)/.test(image?.tag ?? '');
}

/** The image is in another account's namespace than the repository. Unknown, or masked, counts as no. */
export function ownersDiffer({ image, owner }: Case): boolean {
  return image !== null && !image.owner.includes('*') && isOtherOwner(image.owner, owner);
}

/** What the package is linked to, seen from this repository; null: not seen. */
export function packageLink({ package: about, repository }: Case): 'here' | 'elsewhere' | null {
  if (!about?.visible || !repository) return null;
  return about.repository?.toLowerCase() === repository.toLowerCase() ? 'here' : 'elsewhere';
}
