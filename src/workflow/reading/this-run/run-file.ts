/** The file of this run's workflow, and the commit whose text counts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOW_FOLDER, workflowPaths } from '../../../evidence/files/workflow-folder.js';
import { checkedOutCommit, WorkflowFiles } from '../../repository/files.js';
import { child, text, type WorkflowDocument } from '../../text/document.js';
import { callTrigger, jobText } from '../../text/job.js';
import { type JobSought, type WayToJob, waysToJob } from '../jobs/find-job.js';
import type { ReadOptions } from './run-options.js';

/**
 * The run's file where the runner does not say it (before GITHUB_WORKFLOW_REF, and in look-alikes
 * such as act): the one in the checkout that has this job, under this `name:`. null unless it is the only one.
 */
export async function pathByName({ run, workspace, env }: ReadOptions): Promise<string | null> {
  const { job } = run;
  if (workspace === null || job === null) return null;
  const name = env.GITHUB_WORKFLOW ?? null;
  if (name?.startsWith(`${WORKFLOW_FOLDER}/`)) return name;
  const files = new WorkflowFiles({ workspace, fetchFile: null, apiFirst: false });
  const found: string[] = [];
  for (const path of workflowPaths(workspace)) {
    if (!(await files.text(path)).text?.includes(job)) continue;
    const { document } = await files.open(path);
    const title = document && text(child(document.root, 'name'));
    if (document && jobText(document, job) && (name === null || title === name)) found.push(path);
  }
  return found.length === 1 ? (found[0] as string) : null;
}

/**
 * The ways from the run's own file to the job in the one that the `workflow` input names: a called workflow can't tell
 * what it is called with. null: that file is the run's own, or nobody here sees it call the other.
 */
export async function callingWays(
  { path, run }: ReadOptions,
  files: WorkflowFiles,
  sought: JobSought,
): Promise<{ top: WorkflowDocument; ways: WayToJob[] } | null> {
  const own = run.workflowPath;
  if (path === null || own === null || path === own) return null;
  const { document: top, source } = await files.open(own);
  if (!top) return null;
  const ways = (await waysToJob(top, source, files, sought)).filter(
    ({ chain }) => chain.job.document.file === path,
  );
  return ways.length > 0 ? { top, ways } : null;
}

/** Is the file that the ways begin at one that another calls, which nobody here sees? Then nobody knows its inputs. */
export function isCalledUnseen(document: WorkflowDocument, { path, run }: ReadOptions): boolean {
  return (
    path !== null && document.file === path && path !== run.workflowPath && callTrigger(document) !== null
  );
}

/** The checkout is of another commit than the run's workflow. */
export function isOtherCommit({ path, run, workspace, env, fetchFile }: ReadOptions): boolean {
  if (path !== null || !run.workflowSha || !fetchFile || workspace === null) return false;
  const commit = checkedOutCommit(workspace) ?? env.GITHUB_SHA ?? null;
  return commit !== null && commit !== run.workflowSha;
}

/**
 * Are all files of the workflow's commit checked out? Then what is not there is nowhere, and nobody need be asked for it. A sparse
 * checkout keeps its patterns in a file (git-sparse-checkout).
 */
export function isWholeCheckout({ run, workspace, env }: ReadOptions): boolean {
  const commit = run.workflowSha ?? env.GITHUB_SHA ?? null;
  if (workspace === null || commit === null || checkedOutCommit(workspace) !== commit) return false;
  return !existsSync(join(workspace, '.git', 'info', 'sparse-checkout'));
}
