/** The way from this run's workflow file to its job: in the file itself, or in one that it calls. */

import { WORKFLOW_FOLDER } from '../../../evidence/files/workflow-folder.js';
import type { PermissionGrant } from '../../../evidence/types/permissions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { FileSource, WorkflowFiles } from '../../repository/files.js';
import type { CallChain, Caller } from '../../runs/call-chains.js';
import { MAX_CALL_DEPTH } from '../../runs/call-depth.js';
import { effectiveLevel, grantOf } from '../../runs/grants.js';
import { child, entry, type WorkflowDocument } from '../../text/document.js';
import { calledPath, callingJobs, jobText, namedRef, ownStep } from '../../text/job.js';
import { neededJobs } from './needed-jobs.js';
import type { ReadingTools } from './scope.js';

/** Files that are opened for one job at most; GitHub allows 50 called workflows in a run. */
const MAX_FILES = 50;

/** One way from the run's file to the job. */
export interface WayToJob {
  chain: CallChain;
  /** Where the file of the job came from. */
  source: FileSource;
  /** Index of our step; -1 when it is not among the job's. */
  own: number;
}

export interface JobSought {
  id: string;
  /** `OWNER/NAME` */
  repository: string | null;
  /** Of the step that asks, by which it is found among the job's. */
  env: Record<string, string | undefined>;
}

/** Every way to a job of that name; only the direct one where our step stands in it. */
export async function waysToJob(
  top: WorkflowDocument,
  source: FileSource,
  files: WorkflowFiles,
  sought: JobSought,
): Promise<WayToJob[]> {
  const finder = new WayFinder(top, files, sought);
  finder.look(top, source, [], []);
  const [direct] = finder.ways;
  if (!direct || direct.own === -1) await finder.follow(top, [], [], [top.file]);
  return finder.ways;
}

/** Follows the calls of workflows from the run's own file. */
class WayFinder {
  readonly ways: WayToJob[] = [];
  readonly #top: WorkflowDocument;
  readonly #files: WorkflowFiles;
  readonly #sought: JobSought;
  #opened = 0;

  constructor(top: WorkflowDocument, files: WorkflowFiles, sought: JobSought) {
    this.#top = top;
    this.#files = files;
    this.#sought = sought;
  }

  /** Is the job in this file? */
  look(
    from: WorkflowDocument,
    source: FileSource,
    grants: readonly PermissionGrant[],
    callers: Caller[],
  ): void {
    const { id, env } = this.#sought;
    const job = jobText(from, id);
    if (!job) return;
    const links = [...grants, grantOf(from, id)];
    const chain: CallChain = { top: this.#top, isForeign: false, callers, job, grants: links };
    this.ways.push({ chain, source, own: ownStep(job.steps, env) });
  }

  /** @param trail the files on the way to this one, itself included */
  async follow(
    from: WorkflowDocument,
    grants: readonly PermissionGrant[],
    callers: readonly Caller[],
    trail: readonly string[],
  ): Promise<void> {
    if (trail.length > MAX_CALL_DEPTH) return;
    for (const { id, uses, node } of callingJobs(from)) {
      const path = calledPath(uses, this.#sought.repository);
      const job = entry(child(from.root, 'jobs'), id);
      // A circle is refused by GitHub; here it only must end.
      if (path === null || !job || trail.includes(path)) continue;
      const called = await this.#open(path);
      if (!called?.document) continue;
      const links = [...grants, grantOf(from, id)];
      const caller = { document: from, id, entry: job, node, called: called.document, ref: namedRef(uses) };
      const route = [...callers, caller];
      this.look(called.document, called.source, links, route);
      await this.follow(called.document, links, route, [...trail, path]);
    }
  }

  /** null: nothing in it leads to the job, or enough was opened. */
  async #open(path: string): Promise<Awaited<ReturnType<WorkflowFiles['open']>> | null> {
    if (this.#opened >= MAX_FILES) return null;
    const { text } = await this.#files.text(path);
    // Neither the job's name nor another call in it: nothing to parse.
    if (text === null || !(text.includes(this.#sought.id) || text.includes(`${WORKFLOW_FOLDER}/`)))
      return null;
    this.#opened += 1;
    return this.#files.open(path);
  }
}

/**
 * Of several ways to the job, those that may be meant: where our step stands, and whose calling jobs run. Which of
 * them this run is, nobody can say.
 *
 * @param start the contexts of the run
 */
export async function openWays(
  ways: readonly WayToJob[],
  start: Contexts,
  toolsFor: (documents: readonly WorkflowDocument[]) => Promise<ReadingTools>,
): Promise<WayToJob[]> {
  const own = ways.filter((each) => each.own !== -1);
  const rest = own.length > 0 ? own : [...ways];
  if (rest.length > 1) {
    const { scopeOf } = await import('./scopes.js');
    const tools = await toolsFor(rest.flatMap(({ chain }) => documentsOf(chain)));
    const running = rest.filter(({ chain }) => scopeOf(chain, start, tools).runs !== 'no');
    if (running.length > 0) return running;
  }
  return rest;
}

/**
 * When callers with different grants remain, the most generous one counts: a grant that is too small elsewhere must
 * not become an error here. null: there is none.
 */
export function mostGenerous(ways: readonly WayToJob[]): WayToJob | null {
  const rank = ({ chain }: WayToJob) => ['none', 'read', null, 'write'].indexOf(effectiveLevel(chain.grants));
  return ways.reduce<WayToJob | null>(
    (best, each) => (best === null || rank(each) > rank(best) ? each : best),
    null,
  );
}

/** What comes down to a job, in each leg of its callers. Nothing does where nobody calls it and it needs no other, as mostly. */
export async function contextsAbove(
  { chain }: WayToJob,
  start: Contexts,
  tools: ReadingTools,
): Promise<Contexts[]> {
  if (chain.callers.length === 0 && neededJobs(chain.job.node).length === 0) return [start];
  const { callersLegs } = await import('./scopes.js');
  return callersLegs(chain, start, tools).map(({ contexts }) => contexts);
}

/** The files on the way, the run's own first. */
export function documentsOf({ callers, job }: CallChain): WorkflowDocument[] {
  return [...callers.map(({ document }) => document), job.document];
}
