/**
 * Pushes of this run that were meant for the registry and go elsewhere, whatever the token may do: without a host where the
 * job logs in to no other registry, a tag where a whole reference belongs, a wrong sign around the host, no tag at all. And
 * those before which the job ends, at a login to a misspelt host.
 */
import { parseReference } from '../../../evidence/registry/reference.js';
import { hostMeant } from '../../../evidence/registry/reference-grammar.js';
import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { ImageReference } from '../../../evidence/types/reference.js';
import { hostOfAddress } from '../../knowledge/clients.js';
import { isSurelyName, isTagAlone, withSlash } from '../../knowledge/names/name-shapes.js';
import { shownReference } from '../../knowledge/names/names.js';
import { happens } from '../../language/chance.js';
import { withoutAbsent } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { CallChain } from '../../runs/call-chains.js';
import { locate } from '../../text/places.js';
import type { TransferReading } from '../logins/credentials.js';
import { isStrayLogin } from '../logins/served-registries.js';
import { askedReference } from '../names/asked-reference.js';
import { emptyName } from '../names/empty.js';
import { bringing, placeOfSource, sourcesIn } from '../names/source.js';
import { goesNowhereElse, isDockers, isLoggedInOnlyTo, pushesOfStep } from './only-logins.js';
import { isSurelyNameless, type TextAndPushes, whyNameless } from './tagless-pushes.js';

/** What a push is looked at with. */
export interface StrayContext {
  registry: string;
  owner: string | null;
  /** `Owner/Repo` of the run. */
  repository: string | null;
  /** A machine that GitHub makes for the job: on another one somebody may have logged in to Docker Hub before. */
  isHosted: boolean;
}

/** A push that goes elsewhere, or is never made. */
export interface StrayPush extends Pick<WorkflowPush, 'reference' | 'isHostKnown' | 'unfit'> {
  /** What is to mend, where that is not the name that is pushed. */
  namedAt?: WorkflowPush['namedAt'];
}

/** What a job does in one run, pulls as well. */
export interface Transfers extends Omit<TextAndPushes, 'pushes'> {
  transfers: readonly TransferReading[];
}

/** By the transfers of a run: each of them may be one that goes astray, and what is asked of all pushes is asked of them once. */
const PUSHES = new WeakMap<readonly TransferReading[], readonly TransferReading[]>();

function pushesAmong(transfers: readonly TransferReading[]): readonly TransferReading[] {
  const known = PUSHES.get(transfers) ?? transfers.filter(({ act }) => act.found.access === 'push');
  PUSHES.set(transfers, known);
  return known;
}

/** null: it goes where it is meant to, as far as anybody can tell. */
export function strayPush(
  push: TransferReading,
  { transfers, ...job }: Transfers,
  chain: CallChain,
  context: StrayContext,
): StrayPush | null {
  const image = strayImage(push, { ...job, pushes: pushesAmong(transfers) }, context);
  return image ? refused(image) : pushAfterStrayLogin(push, chain, context);
}

function refused(unfit: ImageReference): StrayPush {
  return { reference: unfit.given, isHostKnown: true, unfit };
}

/** The job ends at a login to a misspelt host, whatever ours may do and wherever the push goes. */
function pushAfterStrayLogin(
  { act, passed }: TransferReading,
  chain: CallChain,
  context: StrayContext,
): StrayPush | null {
  const { registry, repository } = context;
  const login = passed.find(isStrayLogin);
  if (!login || act.found.access !== 'push' || act.found.role !== 'image' || !happens(act.runs)) return null;
  const { reference } = askedReference(act.found, registry, []);
  const asked = reference ?? (reference === null && repository && `${registry}/${repository.toLowerCase()}`);
  const image = asked ? parseReference(asked, context) : null;
  if (image === null || 'host' in image) return null;
  const given = hostOfAddress(login.sign.host);
  const { document, place, step, user } = login;
  const job = { chain, document: chain.job.document, job: chain.job };
  const sources = sourcesIn({ document, steps: [step], job, ...(user ? { user } : {}) }, bringing(given));
  const at = placeOfSource(sources) ?? locate(document, place);
  const problem = { kind: 'misspelt-host', corrected: registry } as const;
  return { ...refused({ ...image, given, problem }), namedAt: { name: at, tag: at } };
}

function strayImage(push: TransferReading, job: TextAndPushes, context: StrayContext): ImageReference | null {
  const { access, reference, mayFail } = push.act.found;
  if (access !== 'push' || mayFail || !happens(push.act.runs)) return null;
  const given = withoutAbsent(reference).trim();
  if (given === '') return imageWithoutTags(push, job, context);
  const found = problemOf(push, given, job, context);
  if (found === null) return null;
  const shown = shownReference(given);
  const corrected = shownReference(found.meant);
  const image = parseReference(corrected.replaceAll('…', 'x'), context);
  if ('host' in image) return null;
  return { ...image, given: shown, reference: shown, problem: { kind: found.kind, corrected } };
}

/** What comes to nothing has no name to be asked about but the repository's own. */
function imageWithoutTags(
  push: TransferReading,
  job: TextAndPushes,
  context: StrayContext,
): ImageReference | null {
  const why = whyNameless(push, job, context.registry);
  if (why === null || context.repository === null) return null;
  const lacks = emptyName(push.act.found.reference) ?? (isSurelyNameless(push, why) ? '' : null);
  if (lacks === null) return null;
  const image = parseReference(`${context.registry}/${context.repository.toLowerCase()}`, context);
  return 'host' in image ? null : { ...image, given: '', problem: { kind: why, corrected: '', lacks } };
}

function problemOf(
  push: TransferReading,
  given: string,
  job: TextAndPushes,
  { registry, owner, isHosted }: StrayContext,
): { kind: 'no-host' | 'no-scheme' | 'tag-alone' | 'colon' | 'transport' | 'mark'; meant: string } | null {
  const { step, found } = push.act;
  const isOfInput = found.role === 'image' && found.input !== undefined;
  const sibling = isOfInput && isTagAlone(given) ? pushesOfStep(job, step, registry).there : undefined;
  if (sibling) return { kind: 'tag-alone', meant: `${withoutTag(sibling.act.found.reference)}:${given}` };
  const slashed = isDockers(push.act) ? withSlash(given, registry) : null;
  if (slashed) return { kind: slashed.why, meant: slashed.meant };
  // Whatever it is meant for, helm sends it nowhere: with one login, that is the registry of it.
  if (found.refuses === 'no-scheme' && isLoggedInOnlyTo(job, push, registry))
    return { kind: 'no-scheme', meant: `oci://${registry}/${given}` };
  if (!isHosted || (hasHole(given.split('/', 1)[0] ?? '') && !isSurelyName(given))) return null;
  if (hostMeant(given) !== null || !goesNowhereElse(job, push, registry)) return null;
  const name = given.includes('/') ? given : `${owner?.toLowerCase() ?? 'OWNER'}/${given}`;
  return { kind: 'no-host', meant: `${registry}/${name}` };
}
