/** What mends a run that GitHub did not start: the edits that `lint` makes in the calling jobs of this checkout. */

import * as path from 'node:path';
import { startRefusals } from '../causes/start-refusals.js';
import { WORKFLOW_FOLDER } from '../evidence/files/workflow-folder.js';
import { diffOf, type FileEdit } from '../fix/diff.js';
import type { JobQuestion } from '../workflow/reading/from-log.js';
import { lint } from './lint.js';

/** What `lint` says of a call that is granted too little. */
const OF_CALLS = ['caller-lacks-packages-write', 'default-token-permissions'];

/**
 * @param said all sentences of GitHub about the run
 * @param place where the files are; a file that was named is the calling one
 * @returns a unified diff; null: the files are not at hand, or need no edit any more
 */
export async function startRepair(
  said: string,
  { path: named, run, workspace }: Pick<JobQuestion, 'path' | 'run' | 'workspace'>,
): Promise<string | null> {
  if (workspace === null) return null;
  const files = startRefusals(said).flatMap(({ file }) => (file ? path.posix.basename(file) : []));
  const callers = new Set(named === null ? files : [path.basename(named)]);
  // What it calls stands beside it: a named file may lie in another repository than this one.
  const [before = ''] = path.resolve(workspace, named ?? '').split(`${WORKFLOW_FOLDER}/`, 1);
  const isNamed = named !== null && before !== path.resolve(workspace, named);
  const root = isNamed ? before : workspace;
  const { report, repairs, texts } = await lint({
    paths: [root],
    repository: run.repository,
    event: null,
    language: 'en',
    root,
  });
  const edits = repairs.flatMap(({ finding, edits: made }) => {
    const { id, location } = report.findings[finding] ?? {};
    const isCall = OF_CALLS.includes(id ?? '') && callers.has(path.posix.basename(location?.file ?? ''));
    return isCall ? made : [];
  });
  const once = [...new Map<string, FileEdit>(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  return once.length > 0 ? diffOf(texts, once) : null;
}
