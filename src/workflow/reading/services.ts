/** What steps ask of GitHub and not of the registry, with the job's token: an identity, an attestation, an upload. */
import { happens } from '../language/chance.js';
import { child, text, type YamlNode } from '../text/document.js';
import type { Act, Here } from './frame.js';

export type ServiceAct = Extract<Act, { kind: 'service' }>;

/** Those whose refusal ends the job, in runs that there are. */
export function servicesOf(acts: readonly Act[]): ServiceAct[] {
  return acts.filter(
    (act): act is ServiceAct => act.kind === 'service' && happens(act.runs) && !act.isPast && !act.mayFail,
  );
}

/** The step, or the whole job, may fail. */
export function goesOn({ step, job }: Here): boolean {
  return [step.node, job.node].some(isTolerated);
}

function isTolerated(node: YamlNode): boolean {
  const said = text(child(node, 'continue-on-error'));
  return said !== null && said !== 'false';
}

/**
 * A script that looks after the failures of its commands, of which ones is not asked; nor is it where the command
 * stands in another script that this one starts.
 *
 * @param program name of the command's
 */
export function mayFailIn(script: string, program: string): boolean {
  if (!script.includes(program)) return true;
  return /\|\||\bset \+e|\b(?:if|until|while)\b/.test(script);
}
