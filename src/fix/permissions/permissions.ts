/**
 * The smallest edit of workflow files that gives a job its `packages` permission.
 * It is an edit of text: comments, order, quotes, indentation and line ends stay.
 * And it takes nothing away: a block that replaces something carries it over.
 */
import type { PermissionGrant } from '../../evidence/types/permissions.js';
import type { Location } from '../../types.js';
import { wholeRequestIn } from '../../workflow/runs/calls.js';
import {
  atLeast,
  decidingBlock,
  granted,
  hasOnlyNewScopes,
  type Level,
  levelOf,
  type PermissionBlock,
  type PermissionSet,
  permissionBlock,
} from '../../workflow/runs/permissions.js';
import { child, entry, text, type WorkflowDocument, type YamlEntry } from '../../workflow/text/document.js';
import { calledPath, localActionPath } from '../../workflow/text/job.js';
import { parseWorkflow } from '../../workflow/text/parse.js';
import { diffOf, type FileEdit, type TextEdit } from '../diff.js';
import { addBlock, raiseInBlock, raiseValue } from './block.js';
import { needsOf, type UsedFiles } from './needs.js';
import { byName, unionOf, type WantedPermission, withWanted } from './sets.js';

/** What was read of a repository. */
export interface RepositoryTexts {
  /** `OWNER/NAME`; null when nobody knows. */
  repository: string | null;
  /** A workflow; null when it was not read. */
  open(file: string): WorkflowDocument | null;
  /** The `action.yml` of a folder; null when there is none. */
  action(folder: string): WorkflowDocument | null;
}

export interface PermissionEdits {
  /** The first place that changes: the outermost grant that is too small. */
  location: Location;
  edits: FileEdit[];
  /**
   * False when a first block was added and a step may use a permission that its
   * text does not show: show the diff, don't apply it unasked.
   */
  keepsAll: boolean;
}

export interface Repair extends PermissionEdits {
  /** Unified diff, all files one after the other. */
  diff: string;
}

/** The same as `permissionEdits` from texts alone, with the diff. Null as there, or when a text can't be read. */
export function repairPermissions(
  grants: readonly PermissionGrant[],
  texts: Readonly<Record<string, string>>,
  want: 'write' | 'read',
): Repair | null {
  const made = permissionEdits(grants, documentsOfTexts(texts), want);
  return made && { ...made, diff: diffOf(texts, made.edits) };
}

/** Workflows by their texts, of which those that can't be read are left out. */
export function documentsOfTexts(texts: Readonly<Record<string, string>>): RepositoryTexts {
  const documents = new Map<string, WorkflowDocument>();
  for (const [file, text] of Object.entries(texts)) {
    const { document } = parseWorkflow(file, text);
    if (document) documents.set(file, document);
  }
  return { repository: null, open: (file) => documents.get(file) ?? null, action: () => null };
}

/**
 * Raises every link of the chain that gives less than `want`: the caller, the
 * called job, or both. Pure.
 *
 * - a `packages` value that is there is raised in its place;
 * - a block gets one line (`{a: b}` one entry);
 * - `read-all` is written out, with all that it gave;
 * - a workflow's `{}`, and no block at all, get a block at the job, which names
 *   what the job had and its steps need (see `needsOf`).
 *
 * Null when nothing is too small, a file is missing, a called one asks for every
 * permission in a word, or the place has a form that no safe edit fits.
 *
 * @param source where the files stand that a grant names, and that their jobs use
 * @param scope of which the grants tell the level
 */
export function permissionEdits(
  grants: readonly PermissionGrant[],
  source: RepositoryTexts,
  want: 'write' | 'read',
  scope = 'packages',
): PermissionEdits | null {
  const { open } = source;
  const used = usedFiles(source);
  const edits: FileEdit[] = [];
  let location: Location | null = null;
  let keepsAll = true;
  for (const [index, grant] of grants.entries()) {
    // A called job that says nothing has what its caller has. The repository's setting gives read at least.
    if (grant.level === null && (index > 0 || want === 'read')) continue;
    if (grant.level !== null && atLeast(grant.level, want)) continue;
    const document = open(grant.file);
    if (!document || callsForAll(document, grant.job, used)) return null;
    const made = repairGrant(document, grant.job, { scope, want }, used);
    if (!made) return null;
    location ??= grant.location;
    keepsAll &&= made.keepsAll && !asksForUnnamed(document, grant.job, used);
    // Two jobs of a chain may share a workflow's block: one edit serves both.
    for (const edit of made.edits) {
      if (
        !edits.some((each) => each.file === grant.file && each.start === edit.start && each.end === edit.end)
      )
        edits.push({ file: grant.file, ...edit });
    }
  }
  return location && { location, edits, keepsAll };
}

/**
 * Does a called workflow ask for `id-token: read`? No block can grant it (workflow schema: write or none), so the run would not
 * start with one either.
 */
function asksForUnnamed(document: WorkflowDocument, jobId: string, used: UsedFiles): boolean {
  const isCall = child(child(child(document.root, 'jobs'), jobId), 'uses') !== null;
  return isCall && needsOf(document, jobId, used).permissions.get('id-token') === 'read';
}

/** Does a job call a workflow that asks for `write-all` or `read-all`? Nobody wants to grant what these come to, scope by scope. */
function callsForAll(document: WorkflowDocument, jobId: string, used: UsedFiles): boolean {
  const uses = text(child(child(child(document.root, 'jobs'), jobId), 'uses'));
  const called = uses === null ? null : used.called(uses);
  return called !== null && wholeRequestIn(called) !== null;
}

/** Is it the workflow's own block that the edit for one of its jobs raises? See `permissionEdits`. */
export function raisesWorkflow(document: WorkflowDocument, jobId: string, want: 'write' | 'read'): boolean {
  const deciding = decidingBlock(document, child(child(document.root, 'jobs'), jobId));
  if (deciding?.declaredAt !== 'workflow' || !hasOnlyNewScopes(deciding.block)) return false;
  return deciding.block.invalid.length > 0 || isPlaceFor(deciding.block, isForOneOf(document, want));
}

/** What one job needs is not for all of them. */
function isForOneOf(document: WorkflowDocument, want: Level): boolean {
  return want === 'write' && isShared(document);
}

/** May what a job needs stand in this block of the workflow? */
function isPlaceFor(block: PermissionBlock, isForOne: boolean): boolean {
  return !block.shorthand && !isNothing(block) && !isForOne;
}

/** Gives one job, which calls no workflow, rights that its block lacks; null where that takes something away, or names them lower. */
export function jobEdits(
  document: WorkflowDocument,
  jobId: string,
  [first, ...others]: readonly [WantedPermission, ...WantedPermission[]],
): TextEdit[] | null {
  const named = decidingBlock(document, child(child(document.root, 'jobs'), jobId))?.block.entries ?? [];
  if (others.some(({ scope }) => named.some((each) => each.scope === scope))) return null;
  const more = new Map(others.map(({ scope, want }) => [scope, want]));
  const made = repairGrant(document, jobId, first, { called: () => null, action: () => null }, more);
  return made?.keepsAll ? made.edits : null;
}

/** Where the files stand that jobs of a repository use. */
export function usedFiles({ repository, open, action }: RepositoryTexts): UsedFiles {
  return {
    called(uses) {
      const path = pathOf(uses);
      // One of another repository stands among the files by the name that it is called by.
      return open(uses) ?? (path === null ? null : open(path));
    },
    action(uses) {
      const folder = localActionPath(uses, repository);
      return folder === null ? null : action(folder);
    },
  };
}

/** A called file of the same repository. */
function pathOf(uses: string): string | null {
  const named = /^([^/.$]+\/[^/]+)\//.exec(uses);
  return calledPath(uses, named?.[1] ?? null);
}

interface Made {
  edits: TextEdit[];
  keepsAll: boolean;
}

function repairGrant(
  document: WorkflowDocument,
  jobId: string,
  wanted: WantedPermission,
  used: UsedFiles,
  more: PermissionSet = new Map(),
): Made | null {
  const job = entry(child(document.root, 'jobs'), jobId);
  if (job?.value.node.kind !== 'map' || job.value.alias) return null;
  const deciding = decidingBlock(document, job.value.node);
  const needs = () => {
    const found = needsOf(document, jobId, used);
    return { ...found, permissions: unionOf(found.permissions, more) };
  };
  const isCall = child(job.value.node, 'uses') !== null;
  // All that a called workflow asks for has to be granted; a step may do with less than it could use.
  const beyondReading = isCall ? (all: PermissionSet) => all : services;

  if (!deciding) {
    const { permissions, open } = needs();
    // What the smallest setting gave is kept in any case.
    const edit = addBlock(
      document,
      job,
      withWanted(unionOf(new Map([['contents', 'read']]), permissions), wanted),
    );
    return edit && { edits: [edit], keepsAll: !open };
  }
  const { block, declaredAt } = deciding;
  if (!hasOnlyNewScopes(block)) return null;
  // A block of the job's own would lose what we do not know.
  if (declaredAt === 'workflow' && block.invalid.length === 0) {
    const isForOne = isForOneOf(document, wanted.want);
    const own = ownPermissions(block, () => needs().permissions, beyondReading, isForOne);
    const edit = own && addBlock(document, job, withWanted(own, wanted));
    if (edit) return { edits: [edit], keepsAll: true };
    if (block.shorthand || isNothing(block)) return null;
  }
  const { permissions } = needs();
  const edits = raiseInBlock(
    document,
    block,
    wanted,
    missingIn(block, wanted, block.shorthand ? beyondReading(permissions) : permissions),
  );
  const lower = isCall ? tooLittle(block, wanted, permissions) : [];
  const raised = lower.flatMap(({ found, level }) => raiseValue(document, found, level) ?? []);
  return edits && { edits: [...edits, ...raised], keepsAll: true };
}

/**
 * What a block of the job's own has to have, where the workflow's is not the place; null: it is.
 *
 * @param isForOne what one job needs is not for all of them
 */
function ownPermissions(
  block: PermissionBlock,
  needs: () => PermissionSet,
  beyondReading: (all: PermissionSet) => PermissionSet,
  isForOne: boolean,
): PermissionSet | null {
  if (isPlaceFor(block, isForOne)) return null;
  const had = granted(block);
  if (block.shorthand) return block.shorthand === 'read-all' ? unionOf(had, beyondReading(needs())) : had;
  return isNothing(block) ? needs() : unionOf(had, needs());
}

/** `{}` says that every job asks for itself: it had nothing, so nothing can be lost. */
function isNothing(block: PermissionBlock): boolean {
  return granted(block).size === 0 && block.entries.length === 0;
}

/** What a called workflow asks for beside what is wanted, and the block names with less: so the run does not start. */
function tooLittle(
  { entry: { value }, entries }: PermissionBlock,
  { scope: wanted }: WantedPermission,
  needs: PermissionSet,
): { found: YamlEntry; level: Level }[] {
  if (value.alias) return [];
  return entries.flatMap(({ scope, level, entry: found }) => {
    const needed = levelOf(needs, scope);
    return scope === wanted || atLeast(level, needed) ? [] : [{ found, level: needed }];
  });
}

/** Do several jobs live by the workflow's block? */
function isShared(document: WorkflowDocument): boolean {
  const jobs = child(document.root, 'jobs');
  const own = jobs?.kind === 'map' ? jobs.entries.filter(({ value }) => !permissionBlock(value.node)) : [];
  return own.length > 1;
}

/** What the steps need beside what is wanted and the block does not name. */
function missingIn(
  { entries, shorthand }: PermissionBlock,
  wanted: WantedPermission,
  needs: PermissionSet,
): PermissionSet {
  // `read-all` names all that can be read; what a block names, `none` included, somebody has thought of.
  if (shorthand) return shorthand === 'read-all' ? needs : new Map();
  const named = new Set([wanted.scope, ...entries.map(({ scope }) => scope)]);
  return new Map([...needs].filter(([scope]) => !named.has(scope)).sort(byName));
}

/** Rights without which steps are refused, and of which `read-all` gives nothing that helps. */
const OF_SERVICES = new Set(['id-token', 'attestations', 'security-events']);

function services(needs: PermissionSet): PermissionSet {
  return new Map([...needs].filter(([scope]) => OF_SERVICES.has(scope)));
}
