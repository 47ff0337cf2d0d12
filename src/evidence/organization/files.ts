/**
 * The files of many repositories by few queries (facts K17): first what stands in `.github/workflows` of each, then
 * single files of any of them. A text that GraphQL cuts is asked for once more, alone, by REST.
 */
import { WORKFLOW_FOLDER } from '../files/workflow-folder.js';
import { type OrganizationApi, unreadReason } from './api.js';
import type { ListedRepository } from './listing.js';
import { graphqlQuery, inParts } from './query.js';
import type { UnreadReason } from './types.js';

/** Bytes: a larger file is none of ours. */
const LARGEST = 1024 * 1024;
/**
 * Repositories, and single files, of which one query asks. GitHub takes a hundred ids, and ends a query after ten
 * seconds (docs "Rate limits and query limits for the GraphQL API").
 */
export const REPOSITORIES_A_QUERY = 50;
const FILES_A_QUERY = 100;

export interface FileOutcome {
  text: string | null;
  /** Why there is no text although there is a file. */
  problem: {
    kind: 'too-large' | 'not-text' | 'no-regular-file' | 'unreadable';
    detail: string | null;
  } | null;
}

export interface RepositoryFolder {
  /** Without a commit. */
  isEmpty: boolean;
  /** Hash of the default branch's commit that was read; null: not told. */
  commit: string | null;
  /** Names at the root: what is not among them leads nowhere. */
  root: ReadonlySet<string>;
  /** By path. */
  workflows: ReadonlyMap<string, FileOutcome>;
}

/** A file of a repository at a branch, a tag or a commit; `HEAD` is its default branch. */
export interface WantedFile {
  /** `OWNER/NAME`. */
  repository: string;
  ref: string;
  path: string;
}

interface BlobPayload {
  byteSize?: number;
  isBinary?: boolean | null;
  isTruncated?: boolean;
  text?: string | null;
}

interface TreePayload {
  entries?: { name: string; type: string; mode?: number; object?: BlobPayload | null }[] | null;
}

interface RepositoryPayload {
  id?: string;
  isEmpty?: boolean;
  head?: { oid?: string } | null;
  root?: TreePayload | null;
  workflows?: TreePayload | null;
}

interface Nodes {
  nodes: (RepositoryPayload | null)[];
}

const BLOB = '... on Blob { byteSize isBinary isTruncated text }';

export const WORKFLOWS_QUERY = `query Workflows($ids: [ID!]!) {
  rateLimit { cost }
  nodes(ids: $ids) {
    ... on Repository {
      id
      isEmpty
      head: object(expression: "HEAD") { oid }
      root: object(expression: "HEAD:") { ... on Tree { entries { name type } } }
      workflows: object(expression: "HEAD:.github/workflows") {
        ... on Tree { entries { name type mode object { ${BLOB} } } }
      }
    }
  }
}`;

/**
 * What each repository has, or why it could not be read. Never rejects.
 *
 * @returns by node id
 */
export async function readWorkflowFolders(
  api: OrganizationApi,
  repositories: readonly ListedRepository[],
): Promise<Map<string, RepositoryFolder | UnreadReason>> {
  const found = new Map<string, RepositoryFolder | UnreadReason>();
  await inParts(repositories, REPOSITORIES_A_QUERY, {
    async ask(part) {
      const variables = { ids: part.map(({ nodeId }) => nodeId) };
      const { data, refused } = await graphqlQuery<Nodes>(api, WORKFLOWS_QUERY, variables);
      for (const [index, each] of part.entries()) {
        const node = data.nodes[index];
        const reason = refused.get(`nodes.${index}`) ?? (node?.id ? null : 'not-found');
        found.set(each.nodeId, reason ?? (await folderOf(api, each.name, node ?? {})));
      }
    },
    failed(part, reason) {
      for (const { nodeId } of part) found.set(nodeId, reason);
    },
  });
  return found;
}

async function folderOf(
  api: OrganizationApi,
  repository: string,
  { isEmpty, head, root, workflows }: RepositoryPayload,
): Promise<RepositoryFolder> {
  const files = new Map<string, FileOutcome>();
  for (const { name, type, mode, object } of workflows?.entries ?? []) {
    if (type === 'tree' || !/\.ya?ml$/i.test(name)) continue;
    const path = `${WORKFLOW_FOLDER}/${name}`;
    const isFile = type === 'blob' && mode !== LINK_MODE;
    files.set(
      path,
      isFile ? await outcomeOf(api, { repository, ref: 'HEAD', path }, object ?? null) : NO_REGULAR_FILE,
    );
  }
  return {
    isEmpty: isEmpty === true,
    commit: head?.oid ?? null,
    root: new Set((root?.entries ?? []).map(({ name }) => name)),
    workflows: files,
  };
}

/**
 * Single files of any repositories: neither text nor problem for one that is not there. Never rejects.
 *
 * @returns in the order in which they were asked for
 */
export async function readFiles(api: OrganizationApi, wanted: readonly WantedFile[]): Promise<FileOutcome[]> {
  const found = new Map<WantedFile, FileOutcome>();
  await inParts(wanted, FILES_A_QUERY, {
    async ask(part) {
      const { data, refused } = await graphqlQuery<Record<string, { object: BlobPayload | null } | null>>(
        api,
        filesQuery(part),
        {},
      );
      for (const [index, each] of part.entries()) {
        const repository = data[`f${index}`] ?? null;
        const reason = refused.get(`f${index}`) ?? (repository ? null : 'not-found');
        found.set(each, reason ? unreadable(reason) : await outcomeOf(api, each, repository?.object ?? null));
      }
    },
    failed(part, reason) {
      for (const each of part) found.set(each, unreadable(reason));
    },
  });
  return wanted.map((each) => found.get(each) ?? unreadable('unreachable'));
}

/** One field for each file; a string of JSON is one of GraphQL. */
export function filesQuery(wanted: readonly WantedFile[]): string {
  const fields = wanted.map(({ repository, ref, path }, index) => {
    const [owner = '', name = ''] = repository.split('/');
    const of = `owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}`;
    const expression = JSON.stringify(`${ref}:${path}`);
    return `  f${index}: repository(${of}) { object(expression: ${expression}) { ${BLOB} } }`;
  });
  return `query Files {\n  rateLimit { cost }\n${fields.join('\n')}\n}`;
}

/**
 * Git's mode of a symbolic link (gitformat-index, "mode"), whose blob is the path that it leads to. GitHub follows none
 * to a workflow, but reads that path as YAML (actions/runner issue 1420); nor does it look into another repository.
 */
const LINK_MODE = 0o120000;
const NOT_THERE: FileOutcome = { text: null, problem: null };
const NO_REGULAR_FILE: FileOutcome = { text: null, problem: { kind: 'no-regular-file', detail: null } };

async function outcomeOf(
  { octokit }: OrganizationApi,
  { repository, ref, path }: WantedFile,
  blob: BlobPayload | null,
): Promise<FileOutcome> {
  const { byteSize, isBinary, isTruncated, text } = blob ?? {};
  // A folder, or a link to another repository.
  if (byteSize === undefined) return NOT_THERE;
  if (byteSize > LARGEST) return { text: null, problem: { kind: 'too-large', detail: `${byteSize} bytes` } };
  if (isBinary) return { text: null, problem: { kind: 'not-text', detail: null } };
  const isWhole = !isTruncated && typeof text === 'string';
  if (isWhole && !mayBeFollowed(path, text)) return { text, problem: null };
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const { data } = await octokit.rest.repos.getContent({
      owner,
      repo,
      path,
      ...(ref === 'HEAD' ? {} : { ref }),
      mediaType: { format: 'raw' },
    });
    if (typeof data === 'string') return { text: data, problem: null };
  } catch (error) {
    const reason = unreadReason(error);
    return isWhole && reason === 'not-found' ? NOT_THERE : unreadable(reason);
  }
  // Of a link to a folder the API tells about the link.
  return isWhole ? NOT_THERE : { text: null, problem: { kind: 'unreadable', detail: null } };
}

/** One word without a line end, as the blob of a symbolic link has: REST follows it as the checkout of a job does. */
function mayBeFollowed(path: string, text: string): boolean {
  return !path.startsWith(`${WORKFLOW_FOLDER}/`) && /^[\w./@+-]{1,1024}$/.test(text);
}

function unreadable(reason: UnreadReason): FileOutcome {
  return { text: null, problem: { kind: 'unreadable', detail: reason } };
}
