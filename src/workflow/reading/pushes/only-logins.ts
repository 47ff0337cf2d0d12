/** What the logins of a job tell of where its pushes go: with one to the registry alone, nowhere else. */
import { type Client, hostOfAddress } from '../../knowledge/clients.js';
import { referenceAt } from '../../knowledge/names/names.js';
import { happens } from '../../language/chance.js';
import { withoutAbsent } from '../../language/origins.js';
import type { StepText } from '../../text/job.js';
import type { TransferReading } from '../logins/credentials.js';
import type { SignAct } from '../steps/frame.js';

/** What a job does in one run, as far as it tells of that. */
export interface LoginsAndPushes {
  pushes: readonly TransferReading[];
  logins: readonly SignAct[];
}

/** The reference is one of the registry. */
export function isAtRegistry({ act }: TransferReading, registry: string): boolean {
  return referenceAt(registry, act.found.reference) !== undefined;
}

/** An image that happens to be pushed with what a login left. */
export function isPlain({ found, runs }: TransferReading['act']): boolean {
  return found.role === 'image' && happens(runs) && found.password === undefined && !found.mayBeConfigured;
}

/** Clients that take plain references: docker's own, which is meant where none is said. */
export function isDockers({ found: { client } }: TransferReading['act']): boolean {
  return client === undefined || client === 'docker' || client === 'buildx';
}

/**
 * For these a name without a host is one of Docker Hub, whatever the machine is told of registries to search: docker, podman and its
 * kin (containers/image docker/reference, normalize.go; measured with `registries.conf`), crane and its kin (go-containerregistry
 * pkg/name, DefaultRegistry), regctl (regclient types/ref). Others take the owner for the host, or need a scheme.
 */
const TO_HUB: ReadonlySet<Client | undefined> = new Set([
  undefined,
  'docker',
  'buildx',
  'containers',
  'ggcr',
  'regctl',
]);

/** A file that may send one of Docker Hub elsewhere (containers-registries.conf(5), remapping). */
const REMAPPING = /registries\.conf/i;

/** Each text is looked at once. */
const REMAPS = new WeakMap<TransferReading['act']['document'], boolean>();

function goesToHub({ found: { client, hasOwnDefault }, document }: TransferReading['act']): boolean {
  if (hasOwnDefault) return false;
  if (client !== 'containers') return TO_HUB.has(client);
  const remaps = REMAPS.get(document) ?? REMAPPING.test(document.text);
  REMAPS.set(document, remaps);
  return !remaps;
}

/** The only login is one to the registry, and nothing else can have logged in: Docker Hub refuses the push. */
export function goesNowhereElse(run: LoginsAndPushes, push: TransferReading, registry: string): boolean {
  return /^[a-z\d]/.test(push.act.found.reference) && isOnlyLoggedInTo(run, push, registry);
}

/** The same of a push whose beginning may be empty. */
export function isOnlyLoggedInTo(run: LoginsAndPushes, push: TransferReading, registry: string): boolean {
  return !pushesThere(run, registry) && goesToHub(push.act) && isLoggedInOnlyTo(run, push, registry);
}

/** Is anything pushed there that is given its name? */
export function pushesThere({ pushes }: Pick<LoginsAndPushes, 'pushes'>, registry: string): boolean {
  return once(THERE, pushes, registry, () => pushes.some((each) => isAtRegistry(each, registry)));
}

/** What one step pushes. */
interface StepPushes {
  /** The first that is one of the registry. */
  there?: TransferReading;
  /** Whatever is no cache is given nothing at all. */
  isNameless: boolean;
}

/** What the step of a push pushes beside it. */
export function pushesOfStep(
  { pushes }: Pick<LoginsAndPushes, 'pushes'>,
  { node }: StepText,
  registry: string,
): StepPushes {
  const ofRun = BY_STEP.get(pushes) ?? new Map<string, ReturnType<typeof byStep>>();
  BY_STEP.set(pushes, ofRun);
  const known = ofRun.get(registry) ?? byStep(pushes, registry);
  ofRun.set(registry, known);
  return known.get(node) ?? { isNameless: true };
}

function byStep(pushes: readonly TransferReading[], registry: string): Map<StepText['node'], StepPushes> {
  const steps = new Map<StepText['node'], StepPushes>();
  for (const push of pushes) {
    const { found, step } = push.act;
    const known: StepPushes = steps.get(step.node) ?? { isNameless: true };
    steps.set(step.node, known);
    if (!known.there && isAtRegistry(push, registry)) known.there = push;
    known.isNameless &&= found.role === 'cache' || withoutAbsent(found.reference).trim() === '';
  }
  return steps;
}

/** By a run's pushes, or its logins: each of the pushes asks the same again, and there may be thousands. */
type Known = WeakMap<readonly unknown[], Map<string, boolean>>;
const THERE: Known = new WeakMap();
const ONLY_TO: Known = new WeakMap();
const BY_STEP = new WeakMap<readonly TransferReading[], Map<string, ReturnType<typeof byStep>>>();

function once(known: Known, of: readonly unknown[], registry: string, find: () => boolean): boolean {
  const ofRun = known.get(of) ?? new Map<string, boolean>();
  known.set(of, ofRun);
  const found = ofRun.get(registry) ?? find();
  ofRun.set(registry, found);
  return found;
}

/** Is there a login to the registry and, as far as that can be told, none to another one that the push may go to? */
export function isLoggedInOnlyTo(
  { logins }: LoginsAndPushes,
  { act, isAfterUnread }: TransferReading,
  registry: string,
): boolean {
  if (!isPlain(act) || isAfterUnread) return false;
  return once(ONLY_TO, logins, registry, () => areOnlyTo(logins, registry));
}

function areOnlyTo(logins: readonly SignAct[], registry: string): boolean {
  const made = logins.filter(({ sign, runs }) => sign.password !== null && runs !== 'no');
  return (
    made.some(({ runs }) => happens(runs)) && made.every(({ sign }) => hostOfAddress(sign.host) === registry)
  );
}
