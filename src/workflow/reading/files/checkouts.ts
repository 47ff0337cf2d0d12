/** Where in the workspace the files of the repository stand: what a job's checkouts say. */
import { inWorkspace } from '../../language/workspace.js';
import { child, text } from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';

interface Checkout {
  /** In the workspace; null when not known. */
  folder: string | null;
  /** Is it this repository, and not another one or another state of it? */
  isOwn: boolean;
}

const KNOWN = new WeakMap<JobText['node'], Checkout[]>();

function checkoutsOf({ node, steps }: JobText, repository: string | null): Checkout[] {
  const known = KNOWN.get(node);
  if (known) return known;
  const found = steps.flatMap(({ uses, node: step }): Checkout[] => {
    if (uses?.action?.toLowerCase() !== 'actions/checkout') return [];
    const given = child(step, 'with');
    const named = text(child(given, 'repository'))?.trim() ?? '';
    const isOwn =
      named === '' ||
      named.toLowerCase() === repository?.toLowerCase() ||
      /^\$\{\{\s*(?:github\.repository|github\.event\.pull_request\.head\.repo\.full_name)\s*\}\}$/.test(
        named,
      );
    const isPages = text(child(given, 'ref')) === 'gh-pages';
    return [{ folder: inWorkspace('', text(child(given, 'path'))?.trim() ?? ''), isOwn: isOwn && !isPages }];
  });
  KNOWN.set(node, found);
  return found;
}

/** Where a job has which files: the same text for jobs that have the same. */
export function checkoutPlaces(job: JobText, repository: string | null): string {
  const all = checkoutsOf(job, repository);
  return all.every(({ folder, isOwn }) => folder === '' && isOwn) ? '' : JSON.stringify(all);
}

/**
 * The path in the repository of what stands at a path of the workspace; null where another repository stands
 * there. Without a checkout in sight it is the workspace's: something else made it.
 */
export function checkedOutPath(job: JobText, repository: string | null, path: string): string | null {
  const all = checkoutsOf(job, repository);
  if (all.length === 0) return path;
  const isIn = (folder: string) => folder === '' || path.startsWith(`${folder}/`);
  const around = all.filter(({ folder }) => folder !== null && isIn(folder));
  const [inmost] = around.sort((one, other) => (other.folder ?? '').length - (one.folder ?? '').length);
  if (!inmost || inmost.folder === null) return null;
  // Of several in one folder the last one stands there, and which of them a step comes after is not asked.
  if (!around.every(({ folder, isOwn }) => isOwn || folder !== inmost.folder)) return null;
  return inmost.folder === '' ? path : path.slice(inmost.folder.length + 1);
}

/** What a checkout may say of its commit and still take the run's own. Docs: Contexts, `github`. */
const OWN_COMMIT =
  /^(?:\$\{\{\s*(?:github\.(?:sha|ref|ref_name|head_ref|event\.pull_request\.head\.(?:sha|ref)|event\.workflow_run\.head_(?:sha|branch)))\s*\}\})?$/;

export function takesAnotherCommit({ steps }: JobText): boolean {
  return steps.some(
    (step) => step.uses?.action?.toLowerCase() === 'actions/checkout' && !takesOwnCommit(step),
  );
}

/** Does a checkout bring the commit of the run? */
export function takesOwnCommit({ node }: Pick<StepText, 'node'>): boolean {
  return OWN_COMMIT.test(text(child(child(node, 'with'), 'ref'))?.trim() ?? '');
}
