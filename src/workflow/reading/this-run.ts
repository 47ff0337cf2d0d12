/**
 * What the workflow file says about this run's job. It never rejects: what can't
 * be read is a `WorkflowProblem`, and the verdict goes on without it.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  PermissionGrant,
  RunEvidence,
  Ternary,
  WorkflowEvidence,
  WorkflowProblem,
} from '../../evidence/types.js';
import { calledInputs, eventInputs, githubContext, runnerContext } from '../language/contexts.js';
import { envEntries, JobEnvironment } from '../language/environment.js';
import type { Contexts } from '../language/evaluation.js';
import { type Expressions, expressionsFor } from '../language/expressions.js';
import { matrixContext, matrixLegs } from '../language/matrix.js';
import { UNKNOWN } from '../language/values.js';
import { MAX_CALL_DEPTH } from '../runs/call-chains.js';
import { effectiveLevel, grantOf } from '../runs/grants.js';
import { child, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { checkedOutCommit, type FileSource, WorkflowFiles } from '../text/files.js';
import { calledPath, callingJobs, type JobText, jobText, ownStep } from '../text/job.js';
import { locate } from '../text/places.js';
import { pushesOf } from './pushes.js';

export interface ReadOptions {
  run: RunEvidence;
  /** GITHUB_WORKSPACE; null when there is none. */
  workspace: string | null;
  /** The `workflow` input: a path, or null for this run's own. */
  path: string | null;
  registry: string;
  /** Contents API: text of a file of this repository at run.workflowSha; null when absent; may reject. */
  fetchFile: ((path: string) => Promise<string | null>) | null;
  /** process.env of the step (real env values incl. those written to GITHUB_ENV). */
  env: Record<string, string | undefined>;
  /** Parsed event payload (github.event) or null. */
  event: unknown;
}

export interface WorkflowReading {
  workflow: WorkflowEvidence | null;
  problem: WorkflowProblem | null;
}

/** Files that are opened for one job at most; GitHub allows 50 called workflows in a run. */
const MAX_FILES = 50;

/**
 * Finds this run's job, in the run's own file or in one that it calls, and reads
 * its permissions, its later pushes and how our step is written.
 *
 * The checkout is asked first, the API for what it lacks; the other way round
 * when `.git/HEAD` (or, where that says nothing, `GITHUB_SHA`) is another commit
 * than the workflow's: its lines would not be those of the run.
 */
export async function readWorkflow(options: ReadOptions): Promise<WorkflowReading> {
  const path = options.path ?? options.run.workflowPath ?? (await pathByName(options));
  const fail = (kind: WorkflowProblem['kind'], detail: string | null): WorkflowReading => ({
    workflow: null,
    problem: { kind, file: path, detail },
  });
  try {
    if (!path) return fail('not-found', null);
    const files = new WorkflowFiles({
      workspace: options.workspace,
      fetchFile: options.fetchFile,
      apiFirst: await isOtherCommit(options),
    });
    const top = await files.open(path);
    if (!top.document) return { workflow: null, problem: top.problem };
    if (!map(child(top.document.root, 'jobs'))?.entries.length) return fail('no-jobs', null);
    if (!options.run.job) return fail('job-not-found', null);
    const found = await findJob(top.document, top.source, files, options);
    return found
      ? { workflow: await evidence(found, options), problem: null }
      : fail('job-not-found', options.run.job);
  } catch (error) {
    // A mistake of ours must not take the verdict along.
    return fail('unreadable', error instanceof Error ? error.message : String(error));
  }
}

const FOLDER = '.github/workflows';

/**
 * The run's file where the runner does not say it (before GITHUB_WORKFLOW_REF, and in look-alikes
 * such as act): the one in the checkout that has this job, under this `name:`. null unless it is the only one.
 */
async function pathByName({ run, workspace, env }: ReadOptions): Promise<string | null> {
  const { job } = run;
  if (workspace === null || job === null) return null;
  const name = env.GITHUB_WORKFLOW ?? null;
  if (name?.startsWith(`${FOLDER}/`)) return name;
  const files = new WorkflowFiles({ workspace, fetchFile: null, apiFirst: false });
  const entries = await readdir(join(workspace, FOLDER)).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.filter((each) => /\.ya?ml$/.test(each)).slice(0, MAX_FILES)) {
    const path = `${FOLDER}/${entry}`;
    if (!(await files.text(path)).text?.includes(job)) continue;
    const { document } = await files.open(path);
    const title = document && text(child(document.root, 'name'));
    if (document && jobText(document, job) && (name === null || title === name)) found.push(path);
  }
  return found.length === 1 ? (found[0] as string) : null;
}

async function isOtherCommit({ path, run, workspace, env, fetchFile }: ReadOptions): Promise<boolean> {
  if (path !== null || !run.workflowSha || !fetchFile || workspace === null) return false;
  const commit = (await checkedOutCommit(workspace)) ?? env.GITHUB_SHA ?? null;
  return commit !== null && commit !== run.workflowSha;
}

// ------------------------------------------------------------ the job

/** One way from the run's file to the job. */
interface Candidate {
  job: JobText;
  source: FileSource;
  grants: PermissionGrant[];
  /** The jobs that call, outermost first. */
  callers: { document: WorkflowDocument; node: YamlNode; called: WorkflowDocument }[];
  /** Index of our step; -1 when it is not among them. */
  own: number;
}

async function findJob(
  document: WorkflowDocument,
  source: FileSource,
  files: WorkflowFiles,
  options: ReadOptions,
): Promise<Candidate | null> {
  const jobId = options.run.job as string;
  const found: Candidate[] = [];
  let opened = 0;

  const look = (
    from: WorkflowDocument,
    at: FileSource,
    grants: PermissionGrant[],
    callers: Candidate['callers'],
  ) => {
    const job = jobText(from, jobId);
    if (!job) return;
    const own = ownStep(job.steps, options.env);
    found.push({ job, source: at, grants: [...grants, grantOf(from, jobId)], callers, own });
  };

  const follow = async (
    from: WorkflowDocument,
    grants: PermissionGrant[],
    callers: Candidate['callers'],
    trail: string[],
  ) => {
    if (trail.length > MAX_CALL_DEPTH) return;
    for (const { id, uses, node } of callingJobs(from)) {
      const path = calledPath(uses, options.run.repository);
      // A circle is refused by GitHub; here it only must end.
      if (path === null || trail.includes(path) || opened >= MAX_FILES) continue;
      const { text: source } = await files.text(path);
      // Neither the job's name nor another call in it: nothing to parse.
      if (source === null || !(source.includes(jobId) || source.includes('.github/workflows/'))) continue;
      opened += 1;
      const called = await files.open(path);
      if (!called.document) continue;
      const links = [...grants, grantOf(from, id)];
      const route = [...callers, { document: from, node, called: called.document }];
      look(called.document, called.source, links, route);
      await follow(called.document, links, route, [...trail, path]);
    }
  };

  look(document, source, [], []);
  const [direct] = found;
  if (direct && direct.own !== -1) return direct;
  await follow(document, [], [], [document.file]);
  return choose(found, options);
}

/**
 * Of several ways to the job, the one that is surely meant: where our step
 * stands, and whose calling jobs run. When callers with different grants remain,
 * nobody can say which of them this run is, so the most generous one counts: a
 * grant that is too small elsewhere must not become an error here.
 */
async function choose(candidates: Candidate[], options: ReadOptions): Promise<Candidate | null> {
  const own = candidates.filter((each) => each.own !== -1);
  let rest = own.length > 0 ? own : candidates;
  if (rest.length > 1) {
    const expressions = await expressionsOf(
      rest.flatMap(({ callers }) => callers.map((each) => each.document)),
    );
    const running = rest.filter((each) => callersRun(each, expressions, options) !== 'no');
    if (running.length > 0) rest = running;
  }
  const rank = (each: Candidate) => ['none', 'read', null, 'write'].indexOf(effectiveLevel(each.grants));
  return rest.reduce<Candidate | null>(
    (best, each) => (best === null || rank(each) > rank(best) ? each : best),
    null,
  );
}

function callersRun(candidate: Candidate, expressions: Expressions, options: ReadOptions): Ternary {
  let contexts = baseContexts(options, candidate.callers[0]?.document ?? candidate.job.document);
  let runs: Ternary = 'yes';
  for (const { node, called } of candidate.callers) {
    const condition = text(child(node, 'if'));
    const holds = condition === null ? 'yes' : expressions.condition(condition, contexts);
    if (holds === 'no') return 'no';
    if (holds === 'unknown') runs = 'unknown';
    contexts = { ...contexts, inputs: calledInputs(called, node, expressions, callContexts(node, contexts)) };
  }
  return runs;
}

// ------------------------------------------------------- the evidence

async function evidence(found: Candidate, options: ReadOptions): Promise<WorkflowEvidence> {
  const { job, grants, callers, own, source } = found;
  const { document } = job;
  const documents = [...callers.map((each) => each.document), document];
  const expressions = await expressionsOf(documents);
  let contexts = baseContexts(options, documents[0] as WorkflowDocument);
  for (const { node, called } of callers) {
    contexts = { ...contexts, inputs: calledInputs(called, node, expressions, callContexts(node, contexts)) };
  }
  contexts = { ...contexts, matrix: matrixContext(matrixLegs(job.node)) };

  const ownNode = job.steps[own]?.node ?? null;
  const ownNames = (map(child(ownNode, 'env'))?.entries ?? []).map(({ key }) => String(key.value));
  let environment = JobEnvironment.of(options.env, ownNames);
  for (const owner of [document.root, job.node]) {
    const entries = envEntries(child(owner, 'env'), expressions, { ...contexts, env: environment.context() });
    environment = environment.withDefaults(entries);
  }
  const given = child(ownNode, 'with');
  return {
    file: document.file,
    job: job.id,
    location: locate(document, job.entry.key),
    source,
    grants,
    pushes: pushesOf({
      job,
      after: own,
      registry: options.registry,
      expressions,
      contexts,
      environment,
      // We are in it.
      jobRuns: 'yes',
    }),
    tokenExpressions: {
      ghcrToken: text(child(given, 'ghcr-token')),
      githubToken: text(child(given, 'github-token')),
    },
    setsSourceLabel: setsSourceLabel(job),
    texts: Object.fromEntries(documents.map((each) => [each.file, each.text])),
  };
}

function expressionsOf(documents: readonly WorkflowDocument[]): Promise<Expressions> {
  return expressionsFor(documents.map((each) => each.text).join('\n'));
}

function baseContexts({ run, env, event }: ReadOptions, top: WorkflowDocument): Contexts {
  return {
    github: githubContext(run, env, event),
    runner: runnerContext(env),
    inputs: eventInputs(top, event),
    secrets: UNKNOWN,
    vars: UNKNOWN,
    needs: UNKNOWN,
  };
}

/** A calling job's `with:` sees its own matrix; `env` is not available there (docs: Context availability). */
function callContexts(caller: YamlNode, contexts: Contexts): Contexts {
  return { ...contexts, matrix: matrixContext(matrixLegs(caller)) };
}

/**
 * A label or annotation that links the package to the repository. metadata-action
 * makes one, which counts when a step takes over its labels.
 */
function setsSourceLabel(job: JobText): boolean {
  const { start, end } = job.node;
  const source = job.document.text.slice(start, end);
  if (source.includes('org.opencontainers.image.source')) return true;
  return job.steps.some(({ uses, id }) => {
    if (uses?.action?.toLowerCase() !== 'docker/metadata-action') return false;
    if (/DOCKER_METADATA_OUTPUT_(LABELS|ANNOTATIONS|JSON)/.test(source)) return true;
    const outputs = ['labels', 'annotations', 'json', 'bake-file'];
    return id !== null && outputs.some((name) => source.includes(`steps.${id}.outputs.${name}`));
  });
}
