/** Pushes whose whole name is a variable that nothing sets, for certain. */
import { absentName, onlyOrigin } from '../../workflow/language/origins.js';
import type { PushReading } from '../../workflow/reading/every-run.js';
import { RUNNER_VARIABLES } from '../../workflow/reading/jobs/runner-variables.js';
import type { TransferAct } from '../../workflow/reading/steps/frame.js';
import { isTolerated } from '../../workflow/reading/steps/tolerance.js';
import { child, text } from '../../workflow/text/document.js';
import type { Linted, LintedPush } from '../case.js';
import { isLeftToItself, mayBeHandedOn } from './left-variables.js';
import { misspeltVariable } from './misspelt-variables.js';

/**
 * The push with what is left of its name, which is nothing; as it is where the variable may come from the machine, its image,
 * another shell, or a step that hands it on, and where it is told already what was meant.
 */
export function withoutUnset(push: PushReading, job: LintedPush['job'], all: Linted): PushReading {
  const { act } = push;
  const origin = onlyOrigin(act.found.reference);
  if (origin?.kind !== 'variable' || origin.isLost) return push;
  const { name } = origin;
  if (!isPlainlyRead(name, act) || !hasOwnShell(act, job)) return push;
  if (!job.isHosted || child(job.job.node, 'container') !== null || mayBeHandedOn(act, job, all)) return push;
  if (isLeftToItself(act, job, all) || misspeltVariable(push, job, all)) return push;
  return { ...push, act: { ...act, found: { ...act.found, reference: absentName(name) } } };
}

/** By a command of the script itself, in every run: what a wrapper starts may be given variables by it. */
function isPlainlyRead(name: string, { step, runs, home }: TransferAct): boolean {
  if (runs !== 'yes' || isTolerated(step.node) || home === 'remote' || home === 'own' || isOfRunner(name))
    return false;
  const script = text(child(step.node, 'run')) ?? '';
  if (GOES_ON.test(script)) return false;
  const lines = script.split('\n');
  return lines.some(
    (line) => COMMAND.test(line) && (line.includes(`$${name}`) || line.includes(`\${${name}}`)),
  );
}

/** What is done all the same after a command that fails. */
const GOES_ON = /\|\||\bset\s+\+|\btrap\b/;

const COMMAND = /^\s*(?:sudo\s+)?(?:docker|podman|buildah)\s/;

function isOfRunner(name: string): boolean {
  return /^(?:GITHUB|RUNNER|ACTIONS)_/.test(name) || RUNNER_VARIABLES.includes(name);
}

/** A login shell, or one within another program, is given variables by what it reads first. */
function hasOwnShell({ document, step }: TransferAct, { document: own, job }: LintedPush['job']): boolean {
  const said = [
    child(step.node, 'shell'),
    ...[job.node, own.root].map((node) => child(child(child(node, 'defaults'), 'run'), 'shell')),
  ];
  return document === own && said.every((each) => each === null || /^(?:bash|sh)$/.test(text(each) ?? ''));
}
