/**
 * Variables that a step sets for itself or makes an output of, and that a later step of the job reads: each script is a shell of
 * its own. So is a subshell in a script.
 */
import type { Location } from '../../../types.js';
import { happens } from '../../../workflow/language/chance.js';
import { onlyOrigin } from '../../../workflow/language/origins.js';
import { isActive, type PushReading, type RunReading } from '../../../workflow/reading/every-run.js';
import { isLoggedInOnlyTo } from '../../../workflow/reading/pushes/only-logins.js';
import type { TransferAct } from '../../../workflow/reading/steps/frame.js';
import { child, entry, entrySpan } from '../../../workflow/text/document.js';
import { type StepText, stepTexts } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted, LintedPush } from '../../case.js';
import { pushedName } from '../names/pushed-name.js';
import {
  isSetInFront,
  lastSet,
  openFrom,
  type SetHere,
  type SetWay,
  type Steps,
  scriptOf,
  writtenForLater,
} from './step-variables.js';

export interface LeftVariable {
  name: string;
  by: SetWay;
  /** Of the step that sets it. */
  id: string | null;
  /** Where it does. */
  at: Location;
  /** What is pushed without it. */
  reference: string;
}

/**
 * The variable without which a name is none; null where there is no such thing. Another one that nothing in the text sets
 * may come from the machine, but not one that the job itself thinks to have set.
 */
export function leftVariable(linted: LintedPush): LeftVariable | null {
  const { push, job } = linted;
  const { act } = push;
  const left = leftIn(act, job, linted);
  if (left === null) return null;
  const { reference } = left;
  const emptied = { ...linted, push: { ...push, act: { ...act, found: { ...act.found, reference } } } };
  return pushedName(emptied)?.image.problem?.kind === 'invalid' ? left : null;
}

/** A push whose name begins with such a variable, or is one: the host is gone with it. */
export interface LeftName extends LeftVariable {
  act: TransferAct;
}

/**
 * The pushes of a job that lose their host so. They were meant for the registry where the variable was given its host, or
 * where the job can push nowhere else.
 */
export function leftNames(job: LintedPush['job'], all: Linted): LeftName[] {
  const { registry } = all;
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((push) => {
      if (run.trigger.fork || !isActive(run, push) || push.act.found.mayFail) return [];
      const left = leftIn(push.act, job, all);
      if (left === null || !/^(?:$|[/:@-])/.test(left.reference)) return [];
      return isMeantFor(registry, left, run, push) ? [{ ...left, act: push.act }] : [];
    }),
  );
}

function isMeantFor(registry: string, left: Left, run: RunReading, push: PushReading): boolean {
  return left.value.toLowerCase().includes(registry) || isLoggedInOnlyTo(run, push, registry);
}

interface Left extends LeftVariable {
  /** What the other step gives it, as it stands there. */
  value: string;
}

/** The first variable of a name that another step has kept to itself, and what is left of the name without all of them. */
function leftIn(act: TransferAct, job: LintedPush['job'], all: Linted): Left | null {
  // What decides whether it is pushed may well be whether there is a value.
  if (!job.isHosted || !happens(act.runs)) return null;
  const steps = stepsOf(act, job, all);
  if (steps === null) return null;
  let first: { name: string; set: Omit<SetHere, 'step'> } | null = null;
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const set =
      origin?.kind === 'variable'
        ? (lostIn(origin, act.step) ??
          setInFront(origin.name, steps, act.step, all) ??
          handedToLater(origin.name, steps, act.step, all) ??
          lastSet(origin.name, steps, act.step, all))
        : null;
    if (origin?.kind === 'variable' && set !== null) first ??= { name: origin.name, set };
    else reference += character;
  }
  // A service or a target without any name is passed over.
  if (!first || (act.found.isInFile && reference.trim() === '')) return null;
  const { name, set } = first;
  const { by, value, place, id } = set;
  return { name, by, id, at: locate(act.document, entrySpan(place)), reference: reference.trim(), value };
}

/** The steps among which a push stands: those of the job, or of an action of the repository; null: nobody knows what is around them. */
function stepsOf(
  { document }: Pick<TransferAct, 'document'>,
  { document: own, job }: LintedPush['job'],
  all: Linted,
): Steps | null {
  if (document === own) return job;
  const node = child(document.root, 'runs');
  // The steps around the one that uses it may hand on a variable, too.
  const isClosed = openFrom(job, all) === Number.POSITIVE_INFINITY;
  return node && isClosed ? { node, steps: stepTexts(node) } : null;
}

/** Does the name have a variable that another step has kept to itself? */
export function isLeftToItself(act: TransferAct, job: LintedPush['job'], all: Linted): boolean {
  return leftIn(act, job, all) !== null;
}

/** May something in front of the push have handed on a variable, in a way that is not followed? */
export function mayBeHandedOn(
  act: Pick<TransferAct, 'document' | 'step'>,
  job: LintedPush['job'],
  all: Linted,
): boolean {
  const steps = stepsOf(act, job, all);
  return steps === null || !isClosed(steps, act.step.node, all);
}

/** Has no step in front of this one handed on a variable in a way that is not followed? */
function isClosed(steps: Steps, node: StepText['node'], all: Linted): boolean {
  return openFrom(steps, all) >= steps.steps.findIndex((each) => each.node === node);
}

/** What the script sets in a subshell alone. */
function lostIn({ isLost }: { isLost?: true }, { node, id }: StepText): Omit<SetHere, 'step'> | null {
  const run = isLost ? entry(node, 'run') : null;
  return run ? { value: '', by: 'subshell', place: run, id } : null;
}

/** What stands in front of the command that reads it. */
function setInFront(
  name: string,
  steps: Steps,
  { node, id }: StepText,
  all: Linted,
): Omit<SetHere, 'step'> | null {
  const run = entry(node, 'run');
  if (!run || !isSetInFront(name, { node })) return null;
  return isClosed(steps, node, all) ? { value: '', by: 'prefix', place: run, id } : null;
}

/**
 * What the script itself writes to GITHUB_ENV or GITHUB_OUTPUT, which it does not read. Docs: Workflow commands, Setting an
 * environment variable ("The step that creates or updates the environment variable does not have access to the new value").
 */
function handedToLater(
  name: string,
  steps: Steps,
  { node, id }: StepText,
  all: Linted,
): Omit<SetHere, 'step'> | null {
  const run = entry(node, 'run');
  const value = run && writtenForLater(name, scriptOf({ node }));
  if (!value) return null;
  return isClosed(steps, node, all) ? { value, by: 'later', place: run, id } : null;
}
