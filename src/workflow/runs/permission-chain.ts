/**
 * The chain that a permission comes down, as data: from the setting or the outermost workflow to the token and what it
 * is for, with the level that each link hands on and the one link that is too small (rules: `grants.ts`).
 */
import type { PackagesLevel, PermissionGrant } from '../../evidence/types/permissions.js';
import type { ChainLink } from '../../types.js';
import { effectiveLevel, weakestLink } from './grants.js';

/** What the chain leads to: a package that a token pushes to or pulls from, or a called workflow that asks for a level. */
export type ChainEnd =
  | { kind: 'package'; name: string; breaksAt: 'permissions' | 'token' | 'package' }
  | { kind: 'called'; file: string };

/**
 * The links of a chain that is broken; null where it is whole, or where nobody knows that it is not.
 *
 * @param grants outermost first; of a call, those of the calling jobs
 * @param want the level that is needed at its end
 */
export function permissionChain(
  grants: readonly PermissionGrant[],
  want: 'read' | 'write',
  end: ChainEnd,
): ChainLink[] | null {
  const [outermost] = grants;
  if (!outermost) return null;
  const breaksAt = end.kind === 'package' ? end.breaksAt : 'permissions';
  const weak = breaksAt === 'permissions' ? weakestLink(grants, want) : grants.length;
  const isSetting = outermost.level === null;
  // Neither a link nor the setting could be what is too small.
  if (weak < 0 && !isSetting) return null;
  const links: ChainLink[] = [];
  if (isSetting) links.push(link('setting', '', null, { isBroken: weak < 0 }));
  for (const [index, grant] of grants.entries()) {
    const handed = levelThrough(grants.slice(0, index + 1));
    const isBroken = index === weak;
    const { file, location } = grant;
    const isShared = grant.declaredAt === 'workflow';
    if (isShared) links.push(link('workflow', '', handed, { file, location, isBroken }));
    const kind = index < grants.length - 1 || end.kind === 'called' ? 'caller' : index > 0 ? 'called' : 'job';
    const own = { file, location: isShared ? null : location, isBroken: isBroken && !isShared };
    links.push(link(kind, grant.job, handed, own));
  }
  if (end.kind === 'called') return [...links, link('called', '', want, { file: end.file, isEnd: true })];
  const level = breaksAt === 'token' ? 'read' : levelThrough(grants);
  return [
    ...links,
    link('token', '', level, { isBroken: breaksAt === 'token' }),
    link('package', end.name, want, { isBroken: breaksAt === 'package', isEnd: true }),
  ];
}

/** What the links hand on. Under a setting that nobody sees, a link that says less than write is still the most there can be. */
function levelThrough(grants: readonly PermissionGrant[]): PackagesLevel | null {
  const least = effectiveLevel(grants.filter(({ level }) => level !== null));
  return effectiveLevel(grants) ?? (least === 'write' ? null : least);
}

function link(
  kind: ChainLink['kind'],
  name: string,
  level: PackagesLevel | null,
  more: Partial<ChainLink>,
): ChainLink {
  return { kind, name, level, file: null, location: null, isBroken: false, isEnd: false, ...more };
}
