/**
 * Variables of a script that nothing sets, and whose names are slips of one that is there: in an `env:`, in the script itself,
 * or among those of the runner.
 */
import { happens } from '../../../workflow/language/chance.js';
import { absentName, onlyOrigin } from '../../../workflow/language/origins.js';
import { isActive } from '../../../workflow/reading/every-run.js';
import { RUNNER_VARIABLES } from '../../../workflow/reading/jobs/runner-variables.js';
import type { TransferAct } from '../../../workflow/reading/steps/frame.js';
import { child, map, text } from '../../../workflow/text/document.js';
import type { Linted, LintedPush } from '../../case.js';
import { slipFor } from '../../nearest.js';
import { mayBeHandedOn } from './left-variables.js';

export interface MisspeltVariable {
  name: string;
  /** The one that was meant. */
  meant: string;
  act: TransferAct;
  /** What is pushed without it. */
  reference: string;
  /** The others of the same name. */
  more: readonly { lacks: string; meant: string }[];
}

/**
 * The variables of a name whose own names are slips of the pen, and what the reference comes to. Another one that nothing
 * sets may come from the machine. Between `IMAGE` and `IMAGES` nobody can tell: a script may well make one of the other.
 */
export function misspeltVariable(
  { act }: LintedPush['push'],
  job: LintedPush['job'],
  all: Linted,
): MisspeltVariable | null {
  if (!job.isHosted || !happens(act.runs) || act.found.mayFail || child(act.step.node, 'run') === null)
    return null;
  const slips = new Map<string, string>();
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const name = origin?.kind === 'variable' && !origin.isLost ? origin.name : null;
    const meant = name === null ? null : slipFor(name, namesFor(act, job));
    if (name !== null && meant !== null) slips.set(name, meant);
    reference += name !== null && meant !== null ? absentName(name) : character;
  }
  const [first, ...others] = slips;
  if (!first || mayBeHandedOn(act, job, all)) return null;
  const more = others.map(([lacks, meant]) => ({ lacks, meant }));
  return { name: first[0], meant: first[1], act, reference, more };
}

/** The pushes of a job that lose their host so, and that were meant for the registry: the variable that was meant holds it. */
export function misspeltHosts(job: LintedPush['job'], all: Linted): MisspeltVariable[] {
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((push) => {
      const begins = onlyOrigin([...push.act.found.reference][0] ?? '')?.kind === 'variable';
      const slip =
        begins && !run.trigger.fork && isActive(run, push) ? misspeltVariable(push, job, all) : null;
      return slip && givenTo(slip, job).toLowerCase().includes(all.registry) ? [slip] : [];
    }),
  );
}

/** What sets variables around the script. */
function ownersOf({ document, step }: TransferAct, { document: own, job }: LintedPush['job']) {
  return document === own ? [step.node, job.node, document.root] : [step.node];
}

/** In a script, in front of the value. */
const SET = /(?<![\w$-])([A-Za-z_]\w{0,60})=/g;

/** By the step, whose pushes each ask: a script may make thousands. */
const OWN_NAMES = new WeakMap<TransferAct['step']['node'], string[]>();

function namesSetIn({ node }: TransferAct['step']): string[] {
  const known = OWN_NAMES.get(node);
  if (known) return known;
  const names = [
    ...new Set([...(text(child(node, 'run')) ?? '').matchAll(SET)].map(([, name = '']) => name)),
  ];
  OWN_NAMES.set(node, names);
  return names;
}

function namesFor(act: TransferAct, job: LintedPush['job']): string[] {
  const given = ownersOf(act, job).flatMap((each) => map(child(each, 'env'))?.entries ?? []);
  return [...given.map(({ key }) => String(key.value)), ...namesSetIn(act.step), ...RUNNER_VARIABLES];
}

/** What an `env:` gives the variable that was meant. */
function givenTo({ act, meant }: MisspeltVariable, job: LintedPush['job']): string {
  const given = ownersOf(act, job).map((each) => text(child(child(each, 'env'), meant)));
  return given.find((each) => each !== null) ?? '';
}
