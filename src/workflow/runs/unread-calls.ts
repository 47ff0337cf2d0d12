/**
 * Calls of workflows of other repositories that were not read, where the calling job passes on something that
 * matters here: what they do is not judged.
 */
import { WORKFLOW_FOLDER } from '../../evidence/files/workflow-folder.js';
import { FOREIGN_WORKFLOWS } from '../knowledge/workflows.js';
import { child, type WorkflowDocument } from '../text/document.js';
import { calledFile, callingJobs, fileElsewhere } from '../text/job.js';
import { decidingBlock } from './permissions.js';

export interface UnreadCall {
  /** That calls. */
  file: string;
  job: string;
  /** 1-based: of the calling job. */
  line: number;
  /** Of the called workflow: `owner/repo/path@ref`. */
  called: string;
}

/** This project's own, whoever publishes them: they push nothing. */
const OWN = /^[^/]+\/ghcr-preflight\//;

/** Of files in which nothing of this stands nobody passes on anything. */
const WORTH_PARSING = /\bpackages\b|\bsecrets\b|\bregistry\b|\bghcr\b/i;

/**
 * Passed on is the registry's name among the inputs, a right to packages that is named, or secrets in a file that
 * concerns the registry.
 *
 * @param texts of all files, those of other repositories that were read included
 * @param parse null for a text that can't be parsed
 */
export function unreadCalls(
  texts: ReadonlyMap<string, string>,
  repository: string | null,
  concerns: (text: string) => boolean,
  parse: (file: string) => WorkflowDocument | null,
): UnreadCall[] {
  return [...texts].flatMap(([file, source]) => {
    if (!source.includes(`${WORKFLOW_FOLDER}/`) || !WORTH_PARSING.test(source)) return [];
    const document = parse(file);
    if (!document) return [];
    return callingJobs(document).flatMap(({ id, uses, node }) => {
      const called = calledFile(uses, file, repository);
      if (called === null || !fileElsewhere(called) || texts.has(called)) return [];
      // What these do is known.
      if (OWN.test(uses) || FOREIGN_WORKFLOWS.some((each) => each.uses.test(uses))) return [];
      const given = child(node, 'with');
      const isTold = given !== null && concerns(source.slice(given.start, given.end));
      const block = decidingBlock(document, node)?.block;
      const isAllowed = block?.entries.some(({ scope, level }) => scope === 'packages' && level !== 'none');
      const hasSecrets = child(node, 'secrets') !== null && concerns(source);
      if (!isTold && !isAllowed && !hasSecrets) return [];
      const line = source.slice(0, node.start).split('\n').length;
      return [{ file, job: id, line, called }];
    });
  });
}
