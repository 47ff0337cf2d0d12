/** Runs the built action as a runner does: a child process with `INPUT_*` and the `GITHUB_*` files, main and then post. */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { makeTemporaryFolder, TemporaryFolderError } from '../../evidence/files/folders.js';
import { PROJECT } from '../../version.js';
import type { Lab } from '../lab.js';
import type { Scenario } from '../scenarios/scenarios.js';
import { type Annotation, parseAnnotation, parseKeyValues } from './runner-words.js';

export interface ActionRun {
  exitCode: number;
  /** Whole-process times in milliseconds. */
  time: { main: number; post: number };
  /** What the log shows: no workflow commands. */
  log: string;
  annotations: Annotation[];
  outputs: Record<string, string>;
  summary: string;
  /** Everything that was written anywhere, for tests that look for secrets; masking commands left out. */
  written: string;
  /** docker's auth file after main and after post; null: there is none. */
  authFile: { afterMain: string | null; afterPost: string | null };
}

export interface ActionOptions {
  runStep: RunStep;
  env?: Record<string, string>;
  /** docker's auth file before the run. */
  authFile?: string;
  /** Is there a checkout with the workflow file? */
  checkout?: boolean;
  /** Is the job at its end, so that the post step runs? By default it is. */
  post?: boolean;
}

/** How a step of the action is run in the environment that the runner gives it, and in nothing of this process's. */
export type RunStep = (step: 'main' | 'post', env: Readonly<Record<string, string>>) => Promise<EndedStep>;

export interface EndedStep {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Of the whole process, in milliseconds. */
  time: number;
}

/** As the runner does it: from a folder with `main/index.js` and `post/index.js`, by this Node.js or another. */
export function fromFolder(dist: string, node = process.execPath): RunStep {
  return (step, env) => runProcess(node, [path.join(dist, step, 'index.js')], env);
}

/** Runs a scenario's step against its lab. Leaves nothing behind. Throws a `TemporaryFolderError`. */
export async function runAction(scenario: Scenario, lab: Lab, options: ActionOptions): Promise<ActionRun> {
  const home = makeTemporaryFolder('ghcr-preflight-run-');
  try {
    return await runIn(home, scenario, lab, options);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The lab's address is another one at every start; a user would read the name that it stands for. */
export function asOnGitHub(run: ActionRun, registry: string): ActionRun {
  const renamed: unknown = JSON.parse(JSON.stringify(run), (_, value) =>
    typeof value === 'string'
      ? value.replaceAll(registry, 'ghcr.io').replaceAll(registry.replace('.', '\\.'), 'ghcr.io')
      : value,
  );
  return renamed as ActionRun;
}

async function runIn(home: string, scenario: Scenario, lab: Lab, options: ActionOptions): Promise<ActionRun> {
  const inHome = (...parts: string[]) => path.join(home, ...parts);
  await prepare(home, scenario, lab, options).catch((error) => {
    throw new TemporaryFolderError(home, error);
  });
  const env: Record<string, string> = {
    ...runnerVariables(scenario, lab, home),
    ...inputVariables(scenario, lab),
    ...options.env,
  };
  const main = await options.runStep('main', env);
  const afterMain = await read(inHome('docker', 'config.json'));
  const state = parseKeyValues((await read(inHome('state'))) ?? '');
  const states = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  const post = options.post === false ? NOT_RUN : await options.runStep('post', { ...env, ...states });

  const outputs = (await read(inHome('output'))) ?? '';
  const summary = (await read(inHome('summary'))) ?? '';
  const values = parseKeyValues(outputs);
  const report = values.report ? ((await read(values.report)) ?? '') : '';
  const lines = `${main.stdout}${post.stdout}`.split(/\r?\n/);
  return {
    exitCode: main.exitCode || post.exitCode,
    time: { main: main.time, post: post.time },
    log: lines
      .filter((line) => !line.startsWith('::'))
      .join('\n')
      .trim(),
    annotations: lines.flatMap(parseAnnotation),
    outputs: values,
    summary,
    written: [
      lines.filter((line) => !line.startsWith('::add-mask::')).join('\n'),
      main.stderr,
      post.stderr,
      outputs,
      summary,
      report,
      JSON.stringify(state),
    ].join('\n'),
    authFile: { afterMain, afterPost: await read(inHome('docker', 'config.json')) },
  };
}

async function prepare(
  home: string,
  scenario: Scenario,
  lab: Lab,
  { authFile, checkout = true }: ActionOptions,
): Promise<void> {
  const inHome = (...parts: string[]) => path.join(home, ...parts);
  for (const folder of ['docker', 'temp', 'work', 'run']) await mkdir(inHome(folder), { recursive: true });
  for (const file of ['output', 'state', 'summary']) await writeFile(inHome(file), '');
  await writeFile(inHome('event.json'), JSON.stringify(scenario.payload));
  if (authFile !== undefined) await writeFile(inHome('docker', 'config.json'), authFile);
  if (!checkout) return;
  const files = { ...scenario.files, [scenario.workflowPath]: scenario.workflow };
  for (const [name, text] of Object.entries(files)) {
    const file = inHome('work', name);
    await mkdir(path.dirname(file), { recursive: true });
    // The lab stands in for ghcr.io, in the workflow's text as well.
    await writeFile(file, text.replaceAll('ghcr.io', lab.registry));
  }
}

/** GitHub docs "Variables reference", as far as the action reads them. */
function runnerVariables(scenario: Scenario, lab: Lab, home: string): Record<string, string> {
  const sha = 'd0c5f1a2b3c4d5e6f708192a3b4c5d6e7f809102';
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    DOCKER_CONFIG: path.join(home, 'docker'),
    XDG_RUNTIME_DIR: path.join(home, 'run'),
    RUNNER_TEMP: path.join(home, 'temp'),
    CI: 'true',
    // The log as text: who wants it as a page shows it says so.
    NO_COLOR: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: `__${PROJECT.replace('/', '_')}`,
    GITHUB_ACTION_REPOSITORY: PROJECT,
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTOR: scenario.actor,
    GITHUB_API_URL: lab.apiUrl,
    GITHUB_EVENT_NAME: scenario.event,
    GITHUB_EVENT_PATH: path.join(home, 'event.json'),
    GITHUB_JOB: scenario.job,
    GITHUB_OUTPUT: path.join(home, 'output'),
    GITHUB_REF: scenario.ref,
    GITHUB_REPOSITORY: scenario.repository,
    GITHUB_REPOSITORY_OWNER: scenario.repository.split('/')[0] ?? '',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_STATE: path.join(home, 'state'),
    GITHUB_STEP_SUMMARY: path.join(home, 'summary'),
    GITHUB_WORKFLOW_REF: `${scenario.repository}/${scenario.workflowPath}@${scenario.ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: path.join(home, 'work'),
  };
}

/** The defaults of action.yml, which the runner fills in, then the scenario's own. */
export function inputVariables(scenario: Scenario, lab: Pick<Lab, 'registry'>): Record<string, string> {
  const inputs: Record<string, string> = {
    images: '',
    access: 'push',
    registry: lab.registry,
    username: scenario.actor,
    'ghcr-token': scenario.tokens.ghcrToken ?? '',
    'github-token': scenario.tokens.githubToken ?? '',
    login: 'auto',
    logout: 'true',
    workflow: '',
    'fail-on': 'denied',
    summary: 'always',
    'sarif-file': '',
    // As the runner evaluates `toJSON(matrix)` in a job without one.
    matrix: 'null',
    strategy: 'null',
    language: 'en',
    ...scenario.inputs,
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

const NOT_RUN: EndedStep = { exitCode: 0, stdout: '', stderr: '', time: 0 };

/** A step as a process of its own. */
export function runProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<EndedStep> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ exitCode: code ?? 1, stdout, stderr, time: performance.now() - start }),
    );
  });
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
