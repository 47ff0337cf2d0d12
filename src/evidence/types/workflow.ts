import type { Location } from '../../types.js';
import type { PushLogin, WorkflowLogin } from './login.js';
import type { LackedService, PermissionGrant } from './permissions.js';
import type { WorkflowPush } from './push.js';

/** What the text of this job's workflow says. */
export interface WorkflowEvidence {
  /** File that holds this job. */
  file: string;
  job: string;
  /** The job's key. */
  location: Location;
  /** Our own step; null: it was not found. */
  step: Location | null;
  /** Its input `images`; null: it was not given. */
  images: Location | null;
  source: 'checkout' | 'api';
  grants: PermissionGrant[];
  /** What steps to come ask GitHub for and the job's token surely lacks, the registry aside. */
  lacked: LackedService[];
  pushes: WorkflowPush[];
  /** Images that the runner has pulled for the job with its token, before any step; absent: none, or nobody asks for a pull. */
  pulledBefore?: readonly string[];
  /** An input at which a step fails before anything is pushed. */
  refusedInput?: RefusedInput;
  logins: WorkflowLogin[];
  /** What each of the steps would find whose doings nobody sees; where a push is seen, each of those that are told an image. */
  unseenLogins: UnseenLogins[];
  /** Images that later steps are told of whose doings nobody sees: they may be pushed. `isSaid`: a program says that it does. */
  named: { reference: string; location: Location; isSaid?: true }[];
  /** The text of `with: ghcr-token:` and `github-token:` of our own step, as written; null when not given. */
  tokenExpressions: { ghcrToken: string | null; githubToken: string | null };
  /** A label or annotation `org.opencontainers.image.source` is set by this job (metadata-action does). */
  setsSourceLabel: boolean;
  /** Texts of the files in `grants`, by path, for diffs. */
  texts: Record<string, string>;
}

/** What an action takes for no boolean: its step fails before it does anything. */
export interface RefusedInput {
  action: string;
  name: string;
  value: string;
  location: Location;
}

/** The logins that a step would find whose doings nobody sees. */
export interface UnseenLogins {
  logins: PushLogin[];
  /** Images that it is told of. */
  told: readonly string[];
  /** It says that it pushes them. */
  isSaid: boolean;
  /** It has no credential to push with: whatever pushes, this is it only where nothing else may. */
  isCutOff?: true;
  /** Its step, where it is named for pushing and is given a token of its own: it may log in by itself. */
  byItself?: Location;
}
