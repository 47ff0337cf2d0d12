/**
 * What a job pushes in other legs and other runs, where it pushes nothing in this one: then there is nothing to ask the registry,
 * and neither is the repository's own name. Loaded where that is the case.
 */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { Contexts } from '../../language/evaluation.js';
import { triggersOf } from '../../runs/triggers.js';
import { contextsAbove, documentsOf, type WayToJob } from '../jobs/find-job.js';
import { mentionsMatrix } from '../jobs/legs.js';
import { withoutRun } from '../jobs/runner-variables.js';
import type { ReadingTools } from '../jobs/scope.js';
import type { ReadOptions } from './run-options.js';

/** Runs of other events and refs that are looked at where this one pushes nothing. */
const MOST_OTHER_RUNS = 8;
/** In characters: nobody wrote a longer workflow by hand, and it would be read once for each of them. */
const LONGEST_READ_AGAIN = 64 * 1024;

/** Words by which a workflow does one thing in some runs and another in others. */
const TELLS_RUNS_APART =
  /\bgithub\.(?:event|ref|head_ref|base_ref)|\bGITHUB_(?:EVENT_NAME|REF|HEAD_REF|BASE_REF)|\binputs\./;

/** Where a job is looked at. */
export interface JobPlace {
  /** What the runner said of this leg; nothing: the legs of the text count. */
  told: Contexts;
  /** The variables of the process. */
  env: ReadOptions['env'];
}

/** What it is looked at with. */
interface OtherRuns {
  found: WayToJob;
  /** Those of this run, above the job. */
  scopes: readonly Contexts[];
  start: Contexts;
  leg: Contexts;
  options: Pick<ReadOptions, 'run' | 'env'>;
  tools: ReadingTools;
  pushesIn(above: Contexts, place: JobPlace): WorkflowPush[];
}

/** @returns none of them is made in this run */
export async function pushesOfOthers(others: OtherRuns): Promise<WorkflowPush[]> {
  return [...pushesOfOtherLegs(others), ...(await pushesOfOtherRuns(others))].map((push) => ({
    ...push,
    runs: 'no',
    logins: [],
  }));
}

/** A leg that pushes to another registry has nothing to push to this one, where the others have. */
function pushesOfOtherLegs({ found, scopes, leg, options, pushesIn }: OtherRuns): WorkflowPush[] {
  if (leg.matrix === undefined || !mentionsMatrix(found.chain.job)) return [];
  const pushes = scopes.flatMap((contexts) => pushesIn(contexts, { told: {}, env: options.env }));
  return pushes.filter(({ reference }) => reference !== null);
}

/** A run that is only to build, of a job that pushes when something else has started it. */
async function pushesOfOtherRuns({
  found,
  start,
  leg,
  options: { run, env },
  tools,
  pushesIn,
}: OtherRuns): Promise<WorkflowPush[]> {
  const { chain } = found;
  const source = documentsOf(chain)
    .map((each) => each.text)
    .join('\n');
  if (source.length > LONGEST_READ_AGAIN || !TELLS_RUNS_APART.test(source)) return [];
  const there = { told: leg, env: withoutRun(env, chain.job) };
  const triggers = triggersOf(chain.top, { repository: run.repository, event: null, source });
  for (const { fork, github, inputs } of triggers.slice(0, MOST_OTHER_RUNS)) {
    if (fork) continue;
    const scopes = await contextsAbove(found, { ...start, github, inputs }, tools);
    const pushes = scopes.flatMap((contexts) => pushesIn(contexts, there));
    const sure = pushes.filter(({ reference, runs }) => reference !== null && runs === 'yes');
    if (sure.length > 0) return sure;
  }
  return [];
}
