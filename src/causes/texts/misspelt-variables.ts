/** Variables of a script that nothing sets, and whose names are slips of one that an `env:` sets. */
import { happens } from '../../workflow/language/chance.js';
import { absentName, onlyOrigin } from '../../workflow/language/origins.js';
import { isActive } from '../../workflow/reading/every-run.js';
import type { TransferAct } from '../../workflow/reading/steps/frame.js';
import { child, text } from '../../workflow/text/document.js';
import type { Linted, LintedPush } from '../case.js';
import { lettersBetween } from '../nearest.js';
import { meantVariable } from './meant-names.js';

/** More letters are another word. */
const MOST_LETTERS = 2;

export interface MisspeltVariable {
  name: string;
  /** The one that was meant. */
  meant: string;
  act: TransferAct;
  /** What is pushed without it. */
  reference: string;
}

/**
 * The first variable of a name whose own name is a slip of the pen, and what the reference comes to. Another one that nothing
 * sets may come from the machine. Between `IMAGE` and `IMAGES` nobody can tell: a script may well make one of the other.
 */
export function misspeltVariable(
  { act }: LintedPush['push'],
  job: LintedPush['job'],
): MisspeltVariable | null {
  if (!job.isHosted || !happens(act.runs) || act.found.mayFail || child(act.step.node, 'run') === null)
    return null;
  let first: Pick<MisspeltVariable, 'name' | 'meant'> | null = null;
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const name = origin?.kind === 'variable' && !origin.isLost ? origin.name : null;
    const meant = name === null ? null : slipOf(name, act, job);
    if (name !== null && meant !== null) first ??= { name, meant };
    reference += name !== null && meant !== null ? absentName(name) : character;
  }
  return first && { ...first, act, reference };
}

/** The pushes of a job that lose their host so, and that were meant for the registry: the variable that was meant holds it. */
export function misspeltHosts(job: LintedPush['job'], { registry }: Linted): MisspeltVariable[] {
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((push) => {
      const begins = onlyOrigin([...push.act.found.reference][0] ?? '')?.kind === 'variable';
      const slip = begins && !run.trigger.fork && isActive(run, push) ? misspeltVariable(push, job) : null;
      return slip && givenTo(slip, job).toLowerCase().includes(registry) ? [slip] : [];
    }),
  );
}

function slipOf(name: string, act: TransferAct, { job }: LintedPush['job']): string | null {
  const meant = meantVariable(name, act, job);
  if (meant === null || meant.startsWith(name) || name.startsWith(meant)) return null;
  return lettersBetween(name, meant) <= MOST_LETTERS ? meant : null;
}

/** What an `env:` gives the variable that was meant. */
function givenTo({ act, meant }: MisspeltVariable, { job }: LintedPush['job']): string {
  const owners = [act.step.node, job.node, act.document.root];
  return owners.map((each) => text(child(child(each, 'env'), meant))).find((each) => each !== null) ?? '';
}
