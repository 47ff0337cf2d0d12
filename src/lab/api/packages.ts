/** Packages as the API shows them (docs.github.com/rest/packages; facts, section 4). */

import { hasScopes } from '../../evidence/types/token.js';
import { json, type Reply } from '../http.js';
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
  repositoryRole,
  standing,
  userRole,
  type World,
} from '../world.js';
import {
  type ApiCall,
  type ApiRoute,
  apiFailure,
  notForIntegrations,
  paged,
  publicAccount,
  refusedByOrganization,
  repositoryObject,
} from './reply.js';

export const PACKAGE_ROUTES: readonly ApiRoute[] = [
  [/^\/user\/packages\/container\/([^/]+)$/, ownPackage],
  [/^\/orgs\/([^/]+)\/packages\/container\/([^/]+)$/, (api) => packageOf(api, 'Organization')],
  [/^\/users\/([^/]+)\/packages\/container\/([^/]+)$/, (api) => packageOf(api, 'User')],
  [/^\/(?:orgs|users)\/([^/]+)\/packages$/, packageList],
];

function packageOf({ world, token, match }: ApiCall, type: Account['type']): Reply {
  const [login = '', name = ''] = match;
  const owner = findAccount(world, login);
  if (!token) return apiFailure(401, 'Requires authentication');
  if (owner?.type !== type) return apiFailure(404, 'Not Found');
  return refusedByOrganization(owner, token) ?? onePackage(world, token, owner, name);
}

/** `GET /user/packages/container/{name}` needs a user. */
function ownPackage({ world, token, match }: ApiCall): Reply {
  if (!token) return apiFailure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const owner = findAccount(world, token.login ?? '');
  return owner ? onePackage(world, token, owner, match[0] ?? '') : apiFailure(404, 'Package not found.');
}

/** 404 both for what is absent and for what is invisible (G4); 403 where the token could never see any. */
function onePackage(world: World, token: LabToken, owner: Account, name: string): Reply {
  const refused = packagesRefused(token, 'get a package');
  if (refused) return refused;
  const entry = findPackage(world, { owner: owner.login, package: name });
  if (!entry || !isVisible(entry, owner, token)) return apiFailure(404, 'Package not found.');
  return json(200, packageObject(entry, owner));
}

/** A list for people; `Invalid argument.` for every `ghs_` token (G5). */
function packageList({ world, call, token, match }: ApiCall): Reply {
  const owner = findAccount(world, match[0] ?? '');
  if (!token) return apiFailure(401, 'Requires authentication');
  if (!owner) return apiFailure(404, 'Not Found');
  const fenced = refusedByOrganization(owner, token);
  if (fenced) return fenced;
  if (isInstallation(token) || call.query.get('package_type') !== 'container') {
    return apiFailure(400, 'Invalid argument.');
  }
  const refused = packagesRefused(token, 'list packages');
  if (refused) return refused;
  const listed = world.packages.filter(
    (entry) => isSameName(entry.owner, owner.login) && isVisible(entry, owner, token),
  );
  return paged(call, listed, (entry) => packageObject(entry, owner));
}

/** Tokens to which the packages API is closed as a whole: G2, G3, and fine-grained tokens (section 2). */
function packagesRefused(token: LabToken, action: string): Reply | undefined {
  if (token.kind === 'fine-grained-pat') {
    return apiFailure(403, 'Resource not accessible by personal access token');
  }
  if (token.kind === 'github-token' && !token.app && (token.packages ?? 'none') === 'none') {
    return notForIntegrations();
  }
  if (hasScopes(token.kind) && !hasScope(token, 'read:packages')) {
    return apiFailure(403, `You need at least read:packages scope to ${action}.`);
  }
  return undefined;
}

/** An App sees no package at all (create-github-app-token#314), not even, as far as known, a public one. */
function isVisible(entry: LabPackage, owner: Account, token: LabToken): boolean {
  if (isForeignApp(token)) return false;
  if (entry.visibility === 'public') return true;
  if (isInstallation(token)) {
    const atHome = isSameName(ownerOf(token.repository), owner.login);
    return (
      repositoryRole(entry, token.repository) !== undefined || (entry.visibility === 'internal' && atHome)
    );
  }
  const internal = entry.visibility === 'internal' && standing(owner, token.login) !== null;
  return internal || userRole(entry, owner, token.login) !== undefined;
}

function packageObject(entry: LabPackage, owner: Account): Record<string, unknown> {
  const kind = owner.type === 'Organization' ? 'orgs' : 'users';
  const createdAt = entry.createdAt ?? '2026-01-01T00:00:00Z';
  return {
    id: 1,
    name: entry.name,
    package_type: 'container',
    owner: publicAccount(owner),
    version_count: entry.tags?.length ?? 0,
    visibility: entry.visibility,
    created_at: createdAt,
    updated_at: createdAt,
    html_url: `https://github.com/${kind}/${owner.login}/packages/container/package/${encodeURIComponent(entry.name)}`,
    // Absent, not null, when the package is not linked (section 4).
    ...(entry.repository ? { repository: repositoryObject(entry.repository, 'public') } : {}),
  };
}
