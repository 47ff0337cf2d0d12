/** What the chain of `permissions` gives a job for packages. */
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
