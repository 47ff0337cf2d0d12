/** The chain of permissions behind a finding, where its cause is one that breaks it. */
import type { Cause } from '../causes/cause.js';
import type { PermissionGrant } from '../evidence/types/permissions.js';
import type { Access, ChainLink } from '../types.js';
import type { CallReading } from '../workflow/runs/calls.js';
import { permissionChain } from '../workflow/runs/permission-chain.js';

type Breaking = Pick<Cause, 'about' | 'breaksAt'>;

/** null: the cause is about something else, or the text does not show the chain. */
export function brokenChain(
  cause: Breaking,
  grants: readonly PermissionGrant[] | undefined,
  { name, access }: { name: string; access: Access | null },
): ChainLink[] | null {
  const breaksAt = cause.about === 'permission' ? 'permissions' : cause.breaksAt;
  if (!breaksAt || !grants) return null;
  return permissionChain(grants, access === 'pull' ? 'read' : 'write', { kind: 'package', name, breaksAt });
}

/** The same of a call whose workflow asks for more than it is granted. */
export function brokenCall(cause: Breaking, { grants, asked, called }: CallReading): ChainLink[] | null {
  if (cause.about !== 'permission' || asked === 'none') return null;
  return permissionChain(grants, asked, { kind: 'called', file: called?.file ?? '' });
}
