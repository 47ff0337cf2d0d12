/**
 * The part of the GitHub REST API that this project asks, over the same world as
 * the registry. Statuses and sentences are those of `ghcr-facts.md`, section 4
 * («REST») and rows L13, L14, G2 to G5; the rest follows docs.github.com/rest.
 */

import { hasScopes } from '../../evidence/types/token.js';
import { json, type LabCall, type Reply, readAuthorization, requestId } from '../http.js';
import { findToken, isInstallation, type LabToken, type World } from '../world.js';
import { chargeRest, limitHeaders } from './limits.js';
import { PACKAGE_ROUTES } from './packages.js';
import { PEOPLE_ROUTES } from './people.js';
import { type ApiRoute, apiFailure } from './reply.js';
import { REPOSITORY_ROUTES } from './repositories.js';

const ROUTES: readonly ApiRoute[] = [
  ...PEOPLE_ROUTES,
  ...PACKAGE_ROUTES,
  ...REPOSITORY_ROUTES,
  [/^\/rate_limit$/, () => json(200, { resources: {}, rate: { limit: 5000, remaining: 4999 } })],
];

/** Answers a GraphQL query; who asks is known and alive. Apart, because only tests and benches ask one. */
export type GraphqlAnswer = (world: World, call: LabCall, token: LabToken) => Reply;

/** Answer one call; the path may begin with `/api/v3` or `/api`, as on GitHub Enterprise Server, or not. */
export function answerApi(world: World, call: LabCall, graphql?: GraphqlAnswer): Reply {
  const path = call.path.replace(/^\/api(?:\/v3)?(?=\/)/, '');
  const caller = callerOf(world, call);
  if (path === '/graphql' && call.method === 'POST' && graphql) {
    const reply =
      typeof caller === 'object' ? graphql(world, call, caller) : apiFailure(401, 'Bad credentials');
    return withMarks(world, call, reply);
  }
  const token = typeof caller === 'object' ? caller : undefined;
  if (!chargeRest(world, token)) return withMarks(world, call, exhausted(world, token));
  const reply = withMarks(world, call, answer(world, call, path));
  return { ...reply, headers: { ...limitHeaders(world, token, 'core'), ...reply.headers } };
}

/** Docs "Rate limits for the REST API", exceeding the rate limit. */
function exhausted(world: World, token: LabToken | undefined): Reply {
  return apiFailure(403, 'API rate limit exceeded for user ID 1000.', limitHeaders(world, token, 'core'));
}

function answer(world: World, call: LabCall, path: string): Reply {
  const query = call.query.toString();
  const canned =
    world.answers?.[`${call.method} ${path}${query ? `?${query}` : ''}`] ??
    world.answers?.[`${call.method} ${path}`];
  if (canned) {
    const text = typeof canned.body === 'string' || Buffer.isBuffer(canned.body);
    const reply = text ? { status: 200, body: canned.body as string | Buffer } : json(200, canned.body ?? {});
    return { ...reply, status: canned.status ?? 200, headers: { ...reply.headers, ...canned.headers } };
  }
  const caller = callerOf(world, call);
  if (caller === 'unknown') return apiFailure(401, 'Bad credentials');
  if (call.method !== 'GET') return apiFailure(404, 'Not Found');
  for (const [pattern, handler] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return handler({ world, call, token: caller, match: match.slice(1).map(decodeURIComponent) });
    }
  }
  return apiFailure(404, 'Not Found');
}

/** The token of a call, undefined without one, `unknown` for one that is not alive. */
function callerOf(world: World, call: LabCall): LabToken | undefined | 'unknown' {
  const authorization = readAuthorization(call.headers.authorization);
  switch (authorization.scheme) {
    case 'none':
      return undefined;
    case 'bearer':
      return findToken(world, authorization.value) ?? 'unknown';
    case 'basic':
      return findToken(world, authorization.password) ?? 'unknown';
    default:
      return 'unknown';
  }
}

/** The headers that say what a token is (section 2); an answer's own go before. */
function withMarks(world: World, call: LabCall, reply: Reply): Reply {
  const marks: Record<string, string> = {
    'x-github-request-id': requestId(),
    'x-github-media-type': 'github.v3; format=json',
  };
  const token = callerOf(world, call);
  if (token && token !== 'unknown') {
    // Present but empty for a token without scopes; absent for every other kind.
    if (hasScopes(token.kind)) {
      marks['x-oauth-scopes'] = (token.scopes ?? []).join(', ');
    }
    if (token.expiresAt && !isInstallation(token)) {
      const iso = new Date(token.expiresAt).toISOString();
      marks['github-authentication-token-expiration'] = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
    }
  }
  return { ...reply, headers: { ...marks, ...reply.headers } };
}
