/** What the tests of the reader share: a run, and a repository of texts. */
import type { WorkflowPush } from '../../src/evidence/types/push.js';
import type { RunEvidence } from '../../src/evidence/types/run.js';
import type { WorkflowEvidence } from '../../src/evidence/types/workflow.js';
import type { ReadOptions } from '../../src/workflow/reading/this-run/run-options.js';
import { readWorkflow } from '../../src/workflow/reading/this-run.js';

export const MAIN = '.github/workflows/ci.yml';

export const RUN: RunEvidence = {
  event: 'push',
  actor: 'mona',
  repository: 'Octo/App',
  owner: 'Octo',
  job: 'image',
  workflowPath: MAIN,
  workflowSha: null,
  readOnly: null,
  headRepository: null,
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

export const ENV = {
  GITHUB_ACTION: '__acme_ghcr-preflight',
  GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight',
  GITHUB_REPOSITORY: 'Octo/App',
  GITHUB_REPOSITORY_OWNER: 'Octo',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_SHA: '0123456789abcdef',
};

/** Reads a repository that is only served by the API. */
export function read(files: Record<string, string>, options: Partial<ReadOptions> = {}) {
  return readWorkflow({
    run: RUN,
    workspace: null,
    path: null,
    registry: 'ghcr.io',
    fetchFile: async (path) => files[path] ?? null,
    env: ENV,
    event: {},
    ...options,
  });
}

export async function evidence(
  files: Record<string, string>,
  options: Partial<ReadOptions> = {},
): Promise<WorkflowEvidence> {
  const { workflow, problem } = await read(files, options);
  if (!workflow) throw new Error(`${problem?.kind}: ${problem?.detail}`);
  return workflow;
}

/** A workflow with one job, whose steps are given as YAML, each line as it stands in a list. */
export function workflowOf(steps: string, job = 'runs-on: ubuntu-latest'): string {
  const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
  return `on: push\njobs:\n  image:\n${indent(job, 4)}\n    steps:\n${indent(steps.trimEnd(), 6)}\n`;
}

/** `[pull ][cache ]reference[ ?|!]`, `-` for an unknown name, `anywhere` at an unknown registry: `?` runs perhaps, `!` does not run. */
export function said({ reference, isHostKnown, access, role, runs }: WorkflowPush): string {
  const mark = { yes: '', unknown: ' ?', no: ' !' }[runs];
  return `${access === 'pull' ? 'pull ' : ''}${role === 'cache' ? 'cache ' : ''}${reference ?? (isHostKnown ? '-' : 'anywhere')}${mark}`;
}
