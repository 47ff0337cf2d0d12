/** The reference by which the registry is asked about a push or a pull of a job. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import { type Found, hostOfAddress } from '../../knowledge/clients.js';
import { beginsEmpty, hostIn, isMeantFor, referenceAt, wholeReference } from '../../knowledge/names/names.js';
import { withoutAbsent } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { SignAct } from '../steps/frame.js';

/**
 * What was meant for the registry counts, too, where a client stops at the way it is written or goes elsewhere.
 *
 * @param logins those of its job, which tell where a name without a host was to go
 * @returns `reference` null: it is at the registry, and its name can't be known; undefined: it is not, or nobody can say
 */
export function askedReference(
  found: Found,
  registry: string,
  logins: readonly SignAct[],
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
  if (isAddress) return { reference: given };
  if (!isWithoutHost(found, registry, logins)) return { reference: undefined };
  return { reference: hasHole(given) ? null : given };
}

/** Clients to which what begins with a slash may be a file. */
const READS_FILES: readonly Found['client'][] = ['spin', 'apptainer', 'kcl'];

/** What was to name the registry is empty, and the job logs in to no other: no client takes what is left, whatever it appends. */
function isWithoutHost(
  { client, reference, needsName }: Found,
  registry: string,
  logins: readonly SignAct[],
): boolean {
  const written = withoutAbsent(reference);
  const isNamed = needsName || client !== undefined || beginsEmpty(reference);
  if (!/^[/:]/.test(written) || hasHole(withoutTag(written)) || !isNamed) return false;
  if (written.toLowerCase().startsWith(`/${registry}/`)) return true;
  if (READS_FILES.includes(client) && !needsName) return false;
  const hosts = logins.flatMap(({ sign, runs }) =>
    sign.password === null || runs === 'no' ? [] : hostOfAddress(sign.host),
  );
  return hosts.length > 0 && hosts.every((host) => host === registry);
}
