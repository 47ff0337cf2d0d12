/**
 * A job as the text tells it: for every way to it, and for every run that a
 * trigger can start, what it pushes and with which credential.
 */
import type { PermissionGrant } from '../../evidence/types.js';
import { both, type Chance, happens } from '../language/chance.js';
import { conditionChance } from '../language/conditions.js';
import { calledInputs } from '../language/contexts.js';
import { envEntries, JobEnvironment } from '../language/environment.js';
import type { Contexts } from '../language/evaluation.js';
import type { Expressions } from '../language/expressions.js';
import { type Leg, matrixContext, matrixLegs } from '../language/matrix.js';
import { standIn } from '../language/origins.js';
import { Dictionary, HOLE, Lookup, toText, UNKNOWN, type Value } from '../language/values.js';
import type { CallChain } from '../runs/call-chains.js';
import { foreignTrigger, type Trigger, triggersOf } from '../runs/triggers.js';
import { child, entry, list, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { type JobText, jobText } from '../text/job.js';
import { type Credential, credentialsOf, type SignAct, type TransferAct } from './credentials.js';
import { type Project, walkSteps } from './steps.js';

/** One way to a job, with the runs that can take it. */
export interface JobReading {
  chain: CallChain;
  document: WorkflowDocument;
  job: JobText;
  grants: PermissionGrant[];
  /** It runs on a machine that GitHub makes for it, which knows of no earlier login. */
  isHosted: boolean;
  runs: RunReading[];
}

export interface RunReading {
  trigger: Trigger;
  /** Does the job run in it? */
  runs: Chance;
  pushes: PushReading[];
  logins: SignAct[];
}

/** Something that is written to a registry. */
export interface PushReading {
  act: TransferAct;
  credential: Credential;
}

export interface ReadingOptions {
  registry: string;
  event: string | null;
  expressions: Expressions;
  project: Project;
}

/** Runs that are looked at for one way; a wide matrix for many events is cut there. */
const MAX_RUNS = 200;

/** Legs of a matrix that are looked at one by one; of more, what they agree on. */
const MAX_LEGS = 40;

/** Nothing else can push, log in, or hide such a thing in an action of the repository. */
const RELEVANT =
  /docker|podman|buildah|skopeo|crane|oras|helm|\bko\b|setup-ko|cosign|regctl|flux|timoni|goreleaser|jib|dotnet|devcontainer|kaniko|executor|bake|attest|compose|push-to-registry|ghcr|[.$]\/|\*\w/i;

/** Reads the jobs of a repository, best in the order in which `callChainsOf` gives them. */
export class JobReader {
  readonly #options: ReadingOptions;
  /** The runs of the file that was read last: its jobs share them, and what they need of each other. */
  #shared: { key: string; scopes: { trigger: Trigger; scope: Scope }[] } = { key: '', scopes: [] };

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /** null: the job does nothing that we know of. */
  read(chain: CallChain): JobReading | null {
    const { job } = chain;
    const { document } = job;
    if (!RELEVANT.test(document.text.slice(job.entry.key.start, nodeEnd(job)))) return null;
    const runs: RunReading[] = [];
    let isHosted = true;
    for (const { trigger, scope } of this.#scopes(chain)) {
      const chance = both(scope.runs, jobChance(document, job.node, scope));
      if (chance === 'no') continue;
      for (const matrix of legsOf(job, scope)) {
        if (runs.length >= MAX_RUNS) break;
        const contexts: Contexts = { ...scope.contexts, matrix };
        const hosted = runsOnHosted(job.node, this.#options.expressions, contexts);
        isHosted &&= hosted;
        const run = this.#run(job, contexts, hosted);
        if (run.pushes.length > 0 || run.logins.length > 0) runs.push({ trigger, runs: chance, ...run });
      }
    }
    return { chain, document, job, grants: chain.grants, isHosted, runs };
  }

  #run(job: JobText, contexts: Contexts, isHosted: boolean): Pick<RunReading, 'pushes' | 'logins'> {
    const walk = walkSteps(walkOptions(job, contexts, isHosted, this.#options));
    const acts = [...walk].flatMap((step) => step.acts);
    const pushes = [...credentialsOf(acts, this.#options.registry)].filter(
      ({ act }) => act.found.access === 'push' && act.runs !== 'no',
    );
    return { pushes, logins: acts.filter((act): act is SignAct => act.kind === 'sign') };
  }

  #scopes(chain: CallChain): { trigger: Trigger; scope: Scope }[] {
    const key = [chain.top.file, ...chain.callers.map(({ document, id }) => `${document.file} ${id}`)].join(
      '\n',
    );
    if (this.#shared.key === key) return this.#shared.scopes;
    const { project, event } = this.#options;
    const source = [chain.top, ...chain.callers.map(({ called }) => called)]
      .map((each) => each.text)
      .join('\n');
    const triggers = chain.isForeign
      ? [foreignTrigger()]
      : triggersOf(chain.top, { repository: project.repository, event, source });
    const scopes = triggers.map((trigger) => ({ trigger, scope: scopeOf(chain, trigger, this.#options) }));
    this.#shared = { key, scopes };
    return scopes;
  }
}

/** Does a reading hold anything that surely or at times is done? */
export function isActive({ runs }: RunReading, { act }: PushReading): boolean {
  return happens(runs) && happens(act.runs);
}

function nodeEnd({ node, entry: own }: JobText): number {
  return Math.max(node.end, own.value.at.end);
}

// ----------------------------------------------------------------- scopes

/** What the expressions of a file's jobs see, and whether the way to it is taken. */
interface Scope {
  contexts: Contexts;
  runs: Chance;
  document: WorkflowDocument;
  options: ReadingOptions;
  /** Jobs of this file whose outputs are being asked for: the end of a circle. */
  asked: Set<string>;
}

function scopeOf(chain: CallChain, trigger: Trigger, options: ReadingOptions): Scope {
  let scope = scopeWith(chain.top, options, {
    github: trigger.github,
    inputs: trigger.inputs,
    secrets: trigger.secrets,
    vars: UNKNOWN,
  });
  for (const { node, called } of chain.callers) {
    const runs = both(scope.runs, jobChance(scope.document, node, scope));
    const contexts: Contexts = { ...scope.contexts, matrix: matrixContext(matrixLegs(node)) };
    scope = scopeWith(called, options, {
      ...contexts,
      inputs: calledInputs(called, node, options.expressions, contexts),
      secrets: passedSecrets(node, options.expressions, contexts),
    });
    scope.runs = runs;
  }
  return scope;
}

function scopeWith(document: WorkflowDocument, options: ReadingOptions, contexts: Contexts): Scope {
  const scope: Scope = { contexts, runs: 'yes', document, options, asked: new Set() };
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

/** A condition with one of these decides for itself; else a job that needs a skipped one is skipped. */
const STATUS_FUNCTION = /\b(?:always|failure|cancelled)\s*\(/;

function jobChance(document: WorkflowDocument, job: YamlNode, scope: Scope): Chance {
  const condition = text(child(job, 'if'));
  const own =
    condition === null || condition.trim() === ''
      ? 'yes'
      : conditionChance(scope.options.expressions, condition, scope.contexts);
  if (own === 'no' || STATUS_FUNCTION.test(condition ?? '')) return own;
  return neededJobs(job).reduce<Chance>(
    (chance, name) => both(chance, chanceOfJob(document, name, scope)),
    own,
  );
}

function chanceOfJob(document: WorkflowDocument, name: string, scope: Scope): Chance {
  const found = entry(child(document.root, 'jobs'), name);
  const key = `${name}?`;
  if (!found || scope.asked.has(key)) return 'yes';
  scope.asked.add(key);
  const chance = jobChance(document, found.value.node, scope);
  scope.asked.delete(key);
  return chance;
}

function neededJobs(job: YamlNode): string[] {
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

function needed(name: string, scope: Scope): Value {
  const { document } = scope;
  const job = jobText(document, name);
  const chance = chanceOfJob(document, name, scope);
  const result = chance === 'yes' ? 'success' : chance === 'no' ? 'skipped' : UNKNOWN;
  if (!job || chance !== 'yes' || scope.asked.has(name)) {
    const outputs = chance === 'no' ? new Dictionary() : UNKNOWN;
    return new Dictionary(
      [
        ['result', result],
        ['outputs', outputs],
      ],
      { open: true },
    );
  }
  scope.asked.add(name);
  const outputs = outputsOf(job, scope);
  scope.asked.delete(name);
  return new Dictionary(
    [
      ['result', result],
      ['outputs', outputs],
    ],
    { open: true },
  );
}

function outputsOf(job: JobText, scope: Scope): Value {
  const declared = map(child(job.node, 'outputs'))?.entries ?? [];
  const { options } = scope;
  const contexts: Contexts = { ...scope.contexts, matrix: matrixContext(matrixLegs(job.node)) };
  const walk = walkSteps(walkOptions(job, contexts, false, options));
  let step = walk.next();
  while (!step.done) step = walk.next();
  const inside: Contexts = { ...contexts, steps: step.value.outputs, env: step.value.environment.context() };
  return new Dictionary(
    declared.map(({ key, value }) => {
      const written = text(value.node) ?? '';
      return [String(key.value), options.expressions.valueOf(written, inside)] as const;
    }),
    { open: true },
  );
}

// --------------------------------------------------------------------- jobs

function legsOf(job: JobText, { contexts, options }: Scope): Value[] {
  const { expressions } = options;
  const legs = matrixLegs(job.node, (written) => expressions.valueOf(written, contexts));
  const used = job.document.text.slice(job.entry.key.start, nodeEnd(job)).includes('matrix');
  if (legs === null || legs.length === 0 || legs.length > MAX_LEGS || !used) return [matrixContext(legs)];
  return legs.map((leg: Leg) => new Dictionary(leg));
}

/** Labels of the machines that GitHub makes anew for every job. Docs: GitHub-hosted runners reference. */
const HOSTED =
  /^(?:ubuntu|windows|macos)-(?:latest|slim|\d[\d.]*)(?:-(?:arm|arm64|large|xlarge|intel|vs\d+))*$/;

function runsOnHosted(job: YamlNode, expressions: Expressions, contexts: Contexts): boolean {
  const runner = child(job, 'runs-on');
  const items = list(runner)?.items;
  const labels = items ? items.map(({ node }) => text(node)) : [text(runner)];
  return (
    labels.length === 1 &&
    labels.every((each) => each !== null && HOSTED.test(expressions.interpolate(each, contexts)))
  );
}

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
  GITHUB_SERVER_URL: 'server_url',
  GITHUB_API_URL: 'api_url',
};

/** The runner has a value for these that nobody needs to know. */
const ALSO_SET: ReadonlyMap<string, string> = new Map(
  'CI HOME PATH USER GITHUB_ACTIONS GITHUB_SHA GITHUB_RUN_ID GITHUB_RUN_NUMBER GITHUB_RUN_ATTEMPT GITHUB_JOB GITHUB_WORKFLOW GITHUB_WORKSPACE GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY GITHUB_EVENT_PATH GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER_ID GITHUB_ACTOR_ID GITHUB_TRIGGERING_ACTOR GITHUB_ACTION GITHUB_ACTION_PATH GITHUB_ACTION_REPOSITORY GITHUB_GRAPHQL_URL GITHUB_WORKFLOW_REF GITHUB_WORKFLOW_SHA GITHUB_RETENTION_DAYS GITHUB_STATE RUNNER_OS RUNNER_ARCH RUNNER_TEMP RUNNER_NAME RUNNER_TOOL_CACHE RUNNER_DEBUG RUNNER_ENVIRONMENT'
    .split(' ')
    .map((name) => [name, HOLE]),
);

function walkOptions(job: JobText, contexts: Contexts, isHosted: boolean, options: ReadingOptions) {
  const { expressions, project } = options;
  const { github } = contexts;
  const fact = (name: string) => toText(github instanceof Dictionary ? github.get(name) : UNKNOWN);
  let environment = JobEnvironment.read(
    Object.entries(DEFAULTS).map(([name, key]) => [name, fact(key)] as const),
    ALSO_SET,
    // A container's image may set variables too.
    !isHosted || child(job.node, 'container') !== null,
  );
  for (const owner of [job.document.root, job.node]) {
    const scope = { ...contexts, env: environment.context() };
    environment = environment.with(envEntries(child(owner, 'env'), expressions, scope));
  }
  return { job, after: -1, expressions, contexts, environment, project };
}
