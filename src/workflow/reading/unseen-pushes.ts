/**
 * The credentials that pushes out of sight would find: those of a program, a script or an action that nobody reads. Which of them
 * pushes no text tells, so each may. Somebody else has to say that one does: by naming the images.
 */
import { HOLE } from '../language/values.js';
import { credentialsOf, type TransferReading } from './logins/credentials.js';
import type { Act, OpaqueAct, TransferAct } from './steps/frame.js';

/**
 * A reading for each unread act of the steps to come, but for those that find what the one before them finds. A logout counts for
 * none of them: jobs end with it, and nobody knows on which side of it the push stands.
 *
 * @param acts of a job
 * @returns in their order; nothing where the job is seen to push
 */
export function unseenPushes(acts: readonly Act[], registry: string): TransferReading[] {
  if (acts.some((act) => act.kind === 'transfer' && act.found.access === 'push')) return [];
  const around: Act[] = [];
  const alike = new Set<string>();
  for (const act of acts) {
    if (act.kind === 'transfer' || (act.kind === 'sign' && act.sign.password === null)) continue;
    if (act.kind === 'sign') alike.clear();
    if (act.kind === 'opaque' && !act.isPast && act.runs !== 'no') {
      const { runs, authFolder, home, mayBePodman } = act;
      const key = JSON.stringify([runs, authFolder, home, mayBePodman]);
      if (!alike.has(key)) around.push(supposedPush(act, registry));
      alike.add(key);
    }
    around.push(act);
  }
  return [...credentialsOf(around, registry)];
}

function supposedPush(act: OpaqueAct, registry: string): TransferAct {
  const { hasCredential: _, says: __, told: ___, saysPush: ____, ...place } = act;
  const found = { reference: `${registry}/${HOLE}`, access: 'push', role: 'image', runs: 'yes' } as const;
  return { ...place, kind: 'transfer', found };
}
