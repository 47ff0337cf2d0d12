/** What is told by acts whose doings nobody sees, and by builds: of a job as a whole, beside the pushes that are seen. */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { UnseenLogins, WorkflowEvidence } from '../../../evidence/types/workflow.js';
import { locate } from '../../text/places.js';
import type { HeldTokens } from '../logins/held-tokens.js';
import { unseenLogins } from '../logins/unseen-logins.js';
import { stoppingBuilds } from '../pushes/stopping-builds.js';
import { toldNames, unseenPushes } from '../pushes/unseen-pushes.js';
import type { Act } from '../steps/frame.js';

/** What a job does in one leg of it. */
export interface ActsOfLeg {
  acts: readonly Act[];
  /** What our inputs show of the run's secrets; null: nobody knows what comes after our step. */
  held: HeldTokens | null;
}

export interface MetActs extends Pick<WorkflowEvidence, 'named' | 'unseenLogins'> {
  /** Builds that end the job before its push, each as a push that nobody takes. */
  stops: WorkflowPush[];
}

/** Of all legs of a job, each thing once. */
export function toldByActs(legs: readonly ActsOfLeg[], registry: string): MetActs {
  const named = new Map<string, WorkflowEvidence['named'][number]>();
  const unseen = new Map<string, UnseenLogins>();
  const stops = new Map<string, WorkflowPush>();
  for (const { acts, held } of legs) {
    // What a program says that it pushes goes before what it is only told.
    for (const each of acts.flatMap((act) => namedBy(act, registry)))
      if (each.isSaid || !named.get(each.reference)?.isSaid) named.set(each.reference, each);
    if (held)
      for (const each of unseenPushes(acts, registry)) {
        const logins = unseenLogins(each, held);
        unseen.set(JSON.stringify(logins), logins);
      }
    for (const each of stoppingBuilds(acts, registry)) stops.set(JSON.stringify(each), each);
  }
  return { named: [...named.values()], unseenLogins: [...unseen.values()], stops: [...stops.values()] };
}

/** Names of this registry that a step is told whose doings nobody sees. */
function namedBy(act: Act, registry: string): WorkflowEvidence['named'] {
  if (act.kind !== 'opaque' || act.isPast || act.runs === 'no') return [];
  const location = locate(act.document, act.place);
  const isSaid = act.saysPush ? { isSaid: true as const } : {};
  return toldNames(act, registry).map((reference) => ({ reference, location, ...isSaid }));
}
