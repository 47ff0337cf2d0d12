/** Users and organisations as the API shows them (docs.github.com/rest/users, …/orgs). */

import { json, type Reply } from '../http.js';
import { findAccount, isInstallation, standing } from '../world.js';
import {
  type ApiCall,
  type ApiRoute,
  apiFailure,
  notForIntegrations,
  publicAccount,
  refusedByOrganization,
} from './reply.js';

export const PEOPLE_ROUTES: readonly ApiRoute[] = [
  [/^\/user$/, currentUser],
  [/^\/users\/([^/]+)$/, account],
  [/^\/orgs\/([^/]+)$/, organization],
  [/^\/orgs\/([^/]+)\/memberships\/([^/]+)$/, membership],
  [/^\/orgs\/([^/]+)\/members\/([^/]+)$/, member],
];

/** `GET /user`: only a person's token is somebody (G2). */
function currentUser({ world, token }: ApiCall): Reply {
  if (!token) return apiFailure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const login = token.login ?? 'ghost';
  return json(200, publicAccount(findAccount(world, login) ?? { login, type: 'User' }));
}

/** `GET /users/{name}` finds organisations as well; public, so neither SAML nor the allow list apply. */
function account({ world, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  return found ? json(200, publicAccount(found)) : apiFailure(404, 'Not Found');
}

function organization({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (found?.type !== 'Organization') return apiFailure(404, 'Not Found');
  return refusedByOrganization(found, token) ?? json(200, publicAccount(found));
}

function membership({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (!token) return apiFailure(401, 'Requires authentication');
  if (found?.type !== 'Organization') return apiFailure(404, 'Not Found');
  const role = standing(found, match[1]);
  const reply = role
    ? json(200, { state: 'active', role: role === 'owner' ? 'admin' : 'member' })
    : apiFailure(404, 'Not Found');
  return refusedByOrganization(found, token) ?? (isInstallation(token) ? notForIntegrations() : reply);
}

function member({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (found?.type !== 'Organization') return apiFailure(404, 'Not Found');
  return (
    refusedByOrganization(found, token) ??
    (standing(found, match[1]) ? { status: 204 } : apiFailure(404, 'Not Found'))
  );
}
