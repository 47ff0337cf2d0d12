/** Calls of workflows that are not there: GitHub starts no run of a file that calls one. */
import { WORKFLOW_FOLDER } from '../../evidence/files/workflow-folder.js';
import { usedIn } from '../repository/used.js';
import { child } from '../text/document.js';
import { calledFile, callingJobs } from '../text/job.js';
import { parseWorkflow } from '../text/parse.js';

export interface MissingCall {
  /** That calls. */
  file: string;
  /** 1-based. */
  line: number;
  /** As it stands there. */
  uses: string;
}

/**
 * @param texts of workflow files, by path
 * @param isMissing of a called file by its name (`calledFile`): true only where it is sure that there is none
 */
export function missingCalls(
  texts: ReadonlyMap<string, string>,
  repository: string,
  isMissing: (called: string) => boolean,
): MissingCall[] {
  return [...texts].flatMap(([file, text]) => {
    const isMissed = (uses: string) => {
      const called = calledFile(uses, file, repository);
      // What is called by its repository's own name is called at a ref, which may have another tree.
      const isHere = /^[.$]\//.test(uses) || called === uses;
      return isHere && called !== null && isMissing(called);
    };
    if (!text.includes(`${WORKFLOW_FOLDER}/`) || !usedIn(text).some(isMissed)) return [];
    const { document } = parseWorkflow(file, text);
    if (!document) return [];
    return callingJobs(document)
      .filter(({ uses }) => isMissed(uses))
      .map(({ uses, node }) => {
        const { start } = child(node, 'uses') ?? node;
        return { file, line: text.slice(0, start).split('\n').length, uses };
      });
  });
}
