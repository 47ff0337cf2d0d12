/** Where in its workflow a push of this job stands. */
import { isMadeOf } from '../../evidence/pattern.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { WorkflowPush } from '../../evidence/types/push.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import type { Case } from '../case.js';
import type { Claim } from '../cause.js';
import { wasAsked } from '../questions/asked.js';

/** The step that pushes this image, where the workflow names it. A log has places of its own. */
export function placeOf(seen: Case): Pick<Claim, 'location' | 'job'> {
  const { workflow } = seen;
  const push = pushIn(seen);
  return workflow && push ? { location: push.location, job: workflow.job } : {};
}

/** Where its name or its tag is written: in the step that makes them, at the push, or in our own input. */
export function placeOfPart(seen: Case, part: 'name' | 'tag'): Pick<Claim, 'location' | 'job'> {
  const { workflow } = seen;
  const push = pushIn(seen);
  const location = push ? (push.namedAt?.[part] ?? push.location) : wasAsked(seen) && workflow?.images;
  return workflow && location ? { location, job: workflow.job } : {};
}

/**
 * Of several spellings of a name the one that was looked at: of a wrong one the others are right, and nothing is to be changed there. What
 * the text leaves open may be it.
 */
function pushIn(seen: Case): WorkflowPush | null {
  const pushes = pushesIn(seen);
  const given = seen.image?.given ?? '';
  const spelt =
    pushes.find(({ reference, shown }) => reference === given || shown === given) ??
    pushes.find(({ shown }) => isMadeOf(given, shown.split('…')));
  return spelt ?? (seen.kind === 'name' ? null : (pushes[0] ?? null));
}

/** Every transfer of this image, where the workflow names it: two steps may push it, each under its own condition. */
export function pushesIn(seen: Case): WorkflowPush[] {
  const { image, workflow, registry, cache } = seen;
  if (!wasAsked(seen) || !image) return [];
  return pushesOf({ ...image, registry, role: cache ? 'cache' : 'image' }, { workflow });
}

/** The `push:` that switches this push on, which a guard changes; without one the step itself. */
export function switchOf(seen: Case): Pick<Claim, 'location' | 'job'> {
  const place = placeOf(seen);
  const at = seen.workflow?.pushes.find(({ location }) => location === place.location)?.switch;
  return at ? { ...place, location: at } : place;
}

/** The same for an image about which nothing was refused. */
export function stepOf(
  image: SoughtImage,
  { workflow }: Pick<Evidence, 'workflow'>,
): Pick<Claim, 'location' | 'job'> {
  const [push] = pushesOf(image, { workflow });
  return workflow && push ? { location: push.location, job: workflow.job } : {};
}

type SoughtImage = Pick<ImageReference, 'registry' | 'name' | 'given' | 'role' | 'problem'>;

function pushesOf(image: SoughtImage, { workflow }: Pick<Evidence, 'workflow'>): WorkflowPush[] {
  // What has no tags has no name either: another push has the one that stands for it.
  const isNameless = image.problem?.kind === 'no-tags' || image.problem?.kind === 'no-name';
  const known = (reference: string) =>
    reference === image.given ||
    bare(reference) === bare(image.given) ||
    // The same name behind the right host is another push.
    (image.problem?.kind !== 'misspelt-host' &&
      atRegistry(reference, image.registry) === `${image.registry}/${image.name}`);
  return (
    workflow?.pushes.filter(
      ({ reference, role, shown, isNotFilledIn, unfit }) =>
        role === image.role &&
        (((isNotFilledIn || unfit) && shown === image.given) ||
          (!isNotFilledIn && !isNameless && reference !== null && known(reference))),
    ) ?? []
  );
}

/** Lower case, without tag and digest. */
function bare(reference: string): string {
  return withoutTag(reference.toLowerCase());
}

/** `registry/name`. */
function atRegistry(reference: string, registry: string): string {
  const name = bare(reference);
  return name.startsWith(`${registry}/`) ? name : `${registry}/${name}`;
}
