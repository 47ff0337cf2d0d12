/** What the logins of a job tell of where its pushes go: with one to the registry alone, nowhere else. */
import { hostOfAddress } from '../../workflow/knowledge/clients.js';
import { happens } from '../../workflow/language/chance.js';
import type { PushReading, RunReading } from '../../workflow/reading/every-run.js';

/** The reference is one of the registry. */
export function isAtRegistry({ act }: PushReading, registry: string): boolean {
  return act.found.reference.toLowerCase().startsWith(`${registry}/`);
}

/** An image that happens to be pushed with what a login left. */
export function isPlain({ found, runs }: PushReading['act']): boolean {
  return found.role === 'image' && happens(runs) && found.password === undefined && !found.mayBeConfigured;
}

/** Clients that take plain references: docker's own, which is meant where none is said. */
export function isDockers({ found: { client } }: PushReading['act']): boolean {
  return client === undefined || client === 'docker' || client === 'buildx';
}

/** The only login is one to the registry, and nothing else can have logged in: Docker Hub refuses the push. */
export function goesNowhereElse(run: RunReading, push: PushReading, registry: string): boolean {
  return /^[a-z\d]/.test(push.act.found.reference) && isOnlyLoggedInTo(run, push, registry);
}

/** The same of a push whose beginning may be empty. */
export function isOnlyLoggedInTo(run: RunReading, push: PushReading, registry: string): boolean {
  const isHere = run.pushes.some((each) => isAtRegistry(each, registry));
  return !isHere && isDockers(push.act) && isLoggedInOnlyTo(run, push, registry);
}

/** Is there a login to the registry and, as far as that can be told, none to another one that the push may go to? */
export function isLoggedInOnlyTo(
  run: RunReading,
  { act, isAfterUnread }: PushReading,
  registry: string,
): boolean {
  if (!isPlain(act) || isAfterUnread) return false;
  const logins = run.logins.filter(({ sign, runs }) => sign.password !== null && runs !== 'no');
  return (
    logins.some(({ runs }) => happens(runs)) &&
    logins.every(({ sign }) => hostOfAddress(sign.host) === registry)
  );
}
