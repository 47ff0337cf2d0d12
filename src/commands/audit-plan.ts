/** How an owner's repositories are shared out: few enough for a job, and no more jobs than a matrix has. */
import { shardName } from './audit-merge.js';
import { MOST_SHARDS } from './audit-part.js';

/** Repositories for which the start of a job is worth its while. */
export const REPOSITORIES_A_SHARD = 250;

/** `1/3`, `2/3`, `3/3`: the legs of the matrix; one for none at all. */
export function planShards(repositories: number, size = REPOSITORIES_A_SHARD): string[] {
  const of = Math.min(MOST_SHARDS, Math.max(1, Math.ceil(repositories / size)));
  return Array.from({ length: of }, (_, index) => shardName({ number: index + 1, of }));
}
