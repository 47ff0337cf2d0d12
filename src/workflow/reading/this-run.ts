/**
 * What the workflow file says about this run's job. It never rejects: what can't
 * be read is a `WorkflowProblem`, and the verdict goes on without it.
 */

import type { WorkflowEvidence } from '../../evidence/types/workflow.js';
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import { WorkflowFiles } from '../repository/files.js';
import { jobEntries } from '../text/job.js';
import { waysToJob } from './jobs/find-job.js';
import { callingWays, isOtherCommit, pathByName } from './this-run/run-file.js';
import type { ReadOptions } from './this-run/run-options.js';
import { RunReader } from './this-run/run-reader.js';

export interface WorkflowReading {
  workflow: WorkflowEvidence | null;
  problem: WorkflowProblem | null;
}

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
      apiFirst: isOtherCommit(options),
    });
    const named = await files.open(path);
    if (!named.document) return { workflow: null, problem: named.problem };
    if (jobEntries(named.document).length === 0) return fail('no-jobs', null);
    if (!options.run.job) return fail('job-not-found', null);
    const sought = { id: options.run.job, repository: options.run.repository, env: options.env };
    const calling = await callingWays(options, files, sought);
    const ways = calling?.ways ?? (await waysToJob(named.document, named.source, files, sought));
    const reader = new RunReader(calling?.top ?? named.document, options);
    const workflow = await reader.read(ways);
    return workflow
      ? { workflow, problem: files.refused[0] ?? reader.problem }
      : fail('job-not-found', options.run.job);
  } catch (error) {
    // A mistake of ours must not take the verdict along.
    return fail('unreadable', error instanceof Error ? error.message : String(error));
  }
}
