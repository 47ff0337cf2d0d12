/** What an audit says beside its findings: which repositories were read, who pushes what, which packages there are. */
import {
  type ApiUsage,
  isMishap,
  type OwnedPackage,
  type PackagesProblem,
  type PassedOver,
  type Shard,
  type UnreadReason,
} from '../evidence/organization/types.js';
import type { PackagesLevel } from '../evidence/types.js';
import type { UnreadFile } from './problems.js';

/** `read`: its workflow files were judged. */
export type RepositoryState = 'read' | 'no-workflows' | 'empty' | PassedOver | 'unread';

export interface AuditedRepository {
  /** `OWNER/NAME`. */
  name: string;
  state: RepositoryState;
  /** Of one that is unread. */
  reason: UnreadReason | null;
  /** Workflow files that were read. */
  files: number;
  errors: number;
  warnings: number;
  /** Workflow files, and files that they lead to, that could not be read. */
  problems: UnreadFile[];
}

/** A push to a package of the registry, as the text of a workflow tells it. */
export interface AuditedPush {
  /** `OWNER/NAME` whose workflow it is. */
  repository: string;
  /** With `…` for what the text does not tell. */
  reference: string;
  /** Of the step; of another repository where that is called: `OWNER/NAME/PATH@REF`. */
  file: string;
  line: number;
  job: string;
  /** What the job's own token may do to packages; null: a setting decides. */
  level: PackagesLevel | null;
  /** Made with the job's own token; null: the text does not tell. */
  byJobToken: boolean | null;
}

/** A part of the answer that is not there. */
export interface MissingPart {
  /** `3/8`; null: it is no shard. */
  shard: string | null;
  /** The file of reports that could not be read; null: there is none. */
  file: string | null;
  reason: 'no-report' | 'unreadable';
}

export interface AuditReport {
  owner: string;
  ownerType: 'Organization' | 'User';
  shard: Shard;
  /** Repositories of the owner that the token may see, in all shards. */
  total: number;
  repositories: AuditedRepository[];
  pushes: AuditedPush[];
  packages: OwnedPackage[];
  /** Names of packages that workflows push and that are not there, as far as the token may see. */
  absent: string[];
  /** Why the packages are not, or not all, known. */
  packagesProblem: PackagesProblem | null;
  missing: MissingPart[];
  usage: ApiUsage;
}

/** Repositories that should have been read and were not. */
export function unreadRepositories({ repositories }: AuditReport): AuditedRepository[] {
  return repositories.filter(({ state }) => state === 'unread');
}

/** What the registry said of an image, where it was asked. */
export interface AskedImage {
  status: number | null;
  message: string | null;
}

/** It was asked about, and the registry was not to be had. */
export function isUnanswered({ status, message }: AskedImage): boolean {
  return status === null ? message !== null : status === 429 || status >= 500;
}

/** Whatever of the answer is not there: then nothing that was found says that all is well. */
export function isIncomplete(audit: AuditReport, images: readonly AskedImage[]): boolean {
  const unreadFiles = audit.repositories.some(({ problems }) => problems.some(isUnread));
  return (
    audit.missing.length > 0 ||
    unreadRepositories(audit).length > 0 ||
    unreadFiles ||
    lacksPackages(audit) ||
    images.some(isUnanswered)
  );
}

/** They would be there but for a mishap. */
export function lacksPackages({ packagesProblem, shard }: AuditReport): boolean {
  return (
    packagesProblem !== null &&
    (isMishap(packagesProblem) || (packagesProblem === 'other-shard' && shard.of === 1))
  );
}

/** A file that GitHub itself would not run is a fault of its own, and none of the audit's. */
export function isUnread({ kind }: UnreadFile): boolean {
  return kind === 'too-large' || kind === 'unreadable' || kind === 'too-much' || kind === 'too-complex';
}
