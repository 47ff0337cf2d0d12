/** Where in its workflow a push of this job stands. */
import type { Evidence, ImageReference } from '../evidence/types.js';
import type { Location } from '../types.js';
import type { Case } from './case.js';
import type { Claim } from './cause.js';
import { wasAsked } from './questions.js';

/** The step that pushes this image, where the workflow names it. A log has places of its own. */
export function placeOf(seen: Case): Pick<Claim, 'location' | 'job'> {
  const { image, workflow, registry, cache } = seen;
  return wasAsked(seen) && image
    ? stepOf({ ...image, registry, role: cache ? 'cache' : 'image' }, { workflow })
    : {};
}

/** The `push:` that switches this push on, which a guard changes; without one the step itself. */
export function switchOf(seen: Case): Pick<Claim, 'location' | 'job'> {
  const place = placeOf(seen);
  const at = seen.workflow?.pushes.find(({ location }) => location === place.location)?.switch;
  return at ? { ...place, location: at } : place;
}

/** The same for an image about which nothing was refused. */
export function stepOf(
  image: Pick<ImageReference, 'registry' | 'name' | 'given' | 'role'>,
  { workflow }: Pick<Evidence, 'workflow'>,
): Pick<Claim, 'location' | 'job'> {
  const push = workflow?.pushes.find(
    ({ reference, role }) =>
      role === image.role &&
      reference !== null &&
      (reference === image.given || bare(reference, image.registry) === `${image.registry}/${image.name}`),
  );
  return workflow && push ? { location: push.location, job: workflow.job } : {};
}

/** `registry/name`: lower case, without tag and digest. */
function bare(reference: string, registry: string): string {
  const name = reference
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '');
  return name.startsWith(`${registry}/`) ? name : `${registry}/${name}`;
}

/** The first of those on the same line. */
export function onePerLine<T extends { location: Location }>(all: readonly T[]): T[] {
  const byLine = new Map<string, T>();
  for (const each of all) {
    const key = `${each.location.file}:${each.location.line}`;
    if (!byLine.has(key)) byLine.set(key, each);
  }
  return [...byLine.values()];
}
