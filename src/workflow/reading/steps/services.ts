/** What steps ask of GitHub and not of the registry, with the job's token: an identity, an attestation, an upload. */
import { happens } from '../../language/chance.js';
import type { Act } from './frame.js';
import { looksAfterFailures } from './tolerance.js';

export type ServiceAct = Extract<Act, { kind: 'service' }>;

/** Those whose refusal ends the job, in runs that there are. */
export function servicesOf(acts: readonly Act[]): ServiceAct[] {
  return acts.filter(
    (act): act is ServiceAct => act.kind === 'service' && happens(act.runs) && !act.isPast && !act.mayFail,
  );
}

/**
 * A script that looks after the failures of its commands, of which ones is not asked; nor is it where the command
 * stands in another script that this one starts.
 *
 * @param program name of the command's
 */
export function mayFailIn(script: string, program: string): boolean {
  return !script.includes(program) || looksAfterFailures(script);
}
