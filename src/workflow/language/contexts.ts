/** The contexts of expressions, as far as a running step can know them. */
import type { RunEvidence } from '../../evidence/types/run.js';
import { child, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import type { Environment } from './environment.js';
import type { Contexts } from './evaluation.js';
import type { Expressions } from './expressions.js';
import { Dictionary, fromData, hasHole, toText, UNKNOWN, type Value } from './values.js';
import { WORKSPACE } from './workspace.js';

/** `github.NAME` from the variable `GITHUB_NAME`. Docs: Contexts reference, github context. */
const FROM_ENVIRONMENT: Record<string, string> = {
  actor: 'GITHUB_ACTOR',
  actor_id: 'GITHUB_ACTOR_ID',
  api_url: 'GITHUB_API_URL',
  base_ref: 'GITHUB_BASE_REF',
  event_name: 'GITHUB_EVENT_NAME',
  graphql_url: 'GITHUB_GRAPHQL_URL',
  head_ref: 'GITHUB_HEAD_REF',
  job: 'GITHUB_JOB',
  ref: 'GITHUB_REF',
  ref_name: 'GITHUB_REF_NAME',
  ref_protected: 'GITHUB_REF_PROTECTED',
  ref_type: 'GITHUB_REF_TYPE',
  repository: 'GITHUB_REPOSITORY',
  repository_id: 'GITHUB_REPOSITORY_ID',
  repository_owner: 'GITHUB_REPOSITORY_OWNER',
  repository_owner_id: 'GITHUB_REPOSITORY_OWNER_ID',
  run_attempt: 'GITHUB_RUN_ATTEMPT',
  run_id: 'GITHUB_RUN_ID',
  run_number: 'GITHUB_RUN_NUMBER',
  server_url: 'GITHUB_SERVER_URL',
  sha: 'GITHUB_SHA',
  triggering_actor: 'GITHUB_TRIGGERING_ACTOR',
  workflow: 'GITHUB_WORKFLOW',
  workflow_ref: 'GITHUB_WORKFLOW_REF',
  workflow_sha: 'GITHUB_WORKFLOW_SHA',
};

/** Names of the `github` context that people write: those that the runner hands on, and two that it does not. */
export const GITHUB_KEYS: readonly string[] = [...Object.keys(FROM_ENVIRONMENT), 'token', 'workspace'];

/**
 * Further names of the `github` context, of which neither a text nor a variable tells anything. Docs: Contexts reference,
 * github context; those at the end are not in the docs (actions/runner, src/Runner.Worker/GitHubContext.cs).
 */
const UNTOLD =
  'action action_path action_ref action_repository action_status env event event_path job_workflow_sha path repositoryUrl repository_visibility retention_days secret_source token workspace artifact_cache_size_limit artifact_cache_size artifact_cache_url enterprise_id enterprise_slug environment host_workspace job_workflow_ref output state state_file step_summary workflow_file'.split(
    ' ',
  );

/** Every name that the `github` context has, with nothing known of it: a name that is not among them is empty. */
export const UNTOLD_GITHUB: readonly [string, Value][] = [...Object.keys(FROM_ENVIRONMENT), ...UNTOLD].map(
  (name) => [name, UNKNOWN],
);

/** The `github` context: what the variables and the event say, the rest (the token!) unknown. */
export function githubContext(run: RunEvidence, env: Environment, event: unknown): Dictionary {
  const known: [string, Value][] = Object.entries(FROM_ENVIRONMENT).flatMap(([name, variable]) => {
    const value = env[variable];
    return value === undefined ? [] : [[name, value] as [string, Value]];
  });
  const also: Record<string, string | null> = {
    event_name: run.event,
    actor: run.actor,
    repository: run.repository,
    repository_owner: run.owner,
    job: run.job,
    server_url: run.serverUrl,
    api_url: run.apiUrl,
    // Its files are known by their places in it, wherever it is.
    workspace: WORKSPACE,
  };
  const shortRef = /^refs\/(?:heads|tags|pull)\/(.+)$/s.exec(env.GITHUB_REF ?? '')?.[1];
  // The others follow from the one, where a look-alike of the runner says no more.
  if (shortRef !== undefined && env.GITHUB_REF_NAME === undefined) known.push(['ref_name', shortRef]);
  if (shortRef !== undefined && env.GITHUB_REF_TYPE === undefined)
    known.push(['ref_type', env.GITHUB_REF?.startsWith('refs/tags/') ? 'tag' : 'branch']);
  for (const [name, value] of Object.entries(also)) if (value !== null) known.push([name, value]);
  if (event !== null && event !== undefined) known.push(['event', fromData(event)]);
  return new Dictionary([...UNTOLD_GITHUB, ...known], { named: 'github' });
}

/** The `runner` context. */
export function runnerContext(env: Environment): Dictionary {
  const names = ['os', 'arch', 'name', 'temp', 'tool_cache', 'environment'];
  return new Dictionary(
    names.flatMap((name) => {
      const value = env[`RUNNER_${name.toUpperCase()}`];
      return value === undefined ? [] : [[name, value] as const];
    }),
    { open: true },
  );
}

/**
 * The `inputs` context of a workflow that was started by an event: those of a
 * manual start, with the types that the file declares, else nothing.
 */
export function eventInputs(document: WorkflowDocument, event: unknown): Value {
  const declared = child(child(child(document.root, 'on'), 'workflow_dispatch'), 'inputs');
  if (event === null || event === undefined || typeof event !== 'object') return UNKNOWN;
  const given = (event as { inputs?: unknown }).inputs;
  if (given === null || given === undefined || typeof given !== 'object') return new Dictionary();
  return new Dictionary(
    Object.entries(given).map(([name, value]) => [
      name,
      typed(child(child(declared, name), 'type'), fromData(value)),
    ]),
  );
}

/** The `inputs` context of a called workflow: what the caller passes, else the declared default. */
export function calledInputs(
  called: WorkflowDocument,
  caller: YamlNode,
  expressions: Expressions,
  contexts: Contexts,
): Value {
  const trigger = child(called.root, 'on');
  const declared = map(child(child(trigger, 'workflow_call'), 'inputs'));
  const given = map(child(caller, 'with'))?.entries ?? [];
  return new Dictionary(
    (declared?.entries ?? []).map(({ key, value }) => {
      const name = String(key.value);
      const type = child(value.node, 'type');
      const passed = given.find((each) => String(each.key.value).toLowerCase() === name.toLowerCase());
      const written = passed?.value.node ?? child(value.node, 'default');
      return [
        name,
        written ? typed(type, scalarValue(written, expressions, contexts)) : initial(type),
      ] as const;
    }),
  );
}

function scalarValue(node: YamlNode, expressions: Expressions, contexts: Contexts): Value {
  if (node.kind !== 'scalar') return UNKNOWN;
  return typeof node.value === 'string' ? expressions.valueOf(node.value, contexts) : node.value;
}

function typed(type: YamlNode | null, value: Value): Value {
  const name = text(type);
  if (value === UNKNOWN || (typeof value === 'string' && hasHole(value) && name !== 'string')) return UNKNOWN;
  if (name === 'boolean') return typeof value === 'string' ? value === 'true' : value;
  if (name === 'number') return Number(toText(value));
  return value;
}

/** Docs: `on.workflow_call.inputs.<id>.default`: false, 0 or the empty text. */
function initial(type: YamlNode | null): Value {
  const name = text(type);
  return name === 'boolean' ? false : name === 'number' ? 0 : '';
}
