/**
 * Pulls without which the job does not come to its push: `docker pull BASE && docker tag BASE APP && docker push APP`. Only a command that asks
 * the registry in any case counts, in a step that surely ends with it.
 */
import { happens } from '../../language/chance.js';
import { child, text } from '../../text/document.js';
import { type JobText, jobSource } from '../../text/job.js';
import { runnerLabels } from '../jobs/runners.js';
import type { Act, TransferAct } from '../steps/frame.js';
import { isRunAnyway, isTolerated, mayFailWithin, stepsAround } from '../steps/tolerance.js';

/** @param transfers of a job, in their order */
export function neededPulls(transfers: readonly TransferAct[], job: JobText): ReadonlySet<TransferAct> {
  const last = transfers.findLastIndex(isPushBehind);
  const before = transfers.slice(0, Math.max(last, 0));
  return new Set(before.filter((act) => endsJob(act, job)));
}

function isPushBehind(act: TransferAct): boolean {
  return act.found.access === 'push' && happens(act.runs) && !isRunAnyway(act);
}

function endsJob(act: TransferAct, job: JobText): boolean {
  const { found, runs, isPast, home } = act;
  if (!found.isFetched || found.mayFail || runs !== 'yes' || isPast || home === 'remote') return false;
  const around = stepsAround(act);
  if (around.some(({ node }) => isTolerated(node)) || mayFailWithin(act.step)) return false;
  return !OTHERWISE.test(lineOf(act)) && isInStrictShell(act, job);
}

/** What ends where its first part fails, and what nobody waits for. */
const OTHERWISE = /(?<![&|>])&(?![&>])|\|/;

function lineOf({ document, place }: Act): string {
  return document.text.slice(place.start, place.end);
}

/** The one that `run` has unless told otherwise, on Linux and macOS: it ends with the first command that fails (docs: Workflow syntax, `shell`). */
function isInStrictShell({ step }: Act, job: JobText): boolean {
  const shell = text(child(step.node, 'shell'));
  if (shell !== null) return shell === 'bash' || shell === 'sh';
  const source = `${jobSource(job)}\n${job.document.text}`;
  return !runnerLabels(job.node).some((each) => /windows/i.test(each)) && !OTHER_SHELL.test(source);
}

const OTHER_SHELL = /\bshell["']?[ \t]*:[ \t]*["']?(?!(?:ba)?sh["']?[ \t]*$)\S/m;
