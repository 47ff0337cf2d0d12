/** What the chain of `permissions` gives a job for packages, and for what its steps ask of GitHub beside them. */
import type { Location } from '../../types.js';

export type PackagesLevel = 'write' | 'read' | 'none';

/** One link of the chain that decides a job's token: outermost caller first, the job itself last. */
export interface PermissionGrant {
  file: string;
  job: string;
  /** Where the deciding block stands: at the job, at the workflow, or nowhere (`default`). */
  declaredAt: 'job' | 'workflow' | 'default';
  /** null: the repository's setting (outermost) or the caller's grant decides; or the block can't be read. */
  level: PackagesLevel | null;
  /** The `packages` entry, else the block's key and value, else the job's key. */
  location: Location;
}

/** What a step asks GitHub for with the job's token, the registry aside: it needs each of these with write (facts K16). */
export type ServicePermission = 'id-token' | 'attestations' | 'security-events';

/** One of them that the job's token surely lacks. */
export interface LackedService {
  permission: ServicePermission;
  /** The commands and actions that GitHub refuses without it. */
  by: readonly string[];
  /** Outermost caller first; of this permission. */
  grants: readonly PermissionGrant[];
}
