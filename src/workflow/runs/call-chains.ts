/**
 * The ways to a job: from a workflow that an event starts, through the jobs that
 * call, to the job itself; each with the permissions that are granted on it.
 */
import type { PackagesLevel, PermissionGrant } from '../../evidence/types.js';
import { FOREIGN_WORKFLOWS } from '../knowledge/workflows.js';
import { child, entry, map, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import { calledPath, callingJobs, type JobText, jobText } from '../text/job.js';
import { atLeast, granted, levelOf, MAX_CALL_DEPTH, packagesGrant, permissionBlock } from './permissions.js';
import { eventsOf } from './triggers.js';

/** A job that calls a workflow of this repository. */
export interface Caller {
  document: WorkflowDocument;
  id: string;
  entry: YamlEntry;
  node: YamlNode;
  called: WorkflowDocument;
}

export interface Way {
  /** The workflow that is started. */
  top: WorkflowDocument;
  /** Nobody in this repository starts it: it is there for other repositories to call. */
  isForeign: boolean;
  /** Outermost first. */
  callers: Caller[];
  job: JobText;
  /** Outermost first, the job's own last. */
  grants: PermissionGrant[];
}

/** The workflow files of one repository, by path. */
export interface WorkflowSet {
  repository: string | null;
  documents: ReadonlyMap<string, WorkflowDocument>;
}

/** GitHub allows fifty called workflows in a run; what is far beyond must only end. */
const MAX_CALLS = 300;

/** Jobs of called workflows that are looked at for one file that an event starts. */
const MAX_CALLED_JOBS = 1_000;

/** Every way to every job that has steps. */
export function* waysOf(set: WorkflowSet): Generator<Way> {
  for (const { top, isForeign } of topsOf(set)) {
    yield* walk(top, startingAt(set, top, isForeign));
  }
}

/** Where runs begin. */
function* topsOf(set: WorkflowSet): Generator<{ top: WorkflowDocument; isForeign: boolean }> {
  const called = new Set<WorkflowDocument>();
  for (const document of set.documents.values()) {
    for (const each of callersIn(document, set)) called.add(each.called);
  }
  for (const top of set.documents.values()) {
    const events = [...eventsOf(top).keys()];
    const isStarted = events.some((each) => each !== 'workflow_call');
    // A file that is started here and called from elsewhere is judged by what happens here.
    const isForeign = !isStarted && events.includes('workflow_call') && !called.has(top);
    if (isStarted || isForeign) yield { top, isForeign };
  }
}

interface Trail {
  set: WorkflowSet;
  top: WorkflowDocument;
  isForeign: boolean;
  callers: Caller[];
  grants: PermissionGrant[];
  /** How many more calls and called jobs are followed from this top. */
  left: { calls: number; jobs: number };
}

/** At a file that an event starts: nobody has called yet, and all of the room is left. */
function startingAt(set: WorkflowSet, top: WorkflowDocument, isForeign: boolean): Trail {
  return {
    set,
    top,
    isForeign,
    callers: [],
    grants: [],
    left: { calls: MAX_CALLS, jobs: MAX_CALLED_JOBS },
  };
}

function* walk(document: WorkflowDocument, trail: Trail): Generator<Way> {
  const { set, top, isForeign, callers, grants } = trail;
  for (const { key } of map(child(document.root, 'jobs'))?.entries ?? []) {
    if (callers.length > 0) trail.left.jobs -= 1;
    if (trail.left.jobs < 0) return;
    const job = jobText(document, String(key.value));
    if (job) yield { top, isForeign, callers, job, grants: [...grants, packagesGrant(document, job.id)] };
  }
  if (callers.length >= MAX_CALL_DEPTH) return;
  for (const caller of callersIn(document, set)) {
    trail.left.calls -= 1;
    if (trail.left.calls < 0) return;
    // A circle is refused by GitHub; here it only must end.
    if (caller.called === top || callers.some((each) => each.called === caller.called)) continue;
    yield* walk(caller.called, {
      ...trail,
      callers: [...callers, caller],
      grants: [...grants, packagesGrant(document, caller.id)],
    });
  }
}

/** A call, with what it grants and what the called workflow asks for. */
export interface CallReading {
  /** The job that calls. */
  document: WorkflowDocument;
  job: string;
  /** Of the calling jobs, outermost first; the last is this one. */
  grants: PermissionGrant[];
  /** The most that the called file declares anywhere: GitHub compares that at start-up. */
  asked: PackagesLevel;
  /** The text of the called file; null for one of another repository. */
  called: WorkflowDocument | null;
  isForeign: boolean;
}

/** Every call on every way. */
export function* callsOf(set: WorkflowSet): Generator<CallReading> {
  for (const { top, isForeign } of topsOf(set)) {
    yield* callsIn(top, startingAt(set, top, isForeign));
  }
}

function* callsIn(document: WorkflowDocument, trail: Trail): Generator<CallReading> {
  const { set, top, isForeign, callers, grants } = trail;
  for (const { id, uses } of callingJobs(document)) {
    const known = FOREIGN_WORKFLOWS.find((each) => each.uses.test(uses));
    const chain = [...grants, packagesGrant(document, id)];
    if (known) yield { document, job: id, grants: chain, asked: known.asked, called: null, isForeign };
  }
  if (callers.length >= MAX_CALL_DEPTH) return;
  for (const caller of callersIn(document, set)) {
    trail.left.calls -= 1;
    if (trail.left.calls < 0) return;
    if (caller.called === top || callers.some((each) => each.called === caller.called)) continue;
    const chain = [...grants, packagesGrant(document, caller.id)];
    const { called } = caller;
    yield { document, job: caller.id, grants: chain, asked: askedBy(called), called, isForeign };
    yield* callsIn(called, { ...trail, callers: [...callers, caller], grants: chain });
  }
}

/** The highest level that a file declares, for all its jobs or for one. */
function askedBy(document: WorkflowDocument): PackagesLevel {
  const jobs = map(child(document.root, 'jobs'))?.entries.map(({ value }) => value.node) ?? [];
  return [document.root, ...jobs].reduce<PackagesLevel>((most, owner) => {
    const block = permissionBlock(owner);
    const level = block && block.invalid.length === 0 ? levelOf(granted(block), 'packages') : 'none';
    return atLeast(most, level) ? most : level;
  }, 'none');
}

/** The jobs of a file that call a file of the set. */
export function callersIn(document: WorkflowDocument, set: WorkflowSet): Caller[] {
  const known = CALLERS.get(document);
  if (known) return known;
  const found = findCallers(document, set);
  CALLERS.set(document, found);
  return found;
}

/** A document belongs to one set; its calls are asked for on every way. */
const CALLERS = new WeakMap<WorkflowDocument, Caller[]>();

function findCallers(document: WorkflowDocument, set: WorkflowSet): Caller[] {
  return callingJobs(document).flatMap(({ id, uses, node }) => {
    const path = calledPath(uses, set.repository);
    const called = path === null ? undefined : set.documents.get(path);
    const found = entry(child(document.root, 'jobs'), id);
    return called && found ? [{ document, id, entry: found, node, called }] : [];
  });
}
