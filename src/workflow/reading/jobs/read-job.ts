/** One job in one run: what it pushes and pulls, and with which credential. Everything that asks for it asks here. */
import { hiddenPushes } from '../hidden-pushes.js';
import { credentialsOf, type TransferReading } from '../logins/credentials.js';
import type { Act, SignAct, WalkOptions } from '../steps/frame.js';
import { type ServiceAct, servicesOf } from '../steps/services.js';
import { type StepReading, walkSteps } from '../steps/walk.js';
import { toldNames, type UnseenPush, unseenPushes } from '../unseen-pushes.js';

export interface RunOfJob {
  /** What its steps do from now on, those included that are passed over. */
  transfers: TransferReading[];
  /** What programs that are not read are likely to push. */
  hidden: TransferReading[];
  /** What programs that are not read would find if they pushed. */
  unseen: () => UnseenPush[];
  /** Names of this registry that steps are told whose doings nobody sees. */
  named: NamedImage[];
  /** What GitHub is asked for, the registry aside. */
  services: ServiceAct[];
  /** Logins and logouts, also of the steps that have run already. */
  logins: SignAct[];
}

interface NamedImage {
  reference: string;
  act: Act;
  /** A program says that it pushes it. */
  isSaid?: true;
}

/**
 * Walks the steps of a job with what is known of a run.
 *
 * @param walk its `after` is the step that asks: transfers before it are past
 * @param registry whose credentials are followed
 */
export function readJob(walk: WalkOptions, registry: string): RunOfJob {
  return runOf(walkSteps(walk).steps, registry);
}

/** What steps that were walked come to. */
export function runOf(steps: readonly StepReading[], registry: string): RunOfJob {
  const acts = withoutTooMany(steps.flatMap(({ isPast, acts: own }) => (isPast ? past(own) : own)));
  return {
    transfers: [...credentialsOf(acts, registry)],
    hidden: hiddenPushes(acts, registry),
    unseen: () => unseenPushes(acts, registry),
    named: namedImages(acts, registry),
    services: servicesOf(acts),
    logins: acts.filter((act): act is SignAct => act.kind === 'sign'),
  };
}

/** Pushes and pulls of one job that are looked at. No job makes as many; an expression may repeat a name without end. */
const MOST_TRANSFERS = 25_000;

function withoutTooMany(acts: Act[]): Act[] {
  if (acts.length <= MOST_TRANSFERS) return acts;
  let transfers = 0;
  return acts.filter(({ kind }) => {
    if (kind === 'transfer') transfers += 1;
    return kind !== 'transfer' || transfers <= MOST_TRANSFERS;
  });
}

function past(acts: readonly Act[]): Act[] {
  return acts.filter(({ kind }) => kind !== 'transfer').map((act) => ({ ...act, isPast: true }));
}

function namedImages(acts: readonly Act[], registry: string): NamedImage[] {
  return acts.flatMap((act) => {
    if (act.kind !== 'opaque' || act.isPast || act.runs === 'no') return [];
    const isSaid = act.saysPush ? { isSaid: true as const } : {};
    return toldNames(act, registry).map((reference) => ({ reference, act, ...isSaid }));
  });
}
