/** What an audit says beside its findings: which repositories were read, who pushes what, which packages there are. */
import {
  type ApiUsage,
  type AuditedPush,
  isMishap,
  type OwnedPackage,
  type PackagesProblem,
  type PassedOver,
  type Shard,
  type UnreadReason,
} from '../../evidence/organization/types.js';
import type { UnreadFile } from '../problems.js';

/** `read`: its workflow files were judged. */
export type RepositoryState = 'read' | 'no-workflows' | 'empty' | PassedOver | 'unread';

export interface AuditedRepository {
  /** `OWNER/NAME`. */
  name: string;
  state: RepositoryState;
  /** Of one that is unread. */
  reason: UnreadReason | null;
  /** Hash of the default branch's commit that was read; null: nothing was read, or it was not told. */
  commit: string | null;
  /** Name of its default branch; null: not told. */
  branch: string | null;
  /** Workflow files that were read. */
  files: number;
  errors: number;
  warnings: number;
  /** Workflow files, and files that they lead to, that could not be read. */
  problems: UnreadFile[];
}

/** A part of the answer that is not there. */
export interface MissingPart {
  /** `3/8`; null: it is no shard. */
  shard: string | null;
  /** The file of reports that could not be read; null: there is none. */
  file: string | null;
  reason: 'no-report' | 'unreadable';
}

/** A pattern of names that was asked for. */
export interface AskedPattern {
  /** In lower case and without the owner; one that begins with `!` leaves out. */
  pattern: string;
  /** Repositories of these shards that have such a name; of those that are asked for, only what none leaves out. */
  matched: number;
}

export interface AuditReport {
  owner: string;
  ownerType: 'Organization' | 'User';
  shard: Shard;
  /** Repositories of the owner that the token may see, in all shards. */
  total: number;
  /** Empty: all repositories were asked for. */
  patterns: AskedPattern[];
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

/**
 * Of an owner who has some, GitHub lists none to a token that may read none of them (REST API, "List organization repositories"): it
 * can't be told from one who has none, and then nothing was audited.
 */
export function seesNone({ total }: AuditReport): boolean {
  return total === 0;
}

/**
 * Patterns of names to which no repository answers, once all shards are here and have been read: a slip, most likely. Of
 * patterns that only leave out, all where they leave nothing.
 */
export function unmatchedPatterns(audit: AuditReport): string[] {
  const { shard, patterns, repositories, missing } = audit;
  if (shard.of > 1 || missing.length > 0 || seesNone(audit)) return [];
  const wanted = patterns.filter(({ pattern }) => !pattern.startsWith('!'));
  if (wanted.length > 0) return wanted.filter(({ matched }) => matched === 0).map(({ pattern }) => pattern);
  return repositories.length === 0 ? patterns.map(({ pattern }) => pattern) : [];
}

/** Whatever of the answer is not there: then nothing that was found says that all is well. */
export function isIncomplete(audit: AuditReport, images: readonly AskedImage[]): boolean {
  const unreadFiles = audit.repositories.some(({ problems }) => problems.some(isUnread));
  return (
    audit.missing.length > 0 ||
    seesNone(audit) ||
    unmatchedPatterns(audit).length > 0 ||
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

const UNREAD: ReadonlySet<UnreadFile['kind']> = new Set([
  'too-large',
  'unreadable',
  'too-much',
  'too-many',
  'too-complex',
]);

/** A file that GitHub itself would not run is a fault of its own, and none of the audit's. */
export function isUnread({ kind }: UnreadFile): boolean {
  return UNREAD.has(kind);
}
