/**
 * The call chains of a repository: from a workflow that an event starts, through the
 * jobs that call, to each file that is reached and to the jobs in it.
 */
import type { PermissionGrant } from '../../evidence/types/permissions.js';
import { child, entry, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import {
  calledAtRef,
  calledFile,
  callingJobs,
  fileElsewhere,
  type JobText,
  jobEntries,
  jobText,
  namedRef,
} from '../text/job.js';
import { MAX_CALL_DEPTH } from './call-depth.js';
import { grantOf } from './grants.js';
import { eventsOf } from './triggers.js';

/** GitHub allows fifty called workflows in a run; what is far beyond must only end. */
const MAX_CALLS = 300;

/** Jobs of called workflows that are looked at for one file that an event starts. */
const MAX_CALLED_JOBS = 1_000;

/** The workflow files of one repository, by path. */
export interface WorkflowSet {
  repository: string | null;
  documents: ReadonlyMap<string, WorkflowDocument>;
}

/** A job that calls a workflow of this repository. */
export interface Caller {
  document: WorkflowDocument;
  id: string;
  entry: YamlEntry;
  node: YamlNode;
  called: WorkflowDocument;
  /**
   * The ref that the call names. `owner/repo/path@ref` is what the file says at that ref, and what was read is what it
   * says in this tree: they need not be the same. null: it is called as it stands here, or was read at the ref.
   */
  ref: string | null;
}

/** A file that runs reach, on one way. */
export interface ReachedFile {
  document: WorkflowDocument;
  /** The workflow that is started. */
  top: WorkflowDocument;
  /** Nobody in this repository starts it: it is there for other repositories to call. */
  isForeign: boolean;
  /** Outermost first. */
  callers: readonly Caller[];
  /** Of the calling jobs. */
  grants: readonly PermissionGrant[];
}

/** A job at the end of a chain of calls. */
export interface CallChain extends Omit<ReachedFile, 'document'> {
  job: JobText;
  /** Outermost first, the job's own last. */
  grants: PermissionGrant[];
}

/**
 * Every chain to every job that has steps.
 *
 * @param scope of which the links are to tell the level
 */
export function* callChainsOf(set: WorkflowSet, scope = 'packages'): Generator<CallChain> {
  let top: WorkflowDocument | null = null;
  let left = MAX_CALLED_JOBS;
  for (const { document, ...reached } of reachedFiles(set, scope)) {
    if (reached.top !== top) {
      top = reached.top;
      left = MAX_CALLED_JOBS;
    }
    for (const { key } of jobEntries(document)) {
      if (reached.callers.length > 0) left -= 1;
      if (left < 0) break;
      const job = jobText(document, String(key.value));
      if (job) yield { ...reached, job, grants: [...reached.grants, grantOf(document, job.id, scope)] };
    }
  }
}

/** Every file on every way, a caller before what it calls. */
export function* reachedFiles(set: WorkflowSet, scope: string): Generator<ReachedFile> {
  for (const { top, isForeign } of topsOf(set)) {
    const start: ReachedFile = { document: top, top, isForeign, callers: [], grants: [] };
    yield* follow(start, set, scope, { calls: MAX_CALLS });
  }
}

function* follow(
  reached: ReachedFile,
  set: WorkflowSet,
  scope: string,
  left: { calls: number },
): Generator<ReachedFile> {
  yield reached;
  const { document, top, callers, grants } = reached;
  if (callers.length >= MAX_CALL_DEPTH) return;
  for (const caller of callersIn(document, set)) {
    left.calls -= 1;
    if (left.calls < 0) return;
    const { called } = caller;
    // A circle is refused by GitHub; here it only must end.
    if (called === top || callers.some((each) => each.called === called)) continue;
    const next = [...grants, grantOf(document, caller.id, scope)];
    yield* follow(
      { ...reached, document: called, callers: [...callers, caller], grants: next },
      set,
      scope,
      left,
    );
  }
}

/** Where runs begin. */
function* topsOf(set: WorkflowSet): Generator<{ top: WorkflowDocument; isForeign: boolean }> {
  const called = new Set<WorkflowDocument>();
  for (const document of set.documents.values()) {
    for (const each of callersIn(document, set)) called.add(each.called);
  }
  for (const top of set.documents.values()) {
    // What starts a workflow of another repository starts it there.
    if (fileElsewhere(top.file)) continue;
    const events = [...eventsOf(top).keys()];
    const isStarted = events.some((each) => each !== 'workflow_call');
    // A file that is started here and called from elsewhere is judged by what happens here.
    const isForeign = !isStarted && events.includes('workflow_call') && !called.has(top);
    if (isStarted || isForeign) yield { top, isForeign };
  }
}

/** A document belongs to one set; its calls are asked for on every way. */
const CALLERS = new WeakMap<WorkflowDocument, Caller[]>();

/** The jobs of a file that call a file of the set. */
function callersIn(document: WorkflowDocument, set: WorkflowSet): Caller[] {
  const known = CALLERS.get(document);
  if (known) return known;
  const found = callingJobs(document).flatMap(({ id, uses, node }) => {
    const atRef = calledAtRef(uses, document.file, set.repository);
    const isReadThere = atRef !== null && set.documents.has(atRef);
    const path = isReadThere ? atRef : calledFile(uses, document.file, set.repository);
    const called = path === null ? undefined : set.documents.get(path);
    const job = entry(child(document.root, 'jobs'), id);
    return called && job
      ? [{ document, id, entry: job, node, called, ref: fileElsewhere(called.file) ? null : namedRef(uses) }]
      : [];
  });
  CALLERS.set(document, found);
  return found;
}
