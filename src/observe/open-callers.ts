/**
 * Images of which nobody tells whether this run pushes them: of a job that several others call, and where a script has another one
 * ready for a refusal, or pushes only where something else fails.
 */
import { parseReferences } from '../evidence/registry/reference.js';
import { countingProspect } from '../evidence/registry/verdict.js';
import type { Answer } from '../evidence/types/answer.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { TokenSource } from '../evidence/types/token.js';
import type { Access } from '../types.js';

/** What a push names, and the callers by which it is not made. */
export interface PushedReferences {
  references: readonly ImageReference[];
  exceptCallers: readonly number[];
  /** What is pushed in its place where it is refused; empty: nobody knows. */
  fallbacks?: readonly string[];
  /** It is made surely only where none of these is in the registry; by a name alone: something of it, nobody knows which. */
  unlessThere?: readonly string[];
  /** It is made only where all of these are in the registry. */
  onlyThere?: readonly string[];
}

/**
 * Notes the images whose refusal is perhaps none of this run, where it may be of a caller to which nothing is refused.
 *
 * @param pushed all pushes that name the images
 * @param ask what the registry says to a push with this step's login
 */
export async function noteOpenCallers(
  images: readonly ImageEvidence[],
  pushed: readonly PushedReferences[],
  chosen: TokenSource | null,
  ask: Asking,
): Promise<void> {
  const open = new Map(images.map((each) => [each, withoutPushOf(each.image, pushed)]));
  const refused = images.filter((image) => countingProspect(image, chosen).verdict === 'denied');
  const isRefusedNothing = (caller: number) => refused.every((image) => open.get(image)?.includes(caller));
  const isPushed = (each: ImageReference) =>
    pushed.some(({ references }) => references.some(({ reference }) => reference === each.reference));
  const isOneMissed = async (image: ImageEvidence, those: readonly string[]) =>
    (await missed(those, image, ask)).some((each) => !isPushed(each));
  for (const image of images) {
    const own = pushed.filter(({ references }) => references.some((each) => isAlike(each, image.image)));
    const isRefused = refused.includes(image);
    const isReplaced =
      own.length > 0 &&
      (await areOpen(own, async ({ onlyThere = [] }) => isRefused && isOneMissed(image, onlyThere)));
    const isInVain =
      isReplaced && isRefused && ((await areRefused(own, image, ask)) || (await isMissed(own, image, ask)));
    if (isInVain) continue;
    if (!isReplaced && !open.get(image)?.some(isRefusedNothing)) continue;
    image.isPerhapsOthers = true;
    image.logins = image.logins.map((login) => ({ ...login, sure: false }));
  }
}

/** Is it all refused that would be pushed in its place, by the same login? */
async function areRefused(
  pushed: readonly PushedReferences[],
  { image: { registry, owner }, logins }: ImageEvidence,
  ask: Asking,
): Promise<boolean> {
  const others = pushed.map(({ fallbacks = [] }) => fallbacks);
  if (logins.length > 0 || others.some(({ length }) => length === 0)) return false;
  const { references, skipped } = parseReferences([...new Set(others.flat())].join('\n'), {
    registry,
    owner,
  });
  if (skipped.length > 0 || references.length > MOST_FALLBACKS) return false;
  const answers = await Promise.all(references.map((each) => ask(each, 'push')));
  return answers.every(({ outcome }) => outcome === 'refused');
}

/** Is there none of what one of them is made in the place of, so that it surely is made? By this step's login: another one may see more. */
async function isMissed(
  pushed: readonly PushedReferences[],
  image: ImageEvidence,
  ask: Asking,
): Promise<boolean> {
  for (const { unlessThere = [] } of pushed) {
    const those = await missed(unlessThere, image, ask);
    if (those.length > 0 && those.length === new Set(unlessThere).size) return true;
  }
  return false;
}

/** Are all of them perhaps not made? */
async function areOpen(
  pushed: readonly PushedReferences[],
  lacksImage: (each: PushedReferences) => Promise<boolean>,
): Promise<boolean> {
  for (const each of pushed)
    if (!each.fallbacks && !each.unlessThere && !(await lacksImage(each))) return false;
  return true;
}

/** Those of these images that are not there; none, where nobody can say. */
async function missed(
  those: readonly string[],
  { image: { registry, owner }, logins }: ImageEvidence,
  ask: Asking,
): Promise<ImageReference[]> {
  if (logins.length > 0 || those.length === 0) return [];
  const { references, skipped } = parseReferences(those.join('\n'), { registry, owner });
  if (skipped.length > 0 || references.length > MOST_FALLBACKS) return [];
  const answers = await Promise.all(references.map((each) => ask(each, 'pull')));
  return references.filter((each, at) => isMissing(each, answers[at]));
}

/** Of a name alone nobody knows which tag is looked for: where another one lacks, that may be there, but none is where nothing may be read. */
function isMissing({ tag, digest }: ImageReference, answer: Answer | undefined): boolean {
  if (answer?.outcome !== 'refused') return false;
  return tag !== null || digest !== null || answer.status !== 404 || answer.code === 'NAME_UNKNOWN';
}

/** What the registry says with this step's login. */
type Asking = (image: ImageReference, access: Access) => Promise<Answer>;

/** Nobody has more of them ready. */
const MOST_FALLBACKS = 10;

/** The callers that have no push of it. */
function withoutPushOf(image: ImageReference, pushed: readonly PushedReferences[]): readonly number[] {
  const own = pushed.filter(({ references }) => references.some((each) => isAlike(each, image)));
  const [first, ...others] = own.map(({ exceptCallers }) => exceptCallers);
  return first?.filter((caller) => others.every((each) => each.includes(caller))) ?? [];
}

/** The registry looks at the name alone, a client at the whole of what is wrong in it. */
function isAlike(one: ImageReference, other: ImageReference): boolean {
  if (one.problem || other.problem) return one.reference === other.reference;
  return one.name === other.name;
}
