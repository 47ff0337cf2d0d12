/**
 * The repositories of an owner, group by group. While one is judged the next is fetched, and of a group that is done
 * nothing is kept but what was found.
 */
import type { OrganizationApi } from '../../evidence/organization/api.js';
import {
  REPOSITORIES_A_QUERY,
  type RepositoryFolder,
  readWorkflowFolders,
} from '../../evidence/organization/files.js';
import type { Journal } from '../../evidence/organization/journal.js';
import type { ListedRepository } from '../../evidence/organization/listing.js';
import { MOST_SILENT } from '../../evidence/organization/query.js';
import type { UnreadReason } from '../../evidence/organization/types.js';
import {
  type AuditQuestion,
  type Folders,
  judgeRepositories,
  type RepositoryAudit,
  sharedReading,
  unjudgedRepository,
} from './reading.js';

/** In the order of the list. Rejects only with what the journal's disk says. */
export async function* auditRepositories(
  api: OrganizationApi,
  listed: readonly ListedRepository[],
  question: AuditQuestion,
  journal: Journal<RepositoryAudit>,
): AsyncGenerator<RepositoryAudit> {
  const groups = groupsOf(listed, journal.done);
  const shared = sharedReading(api, question);
  let stopped: UnreadReason | null = null;
  let next = foldersOf(api, groups[0], stopped);
  for (const [index, group] of groups.entries()) {
    const folders = await next;
    stopped ??= endOf([...folders.values()]);
    next = foldersOf(api, groups[index + 1], stopped);
    const judged = await judgeRepositories(shared, group.toRead, folders);
    for (const each of group.all) {
      const known = journal.done.get(each.name);
      const found =
        known ?? judged.get(each.name) ?? unjudgedRepository(each.name, each.passedOver ?? 'unread');
      // What may be readable later is no result to go on from.
      if (!known && judged.has(each.name) && !mayComeLater(found)) journal.add(found);
      yield found;
    }
  }
}

function mayComeLater({ state, problems }: RepositoryAudit): boolean {
  return state === 'unread' || problems.some(({ kind }) => kind === 'unreadable');
}

/** Neighbours in the list of which as many have to be read as one query takes. */
interface Group {
  all: ListedRepository[];
  toRead: ListedRepository[];
}

function groupsOf(listed: readonly ListedRepository[], done: ReadonlyMap<string, unknown>): Group[] {
  const groups: Group[] = [];
  for (const each of listed) {
    let last = groups.at(-1);
    if (!last || last.toRead.length === REPOSITORIES_A_QUERY) {
      last = { all: [], toRead: [] };
      groups.push(last);
    }
    last.all.push(each);
    if (each.passedOver === null && !done.has(each.name)) last.toRead.push(each);
  }
  return groups;
}

async function foldersOf(
  api: OrganizationApi,
  group: Group | undefined,
  stopped: UnreadReason | null,
): Promise<Folders> {
  const { toRead = [] } = group ?? {};
  return stopped === null
    ? readWorkflowFolders(api, toRead)
    : new Map(toRead.map(({ nodeId }) => [nodeId, stopped]));
}

/** A token that is spent or dead is told nothing more, and where nobody answers nobody is asked. */
function endOf(folders: readonly (RepositoryFolder | UnreadReason)[]): UnreadReason | null {
  const isSilent = folders.length >= MOST_SILENT && folders.every((folder) => folder === 'unreachable');
  if (isSilent) return 'unreachable';
  return folders.find((folder) => folder === 'limited' || folder === 'bad-token') ?? null;
}
