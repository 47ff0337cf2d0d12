/** What the answers of the API are made of: its errors, pages, and what an organisation puts around its resources. */
import { json, type LabCall, type Reply } from '../http.js';
import { needsSso } from '../registry/rules.js';
import { type Account, isInstallation, type LabToken, ownerOf, type World } from '../world.js';

/** A request with what the path's placeholders stand for. */
export interface ApiCall {
  world: World;
  call: LabCall;
  /** undefined: nobody is logged in. */
  token: LabToken | undefined;
  match: string[];
}

/** What a path is answered with. */
export type ApiRoute = readonly [path: RegExp, answer: (api: ApiCall) => Reply];

/** What an organisation puts around its resources: the IP allow list (L14) and SAML (L13). */
export function refusedByOrganization(owner: Account, token: LabToken | undefined): Reply | undefined {
  if (!token || owner.type !== 'Organization') return undefined;
  // Measured: only installation tokens were refused, people's tokens passed from the same address.
  if (owner.ipAllowList && isInstallation(token)) {
    return apiFailure(
      403,
      `Although you appear to have the correct authorization credentials, the \`${owner.login}\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.`,
    );
  }
  if (needsSso(owner, token)) {
    const kind = token.kind === 'oauth' ? 'OAuth token' : 'personal access token';
    return apiFailure(
      403,
      `Resource protected by organization SAML enforcement. You must grant your ${kind} access to this organization.`,
      {
        'x-github-sso': `required; url=https://github.com/orgs/${owner.login}/sso?authorization_request=AAAAAAAAAAAAAAAAAAAAAA`,
      },
    );
  }
  return undefined;
}

/** The refusal of what no installation token may do. */
export function notForIntegrations(): Reply {
  return apiFailure(403, 'Resource not accessible by integration');
}

/** The API's error object. */
export function apiFailure(status: number, message: string, headers: Record<string, string> = {}): Reply {
  const value = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return json(status, value, headers);
}

/** One page of a list, with the addresses of the others (docs "Using pagination in the REST API"). */
export function paged<T>(call: LabCall, all: readonly T[], objectOf: (entry: T) => unknown): Reply {
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

/** What everybody may see of an account. */
export function publicAccount({ login, type }: Account): Record<string, unknown> {
  return { login, id: 1000 + login.length, type, html_url: `https://github.com/${login}` };
}

/** A repository as answers of the API have it. */
export function repositoryObject(fullName: string, visibility: string): Record<string, unknown> {
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
