/** What the logins of a job tell of where its pushes go: with one to the registry alone, nowhere else. */
import { hostOfAddress } from '../knowledge/clients.js';
import { happens } from '../language/chance.js';
import type { TransferReading } from './logins/credentials.js';
import type { SignAct } from './steps/frame.js';

/** What a job does in one run, as far as it tells of that. */
export interface LoginsAndPushes {
  pushes: readonly TransferReading[];
  logins: readonly SignAct[];
}

/** The reference is one of the registry. */
export function isAtRegistry({ act }: TransferReading, registry: string): boolean {
  return act.found.reference.toLowerCase().startsWith(`${registry}/`);
}

/** An image that happens to be pushed with what a login left. */
export function isPlain({ found, runs }: TransferReading['act']): boolean {
  return found.role === 'image' && happens(runs) && found.password === undefined && !found.mayBeConfigured;
}

/** Clients that take plain references: docker's own, which is meant where none is said. */
export function isDockers({ found: { client } }: TransferReading['act']): boolean {
  return client === undefined || client === 'docker' || client === 'buildx';
}

/** The only login is one to the registry, and nothing else can have logged in: Docker Hub refuses the push. */
export function goesNowhereElse(run: LoginsAndPushes, push: TransferReading, registry: string): boolean {
  return /^[a-z\d]/.test(push.act.found.reference) && isOnlyLoggedInTo(run, push, registry);
}

/** The same of a push whose beginning may be empty. */
export function isOnlyLoggedInTo(run: LoginsAndPushes, push: TransferReading, registry: string): boolean {
  const isHere = run.pushes.some((each) => isAtRegistry(each, registry));
  return !isHere && isDockers(push.act) && isLoggedInOnlyTo(run, push, registry);
}

/** Is there a login to the registry and, as far as that can be told, none to another one that the push may go to? */
export function isLoggedInOnlyTo(
  run: LoginsAndPushes,
  { act, isAfterUnread }: TransferReading,
  registry: string,
): boolean {
  if (!isPlain(act) || isAfterUnread) return false;
  const logins = run.logins.filter(({ sign, runs }) => sign.password !== null && runs !== 'no');
  return (
    logins.some(({ runs }) => happens(runs)) &&
    logins.every(({ sign }) => hostOfAddress(sign.host) === registry)
  );
}
