/** Sets of permissions put together: nothing that one of them has is lost. */
import { atLeast, type Level, levelOf, type PermissionSet } from '../../workflow/runs/permissions.js';

/** What is to be given. */
export interface WantedPermission {
  scope: string;
  want: Level;
}

/** With what is wanted, in the order of their names. */
export function withWanted(permissions: PermissionSet, { scope, want }: WantedPermission): PermissionSet {
  const all = unionOf(permissions, new Map([[scope, want]]));
  // `id-token` has no level read; `read-all` gives none of it.
  return new Map([...all].filter(([scope, each]) => !(scope === 'id-token' && each === 'read')).sort(byName));
}

/** Orders the entries of a set. */
export function byName([one]: readonly [string, Level], [other]: readonly [string, Level]): number {
  return one < other ? -1 : 1;
}

/** Of each permission the higher level. */
export function unionOf(one: PermissionSet, other: PermissionSet): Map<string, Level> {
  const merged = new Map(one);
  for (const [scope, level] of other) if (!atLeast(levelOf(merged, scope), level)) merged.set(scope, level);
  return merged;
}
