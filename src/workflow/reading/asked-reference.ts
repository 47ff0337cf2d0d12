/** The reference by which the registry is asked about a push or a pull of a job. */
import { isSurelyMisspelt } from '../../evidence/registry/misspelt.js';
import type { WorkflowPush } from '../../evidence/types/push.js';
import type { Found } from '../knowledge/clients.js';
import { hostIn, isMeantFor, referenceAt, wholeReference } from '../knowledge/names.js';
import { withoutAbsent } from '../language/origins.js';
import { hasHole } from '../language/values.js';

/**
 * What was meant for the registry counts, too, where a client stops at the way it is written or goes elsewhere.
 *
 * @returns `reference` null: it is at the registry, and its name can't be known; undefined: it is not, or nobody can say
 */
export function askedReference(
  found: Found,
  registry: string,
): { reference: string | null | undefined } & Pick<WorkflowPush, 'isNotFilledIn'> {
  const given = withoutAbsent(wholeReference(found));
  const reference = referenceAt(registry, given);
  // A push that may fail stops nothing.
  if (reference !== undefined || found.mayFail) return { reference };
  const meant = found.meant && referenceAt(registry, found.meant);
  if (meant) return { reference: meant, isNotFilledIn: true };
  const host = hostIn(given);
  if (isSurelyMisspelt(host)) return { reference: referenceAt(host, given) };
  // No client takes an address; its grammar refuses it as it stands.
  const isAddress = found.client !== 'helm' && isMeantFor(registry, given) && !hasHole(given);
  return { reference: isAddress ? given : undefined };
}
