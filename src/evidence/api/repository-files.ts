/** The files of repositories on GitHub that `lint` reads: those of a whole one in a folder of their own, or single ones. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Octokit } from '@octokit/rest';
import { makeTemporaryFolder, TemporaryFolderError } from '../files/folders.js';
import { httpClient } from '../http/http.js';
import { apiRefusal, githubApi, isRateLimit } from './github.js';

export interface FetchedRepository {
  /** Whoever asked removes it. */
  folder: string;
  /** `OWNER/NAME` in its real case. */
  name: string;
}

export type UnreadableReason = 'not-found' | 'refused' | 'limited' | 'unreachable' | 'no-workflows';

/** Thrown for a repository of which nothing can be fetched, with the reason. */
export class UnreadableRepository extends Error {
  constructor(readonly reason: UnreadableReason) {
    super(reason);
    this.name = 'UnreadableRepository';
  }
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/i;

/** As many files are fetched beside the workflows; a file of more bytes is none of ours. */
const MOST_WORKFLOWS = 300;
const MOST_BESIDE = 100;
const LARGEST = 1024 * 1024;
/** Of a symbolic link, whose text is a path (docs: Git trees, `mode`). */
const LINK_MODE = '120000';
const AT_ONCE = 8;

/**
 * Reads the tree and the files that matter.
 *
 * @param name `OWNER/NAME`
 * @param ref a branch, a tag, a commit; null: the default branch
 * @param isBeside is it a file that workflows may be read with?
 * @throws UnreadableRepository, TemporaryFolderError
 */
export async function fetchWorkflows(
  name: string,
  ref: string | null,
  { apiUrl, token }: { apiUrl: string; token: string },
  isBeside: (path: string) => boolean,
): Promise<FetchedRepository> {
  const [owner = '', repo = ''] = name.split('/');
  const client = httpClient();
  const folder = makeTemporaryFolder(`ghcr-preflight-fetched-${process.pid}-`);
  try {
    const api = await githubApi(apiUrl, token, client);
    if (!api) throw new UnreadableRepository('unreachable');
    const { data: about } = await api.repos.get({ owner, repo });
    const tree_sha = ref ?? about.default_branch;
    const { data } = await api.git.getTree({ owner, repo, tree_sha, recursive: '1' });
    const files = data.tree.filter(
      ({ type, mode, size = 0, path = '' }) =>
        type === 'blob' && mode !== LINK_MODE && size <= LARGEST && isInside(path),
    );
    const paths = files.map(({ path = '' }) => path);
    const workflows = paths.filter((path) => WORKFLOW.test(path)).slice(0, MOST_WORKFLOWS);
    if (workflows.length === 0) throw new UnreadableRepository('no-workflows');
    // The nearest to the root are the likeliest to be called.
    const beside = paths
      .filter(isBeside)
      .sort((one, other) => one.split('/').length - other.split('/').length)
      .slice(0, MOST_BESIDE);
    const wanted = new Set([...workflows, ...beside]);
    const left = files.filter(({ path = '' }) => wanted.has(path));
    const fetchNext = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) {
        const { path = '', sha: file_sha = '' } = next;
        const { data: blob } = await api.git.getBlob({ owner, repo, file_sha });
        const bytes = Buffer.from(blob.content, blob.encoding === 'base64' ? 'base64' : 'utf8');
        write(folder, path, bytes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    return { folder, name: about.full_name };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const isTold = error instanceof UnreadableRepository || error instanceof TemporaryFolderError;
    throw isTold ? error : new UnreadableRepository(reasonOf(error));
  } finally {
    client.close();
  }
}

/** A disk that is full is no fault of GitHub's. */
function write(folder: string, path: string, bytes: Buffer): void {
  const target = join(folder, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  } catch (error) {
    throw new TemporaryFolderError(folder, error);
  }
}

/** A file of a repository at a ref. */
export interface FileAt {
  /** `OWNER/NAME`. */
  repository: string;
  path: string;
  ref: string;
}

/** Its text, or why there is none. */
export type FetchedFile = { text: string } | { text: null; reason: UnreadableReason };

/**
 * Reads single files; those of public repositories need no token. Never rejects: each says for itself what became of
 * it. Once GitHub answers no more, or does not take the token, nothing more is asked.
 *
 * @returns in the order in which they were asked for
 */
export async function fetchFiles(
  wanted: readonly FileAt[],
  { apiUrl, token }: { apiUrl: string; token: string },
): Promise<FetchedFile[]> {
  const client = httpClient();
  try {
    const api = await githubApi(apiUrl, token, client);
    const fetched: FetchedFile[] = wanted.map(() => ({ text: null, reason: 'unreachable' }));
    let end: UnreadableReason | null = api ? null : 'unreachable';
    const left = [...wanted.entries()].reverse();
    const fetchNext = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [index, file] = next;
        if (end === null) fetched[index] = await fetchFile(api as Octokit, file);
        else fetched[index] = { text: null, reason: end };
        const { reason = null } = fetched[index] as { reason?: UnreadableReason };
        if (reason !== null && reason !== 'not-found') end ??= reason;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    return fetched;
  } finally {
    client.close();
  }
}

async function fetchFile(api: Octokit, { repository, path, ref }: FileAt): Promise<FetchedFile> {
  const [owner = '', repo = ''] = repository.split('/');
  const raw = { mediaType: { format: 'raw' } };
  try {
    let data: unknown = (await api.repos.getContent({ owner, repo, path, ref, ...raw })).data;
    // Of a repository that was renamed the API says where it is (docs: Best practices for using the REST API).
    const moved = (data as { url?: unknown } | null)?.url;
    if (typeof moved === 'string' && isSameOrigin(moved, api))
      data = (await api.request(`GET ${moved}`, raw)).data;
    // A folder is a list.
    return typeof data === 'string' && data.length <= LARGEST
      ? { text: data }
      : { text: null, reason: 'not-found' };
  } catch (error) {
    return { text: null, reason: reasonOf(error) };
  }
}

/** The token goes nowhere else. */
function isSameOrigin(address: string, { request }: Octokit): boolean {
  return (
    URL.canParse(address) && new URL(address).origin === new URL(request.endpoint.DEFAULTS.baseUrl).origin
  );
}

/** A tree of git has no such names, but an answer of the network may. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}

function reasonOf(error: unknown): UnreadableReason {
  const refusal = apiRefusal(error);
  if (!refusal) return 'unreachable';
  const { status } = refusal;
  if (status === 401) return 'refused';
  if (isRateLimit(refusal)) return 'limited';
  // An empty repository has no tree: 409.
  if (status === 409) return 'no-workflows';
  return status >= 500 ? 'unreachable' : 'not-found';
}
