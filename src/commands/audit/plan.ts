/** How an owner's repositories are shared out: few enough for a job, and no more jobs than a matrix has. */
import type { OrganizationApi } from '../../evidence/organization/api.js';
import { countRepositories, listRepositories } from '../../evidence/organization/listing.js';
import { shardName } from './merge.js';
import { namePatterns } from './names.js';
import { MOST_SHARDS } from './part.js';

/** Repositories for which the start of a job is worth its while. */
const REPOSITORIES_A_SHARD = 250;

/** `1/3`, `2/3`, `3/3`: the legs of the matrix; one for none at all. */
export function planShards(repositories: number): string[] {
  const of = Math.min(MOST_SHARDS, Math.max(1, Math.ceil(repositories / REPOSITORIES_A_SHARD)));
  return Array.from({ length: of }, (_, index) => shardName({ number: index + 1, of }));
}

/**
 * How many repositories the token may see, and of them those whose names match; their number alone takes one request.
 *
 * @throws UnlistableOwner
 */
export async function countAsked(
  api: OrganizationApi,
  owner: string,
  patterns: string,
): Promise<{ total: number; repositories: number }> {
  if (patterns === '') {
    const total = await countRepositories(api, owner);
    return { total, repositories: total };
  }
  const listing = await listRepositories(api, owner, { number: 1, of: 1 });
  const { isAsked } = namePatterns(patterns, listing.owner);
  const names = listing.repositories.map(({ name }) => name.slice(listing.owner.length + 1));
  return { total: listing.total, repositories: names.filter(isAsked).length };
}
