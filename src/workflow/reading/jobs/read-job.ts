/** One job in one run: what it pushes and pulls, and with which credential. Everything that asks for it asks here. */
import { credentialsOf, type TransferReading } from '../logins/credentials.js';
import type { Act, SignAct, WalkOptions } from '../steps/frame.js';
import { type StepReading, walkSteps } from '../steps/walk.js';

export interface RunOfJob {
  /** What its steps do from now on, those included that are passed over. */
  transfers: TransferReading[];
  /** Whatever they do, in their order. */
  acts: readonly Act[];
  /** Logins and logouts, also of the steps that have run already. */
  logins: SignAct[];
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
    acts,
    transfers: [...credentialsOf(acts, registry)],
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
