/** A run that failed, from GitHub's API: what it was, its failed jobs, and their logs as streams. */

import type { Octokit } from '@octokit/rest';
import type { HttpClient } from '../http/http.js';
import { repositoryOwner } from '../repository-name.js';
import { ownerTypeNamed, readOnlyRule } from '../run.js';
import type { RunEvidence } from '../types/run.js';
import { apiRefusal, streamedThrough } from './github.js';

/** Milliseconds without a byte of a log. */
const SILENCE = 30_000;
/** Jobs of a run that are listed; a matrix has 256 at most. */
const PAGES = 5;
const PAGE = 100;

export type RunProblem =
  /** 404: no such run, or a token that may not see it. */
  | 'not-found'
  /** 403: no `actions: read`. */
  | 'not-allowed'
  /** 401. */
  | 'bad-token'
  /** The API could not be asked. */
  | 'unreachable'
  /** It failed before any job was started. */
  | 'never-started';

/** Thrown for a run that cannot be asked about: which problem, and GitHub's own words. */
export class UnreadableRun extends Error {
  override name = 'UnreadableRun';
  constructor(
    readonly problem: RunProblem,
    readonly detail: string,
  ) {
    super(problem);
  }
}

interface FailedJob {
  /** As it stands in the address of its page. */
  id: string;
  name: string;
  /** Throws what the connection throws. */
  log(): Promise<AsyncIterable<Uint8Array>>;
}

export interface FailedRun {
  run: RunEvidence;
  jobs: FailedJob[];
  /** Text of a file at the run's commit. */
  fetchFile(path: string): Promise<string | null>;
}

interface RunPayload {
  event: string;
  path?: string | null;
  head_sha: string;
  conclusion: string | null;
  html_url: string;
  actor?: { login?: string } | null;
  repository?: { full_name?: string; owner?: { type?: string } | null };
  head_repository?: { full_name?: string } | null;
}

interface JobPayload {
  id: number;
  name: string;
  conclusion: string | null;
}

/**
 * @param servers where the repository lives
 * @throws UnreadableRun
 */
export async function failedRun(
  api: Octokit,
  client: HttpClient,
  repository: string,
  id: string,
  servers: Pick<RunEvidence, 'serverUrl' | 'apiUrl'>,
): Promise<FailedRun> {
  const [owner = '', repo = ''] = repository.split('/');
  const base = { owner, repo };
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
  const found = await asking<RunPayload>(api, route, { ...base, run_id: id });
  const jobs = await failedJobs(api, base, id);
  if (jobs.length === 0 && found.conclusion === 'startup_failure')
    throw new UnreadableRun('never-started', found.html_url);
  return {
    run: runOf(found, repository, servers),
    jobs: jobs.map((job) => ({
      id: String(job.id),
      name: job.name,
      log: () => logOf(api, client, base, job),
    })),
    async fetchFile(path) {
      const { data: text } = await api.rest.repos.getContent({
        ...base,
        path,
        ref: found.head_sha,
        mediaType: { format: 'raw' },
      });
      return typeof text === 'string' ? (text as string) : null;
    },
  };
}

function runOf(
  found: RunPayload,
  asked: string,
  servers: Pick<RunEvidence, 'serverUrl' | 'apiUrl'>,
): RunEvidence {
  // Of a repository that was renamed GitHub answers under its new name.
  const repository = found.repository?.full_name ?? asked;
  const head = found.head_repository?.full_name ?? null;
  const actor = found.actor?.login ?? null;
  return {
    event: found.event,
    actor,
    repository,
    owner: repositoryOwner(repository),
    ownerType: ownerTypeNamed(found.repository?.owner?.type),
    job: null,
    workflowPath: found.path?.replace(/@.*$/, '') ?? null,
    workflowSha: found.head_sha,
    readOnly: readOnlyRule(found.event, actor, { head, base: repository }, repository),
    headRepository: head,
    ...servers,
  };
}

const FAILED = ['failure', 'timed_out', 'startup_failure'];

async function failedJobs(
  api: Octokit,
  base: { owner: string; repo: string },
  id: string,
): Promise<JobPayload[]> {
  const all: JobPayload[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs';
    const query = { ...base, run_id: id, filter: 'latest', per_page: PAGE, page };
    const { jobs = [] } = await asking<{ jobs?: JobPayload[] }>(api, route, query);
    all.push(...jobs);
    if (jobs.length < PAGE) break;
  }
  return all.filter(({ conclusion }) => conclusion !== null && FAILED.includes(conclusion));
}

/** The log of a job; what GitHub noted on its page, where it has none. */
async function logOf(
  api: Octokit,
  client: HttpClient,
  base: { owner: string; repo: string },
  job: JobPayload,
): Promise<AsyncIterable<Uint8Array>> {
  const route = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs';
  try {
    const { headers, data } = await api.request(route, {
      ...base,
      job_id: job.id,
      request: { fetch: streamedThrough(client, SILENCE), parseSuccessResponseBody: false },
    });
    if (!headers.location) return data as AsyncIterable<Uint8Array>;
    // A signed address at another host: it gets no credential of ours.
    const { status, body } = await client.download(new URL(headers.location), SILENCE);
    if (status === 200) return body;
  } catch (error) {
    const refusal = apiRefusal(error);
    // A job that never ran has no log.
    if (refusal?.status !== 404 && refusal?.status !== 410) throw problemOf(error);
  }
  return once(await annotations(api, base, job.id));
}

async function annotations(api: Octokit, base: { owner: string; repo: string }, id: number): Promise<string> {
  try {
    const route = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations';
    const { data } = await api.request(route, { ...base, check_run_id: id });
    return (data as { message?: string | null }[]).map(({ message }) => `${message ?? ''}\n`).join('');
  } catch {
    return '';
  }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text);
}

/** Throws an `UnreadableRun`, also where something that is not GitHub's API has answered. */
async function asking<T extends object>(
  api: Octokit,
  route: string,
  parameters: Record<string, unknown>,
): Promise<T> {
  const { status, data } = await api.request(route, parameters).catch((error) => {
    throw problemOf(error);
  });
  if (typeof data !== 'object' || data === null)
    throw new UnreadableRun('unreachable', `HTTP ${status} without JSON`);
  return data as T;
}

function problemOf(error: unknown): UnreadableRun {
  const refusal = apiRefusal(error);
  if (!refusal) return new UnreadableRun('unreachable', (error as Error).message);
  const problem = ({ 401: 'bad-token', 403: 'not-allowed', 404: 'not-found' } as const)[
    refusal.status as 401
  ];
  return new UnreadableRun(problem ?? 'unreachable', `HTTP ${refusal.status}: ${refusal.message}`);
}
