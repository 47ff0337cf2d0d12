/**
 * Bearers of the registry. ghcr's "token" is the credential itself in base64
 * (facts, number 3), so nothing needs to be kept between /token and its use.
 */
import { type Authorization, type LabCall, type Reply, readAuthorization } from '../http.js';
import { findToken, isInstallation, type LabToken, type PackageName, type World } from '../world.js';
import { challenge, ociErrorBody } from './oci.js';
import { mayPull, mayPush } from './rules.js';

const ANONYMOUS = 'v1:'; // base64 of it is `djE6`, as ghcr's anonymous tokens begin

/** What a bearer stands for: a token, nobody in particular (null), or nothing that GitHub knows. */
export function tokenOfBearer(world: World, bearer: string): LabToken | null | undefined {
  const secret = Buffer.from(bearer, 'base64').toString('utf8');
  return secret.startsWith(ANONYMOUS) ? null : findToken(world, secret);
}

/**
 * Who is calling a registry path?
 * @param name repository for the challenge, null at `/v2/`
 * @returns the token (null: anonymous), or the 401 to answer with: L2 for a bearer that is not alive
 */
export function authenticate(
  world: World,
  call: LabCall,
  name: string | null,
): { token: LabToken | null } | { reply: Reply } {
  const authorization = readAuthorization(call.headers.authorization);
  if (authorization.scheme !== 'bearer') return { reply: challenge(call.origin, name) };
  const token = tokenOfBearer(world, authorization.value);
  if (token !== undefined) return { token };
  const dead = 'unauthenticated: User cannot be authenticated with the token provided.';
  return { reply: challenge(call.origin, name, dead) };
}

/**
 * `GET /token`. Any live credential gets a token for any repository and any action (facts, number 3): a
 * login proves nothing. Anonymous callers get one to pull what is public and are refused all else.
 */
export function answerToken(world: World, call: LabCall): Reply {
  // BuildKit tries the OAuth form first and falls back to GET on a 405; docker and the others only GET.
  if (call.method !== 'GET') {
    return ociErrorBody(405, 'UNSUPPORTED', 'The operation is unsupported.', { allow: 'GET' });
  }
  const authorization = readAuthorization(call.headers.authorization);
  const scopes = readScopes(call.query);
  if (authorization.scheme === 'none') return anonymousToken(world, scopes);
  // L10: a raw token as bearer. L15: Basic without a user name.
  if (authorization.scheme !== 'basic' || authorization.username === '') {
    return ociErrorBody(401, 'UNAUTHORIZED', 'authentication required');
  }
  return tokenFor(world, authorization, scopes);
}

interface Scope {
  name: PackageName;
  actions: string[];
}

function tokenFor(
  world: World,
  { password }: Extract<Authorization, { scheme: 'basic' }>,
  scopes: Scope[],
): Reply {
  const token = findToken(world, password);
  if (!token) return ociErrorBody(403, 'DENIED', 'denied'); // L1, P2
  // Fact 5: several repositories are granted together or not at all, and the message names neither (W11).
  if (isInstallation(token) && scopes.length > 1) {
    for (const { name, actions } of scopes) {
      const ruling = (actions.includes('push') ? mayPush : mayPull)(world, token, name);
      if (!ruling.allowed && ruling.row === 'W11')
        return ociErrorBody(ruling.status, ruling.code, ruling.message);
    }
  }
  return tokenReply(Buffer.from(password).toString('base64'));
}

function anonymousToken(world: World, scopes: Scope[]): Reply {
  const readable = scopes.every(
    ({ name, actions }) => actions.every((action) => action === 'pull') && mayPull(world, null, name).allowed,
  );
  // P9. Section 5 has seen 401 as well; 403 is what the measurements of 2026 say.
  if (scopes.length === 0 || !readable) {
    return ociErrorBody(403, 'DENIED', 'requested access to the resource is denied');
  }
  const names = scopes.map(({ name }) => `${name.owner}/${name.package}`).join(',');
  return tokenReply(Buffer.from(`${ANONYMOUS}${names}`).toString('base64'));
}

/** No `expires_in`, no `access_token`: neither is guaranteed (section 5). */
function tokenReply(token: string): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) };
}

/** `scope` may come several times, and hold several scopes with blanks between (Docker's token spec). */
function readScopes(query: URLSearchParams): Scope[] {
  return query
    .getAll('scope')
    .flatMap((value) => value.split(' '))
    .flatMap((scope) => {
      const [, owner, name, actions] = /^repository:([^/:]+)\/([^:]+):(.*)$/.exec(scope) ?? [];
      return owner && name ? [{ name: { owner, package: name }, actions: (actions ?? '').split(',') }] : [];
    });
}
