/** What is learnt of an owner's repositories and packages, as plain data. `null` means «could not be seen», never «no». */
import type { Visibility } from '../types/package.js';
import type { PushedImage } from '../types/push.js';

/** The K-th of N parts, as near to equal as can be. */
export interface Shard {
  /** From 1 on. */
  number: number;
  of: number;
}

/** Why a repository is not read although it is there. */
export type PassedOver =
  /** No workflow of it runs any more. */
  | 'archived'
  /** GitHub has closed it. */
  | 'disabled'
  /** Its workflows are another owner's, and do not run until somebody switches them on. */
  | 'fork';

/** Why an owner's repositories, packages, or one repository of them, could not be read. */
export type UnreadReason =
  /** 404. */
  | 'not-found'
  /** 401. */
  | 'bad-token'
  /** The organisation asks for SAML authorisation of this token (facts L13). */
  | 'sso'
  /** Facts L14. */
  | 'ip-allow-list'
  /** 403, for any other reason. */
  | 'not-allowed'
  /** A limit that did not end in time. */
  | 'limited'
  /** No answer, or one of an incident. */
  | 'unreachable';

/** What an audit has cost. */
export interface ApiUsage {
  /** To the REST API. */
  requests: number;
  /** To the GraphQL API. */
  queries: number;
  /** That those queries cost. */
  points: number;
  /** Seconds for which the limits made it wait. */
  waited: number;
}

/** A push to a package of the registry. */
export interface AuditedPush extends PushedImage {
  /** `OWNER/NAME` whose workflow it is. */
  repository: string;
}

/** A package as the API shows it. */
export interface OwnedPackage {
  /** Without the owner; may have slashes. */
  name: string;
  visibility: Visibility | null;
  /** `OWNER/NAME` that it is linked to; null: to none. */
  repository: string | null;
}

/** Why the packages of an owner are not, or not all, known. */
export type PackagesProblem =
  /** An installation token can't list them (facts G5): only those that workflows push were asked for, by name. */
  | 'list-unsupported'
  /** No `read:packages`. */
  | 'no-scope'
  /** A shard that is not the first: the first lists them for all. */
  | 'other-shard'
  | UnreadReason;

/** What the token may not see is no part of its answer; these kept back what it may: it had listed the repositories. */
export function isMishap(problem: PackagesProblem): boolean {
  return problem === 'limited' || problem === 'unreachable' || problem === 'bad-token';
}

export interface OwnerPackages {
  packages: OwnedPackage[];
  /** Names that were asked for and not found: absent, or invisible to this token (facts G4). */
  absent: string[];
  /** null: these are all that the token may see. */
  problem: PackagesProblem | null;
}
