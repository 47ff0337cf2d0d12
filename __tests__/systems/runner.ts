/**
 * A runner small enough to be read: it runs a system's workflow as GitHub would, with the built action, real clients and
 * the lab in the registry's place. Actions that nobody can fetch here have a stand-in that says what the real one says.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { PackagesLevel } from '../../src/evidence/types/permissions.js';
import type { Lab } from '../../src/lab/lab.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { Report } from '../../src/report/report.js';
import type { ImageStore } from '../lab/clients.js';
import { type Contexts, filled, holds } from './expressions.js';
import { type Run, SHA } from './github.js';
import { act } from './stand-ins.js';

export interface Stage {
  /** A repository on the disk, with the lab's address where `ghcr.io` stood. */
  checkout: string;
  /** Holds the machines of the jobs. */
  home: string;
  /** The workflow file that the event starts. */
  workflow: string;
  lab: Lab;
  images: ImageStore;
  node: string;
  repository: string;
  run: Run;
  secrets: Readonly<Record<string, string>>;
  /** What a job may without a `permissions` block: the setting of the repository. */
  usual: PackagesLevel;
  /** A fork's run: no permission makes it write. */
  readOnly: boolean;
  /** Whose secrets the run sees. */
  secretSource: 'Actions' | 'Dependabot' | 'None';
  /** Goes on after the preflight has said no, as everybody did before there was one. */
  heedless: boolean;
  /** False: the step of ours only logs in, as it does where it allows the push. */
  isAsked: boolean;
  /** Of a matrix; the first tells as much as all. */
  legs: 'first' | 'all';
  /** Jobs that need more than a registry, such as a server to deploy to. */
  leaves: readonly string[];
}

export interface Ran {
  /** What failed, first; null: nothing. */
  failed: string | null;
  /** Of the job that failed, or of the start of the run; of the last job where nothing did. With `ghcr.io` for the lab. */
  log: string;
  /** What each step of ours reported. */
  reports: Report[];
  /** References of `ghcr.io` that a client has pushed. */
  pushed: string[];
  /** Jobs that were started. */
  jobs: string[];
}

type Permissions = string | Record<string, string> | undefined;

export interface Step {
  id?: string;
  name?: string;
  if?: unknown;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
}

interface Job {
  if?: unknown;
  permissions?: Permissions;
  uses?: string;
  with?: Record<string, unknown>;
  secrets?: 'inherit' | Record<string, unknown>;
  needs?: string | string[];
  strategy?: { matrix?: Record<string, unknown[]> };
  env?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  steps?: Step[];
}

interface Workflow {
  permissions?: Permissions;
  env?: Record<string, unknown>;
  jobs: Record<string, Job>;
}

/** What a called workflow gets of its caller. */
interface Call {
  /** Of the calling job. */
  name: string;
  level: PackagesLevel;
  inputs: Record<string, string>;
  secrets: Readonly<Record<string, string>>;
}

const LEVELS: PackagesLevel[] = ['none', 'read', 'write'];

/** What a block grants of packages (docs "permissions"): a block that leaves them out grants none. */
function granted(block: Permissions, inherited: PackagesLevel): PackagesLevel {
  if (block === undefined) return inherited;
  if (block === 'read-all') return 'read';
  if (block === 'write-all') return 'write';
  return ((typeof block === 'object' && block?.packages) || 'none') as PackagesLevel;
}

const SCOPES =
  'actions artifact-metadata attestations checks contents deployments discussions issues models pages pull-requests repository-projects security-events statuses';

function scopesOf(block: Permissions, { usual, readOnly }: Stage): Record<string, string> {
  if (typeof block === 'object') return readOnly ? {} : (block ?? {});
  const all = (level: string) => Object.fromEntries(SCOPES.split(' ').map((scope) => [scope, level]));
  if (block === undefined) return usual === 'write' && !readOnly ? all('write') : { contents: 'read' };
  return all(block === 'write-all' && !readOnly ? 'write' : 'read');
}

const lower = (one: PackagesLevel, other: PackagesLevel): PackagesLevel =>
  LEVELS.indexOf(one) < LEVELS.indexOf(other) ? one : other;

/** Runs the jobs of a workflow file in the order of the text. */
export async function runWorkflow(stage: Stage): Promise<Ran> {
  const ran: Ran = { failed: null, log: '', reports: [], pushed: [], jobs: [] };
  await runJobs(stage, stage.workflow, null, ran);
  return { ...ran, log: ran.log.replaceAll(stage.lab.registry, 'ghcr.io') };
}

async function runJobs(stage: Stage, file: string, call: Call | null, ran: Ran): Promise<void> {
  const workflow = parse(await readFile(path.join(stage.checkout, file), 'utf8')) as Workflow;
  const needs: Record<string, unknown> = {};
  const before = granted(workflow.permissions, call?.level ?? stage.usual);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (ran.failed !== null || stage.leaves.includes(id)) return;
    const wanted = granted(job.permissions, before);
    if (call && LEVELS.indexOf(wanted) > LEVELS.indexOf(call.level)) {
      ran.failed = 'the start of the run';
      ran.log = `The workflow is not valid. ${stage.workflow}: Error calling workflow '${stage.repository}/${file}@${SHA}'. The nested job '${id}' is requesting 'packages: ${wanted}', but is only allowed 'packages: ${call.level}'.\n`;
      return;
    }
    const level = stage.readOnly ? lower(wanted, 'read') : wanted;
    for (const matrix of legsOf(job, stage))
      await runLeg(stage, { file, workflow, id, job, call, level, matrix, needs }, ran);
  }
}

type Leg = Record<string, unknown> | null;

/** Of a matrix with one key. */
function legsOf({ strategy }: Job, { legs }: Stage): Leg[] {
  const [key, values] = Object.entries(strategy?.matrix ?? {})[0] ?? [];
  if (key === undefined || values === undefined) return [null];
  return values.slice(0, legs === 'all' ? undefined : 1).map((value) => ({ [key]: value }));
}

interface Started {
  file: string;
  workflow: Workflow;
  id: string;
  job: Job;
  call: Call | null;
  level: PackagesLevel;
  matrix: Leg;
  /** The context `needs`, to which the job adds its outputs. */
  needs: Record<string, unknown>;
}

async function runLeg(
  stage: Stage,
  { file, workflow, id, job, call, level, matrix, needs }: Started,
  ran: Ran,
): Promise<void> {
  const token = inventToken('github-token', `systems-${id}-${level}`);
  stage.lab.world.tokens[token] = { kind: 'github-token', repository: stage.repository, packages: level };
  const secrets = { ...(call?.secrets ?? stage.secrets), GITHUB_TOKEN: token };
  const github = githubContext(stage, token);
  const contexts: Record<string, unknown> = { github, secrets, matrix, needs, inputs: call?.inputs ?? {} };
  contexts.steps = {};
  contexts.env = {};
  contexts.env = filledAll(workflow.env, contexts);
  contexts.env = { ...(contexts.env as object), ...filledAll(job.env, contexts) };
  if (!holds(job.if, contexts, 'success')) return;
  ran.jobs.push(id);
  if (job.uses) {
    const passed = job.secrets === 'inherit' ? stage.secrets : nonEmpty(filledAll(job.secrets, contexts));
    const name = matrix ? `${id} (${Object.values(matrix).join(', ')})` : id;
    const inputs = filledAll(job.with, contexts);
    await runJobs(stage, job.uses.replace('./', ''), { name, level, inputs, secrets: passed }, ran);
    return;
  }
  const block = job.permissions ?? workflow.permissions;
  const running: Running = {
    id,
    token,
    fullName: [...(call ? [call.name] : []), id].join(' / '),
    scopes: { ...scopesOf(block, stage), metadata: 'read', packages: level },
    steps: job.steps ?? [],
    matrix,
  };
  await runSteps(stage, running, contexts, ran, call ? file : null);
  needs[id] = { outputs: filledAll(job.outputs, contexts) };
}

function filledAll(
  values: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, filled(value, contexts)]),
  );
}

/** What the runner prints at the start of a job, as far as it tells something. */
function setUp(stage: Stage, { fullName, scopes }: Running, calledFile: string | null): string {
  const rights = Object.entries(scopes).filter(([, level]) => level !== 'none');
  return [
    "Current runner version: '2.330.0'",
    '##[group]GITHUB_TOKEN Permissions',
    ...rights.map(([scope, level]) => `${pascal(scope)}: ${level}`).sort(),
    '##[endgroup]',
    `Secret source: ${stage.secretSource}`,
    'Prepare workflow directory',
    'Prepare all required actions',
    'Getting action download info',
    ...(calledFile ? [`Uses: ${stage.repository}/${calledFile}@${stage.run.ref} (${SHA})`] : []),
    `Complete job name: ${fullName}`,
    '',
  ].join('\n');
}

const pascal = (scope: string) =>
  scope.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the runner prints before a step: script or inputs, then the environment; secrets are stars. */
function heading(step: Step, contexts: Contexts, env: Readonly<Record<string, string>>): string {
  const secrets = Object.values(contexts.secrets as Record<string, string>).filter(Boolean);
  const hidden = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text);
  const listed = (title: string, values: Record<string, string>) => {
    const lines = Object.entries(values).filter(([, value]) => value !== '');
    return lines.length > 0 ? [title, ...lines.map(([name, value]) => `  ${name}: ${hidden(value)}`)] : [];
  };
  const script = hidden(filled(step.run ?? '', contexts))
    .trim()
    .split('\n');
  return [
    `##[group]Run ${step.uses ?? script[0]}`,
    ...(step.run
      ? [...script, 'shell: /usr/bin/bash -e {0}']
      : listed('with:', filledAll(step.with, contexts))),
    ...listed('env:', { ...env }),
    '##[endgroup]',
    '',
  ].join('\n');
}

/** A secret that is empty was never handed over. */
function nonEmpty(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function githubContext({ run, repository }: Stage, token: string): Record<string, unknown> {
  return {
    event_name: run.event,
    event: run.payload,
    ref: run.ref,
    ref_name: run.ref.replace(/^refs\/(?:heads\/)?/, ''),
    actor: run.actor,
    repository,
    repository_owner: repository.split('/')[0],
    server_url: 'https://github.com',
    sha: SHA,
    token,
  };
}

/** One job that has been started. */
export interface Running {
  id: string;
  token: string;
  /** As GitHub shows it: after the job that calls, with its leg. */
  fullName: string;
  /** What its token may do. */
  scopes: Readonly<Record<string, string>>;
  steps: Step[];
  matrix: Record<string, unknown> | null;
}

async function runSteps(
  stage: Stage,
  job: Running,
  contexts: Record<string, unknown>,
  ran: Ran,
  calledFile: string | null,
): Promise<void> {
  ran.log = setUp(stage, job, calledFile);
  const home = path.join(stage.home, `${job.id}-${ran.jobs.length}`);
  await mkdir(path.join(home, 'docker'), { recursive: true });
  await writeFile(path.join(home, 'docker', 'config.json'), '{}');
  for (const step of job.steps) {
    if (!holds(step.if, contexts, ran.failed === null ? 'success' : 'failure')) continue;
    const name = filled(step.name ?? step.uses ?? step.run?.split('\n')[0], contexts);
    const env = { ...(contexts.env as Record<string, string>), ...filledAll(step.env, contexts) };
    const own = { ...contexts, env };
    const ended = await act(
      { stage, job, home, ran, contexts: own, env, inputs: filledAll(step.with, own) },
      step,
    );
    ran.log += `${heading(step, own, env)}${ended.output}`;
    if (ended.env) contexts.env = { ...(contexts.env as object), ...ended.env };
    if (step.id) (contexts.steps as Record<string, unknown>)[step.id] = { outputs: ended.outputs ?? {} };
    if (ended.code !== 0 && !ended.passedOver) {
      ran.log += `##[error]Process completed with exit code ${ended.code}.\n`;
      ran.failed ??= name;
    }
  }
}
