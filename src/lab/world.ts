/**
 * The world of the lab: accounts, packages and tokens as plain data, and the few
 * questions that the registry and the API both ask about them. Nothing here knows
 * HTTP, and nothing decides who may do what: that is `rules.ts`.
 */
import type { Visibility } from '../evidence/types/package.js';
import type { PackagesLevel } from '../evidence/types/permissions.js';
import type { TokenKind } from '../evidence/types/token.js';

export type PackageRole = 'read' | 'write' | 'admin';

export interface Account {
  login: string;
  type: 'User' | 'Organization';
  /** Enforces SAML: a user's token needs its name in `ssoAuthorized` (L12, L13). */
  saml?: boolean;
  /** The IP allow list is on and the lab's caller is not on it: installation tokens are refused by the API (L14). */
  ipAllowList?: boolean;
  /** Package creation by members; true by default (W8). */
  membersMayCreatePackages?: boolean;
  /** Organisation or enterprise policy on what Actions may publish; true by default (W3, W6). */
  actionsMayPublish?: boolean;
  /** An installation of the Actions app that other owners' repositories can be seen by: turns W11 into W2 and W7. */
  actionsInstallation?: boolean;
  members?: Record<string, 'owner' | 'member'>;
  /** A block at account level: no token of it creates anything, even at home (W9). */
  blocked?: boolean;
}

export interface LabPackage {
  owner: string;
  /** What follows the owner in the image name; may have slashes. */
  name: string;
  visibility: Visibility;
  /** `Owner/Repo` that it is linked to; its workflows inherit write access. */
  repository: string | null;
  /** Manage Actions access, by `Owner/Repo`; goes before what a link gives. */
  actionsAccess?: Record<string, PackageRole>;
  /** People's roles, by login. The owner of the namespace needs none. */
  userRoles?: Record<string, PackageRole>;
  /** Tags that exist from the start, each with a small real image behind it. */
  tags?: string[];
  /** Tags of image indexes, with the platforms of their images: `linux/amd64`. */
  indexes?: Record<string, string[]>;
  /** ISO 8601. */
  createdAt?: string;
}

export interface LabToken {
  kind: TokenKind;
  /** Whose token it is; absent for installation tokens. */
  login?: string;
  /** Of classic PATs and OAuth tokens. */
  scopes?: string[];
  /** Expired or revoked. */
  expired?: boolean;
  /** ISO 8601; in the past it is the same as `expired`. */
  expiresAt?: string;
  /** `Owner/Repo` that an installation token was made for. */
  repository?: string;
  /** The `packages` permission of an installation token; `none` by default. */
  packages?: PackagesLevel;
  /** Organisations that the token is authorised for. */
  ssoAuthorized?: string[];
  /** An App other than Actions, whatever `kind` says (fact 9). */
  app?: boolean;
}

export interface LabRepository {
  visibility: Visibility;
  archived?: boolean;
  disabled?: boolean;
  fork?: boolean;
  /** Without a commit. One that is not listed in `files` has one all the same. */
  empty?: boolean;
}

/** Docs "Rate limits for the REST API" and "Rate limits and query limits for the GraphQL API". */
export interface ApiLimits {
  /** Requests to the REST API. */
  core?: number;
  /** Points of GraphQL queries. */
  graphql?: number;
  /** Seconds until both are whole again; an hour by default. */
  window?: number;
}

/** An answer of the API that the lab does not compute, for endpoints that one test alone needs. */
interface CannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
}

export interface World {
  accounts: Account[];
  packages: LabPackage[];
  /** By secret. */
  tokens: Record<string, LabToken>;
  /** Text by `Owner/Repo:path`, or `Owner/Repo@ref:path` for another ref than the default branch. */
  files?: Record<string, string>;
  /** Of these files, by the same keys, those that are symbolic links: their text is the path that they lead to. */
  links?: readonly string[];
  /** By `Owner/Repo`; public unless it says otherwise. A package made by GITHUB_TOKEN inherits it. */
  repositories?: Record<string, LabRepository>;
  /** What a token may ask of the API in a window; GitHub's own numbers unless it says otherwise. */
  limits?: ApiLimits;
  /** By `METHOD /path` (without `/api/v3`, with the query if there is one); asked before anything else. */
  answers?: Record<string, CannedAnswer>;
  /** For so long after its creation a package is not readable to workflows, in milliseconds (W16); 0 by default. */
  settleMs?: number;
}

/** The name of an image, split as the packages API does. */
export interface PackageName {
  owner: string;
  /** Everything after the first slash. */
  package: string;
}

/** GitHub compares logins and repository names without regard to case. */
export function isSameName(left: string | null | undefined, right: string | null | undefined): boolean {
  return left != null && right != null && left.toLowerCase() === right.toLowerCase();
}

/** By its login, in whatever case. */
export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.find((account) => isSameName(account.login, login));
}

/** By owner and name, in whatever case. */
export function findPackage(world: World, name: PackageName): LabPackage | undefined {
  return world.packages.find(
    (entry) => isSameName(entry.owner, name.owner) && isSameName(entry.name, name.package),
  );
}

/**
 * The token behind a secret, if GitHub would still know it: not expired, not revoked, and not a
 * refresh token, which is no access token at all (facts, section 2).
 */
export function findToken(world: World, secret: string): LabToken | undefined {
  if (!Object.hasOwn(world.tokens, secret)) return undefined;
  const token = world.tokens[secret];
  if (!token || token.expired || token.kind === 'refresh' || token.kind === 'unknown') return undefined;
  if (token.expiresAt && Date.parse(token.expiresAt) <= Date.now()) return undefined;
  return token;
}

/** `owner` of `Owner/Repo`. */
export function ownerOf(repository: string | null | undefined): string | undefined {
  return repository?.split('/')[0];
}

/** A token that acts for a repository instead of a person. */
export function isInstallation(token: LabToken): boolean {
  return token.kind === 'github-token' || token.kind === 'app-installation';
}

/** An installation of some App that is not Actions. */
export function isForeignApp(token: LabToken): boolean {
  return isInstallation(token) && (token.app === true || token.kind === 'app-installation');
}

/** The entry of a record whose keys are logins or repositories. */
export function entryOf<T>(record: Record<string, T> | undefined, key: string | undefined): T | undefined {
  return Object.entries(record ?? {}).find(([name]) => isSameName(name, key))?.[1];
}

/** What a person is in a namespace: its owner, a member of the organisation, or nobody. */
export function standing(account: Account, login: string | undefined): 'owner' | 'member' | null {
  if (account.type === 'User') return isSameName(account.login, login) ? 'owner' : null;
  return entryOf(account.members, login) ?? null;
}

/** Role of a repository's workflows on a package: what is granted by hand, else what a link gives (section 4). */
export function repositoryRole(entry: LabPackage, repository: string | undefined): PackageRole | undefined {
  return (
    entryOf(entry.actionsAccess, repository) ??
    (isSameName(entry.repository, repository) ? 'write' : undefined)
  );
}

/** Role of a person on a package. */
export function userRole(
  entry: LabPackage,
  owner: Account,
  login: string | undefined,
): PackageRole | undefined {
  return standing(owner, login) === 'owner' ? 'admin' : entryOf(entry.userRoles, login);
}

/** GitHub's scopes include each other: who may write packages may read them. */
export function hasScope(token: LabToken, scope: 'read:packages' | 'write:packages' | 'read:org'): boolean {
  const scopes = token.scopes ?? [];
  if (scopes.includes(scope)) return true;
  if (scope === 'read:packages') return scopes.includes('write:packages');
  return scope === 'read:org' && (scopes.includes('admin:org') || scopes.includes('write:org'));
}
