/**
 * The rule book of the registry: may this token push to (pull from) this package, and if not, in which
 * words is it refused? Pure functions over the world. Each rule is one row of `ghcr-facts.md`; the first
 * one that has something to say decides, so the order of the lists is part of the rules:
 *
 *   1. what the token is (scopes, kind): known without looking at the package;
 *   2. whether the owner exists and the token can stand there at all;
 *   3. what the job or an organisation forbids;
 *   4. the role on this package.
 *
 * Where the facts page calls something unconfirmed, the comment says which choice was made.
 */
import { hasScopes } from '../../evidence/types/token.js';
import {
  type Account,
  findAccount,
  findPackage,
  hasScope,
  isForeignApp,
  isInstallation,
  isSameName,
  type LabPackage,
  type LabToken,
  ownerOf,
  type PackageName,
  repositoryRole,
  standing,
  userRole,
  type World,
} from '../world.js';

export interface Refusal {
  allowed: false;
  status: 401 | 403 | 404;
  /** OCI error code. */
  code: 'DENIED' | 'UNAUTHORIZED' | 'MANIFEST_UNKNOWN';
  message: string;
  /** Row of `ghcr-facts.md`, never sent to a client. */
  row: string;
}

export type Ruling = { allowed: true } | Refusal;

/** All that a rule may look at. */
interface Question {
  world: World;
  /** null: anonymous. */
  token: LabToken | null;
  name: PackageName;
  owner: Account | undefined;
  entry: LabPackage | undefined;
  now: Date;
}

type Rule = (question: Question) => Ruling | undefined;

const ALLOWED: Ruling = { allowed: true };

/** ghcr's code for every 403 is DENIED (seen for some, assumed for the rest: facts, section 8). */
function denied(row: string, message: string): Refusal {
  return { allowed: false, status: 403, code: 'DENIED', message, row };
}

const SCOPES = 'permission_denied: The token provided does not match expected scopes.';

/** `Create` when the package does not exist, `Write` when it does; «organization» for users too (W1, W4). */
function notAllowedToPublish(row: { create: string; write: string }, entry: LabPackage | undefined): Refusal {
  const verb = entry ? 'Write' : 'Create';
  return denied(entry ? row.write : row.create, `installation not allowed to ${verb} organization package`);
}

// ---------------------------------------------------------------- what the token is

/** The bearer of an anonymous pull, on anything that is not public (P1: a 401, so that clients log in). */
const anonymousMayOnlyReadPublic: Rule = ({ token }) =>
  token
    ? undefined
    : {
        allowed: false,
        status: 401,
        code: 'UNAUTHORIZED',
        message: 'authentication required',
        row: 'P1',
      };

/** W10: fine-grained tokens (and, unconfirmed, an App's user tokens) never fit. */
const kindWithoutPackages: Rule = ({ token }) =>
  token?.kind === 'fine-grained-pat' || token?.kind === 'app-user' ? denied('W10', SCOPES) : undefined;

/** W10: a classic PAT or OAuth token without the scope. */
function needsScope(scope: 'read:packages' | 'write:packages'): Rule {
  return ({ token }) =>
    token && isPersonal(token) && !hasScope(token, scope) ? denied('W10', SCOPES) : undefined;
}

// --------------------------------------------------------------- where it stands

/** W12, whatever the credential. The status is 403 here; reports do not tell it from 404. */
const ownerMustExist: Rule = ({ owner }) => (owner ? undefined : denied('W12', 'not_found: owner not found'));

/** L12: ghcr says no word about SAML; `denied` is one of the two words reported. */
const samlNeedsAuthorization: Rule = ({ token, owner }) =>
  owner && token && isPersonal(token) && needsSso(owner, token) ? denied('L12', 'denied') : undefined;

/** W20: nobody can give an App a role on a package. */
const foreignAppMayNotPublish: Rule = ({ token, entry }) =>
  token && isForeignApp(token) ? notAllowedToPublish({ create: 'W20', write: 'W20' }, entry) : undefined;

/** W11: a workflow in a namespace that is not its repository's, unless the package names that repository. */
const installationMustExist: Rule = ({ token, owner, entry }) => {
  if (!token || !owner || !isInstallation(token) || owner.actionsInstallation) return undefined;
  if (isSameName(ownerOf(token.repository), owner.login)) return undefined;
  if (entry && repositoryRole(entry, token.repository)) return undefined;
  return denied('W11', 'permission_denied: The requested installation does not exist.');
};

// ------------------------------------------------- what job or organisation forbid

/** W1, W4, W21: the job's effective permission is less than `packages: write`. */
const jobNeedsWrite: Rule = ({ token, entry }) =>
  token && isInstallation(token) && token.packages !== 'write'
    ? notAllowedToPublish({ create: 'W1', write: 'W4' }, entry)
    : undefined;

/** W3, W6: a policy that the workflow cannot see. */
const policyMayForbidActions: Rule = ({ token, owner, entry }) =>
  token && isInstallation(token) && owner?.actionsMayPublish === false
    ? notAllowedToPublish({ create: 'W3', write: 'W6' }, entry)
    : undefined;

/** W9: the account itself is blocked; the token carries no right at all. */
const blockedAccount: Rule = ({ world, token }) =>
  token?.login && findAccount(world, token.login)?.blocked
    ? denied('W9', 'permission_denied: create_package')
    : undefined;

// ------------------------------------------------------------ the role on the package

/** A first push: by a workflow under its own owner (else W2), by a person who may create there (else W8). */
const creation: Rule = ({ token, owner, entry }) => {
  if (entry || !token || !owner) return undefined;
  if (isInstallation(token)) {
    return isSameName(ownerOf(token.repository), owner.login)
      ? ALLOWED
      : denied('W2', 'installation not allowed to Create organization package');
  }
  const place = standing(owner, token.login);
  if (place === 'owner' || (place === 'member' && owner.membersMayCreatePackages !== false)) return ALLOWED;
  return denied('W8', 'permission_denied: create_package');
};

/**
 * W5 and W7 are told from each other by what the package knows: one that nobody ever linked or granted
 * to any repository (a push from a laptop) answers `Write`, one that belongs to others `write_package`.
 * Both are reported for both; the choice makes each of them reachable.
 */
const writeRole: Rule = ({ token, owner, entry }) => {
  if (!token || !owner || !entry) return undefined;
  const role = isInstallation(token)
    ? repositoryRole(entry, token.repository)
    : userRole(entry, owner, token.login);
  if (role === 'write' || role === 'admin') return ALLOWED;
  const unattached = entry.repository === null && Object.keys(entry.actionsAccess ?? {}).length === 0;
  if (isInstallation(token) && unattached) {
    return denied('W5', 'installation not allowed to Write organization package');
  }
  return denied('W7', 'permission_denied: write_package');
};

// --------------------------------------------------------------------------- pulling

/** Section 4: anybody may download what is public, with any credential that is alive. */
const publicPackage: Rule = ({ entry }) => (entry?.visibility === 'public' ? ALLOWED : undefined);

/** W16: seconds after the push that created it, a workflow is told that it may not read. */
const freshPackage: Rule = ({ entry, token, now, world }) =>
  entry && token && isInstallation(token) && isSettling(entry, world, now)
    ? denied('W16', 'permission_denied: read_package')
    : undefined;

/**
 * Section 5: 404 for a name that is not there (measured at home, assumed elsewhere), so that a client's
 * HEAD does not hide what the POST after it will say. P7: 403 for a mere prefix of names that are there.
 */
const absentPackage: Rule = ({ world, name, entry, token }) => {
  if (entry || !token) return undefined;
  const prefix = `${name.package}/`.toLowerCase();
  const isPrefix = world.packages.some(
    (other) => isSameName(other.owner, name.owner) && other.name.toLowerCase().startsWith(prefix),
  );
  if (isPrefix) return denied('P7', 'requested access to the resource is denied');
  return {
    allowed: false,
    status: 404,
    code: 'MANIFEST_UNKNOWN',
    message: 'manifest unknown',
    row: 'section 5',
  };
};

/** P5: the job has no `packages: read`, or the token is some App's. */
const jobNeedsRead: Rule = ({ token, entry }) =>
  entry && token && isInstallation(token) && (isForeignApp(token) || (token.packages ?? 'none') === 'none')
    ? denied(isForeignApp(token) ? 'W20' : 'P5', 'installation not allowed to Read organization package')
    : undefined;

/** Internal packages are for everyone of the same owner (the lab's enterprise); the rest needs a role (P3). */
const readRole: Rule = ({ token, owner, entry }) => {
  if (!token || !owner || !entry) return undefined;
  if (entry.visibility === 'internal' && isAtHome(token, owner)) return ALLOWED;
  const role = isInstallation(token)
    ? repositoryRole(entry, token.repository)
    : userRole(entry, owner, token.login);
  return role ? ALLOWED : denied('P3', 'permission_denied: read_package');
};

const PUSH: readonly Rule[] = [
  anonymousMayOnlyReadPublic,
  kindWithoutPackages,
  needsScope('write:packages'),
  ownerMustExist,
  samlNeedsAuthorization,
  foreignAppMayNotPublish,
  installationMustExist,
  jobNeedsWrite,
  policyMayForbidActions,
  blockedAccount,
  creation,
  writeRole,
];

const PULL: readonly Rule[] = [
  freshPackage,
  publicPackage,
  anonymousMayOnlyReadPublic,
  absentPackage,
  kindWithoutPackages,
  needsScope('read:packages'),
  samlNeedsAuthorization,
  jobNeedsRead,
  readRole,
];

/**
 * May this token (null: anonymous) push to this name? The package need not exist.
 * @returns the permission, or the refusal in ghcr's words with its row of the facts page
 */
export function mayPush(world: World, token: LabToken | null, name: PackageName): Ruling {
  return decide(PUSH, world, token, name);
}

/** May this token (null: anonymous) pull from this package? As `mayPush`; a missing package is a refusal. */
export function mayPull(world: World, token: LabToken | null, name: PackageName): Ruling {
  return decide(PULL, world, token, name);
}

function decide(rules: readonly Rule[], world: World, token: LabToken | null, name: PackageName): Ruling {
  const question: Question = {
    world,
    token,
    name,
    owner: findAccount(world, name.owner),
    entry: findPackage(world, name),
    now: new Date(),
  };
  for (const rule of rules) {
    const ruling = rule(question);
    if (ruling) return ruling;
  }
  throw new Error(`no rule decides about ${name.owner}/${name.package}`);
}

/** Does this organisation want the token of a person to be authorised first (L12, L13)? */
export function needsSso(owner: Account, token: LabToken): boolean {
  return (
    owner.saml === true &&
    isPersonal(token) &&
    !token.ssoAuthorized?.some((org) => isSameName(org, owner.login))
  );
}

function isPersonal(token: LabToken): boolean {
  return hasScopes(token.kind);
}

function isAtHome(token: LabToken, owner: Account): boolean {
  return isInstallation(token)
    ? isSameName(ownerOf(token.repository), owner.login)
    : standing(owner, token.login) !== null;
}

function isSettling(entry: LabPackage, world: World, now: Date): boolean {
  if (!world.settleMs || !entry.createdAt) return false;
  return now.getTime() - Date.parse(entry.createdAt) < world.settleMs;
}
