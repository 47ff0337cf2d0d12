/** The workflow run that we are in: its context, and the runner's environment variables. */
import { readFile } from 'node:fs/promises';
import type { ReadOnlyRule, RunEvidence } from './types.js';

/** The part of the event payload that is looked at; the rest is handed on as it is. */
interface PullRequestPayload {
  pull_request?: {
    head?: { repo?: { full_name?: string } | null };
    base?: { repo?: { full_name?: string } | null };
  };
}

/** The context of a run, as far as it is looked at; `@actions/github` has one for actions. */
export interface RunContext {
  /** Of the event, as it is; null: none that can be read. */
  payload: unknown;
  eventName?: string;
  actor?: string;
  job?: string;
}

/**
 * What the context says, and GitHub's default variables where it says nothing (docs "Variables reference").
 * Outside Actions everything is null but the addresses, which then follow from the registry.
 */
export function runEvidence(
  env: NodeJS.ProcessEnv,
  context: RunContext,
  registry: string | null,
): RunEvidence {
  const read = (name: string) => env[name] || null;
  const repository = read('GITHUB_REPOSITORY');
  const event = context.eventName || null;
  const actor = context.actor || null;
  const pull = (context.payload as PullRequestPayload | null)?.pull_request;
  const headRepository = pull?.head?.repo?.full_name ?? null;
  const serverUrl = trimSlash(read('GITHUB_SERVER_URL') ?? serverOf(registry));
  return {
    event,
    actor,
    repository,
    owner: read('GITHUB_REPOSITORY_OWNER') ?? repository?.split('/')[0] ?? null,
    job: context.job || null,
    workflowPath: workflowPath(read('GITHUB_WORKFLOW_REF'), repository),
    workflowSha: read('GITHUB_WORKFLOW_SHA'),
    readOnly: readOnlyRule(event, actor, pull, repository),
    headRepository,
    serverUrl,
    apiUrl: trimSlash(read('GITHUB_API_URL') ?? apiOf(serverUrl)),
  };
}

/** The context that the variables give, where `@actions/github` can't: its payload is null when the event is not readable. */
export async function environmentContext(env: NodeJS.ProcessEnv): Promise<RunContext> {
  const payload: unknown = await readFile(env.GITHUB_EVENT_PATH ?? '', 'utf8')
    .then(JSON.parse)
    .catch(() => null);
  return { payload, eventName: env.GITHUB_EVENT_NAME, actor: env.GITHUB_ACTOR, job: env.GITHUB_JOB };
}

/**
 * The registry that belongs to a GitHub server: `ghcr.io`, `containers.HOST` on GHES,
 * `containers.SUBDOMAIN.ghe.com` on GHE.com (facts, section 5).
 */
export function registryOf(serverUrl: string): string {
  const { host } = new URL(serverUrl);
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`;
}

/** The other way round; a registry that belongs to no GitHub server, such as one on loopback, gives github.com. */
function serverOf(registry: string | null): string {
  const [, host] = /^containers\.(.+)$/.exec(registry ?? '') ?? [];
  return `https://${host ?? 'github.com'}`;
}

function apiOf(serverUrl: string): string {
  const { host } = new URL(serverUrl);
  if (host === 'github.com') return 'https://api.github.com';
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `https://${host}/api/v3`;
}

/** `octo/app/.github/workflows/ci.yml@refs/heads/main` without repository and ref. */
function workflowPath(ref: string | null, repository: string | null): string | null {
  const path = ref?.replace(/@.*$/, '') ?? null;
  return path && repository && path.toLowerCase().startsWith(`${repository.toLowerCase()}/`)
    ? path.slice(repository.length + 1)
    : null;
}

const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/** Docs "Automating Dependabot with GitHub Actions": these get a read-only token, whoever re-runs them. */
const DEPENDABOT_EVENTS = [...PULL_REQUEST_EVENTS, 'push', 'create', 'deployment', 'deployment_status'];

/** The rule by which a run's token is read-only; null: none. */
export function readOnlyRule(
  event: string | null,
  actor: string | null,
  pull: PullRequestPayload['pull_request'],
  repository: string | null,
): ReadOnlyRule | null {
  if (event === null) return null;
  if (PULL_REQUEST_EVENTS.includes(event) && pull) {
    const base = pull.base?.repo?.full_name ?? repository;
    // A fork that was deleted meanwhile leaves no repository behind.
    const head = pull.head?.repo?.full_name ?? null;
    if (head?.toLowerCase() !== base?.toLowerCase()) return 'fork';
  }
  return actor === 'dependabot[bot]' && DEPENDABOT_EVENTS.includes(event) ? 'dependabot' : null;
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
