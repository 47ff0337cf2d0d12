/** The environment of a job that is only read: what its text and the runner itself set. */
import { JobEnvironment, withEnv } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { Dictionary, HOLE, toText, UNKNOWN } from '../../language/values.js';
import { child, map } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import type { WalkOptions } from '../steps/frame.js';
import type { ReadingTools } from './scope.js';
import { variablesOfTools } from './tool-variables.js';

/** Variables that the runner sets from the `github` context. Docs: Variables reference. */
const DEFAULTS: Readonly<Record<string, string>> = {
  GITHUB_ACTOR: 'actor',
  GITHUB_BASE_REF: 'base_ref',
  GITHUB_EVENT_NAME: 'event_name',
  GITHUB_HEAD_REF: 'head_ref',
  GITHUB_REF: 'ref',
  GITHUB_REF_NAME: 'ref_name',
  GITHUB_REF_TYPE: 'ref_type',
  GITHUB_REPOSITORY: 'repository',
  GITHUB_REPOSITORY_OWNER: 'repository_owner',
  GITHUB_RUN_ATTEMPT: 'run_attempt',
  GITHUB_RUN_ID: 'run_id',
  GITHUB_RUN_NUMBER: 'run_number',
  GITHUB_SERVER_URL: 'server_url',
  GITHUB_SHA: 'sha',
  GITHUB_API_URL: 'api_url',
  GITHUB_WORKFLOW_REF: 'workflow_ref',
};

/** Their names. */
export const RUNNER_VARIABLES: readonly string[] = Object.keys(DEFAULTS);

/** The variables that follow from the `github` context; a hole where that is not known. */
export function runnerVariables({ github }: Contexts): [string, string][] {
  const fact = (name: string) => toText(github instanceof Dictionary ? github.get(name) : UNKNOWN);
  return Object.entries(DEFAULTS).map(([name, key]) => [name, fact(key)]);
}

/** The variables of a process without those that may be others in another run of its job: the runner's, and the text's. */
export function withoutRun(
  env: Record<string, string | undefined>,
  { document, node }: JobText,
): Record<string, string | undefined> {
  const written = [document.root, node].flatMap((owner) => map(child(owner, 'env'))?.entries ?? []);
  const names = new Set([...RUNNER_VARIABLES, ...written.map(({ key }) => String(key.value))]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)));
}

/** By the context that they follow from, which many jobs share. */
const FOLLOWING = new WeakMap<object, ReadonlyMap<string, string>>();

function variablesFrom(contexts: Contexts): ReadonlyMap<string, string> {
  const { github } = contexts;
  if (!(github instanceof Dictionary)) return new Map(runnerVariables(contexts));
  const made = FOLLOWING.get(github) ?? new Map(runnerVariables(contexts));
  FOLLOWING.set(github, made);
  return made;
}

/** The runner has a value for these that nobody needs to know. */
const ALSO_SET: ReadonlyMap<string, string> = new Map(
  'CI HOME PATH USER GITHUB_ACTIONS GITHUB_JOB GITHUB_WORKFLOW GITHUB_WORKSPACE GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY GITHUB_EVENT_PATH GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER_ID GITHUB_ACTOR_ID GITHUB_TRIGGERING_ACTOR GITHUB_ACTION GITHUB_ACTION_PATH GITHUB_ACTION_REPOSITORY GITHUB_GRAPHQL_URL GITHUB_WORKFLOW_SHA GITHUB_RETENTION_DAYS GITHUB_STATE RUNNER_OS RUNNER_ARCH RUNNER_TEMP RUNNER_NAME RUNNER_TOOL_CACHE RUNNER_DEBUG RUNNER_ENVIRONMENT'
    .split(' ')
    .map((name) => [name, HOLE]),
);

/** The walk of a job that is only read: its environment is what the text and GitHub's own variables say. */
export function walkOfText(
  job: JobText,
  contexts: Contexts,
  isHosted: boolean,
  tools: ReadingTools,
): WalkOptions {
  const { expressions } = tools;
  let environment = JobEnvironment.read(
    variablesFrom(contexts),
    ALSO_SET,
    // A machine of one's own may hand some on to each job; an image sets them for its processes alone.
    !isHosted ? 'context' : child(job.node, 'container') !== null ? 'variables' : null,
  );
  for (const owner of [job.document.root, job.node])
    environment = withEnv(environment, child(owner, 'env'), expressions, contexts);
  environment = environment.withDefaults(variablesOfTools(job));
  return { ...tools, job, after: -1, contexts, environment };
}
