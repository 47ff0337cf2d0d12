/** What `check` takes from its command line. */
import type { Access } from '../../../types.js';
import type { CommonOptions } from '../terminal.js';

export interface CheckOptions extends CommonOptions {
  /** Absent: pull where a deployment is read, else push. */
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
