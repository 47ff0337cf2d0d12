/**
 * What the expressions of a job see: the contexts that come down the way to it, from the
 * run's start through the jobs that call, and what the other jobs of its file came to.
 * The same for every example run of `lint` and for the one run that the action is in.
 */
import { both, type Chance } from '../language/chance.js';
import { STATUS_FUNCTION } from '../language/conditions.js';
import { calledInputs } from '../language/contexts.js';
import { JobEnvironment, withEnv } from '../language/environment.js';
import type { Contexts } from '../language/evaluation.js';
import type { Expressions } from '../language/expressions.js';
import { legContext, matrixContext, matrixLegs } from '../language/matrix.js';
import { absentName, standIn } from '../language/origins.js';
import { Dictionary, HOLE, hasHole, Lookup, toText, UNKNOWN, type Value } from '../language/values.js';
import type { CallChain, Caller } from '../runs/call-chains.js';
import { unfitSecretName } from '../runs/secrets.js';
import { dependenciesFirst } from '../text/dependencies.js';
import { child, list, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { calledFile, calledPath, type JobText, jobText, namedRef } from '../text/job.js';
import type { Project } from '../text/project.js';
import { exampleChance, outputText } from './changes.js';
import type { MeaningReader, ScriptReader, ScriptStepReader, StepReader, WalkOptions } from './frame.js';
import { walkSteps } from './steps.js';

/** With what jobs are read. */
export interface ReadingTools {
  expressions: Expressions;
  project: Project;
  scriptSteps: ScriptStepReader;
  scripts: ScriptReader;
  meaning: MeaningReader;
  /** A workflow of the repository by its path; null where it is not known. */
  open(path: string): WorkflowDocument | null;
  /** Other jobs that ran ended well: true for an example run, not for a real one, where nobody knows. */
  assumesSuccess: boolean;
  /** For many runs of a job; absent: each step is read anew. */
  remembered?: StepReader;
}

export interface Scope {
  contexts: Contexts;
  /** Are all jobs run that call? */
  runs: Chance;
  document: WorkflowDocument;
  tools: ReadingTools;
  /** Jobs of this file whose outputs are being asked for: the end of a circle, and of a long way. */
  asked: Set<string>;
  /** How many calls lie between the job that asks and this file. */
  calls: number;
  /** Whether the file's other jobs are run, by name, as far as somebody asked. */
  chances: Map<string, Chance>;
}

/** Outputs that are made of other jobs' outputs are followed through so many jobs; beyond, they are unknown. */
const MAX_OUTPUTS_DEPTH = 50;

/** Outputs of called workflows are followed through so many calls. */
const MAX_CALLS_BACK = 3;

/**
 * The scope of the jobs at the end of a way.
 *
 * @param start `github`, `inputs` and `secrets` as the run was started with them, and what else is known of it
 */
export function scopeOf(
  chain: Pick<CallChain, 'top' | 'callers'>,
  start: Contexts,
  tools: ReadingTools,
): Scope {
  return chain.callers.reduce(
    (scope, caller) => scopeIn(caller, scope, matrixContext(matrixLegs(caller.node))),
    scopeWith(chain.top, tools, { vars: VARIABLES, ...start }),
  );
}

/** Nobody can define one that begins with GITHUB_ (docs: Variables, Naming conventions); of the others nothing is known. */
const VARIABLES = new Lookup((name) =>
  hasHole(name) || unfitSecretName(name) === null ? UNKNOWN : absentName(`vars.${name}`),
);

/** Legs of callers that are told apart; of more, what they agree on. */
const MOST_LEGS = 40;

/** The same for every leg of the jobs that call, as far as their matrix is known and they hand it on. */
export function callersLegs(
  chain: Pick<CallChain, 'top' | 'callers'>,
  start: Contexts,
  tools: ReadingTools,
): Scope[] {
  const top = scopeWith(chain.top, tools, { vars: VARIABLES, ...start });
  return chain.callers.reduce<Scope[]>(
    (scopes, caller) => {
      const handed = ['with', 'secrets'].map((name) => textOf(child(caller.node, name), caller.document));
      const isHanded = handed.some((each) => /\bmatrix\b/.test(each));
      const inLegs = scopes.flatMap((scope) => {
        const legs = matrixLegs(caller.node, (written) => tools.expressions.valueOf(written, scope.contexts));
        const isApart = isHanded && legs !== null && legs.length > 0;
        const matrices: Value[] = isApart ? legs.map(legContext) : [matrixContext(legs)];
        return matrices.map((matrix) => scopeIn(caller, scope, matrix));
      });
      return inLegs.length <= MOST_LEGS
        ? inLegs
        : scopes.map((scope) => scopeIn(caller, scope, matrixContext(matrixLegs(caller.node))));
    },
    [top],
  );
}

function textOf(node: YamlNode | null, document: WorkflowDocument): string {
  return node ? document.text.slice(node.start, node.end) : '';
}

/** What the called workflow sees, in one leg of the job that calls it. */
function scopeIn({ node, called }: Caller, scope: Scope, matrix: Value): Scope {
  const inside = calledScope(called, node, scope, matrix, 0);
  inside.runs = both(scope.runs, jobChance(scope.document, node, scope));
  return inside;
}

/** The scope of the jobs of a called workflow. */
function calledScope(
  called: WorkflowDocument,
  caller: YamlNode,
  outer: Scope,
  matrix: Value,
  calls: number,
): Scope {
  const { expressions } = outer.tools;
  const contexts: Contexts = { ...outer.contexts, matrix };
  const inside: Contexts = {
    ...contexts,
    inputs: calledInputs(called, caller, expressions, contexts),
    secrets: passedSecrets(caller, expressions, contexts),
  };
  return scopeWith(called, outer.tools, inside, calls);
}

function scopeWith(document: WorkflowDocument, tools: ReadingTools, contexts: Contexts, calls = 0): Scope {
  const scope: Scope = {
    contexts,
    runs: 'yes',
    document,
    tools,
    asked: new Set(),
    calls,
    chances: new Map(),
  };
  scope.contexts = { ...contexts, needs: needsOf(scope) };
  return scope;
}

/** Docs: Reuse workflows, Passing inputs and secrets: GITHUB_TOKEN is always there. */
function passedSecrets(caller: YamlNode, expressions: Expressions, contexts: Contexts): Value {
  const secrets = child(caller, 'secrets');
  if (text(secrets) === 'inherit') return contexts.secrets as Value;
  const passed = new Map(
    (map(secrets)?.entries ?? []).map(({ key, value }) => [String(key.value).toUpperCase(), value.node]),
  );
  const outer = contexts.secrets as Value;
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return outer instanceof Dictionary ? outer.get(name) : UNKNOWN;
    const written = passed.get(name);
    if (!written) return standIn({ kind: 'absent', name, why: 'not-passed' });
    return expressions.valueOf(text(written) ?? '', contexts);
  });
}

// -------------------------------------------------------------- conditions

/** Is the job run, as far as its own condition and the jobs that it needs say? */
export function jobChance(document: WorkflowDocument, job: YamlNode, scope: Scope): Chance {
  const condition = text(child(job, 'if'));
  const own =
    condition === null || condition.trim() === ''
      ? 'yes'
      : exampleChance(scope.tools.expressions, condition, scope.contexts, scope.tools.assumesSuccess);
  if (own === 'no' || STATUS_FUNCTION.test(condition ?? '')) return own;
  return neededJobs(job).reduce<Chance>(
    (chance, name) => both(chance, chanceOfJob(document, name, scope)),
    own,
  );
}

/** Each job is asked once, and after those that it needs: many may need the same, and a chain may be long. */
function chanceOfJob(document: WorkflowDocument, name: string, scope: Scope): Chance {
  const { chances } = scope;
  if (!chances.has(name)) {
    const jobs = jobsOf(document);
    const needsOfJob = (id: string) => (chances.has(id) ? [] : neededJobs(jobs.get(id) ?? null));
    for (const id of dependenciesFirst(name, needsOfJob)) {
      const job = jobs.get(id);
      if (!job || chances.has(id)) continue;
      // Where a circle closes, it is taken to run.
      chances.set(id, 'yes');
      chances.set(id, jobChance(document, job, scope));
    }
  }
  return chances.get(name) ?? 'yes';
}

function jobsOf(document: WorkflowDocument): Map<string, YamlNode> {
  const entries = map(child(document.root, 'jobs'))?.entries ?? [];
  return new Map(entries.map(({ key, value }) => [String(key.value), value.node]));
}

function neededJobs(job: YamlNode | null): string[] {
  const needs = child(job, 'needs');
  const one = text(needs);
  return one === null ? (list(needs)?.items ?? []).flatMap(({ node }) => text(node) ?? []) : [one];
}

/** `needs`: what another job of the file came to, as far as its text tells. */
function needsOf(scope: Scope): Value {
  const known = new Map<string, Value>();
  return new Lookup((name) => {
    const made = known.get(name) ?? needed(name, scope);
    known.set(name, made);
    return made;
  });
}

/** The `needs` of one job: the jobs that it names there, and none besides. Docs: Contexts reference, needs context. */
export function needsOfJob(job: YamlNode, { contexts }: Scope): Value {
  const names = new Set(neededJobs(job).map((name) => name.toLowerCase()));
  const { needs } = contexts;
  return new Lookup((name) => {
    if (!names.has(name.toLowerCase())) return absentName(`needs.${name}`);
    return needs instanceof Dictionary ? needs.get(name) : UNKNOWN;
  });
}

function needed(name: string, scope: Scope): Value {
  const { document, tools } = scope;
  const job = jobText(document, name);
  const chance = chanceOfJob(document, name, scope);
  const result = chance === 'no' ? 'skipped' : chance === 'yes' && tools.assumesSuccess ? 'success' : UNKNOWN;
  const isTooFar = scope.asked.has(name) || scope.asked.size >= MAX_OUTPUTS_DEPTH;
  let outputs: Value = chance === 'no' ? new Dictionary() : UNKNOWN;
  if (chance === 'yes' && !isTooFar) {
    scope.asked.add(name);
    outputs = job ? outputsOf(job, scope) : outputsOfCall(name, jobsOf(document).get(name) ?? null, scope);
    scope.asked.delete(name);
  }
  // There is nothing else: `needs.build.tag` is empty.
  return new Lookup((key) =>
    key.toLowerCase() === 'result'
      ? result
      : key.toLowerCase() === 'outputs'
        ? outputs
        : absentName(`needs.${name}.${key}`),
  );
}

/** What a called workflow hands back. Docs: `on.workflow_call.outputs`. */
function outputsOfCall(id: string, caller: YamlNode | null, scope: Scope): Value {
  const { tools, calls } = scope;
  const uses = text(child(caller, 'uses')) ?? '';
  const path = calledFile(uses, scope.document.file, tools.project.repository);
  const called = path === null ? null : tools.open(path);
  if (!caller || !called || calls >= MAX_CALLS_BACK) return UNKNOWN;
  const inside = calledScope(called, caller, scope, matrixContext(matrixLegs(caller)), calls + 1);
  const declared = child(child(child(called.root, 'on'), 'workflow_call'), 'outputs');
  // What is `needs` in the file is `jobs` here.
  const contexts: Contexts = { ...inside.contexts, jobs: inside.contexts.needs as Value };
  const made = new Dictionary(
    (map(declared)?.entries ?? []).map(({ key, value }) => {
      const written = text(child(value.node, 'value')) ?? '';
      return [String(key.value), outputText(tools.expressions, written, contexts)] as const;
    }),
    { open: true },
  );
  // The file is the one that is called, unless that is one of our own at another ref: what it does not declare is empty.
  const isOther = namedRef(uses) !== null && path === calledPath(uses, tools.project.repository);
  if (isOther) return made;
  const names = new Set((map(declared)?.entries ?? []).map(({ key }) => String(key.value).toLowerCase()));
  return new Lookup((name) =>
    names.has(name.toLowerCase()) ? made.get(name) : absentName(`needs.${id}.outputs.${name}`),
  );
}

function outputsOf(job: JobText, scope: Scope): Value {
  const declared = map(child(job.node, 'outputs'))?.entries ?? [];
  const { tools } = scope;
  const contexts: Contexts = { ...scope.contexts, matrix: matrixContext(matrixLegs(job.node)) };
  const { outputs, environment } = walkSteps(readOnly(job, contexts, false, tools));
  const inside: Contexts = { ...contexts, steps: outputs, env: environment.context() };
  const made = new Dictionary(
    declared.map(({ key, value }) => {
      const written = text(value.node) ?? '';
      return [String(key.value), outputText(tools.expressions, written, inside)] as const;
    }),
  );
  // What a job does not declare, no other job sees (docs: `jobs.<job_id>.outputs`).
  return new Lookup((name) => made.get(name) ?? absentName(`needs.${job.id}.outputs.${name}`));
}

// ------------------------------------------------------------- environment

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
  GITHUB_RUN_ID: 'run_id',
  GITHUB_RUN_NUMBER: 'run_number',
  GITHUB_SERVER_URL: 'server_url',
  GITHUB_SHA: 'sha',
  GITHUB_API_URL: 'api_url',
};

/** The variables that follow from the `github` context; a hole where that is not known. */
export function runnerVariables({ github }: Contexts): [string, string][] {
  const fact = (name: string) => toText(github instanceof Dictionary ? github.get(name) : UNKNOWN);
  return Object.entries(DEFAULTS).map(([name, key]) => [name, fact(key)]);
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
  'CI HOME PATH USER GITHUB_ACTIONS GITHUB_RUN_ATTEMPT GITHUB_JOB GITHUB_WORKFLOW GITHUB_WORKSPACE GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY GITHUB_EVENT_PATH GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER_ID GITHUB_ACTOR_ID GITHUB_TRIGGERING_ACTOR GITHUB_ACTION GITHUB_ACTION_PATH GITHUB_ACTION_REPOSITORY GITHUB_GRAPHQL_URL GITHUB_WORKFLOW_REF GITHUB_WORKFLOW_SHA GITHUB_RETENTION_DAYS GITHUB_STATE RUNNER_OS RUNNER_ARCH RUNNER_TEMP RUNNER_NAME RUNNER_TOOL_CACHE RUNNER_DEBUG RUNNER_ENVIRONMENT'
    .split(' ')
    .map((name) => [name, HOLE]),
);

/** The walk of a job that is only read: its environment is what the text and GitHub's own variables say. */
export function readOnly(
  job: JobText,
  contexts: Contexts,
  isHosted: boolean,
  tools: ReadingTools,
): WalkOptions {
  const { expressions } = tools;
  let environment = JobEnvironment.read(
    variablesFrom(contexts),
    ALSO_SET,
    // A container's image may set variables too.
    !isHosted || child(job.node, 'container') !== null,
  );
  for (const owner of [job.document.root, job.node])
    environment = withEnv(environment, child(owner, 'env'), expressions, contexts);
  return { ...tools, job, after: -1, contexts, environment };
}
