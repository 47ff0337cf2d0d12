/** Whose repositories there are, and of them those of one shard. */

import { visibilityIn } from '../api/package-answer.js';
import { signOnPage } from '../api/single-sign-on.js';
import type { Visibility } from '../types/package.js';
import { type OrganizationApi, unreadReason } from './api.js';
import type { PassedOver, Shard, UnreadReason } from './types.js';

export interface ListedRepository {
  /** Of the GraphQL API. */
  nodeId: string;
  /** `OWNER/NAME` in its real case. */
  name: string;
  visibility: Visibility;
  /** The default one; null: not told. */
  branch: string | null;
  passedOver: PassedOver | null;
}

export interface OwnerListing {
  /** In its real case. */
  owner: string;
  type: 'Organization' | 'User';
  /** How many the token may see, in all shards. */
  total: number;
  /** Of this shard, in the order of their names. */
  repositories: ListedRepository[];
}

/** The owner is not there, or may not be listed with this token. */
export class UnlistableOwner extends Error {
  override name = 'UnlistableOwner';
  constructor(
    readonly reason: UnreadReason,
    /** Where the token can be authorised, as GitHub says. */
    readonly url: string | null = null,
    /** The host of the API that was asked. */
    readonly host: string = '',
  ) {
    super(reason);
  }
}

const PAGE = 100;

/**
 * Lists the repositories of a shard: one question for their number where there are several shards, then the pages on
 * which its own stand, so that all shards together ask hardly more than one would.
 *
 * @throws UnlistableOwner
 */
export async function listRepositories(
  { octokit }: OrganizationApi,
  owner: string,
  shard: Shard,
): Promise<OwnerListing> {
  try {
    const { login, type, list } = await accountOf(octokit, owner);
    const total = shard.of === 1 ? null : await countOf(list);
    const [from, to] = total === null ? [0, Number.POSITIVE_INFINITY] : rangeOf(shard, total);
    const repositories: ListedRepository[] = [];
    let at = Math.floor(from / PAGE) * PAGE;
    const pages = octokit.paginate.iterator(list.route, {
      ...list.parameters,
      per_page: PAGE,
      page: at / PAGE + 1,
    });
    if (from < to) {
      for await (const { data } of pages) {
        for (const each of data as RepositoryPayload[]) {
          if (at >= from && at < to) repositories.push(listed(each));
          at += 1;
        }
        if (at >= to) break;
      }
    }
    return { owner: login, type, total: total ?? at, repositories };
  } catch (error) {
    if (error instanceof UnlistableOwner) throw error;
    throw new UnlistableOwner(unreadReason(error), ssoUrl(error), hostOf(octokit));
  }
}

/** How many repositories there are, for a plan of the shards. Throws `UnlistableOwner`. */
export async function countRepositories({ octokit }: OrganizationApi, owner: string): Promise<number> {
  try {
    return await countOf((await accountOf(octokit, owner)).list);
  } catch (error) {
    throw new UnlistableOwner(unreadReason(error), ssoUrl(error), hostOf(octokit));
  }
}

function hostOf({ request }: OrganizationApi['octokit']): string {
  return new URL(request.endpoint.DEFAULTS.baseUrl).host;
}

/** The owner as GitHub spells it, and how its repositories are listed. */
async function accountOf(octokit: OrganizationApi['octokit'], owner: string) {
  const { data: account } = await octokit.rest.users.getByUsername({ username: owner });
  const type = account.type === 'User' ? 'User' : 'Organization';
  return { login: account.login, type, list: await listOf(octokit, account.login, type) } as const;
}

/** 0-based, the end excluded: the parts differ by one at most, and together they are all. */
export function rangeOf({ number, of }: Shard, total: number): [number, number] {
  return [Math.floor(((number - 1) * total) / of), Math.floor((number * total) / of)];
}

interface RepositoryPayload {
  node_id: string;
  full_name: string;
  visibility?: string;
  private: boolean;
  archived?: boolean;
  disabled?: boolean;
  fork: boolean;
  default_branch?: string;
}

interface List {
  octokit: OrganizationApi['octokit'];
  route: 'GET /orgs/{org}/repos' | 'GET /users/{username}/repos' | 'GET /user/repos';
  parameters: Record<string, string>;
}

/** The list that shows the most: a user's own private repositories are on the list of `GET /user/repos` alone. */
async function listOf(
  octokit: OrganizationApi['octokit'],
  login: string,
  type: OwnerListing['type'],
): Promise<List> {
  const sorted = { sort: 'full_name', direction: 'asc' };
  if (type === 'Organization')
    return { octokit, route: 'GET /orgs/{org}/repos', parameters: { org: login, type: 'all', ...sorted } };
  const isOwn = await octokit.rest.users.getAuthenticated().then(
    ({ data }) => data.login.toLowerCase() === login.toLowerCase(),
    () => false,
  );
  return isOwn
    ? { octokit, route: 'GET /user/repos', parameters: { affiliation: 'owner', ...sorted } }
    : {
        octokit,
        route: 'GET /users/{username}/repos',
        parameters: { username: login, type: 'owner', ...sorted },
      };
}

/** With one entry a page, the number of the last page is that of the entries. */
async function countOf({ octokit, route, parameters }: List): Promise<number> {
  const { data, headers } = await octokit.request(route, { ...parameters, per_page: 1 });
  const [, last] = /[?&]page=(\d+)[^>]*>; rel="last"/.exec(headers.link ?? '') ?? [];
  return last === undefined ? (data as unknown[]).length : Number(last);
}

function listed(each: RepositoryPayload): ListedRepository {
  const { node_id, full_name, visibility, archived, disabled, fork, default_branch: branch } = each;
  // What stands between may answer anything.
  if (typeof node_id !== 'string' || typeof full_name !== 'string') throw new Error('no repository');
  return {
    nodeId: node_id,
    name: full_name,
    visibility: visibilityIn(visibility) ?? (each.private ? 'private' : 'public'),
    branch: typeof branch === 'string' ? branch : null,
    passedOver: archived ? 'archived' : disabled ? 'disabled' : fork ? 'fork' : null,
  };
}

function ssoUrl(error: unknown): string | null {
  const { response } = error as { response?: { headers?: Record<string, string | undefined> } };
  return signOnPage(response?.headers?.['x-github-sso'] ?? '');
}
