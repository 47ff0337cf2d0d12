/** The workflow run that we are in: its context, and the runner's environment variables. */

import { readRegularFile } from './files/regular-file.js';
import { apiOf, serverNamed, serverOf } from './github-server.js';
import { webUrl } from './http/http.js';
import { repositoryOwner } from './repository-name.js';
import type { OwnerType, ReadOnlyRule, RunEvidence, RunReport } from './types/run.js';

/** What is looked at of a pull request; null: it is not told, as of a fork that was deleted meanwhile. */
export interface PullRequestEnds {
  /** `owner/name` that it comes from. */
  head: string | null;
  /** `owner/name` that it goes to. */
  base: string | null;
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
  const pull = pullRequestIn(context.payload);
  const serverUrl = serverNamed(env.GITHUB_SERVER_URL ?? '') ?? serverOf(registry);
  return {
    event,
    actor,
    repository,
    owner: read('GITHUB_REPOSITORY_OWNER') ?? repositoryOwner(repository),
    ownerType: ownerTypeIn(context.payload, repository),
    job: context.job || null,
    workflowPath: workflowPath(read('GITHUB_WORKFLOW_REF'), repository),
    workflowSha: read('GITHUB_WORKFLOW_SHA'),
    readOnly: readOnlyRule(event, actor, pull, repository),
    headRepository: pull?.head ?? null,
    serverUrl,
    apiUrl: apiOf(serverUrl, webAddress(read('GITHUB_API_URL'))),
  };
}

/**
 * The one door for what is read of an event: whoever writes the file may write anything into it. The rest of the
 * payload is data for expressions. null: there is no pull request in it.
 */
function pullRequestIn(payload: unknown): PullRequestEnds | null {
  const pull = fieldOf(payload, 'pull_request');
  // Where a fork is gone, its end is there without a repository: one without any end is no payload of GitHub's.
  if (typeof fieldOf(pull, 'head') !== 'object' || fieldOf(pull, 'head') === null) return null;
  const nameOf = (end: string) => {
    const name = fieldOf(fieldOf(fieldOf(pull, end), 'repo'), 'full_name');
    return typeof name === 'string' ? name : null;
  };
  return { head: nameOf('head'), base: nameOf('base') };
}

/** Every payload has the repository of its run (docs "Webhook events and payloads"); of another one it tells nothing here. */
function ownerTypeIn(payload: unknown, repository: string | null): OwnerType | null {
  const told = fieldOf(payload, 'repository');
  const name = fieldOf(told, 'full_name');
  const isOwn = typeof name === 'string' && name.toLowerCase() === repository?.toLowerCase();
  return isOwn ? ownerTypeNamed(fieldOf(fieldOf(told, 'owner'), 'type')) : null;
}

/** `type` of an account, as GitHub writes it; null for a bot, and for what is not there. */
export function ownerTypeNamed(type: unknown): OwnerType | null {
  return type === 'User' || type === 'Organization' ? type : null;
}

/** undefined: not there, or nothing that has fields. */
function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
}

/** The context that the variables give, where `@actions/github` can't: its payload is null when the event is not readable. */
export function environmentContext(env: NodeJS.ProcessEnv): RunContext {
  const { GITHUB_EVENT_PATH: file, GITHUB_EVENT_NAME: eventName, GITHUB_ACTOR: actor, GITHUB_JOB: job } = env;
  return { payload: file ? eventIn(file) : null, eventName, actor, job };
}

/** Bytes: GitHub sends no larger payload (docs "Webhook events and payloads"). */
const EVENT_LIMIT = 25 * 1024 * 1024;

function eventIn(file: string): unknown {
  try {
    return JSON.parse(readRegularFile(file, EVENT_LIMIT).toString('utf8'));
  } catch {
    return null;
  }
}

/** An address of the web without a slash at its end; null for anything else. */
export function webAddress(text: string | null): string | null {
  return text !== null && webUrl(text) ? text.replace(/\/+$/, '') : null;
}

/** `octo/app/.github/workflows/ci.yml@refs/heads/main` without repository and ref; null for anything else. */
export function workflowPath(ref: string | null, repository: string | null): string | null {
  const path = ref?.replace(/@.*$/, '') ?? null;
  return path && repository && path.toLowerCase().startsWith(`${repository.toLowerCase()}/`)
    ? path.slice(repository.length + 1)
    : null;
}

const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

/** Is it one of those whose run from a fork may only read? Docs "Events that trigger workflows". */
export function isPullRequestEvent(event: string | null): boolean {
  return event !== null && PULL_REQUEST_EVENTS.includes(event);
}

/** Docs "Automating Dependabot with GitHub Actions": these get a read-only token, whoever re-runs them. */
const DEPENDABOT_EVENTS = [...PULL_REQUEST_EVENTS, 'push', 'create', 'deployment', 'deployment_status'];

/** The rule by which a run's token is read-only; null: none. */
export function readOnlyRule(
  event: string | null,
  actor: string | null,
  pull: PullRequestEnds | null,
  repository: string | null,
): ReadOnlyRule | null {
  if (event === null) return null;
  if (isPullRequestEvent(event) && pull) {
    const base = pull.base ?? repository;
    // A fork that was deleted meanwhile leaves no repository behind.
    if (pull.head?.toLowerCase() !== base?.toLowerCase()) return 'fork';
  }
  return actor === 'dependabot[bot]' && DEPENDABOT_EVENTS.includes(event) ? 'dependabot' : null;
}

/** The run belongs to a pull request, and nothing at hand says where that comes from: it may be a fork's. */
export function mayBeFromFork({ event, readOnly, headRepository }: RunEvidence): boolean {
  return isPullRequestEvent(event) && readOnly === null && headRepository === null;
}

/** null outside GitHub Actions. */
export function runReport(env: NodeJS.ProcessEnv): RunReport | null {
  if (env.GITHUB_ACTIONS !== 'true') return null;
  const read = (name: string) => env[name] || null;
  const [server, repository, id] = [
    serverNamed(read('GITHUB_SERVER_URL') ?? ''),
    read('GITHUB_REPOSITORY'),
    read('GITHUB_RUN_ID'),
  ];
  const attempt = Number(read('GITHUB_RUN_ATTEMPT') ?? Number.NaN);
  return {
    repository,
    workflow: read('GITHUB_WORKFLOW'),
    job: read('GITHUB_JOB'),
    id,
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
    url: server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null,
    event: read('GITHUB_EVENT_NAME'),
  };
}
