/** What the links of a chain give a job's token beside packages. */
import type { LackedService, PermissionGrant, ServicePermission } from '../../evidence/types/permissions.js';
import type { CallChain } from './call-chains.js';
import { grantOf, weakestLink } from './grants.js';

type Chain = Pick<CallChain, 'callers' | 'job'>;

/** Outermost first. */
export function serviceGrants({ callers, job }: Chain, permission: ServicePermission): PermissionGrant[] {
  const links = [...callers, { document: job.document, id: job.id }];
  return links.map(({ document, id }) => grantOf(document, id, permission));
}

/** What a run surely lacks on each of the ways that may have led to its job, as the first of them tells it. */
export function lackedServices(
  [first, ...others]: readonly Chain[],
  asked: readonly { asks: readonly ServicePermission[]; by: string }[],
): LackedService[] {
  const permissions = [...new Set(asked.flatMap(({ asks }) => asks))];
  return permissions.flatMap((permission): LackedService[] => {
    const grants = first ? grantsInRun(first, permission) : [];
    const ways = [grants, ...others.map((each) => grantsInRun(each, permission))];
    if (ways.some((links) => weakestLink(links, 'write') === -1)) return [];
    const by = asked.flatMap((each) => (each.asks.includes(permission) ? each.by : []));
    return [{ permission, by: [...new Set(by)], grants }];
  });
}

/**
 * Where the outermost link declares nothing a setting of the repository decides, and none of its choices gives an identity
 * (docs: GITHUB_TOKEN, Permissions for the GITHUB_TOKEN).
 */
function grantsInRun(chain: Chain, permission: ServicePermission): PermissionGrant[] {
  const grants = serviceGrants(chain, permission);
  const [outermost, ...inner] = grants;
  const isBySetting = outermost?.declaredAt === 'default' && permission === 'id-token';
  return isBySetting ? [{ ...outermost, level: 'none' }, ...inner] : grants;
}
