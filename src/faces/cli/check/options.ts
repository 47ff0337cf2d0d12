/** What `check` takes from its command line. */
import type { Access } from '../../../types.js';
import type { CommonOptions } from '../terminal.js';

export interface CheckOptions extends CommonOptions {
  /** Absent: see `accessOf`. */
  access?: Access;
  username?: string;
  registry?: string;
  dockerConfig?: string;
  dotenv?: string;
  /** The same under the name that Node.js has for itself. */
  envFile?: string;
  compose?: string[];
  kubernetes?: string[];
  /** Days, as given. */
  watchExpiry?: string;
  plan?: boolean;
}

/** What is to be done with the images: pull where a deployment is read, else push (docs/contract.md, section 3). */
export function accessOf({ access, compose, kubernetes, dotenv, envFile }: CheckOptions): Access {
  return access ?? (compose || kubernetes || dotenv || envFile ? 'pull' : 'push');
}
