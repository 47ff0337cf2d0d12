/** Queries of the GraphQL API: many things in one, and in parts where that is too much for it. */
import { type OrganizationApi, refusalReason, unreadReason } from './api.js';
import type { UnreadReason } from './types.js';

/** So many in a row that are not even answered alone: then it is GitHub that is not there, and nothing more is asked. */
export const MOST_SILENT = 5;

/** What is done with the parts. */
export interface PartOrder<T> {
  /** Rejects where GitHub does not answer. */
  ask(part: readonly T[]): Promise<void>;
  failed(part: readonly T[], reason: UnreadReason): void;
}

/** One after the other; a part that GitHub does not answer in time is halved until it does, and one alone asked twice. */
export async function inParts<T>(
  all: readonly T[],
  size: number,
  { ask, failed }: PartOrder<T>,
): Promise<void> {
  let silent = 0;
  const askAll = async (some: readonly T[], most: number, isLast: boolean): Promise<void> => {
    for (let at = 0; at < some.length; at += most) {
      const part = some.slice(at, at + most);
      if (silent >= MOST_SILENT) {
        failed(part, 'unreachable');
        continue;
      }
      try {
        await ask(part);
        silent = 0;
      } catch (error) {
        const reason = unreadReason(error);
        if (reason === 'unreachable' && isLast) silent += 1;
        if (reason !== 'unreachable' || isLast) failed(part, reason);
        else await askAll(part, Math.ceil(part.length / 2), part.length === 1);
      }
    }
  };
  await askAll(all, size, false);
}

interface QueryAnswer<T> {
  data: T;
  /** Why the token is told nothing of a repository, by the place at which it was asked for: `nodes.3`, `f7`. */
  refused: ReadonlyMap<string, UnreadReason>;
}

interface QueryError {
  type?: string;
  message?: string;
  path?: (string | number)[];
}

/**
 * What a query brought, also where some of it could not be found or may not be seen. Throws where a part of what was found
 * is kept back.
 */
export async function graphqlQuery<T>(
  { octokit, usage }: OrganizationApi,
  text: string,
  variables: Record<string, unknown>,
): Promise<QueryAnswer<T>> {
  // On GitHub Enterprise Server it stands beside the REST API, not below it.
  const baseUrl = octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '');
  const { data: answer } = await octokit.request('POST /graphql', {
    baseUrl,
    query: text,
    variables,
    // What is not answered in time is asked in parts, which is the better second try.
    request: { retries: 0 },
  });
  const { data, errors } = answer as {
    data?: (T & { rateLimit?: { cost?: number } | null }) | null;
    errors?: QueryError[];
  };
  usage.points += data?.rateLimit?.cost ?? 1;
  // Without a text of it, what is there would look like what is not.
  const isTorn = errors?.some(
    (error) => !isRefusal(error) && (error.path?.includes('object') || (error.path?.length ?? 0) > 2),
  );
  if (!data || isTorn) throw new Error(errors?.[0]?.message ?? 'no data');
  const refused = new Map(
    (errors ?? [])
      .filter(isRefusal)
      .map(({ path = [], message = '' }) => [
        path.slice(0, path[0] === 'nodes' ? 2 : 1).join('.'),
        refusalReason(message),
      ]),
  );
  return { data, refused };
}

/** The token lacks a right to it, and asking again is of no use: `Resource not accessible by integration`. */
function isRefusal({ type }: QueryError): boolean {
  return type === 'FORBIDDEN';
}
