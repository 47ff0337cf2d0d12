/**
 * What the links of a chain give a job's token, from the workflow that an event starts
 * to the job itself (facts, section 3; docs: Reusing workflow configurations):
 *
 * - the repository's setting counts only where the outermost link has no `permissions`;
 * - a link that declares nothing has what the link before it has;
 * - a called workflow may ask for the calling job's level at most: it is refused at
 *   start-up when it asks for more.
 */
import type { PackagesLevel, PermissionGrant } from '../../evidence/types/permissions.js';
import type { Location } from '../../types.js';
import { child, entry, entrySpan, type Span, type WorkflowDocument } from '../text/document.js';
import { locate } from '../text/places.js';
import { atLeast, decidingBlock, granted, hasOnlyNewScopes, levelOf } from './permissions.js';

/**
 * What one file says about a job's level of a scope: a link of the chain. `level` is
 * null where the file says nothing. Of a job that the file does not have, it is what
 * the workflow declares for all.
 *
 * A block of which a part can't be read has the level that it names, else none that
 * is known. Scopes that we do not know are none of these: whether GitHub knows them or
 * refuses the file, a scope that is not named is not given.
 */
export function grantOf(document: WorkflowDocument, jobId: string, scope = 'packages'): PermissionGrant {
  const job = entry(child(document.root, 'jobs'), jobId);
  const found = decidingBlock(document, job?.value.node ?? null);
  const at = (span: Span): Location => locate(document, span);
  const jobKey = at(job ? job.key : { start: 0, end: 0 });
  if (!found)
    return { file: document.file, job: jobId, declaredAt: 'default', level: null, location: jobKey };
  const { declaredAt, block } = found;
  const named = block.entries.findLast((each) => each.scope === scope);
  // Beside something that we can't read, only what is named is certain.
  const isKnown = hasOnlyNewScopes(block) || named !== undefined;
  const level: PackagesLevel | null = isKnown ? levelOf(granted(block), scope) : null;
  // Behind an alias the entry stands in another job's block: point at this job's own line.
  const span = named && !block.entry.value.alias ? entrySpan(named.entry) : entrySpan(block.entry);
  return { file: document.file, job: jobId, declaredAt, level, location: at(span) };
}

/**
 * The level that a chain comes to: the smallest of all that is said. Null when
 * the outermost link is the repository's setting and nothing below it says none
 * (a called job can't have more than its caller).
 */
export function effectiveLevel(grants: readonly PermissionGrant[]): PackagesLevel | null {
  const [outermost] = grants;
  if (!outermost) return null;
  const smallest = grants.reduce<PackagesLevel>(
    (least, { level }) => (level === null || atLeast(level, least) ? least : level),
    'write',
  );
  return outermost.level === null && smallest !== 'none' ? null : smallest;
}

/** Where the innermost link stands that says less than `want`; -1: none does. */
export function weakestLink(grants: readonly PermissionGrant[], want: 'read' | 'write'): number {
  return grants.findLastIndex(({ level }) => level !== null && !atLeast(level, want));
}

/**
 * The link that limits what a called workflow may ask for: the innermost calling job
 * that declares anything. Null: the repository's setting does.
 *
 * @param grants of the calling jobs, outermost first
 */
export function limitOf(grants: readonly PermissionGrant[]): PermissionGrant | null {
  return grants.findLast(({ level }) => level !== null) ?? null;
}
