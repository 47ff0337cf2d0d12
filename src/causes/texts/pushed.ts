/**
 * What the causes ask of a push that is read from a text: whose token it has, what is
 * wrong with its name, and where it stands. Where the text leaves a hole, the words show `…`.
 */
import { repositoryOwner } from '../../evidence/repository-name.js';
import type { Location } from '../../types.js';
import { shownReference } from '../../workflow/knowledge/names/names.js';
import { locate } from '../../workflow/text/places.js';
import { WORKFLOW } from '../askers/places.js';
import type { Linted, LintedPush, Subject } from '../case.js';
import type { LintClaim } from '../cause.js';
import { isOtherOwner, type WeakLink, weakLink } from '../levels.js';
import { pushedName } from './names/pushed-name.js';

/** The push is made with the job's own token. */
export function isByJobToken({ push }: LintedPush): boolean {
  const { credential } = push;
  return credential.kind === 'token' && credential.password.kind === 'github-token';
}

/** The secret that comes first, where the job's own token makes the push only without it; else null. */
export function spareOf({ push }: LintedPush): string | null {
  const { credential } = push;
  return credential.kind === 'token' && credential.password.kind === 'fallback'
    ? credential.password.name
    : null;
}

/** The package belongs to another account than the repository: GITHUB_TOKEN has no right there. */
export function isForeignOwner(linted: LintedPush): boolean {
  const owner = pushedName(linted)?.owner ?? null;
  return (
    owner !== null && !linted.job.chain.isForeign && isOtherOwner(owner, repositoryOwner(linted.repository))
  );
}

/** The link of the chain that gives the job's token less than write. */
export function lackIn({ grants, chain }: LintedPush['job']): WeakLink | null {
  return weakLink(grants, 'write', chain.isForeign);
}

/** Where the push stands, and the job that makes it. */
export function placeOfPush({ push, job }: LintedPush): { location: Location; job: string } {
  return { location: locate(push.act.document, push.act.place), job: job.job.id };
}

/** The push, or where it stands in an action of the repository, the job that uses it. */
export function placeInWorkflow(linted: LintedPush): Pick<LintClaim, 'location'> & { job: string } {
  const { job, document } = linted.job;
  const isHere = linted.push.act.document === document;
  return isHere ? placeOfPush(linted) : { location: locate(document, job.entry.key), job: job.id };
}

/** Commands that build or tag an image, and so have a use for a list of tags. */
const BUILDERS = /\b(?:docker|podman|buildah|nerdctl|buildctl)\s+(?!run\b)/;

/** docker/metadata-action makes tags of images: for an action that pushes those, and for commands that tag one. */
function takesTags({ push: { act } }: LintedPush): boolean {
  const { document, place, step, found } = act;
  if (found.client === 'helm' || found.isPrefix) return false;
  return step.uses !== null || BUILDERS.test(document.text.slice(place.start, place.end));
}

/** What the texts may say of a push, or of the files where it is about no push in particular. */
export function subjectOf({ registry, serverUrl, repository }: Linted, linted: LintedPush | null): Subject {
  // Of a push that is only likely nobody knows the image.
  const seen = linted?.push.act.found.hidden ? null : linted;
  const image = seen ? pushedName(seen)?.image : undefined;
  const reference = seen ? shownReference(seen.push.act.found.reference) : '';
  return {
    asker: WORKFLOW,
    access: 'push',
    registry,
    serverUrl,
    image: seen && {
      name: '',
      owner: '',
      package: '',
      tag: null,
      digest: null,
      problem: null,
      ...image,
      address: image ? addressIn(reference) : '',
      reference,
      given: reference,
    },
    ...(seen ? { takesTags: takesTags(seen) } : {}),
    package: null,
    calledToken: { source: 'github-token', file: null },
    token: null,
    repository,
    event: linted?.run.trigger.event ?? null,
    job: linted?.job.job.id ?? null,
    said: null,
    trouble: null,
    status: null,
    requestId: null,
  };
}

/** Host and name of a reference, whose tag may have slashes where a branch is filled in; digits behind the host are its port. */
function addressIn(reference: string): string {
  return /^[^:@/]*(?::\d+(?=\/))?[^:@]*/.exec(reference.replace(/^[a-z]+:\/\//i, ''))?.[0] ?? '';
}
