/**
 * The part of the GitHub REST API that this project asks, over the same world as
 * the registry. Statuses and sentences are those of `ghcr-facts.md`, section 4
 * («REST») and rows L13, L14, G2 to G5; the rest follows docs.github.com/rest.
 */
import { posix } from 'node:path';
import { json, type LabCall, type Reply, readAuthorization, requestId } from './http.js';
import { chargeRest, limitHeaders } from './limits.js';
import { filesOf, isLink, knownRepository, repositoriesOf } from './repositories.js';
import { needsSso } from './rules.js';
import {
  type Account,
  findAccount,
  findPackage,
  findToken,
  hasScope,
  isForeignApp,
  isInstallation,
  type LabPackage,
  type LabToken,
  ownerOf,
  repositoryRole,
  same,
  standing,
  userRole,
  type World,
} from './world.js';

/** A request with what the path's placeholders stand for. */
interface ApiCall {
  world: World;
  call: LabCall;
  /** undefined: nobody is logged in. */
  token: LabToken | undefined;
  match: string[];
}

type Handler = (api: ApiCall) => Reply;

const ROUTES: readonly [RegExp, Handler][] = [
  [/^\/user$/, currentUser],
  [/^\/rate_limit$/, () => json(200, { resources: {}, rate: { limit: 5000, remaining: 4999 } })],
  [/^\/users\/([^/]+)$/, account],
  [/^\/orgs\/([^/]+)$/, organization],
  [/^\/orgs\/([^/]+)\/memberships\/([^/]+)$/, membership],
  [/^\/orgs\/([^/]+)\/members\/([^/]+)$/, member],
  [/^\/user\/packages\/container\/([^/]+)$/, ownPackage],
  [/^\/orgs\/([^/]+)\/packages\/container\/([^/]+)$/, (api) => packageOf(api, 'Organization')],
  [/^\/users\/([^/]+)\/packages\/container\/([^/]+)$/, (api) => packageOf(api, 'User')],
  [/^\/(?:orgs|users)\/([^/]+)\/packages$/, packageList],
  [/^\/orgs\/([^/]+)\/repos$/, (api) => repositoryList(api, 'Organization')],
  [/^\/users\/([^/]+)\/repos$/, (api) => repositoryList(api, 'User')],
  [/^\/user\/repos$/, ownRepositories],
  [/^\/repos\/([^/]+)\/([^/]+)$/, repository],
  [/^\/repos\/([^/]+)\/([^/]+)\/contents\/?(.*)$/, contents],
];

/** Answers a GraphQL query; who asks is known and alive. Apart, because only tests and benches ask one. */
export type GraphqlAnswer = (world: World, call: LabCall, token: LabToken) => Reply;

/** Answer one call; the path may begin with `/api/v3` or `/api`, as on GitHub Enterprise Server, or not. */
export function answerApi(world: World, call: LabCall, graphql?: GraphqlAnswer): Reply {
  const path = call.path.replace(/^\/api(?:\/v3)?(?=\/)/, '');
  const caller = callerOf(world, call);
  if (path === '/graphql' && call.method === 'POST' && graphql) {
    const reply = typeof caller === 'object' ? graphql(world, call, caller) : failure(401, 'Bad credentials');
    return withMarks(world, call, reply);
  }
  const token = typeof caller === 'object' ? caller : undefined;
  if (!chargeRest(world, token)) return withMarks(world, call, exhausted(world, token));
  const reply = withMarks(world, call, answer(world, call, path));
  return { ...reply, headers: { ...limitHeaders(world, token, 'core'), ...reply.headers } };
}

/** Docs "Rate limits for the REST API", exceeding the rate limit. */
function exhausted(world: World, token: LabToken | undefined): Reply {
  return failure(403, 'API rate limit exceeded for user ID 1000.', limitHeaders(world, token, 'core'));
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
  if (caller === 'unknown') return failure(401, 'Bad credentials');
  if (call.method !== 'GET') return failure(404, 'Not Found');
  for (const [pattern, handler] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return handler({ world, call, token: caller, match: match.slice(1).map(decodeURIComponent) });
    }
  }
  return failure(404, 'Not Found');
}

// ---------------------------------------------------------------------- people

/** `GET /user`: only a person's token is somebody (G2). */
function currentUser({ world, token }: ApiCall): Reply {
  if (!token) return failure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const login = token.login ?? 'ghost';
  return json(200, publicAccount(findAccount(world, login) ?? { login, type: 'User' }));
}

/** `GET /users/{name}` finds organisations as well; public, so neither SAML nor the allow list apply. */
function account({ world, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  return found ? json(200, publicAccount(found)) : failure(404, 'Not Found');
}

function organization({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (found?.type !== 'Organization') return failure(404, 'Not Found');
  return fence(found, token) ?? json(200, publicAccount(found));
}

function membership({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (!token) return failure(401, 'Requires authentication');
  if (found?.type !== 'Organization') return failure(404, 'Not Found');
  const role = standing(found, match[1]);
  const reply = role
    ? json(200, { state: 'active', role: role === 'owner' ? 'admin' : 'member' })
    : failure(404, 'Not Found');
  return fence(found, token) ?? (isInstallation(token) ? notForIntegrations() : reply);
}

function member({ world, token, match }: ApiCall): Reply {
  const found = findAccount(world, match[0] ?? '');
  if (found?.type !== 'Organization') return failure(404, 'Not Found');
  return fence(found, token) ?? (standing(found, match[1]) ? { status: 204 } : failure(404, 'Not Found'));
}

function publicAccount({ login, type }: Account): Record<string, unknown> {
  return { login, id: 1000 + login.length, type, html_url: `https://github.com/${login}` };
}

// -------------------------------------------------------------------- packages

function packageOf({ world, token, match }: ApiCall, type: Account['type']): Reply {
  const [login = '', name = ''] = match;
  const owner = findAccount(world, login);
  if (!token) return failure(401, 'Requires authentication');
  if (owner?.type !== type) return failure(404, 'Not Found');
  return fence(owner, token) ?? onePackage(world, token, owner, name);
}

/** `GET /user/packages/container/{name}` needs a user. */
function ownPackage({ world, token, match }: ApiCall): Reply {
  if (!token) return failure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const owner = findAccount(world, token.login ?? '');
  return owner ? onePackage(world, token, owner, match[0] ?? '') : failure(404, 'Package not found.');
}

/** 404 both for what is absent and for what is invisible (G4); 403 where the token could never see any. */
function onePackage(world: World, token: LabToken, owner: Account, name: string): Reply {
  const refused = packagesRefused(token, 'get a package');
  if (refused) return refused;
  const entry = findPackage(world, { owner: owner.login, package: name });
  if (!entry || !isVisible(entry, owner, token)) return failure(404, 'Package not found.');
  return json(200, packageObject(entry, owner));
}

/** A list for people; `Invalid argument.` for every `ghs_` token (G5). */
function packageList({ world, call, token, match }: ApiCall): Reply {
  const owner = findAccount(world, match[0] ?? '');
  if (!token) return failure(401, 'Requires authentication');
  if (!owner) return failure(404, 'Not Found');
  const fenced = fence(owner, token);
  if (fenced) return fenced;
  if (isInstallation(token) || call.query.get('package_type') !== 'container') {
    return failure(400, 'Invalid argument.');
  }
  const refused = packagesRefused(token, 'list packages');
  if (refused) return refused;
  const listed = world.packages.filter(
    (entry) => same(entry.owner, owner.login) && isVisible(entry, owner, token),
  );
  return paged(call, listed, (entry) => packageObject(entry, owner));
}

/** One page of a list, with the addresses of the others (docs "Using pagination in the REST API"). */
function paged<T>(call: LabCall, all: readonly T[], objectOf: (entry: T) => unknown): Reply {
  const size = Math.min(Math.max(Number(call.query.get('per_page') ?? 30) || 30, 1), 100);
  const last = Math.max(1, Math.ceil(all.length / size));
  const page = Math.max(Number(call.query.get('page') ?? 1) || 1, 1);
  const at = (number: number, name: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    return `<${call.origin}${call.path}?${query}>; rel="${name}"`;
  };
  const links = [
    ...(page > 1 ? [at(page - 1, 'prev'), at(1, 'first')] : []),
    ...(page < last ? [at(page + 1, 'next'), at(last, 'last')] : []),
  ];
  const shown = all.slice((page - 1) * size, page * size);
  return json(200, shown.map(objectOf), links.length > 0 ? { link: links.join(', ') } : {});
}

/** Tokens to which the packages API is closed as a whole: G2, G3, and fine-grained tokens (section 2). */
function packagesRefused(token: LabToken, action: string): Reply | undefined {
  if (token.kind === 'fine-grained-pat') {
    return failure(403, 'Resource not accessible by personal access token');
  }
  if (token.kind === 'github-token' && !token.app && (token.packages ?? 'none') === 'none') {
    return notForIntegrations();
  }
  if ((token.kind === 'classic-pat' || token.kind === 'oauth') && !hasScope(token, 'read:packages')) {
    return failure(403, `You need at least read:packages scope to ${action}.`);
  }
  return undefined;
}

/** An App sees no package at all (create-github-app-token#314), not even, as far as known, a public one. */
function isVisible(entry: LabPackage, owner: Account, token: LabToken): boolean {
  if (isForeignApp(token)) return false;
  if (entry.visibility === 'public') return true;
  if (isInstallation(token)) {
    const atHome = same(ownerOf(token.repository), owner.login);
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

// ---------------------------------------------------------------- repositories

function repository({ world, token, match }: ApiCall): Reply {
  const found = findRepository(world, token, match);
  return 'status' in found ? found : json(200, repositoryObject(found.fullName, found.visibility));
}

/** Those that the caller may see, by name. A name of the other kind of account is nobody's. */
function repositoryList({ world, call, token, match }: ApiCall, type: Account['type']): Reply {
  const owner = findAccount(world, match[0] ?? '');
  if (!owner || (type === 'Organization' && owner.type !== type)) return failure(404, 'Not Found');
  const fenced = fence(owner, token);
  if (fenced) return fenced;
  // A user's list is of public ones only, whoever asks.
  const asker = type === 'User' ? undefined : token;
  return listed(world, call, owner, asker);
}

/** `GET /user/repos`: private ones too. */
function ownRepositories({ world, call, token }: ApiCall): Reply {
  if (!token) return failure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const owner = findAccount(world, token.login ?? '');
  return owner ? listed(world, call, owner, token) : json(200, []);
}

function listed(world: World, call: LabCall, owner: Account, token: LabToken | undefined): Reply {
  const seen = repositoriesOf(world, owner.login).filter((each) =>
    maySee(token, owner, each.fullName, each.visibility),
  );
  return paged(call, seen, ({ fullName, visibility, nodeId, archived, disabled, fork, empty }) => ({
    ...repositoryObject(fullName, visibility),
    node_id: nodeId,
    archived: archived === true,
    disabled: disabled === true,
    fork: fork === true,
    size: empty ? 0 : 100,
  }));
}

/** Public, or its own, or of a namespace where the person stands. */
export function maySee(
  token: LabToken | undefined,
  owner: Account,
  fullName: string,
  visibility: string,
): boolean {
  const own =
    token !== undefined && (same(token.repository, fullName) || standing(owner, token.login) !== null);
  return visibility === 'public' || own;
}

/** A file as JSON with base64, or as it is for `application/vnd.github.raw+json`; a folder as a list. */
function contents({ world, call, token, match }: ApiCall): Reply {
  const found = findRepository(world, token, match);
  if ('status' in found) return found;
  const path = match[2] ?? '';
  const files = filesOf(world, found.fullName, call.query.get('ref') ?? undefined);
  const paths = [...files].map(([name, text]) => ({ path: name, text }));
  const named = paths.find((candidate) => candidate.path === path);
  // A link is followed (docs: Get repository content).
  const file =
    named && isLink(world, found.fullName, path)
      ? paths.find((candidate) => candidate.path === posix.join(posix.dirname(path), named.text))
      : named;
  if (file) {
    return call.headers.accept?.includes('raw')
      ? {
          status: 200,
          headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
          body: file.text,
        }
      : json(200, fileObject(file.path, file.text));
  }
  const folder = path === '' ? '' : `${path.replace(/\/$/, '')}/`;
  const inside = paths.filter((candidate) => {
    const rest = candidate.path.slice(folder.length);
    return candidate.path.startsWith(folder) && !rest.includes('/');
  });
  return inside.length > 0
    ? json(
        200,
        inside.map(({ path: inner, text }) => ({ ...fileObject(inner, text), content: undefined })),
      )
    : failure(404, 'Not Found');
}

function fileObject(path: string, text: string): Record<string, unknown> {
  const bytes = Buffer.from(text);
  // GitHub breaks its base64 into lines of 60 characters.
  const content = bytes.toString('base64').replace(/(.{60})/g, '$1\n');
  return {
    type: 'file',
    encoding: 'base64',
    size: bytes.length,
    name: path.split('/').at(-1),
    path,
    content: `${content}\n`,
  };
}

/** A repository that the caller may see: public, or its own, or of a namespace where the person stands. */
function findRepository(
  world: World,
  token: LabToken | undefined,
  match: string[],
): { fullName: string; visibility: string } | Reply {
  const fullName = `${match[0]}/${match[1]}`;
  const owner = findAccount(world, match[0] ?? '');
  const known = knownRepository(world, fullName);
  if (!owner || !known || !maySee(token, owner, fullName, known.visibility)) return failure(404, 'Not Found');
  return fence(owner, token) ?? { fullName, visibility: known.visibility };
}

function repositoryObject(fullName: string, visibility: string): Record<string, unknown> {
  return {
    full_name: fullName,
    name: fullName.split('/')[1],
    private: visibility !== 'public',
    visibility,
    owner: { login: ownerOf(fullName) },
    html_url: `https://github.com/${fullName}`,
    default_branch: 'main',
  };
}

// -------------------------------------------------------------- who is calling

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

/** What an organisation puts around its resources: the IP allow list (L14) and SAML (L13). */
function fence(owner: Account, token: LabToken | undefined): Reply | undefined {
  if (!token || owner.type !== 'Organization') return undefined;
  // Measured: only installation tokens were refused, people's tokens passed from the same address.
  if (owner.ipAllowList && isInstallation(token)) {
    return failure(
      403,
      `Although you appear to have the correct authorization credentials, the \`${owner.login}\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.`,
    );
  }
  if (needsSso(owner, token)) {
    const kind = token.kind === 'oauth' ? 'OAuth token' : 'personal access token';
    return failure(
      403,
      `Resource protected by organization SAML enforcement. You must grant your ${kind} access to this organization.`,
      {
        'x-github-sso': `required; url=https://github.com/orgs/${owner.login}/sso?authorization_request=AAAAAAAAAAAAAAAAAAAAAA`,
      },
    );
  }
  return undefined;
}

function notForIntegrations(): Reply {
  return failure(403, 'Resource not accessible by integration');
}

/** The API's error object. */
function failure(status: number, message: string, headers: Record<string, string> = {}): Reply {
  const value = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return json(status, value, headers);
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
    if (token.kind === 'classic-pat' || token.kind === 'oauth') {
      marks['x-oauth-scopes'] = (token.scopes ?? []).join(', ');
    }
    if (token.expiresAt && !isInstallation(token)) {
      const iso = new Date(token.expiresAt).toISOString();
      marks['github-authentication-token-expiration'] = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
    }
  }
  return { ...reply, headers: { ...marks, ...reply.headers } };
}
