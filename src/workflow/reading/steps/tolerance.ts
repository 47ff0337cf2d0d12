/** Failures that a job goes on after: `continue-on-error`, and scripts that look after those of their commands. */
import { STATUS_FUNCTION } from '../../language/conditions.js';
import { child, text, type YamlNode } from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';
import type { Act } from './frame.js';

/**
 * May a step, or a job, fail without the end of what is around it? An expression may come to either. Docs: Workflow
 * syntax, `continue-on-error`.
 */
export function isTolerated(node: YamlNode): boolean {
  return !['', 'false'].includes(text(child(node, 'continue-on-error')) ?? '');
}

/** May the step fail, or the whole job? */
export function isFailureTolerated({ step, job }: { step: StepText; job: JobText }): boolean {
  return isTolerated(step.node) || isTolerated(job.node);
}

/** Does a script do something about commands that fail? About which ones is not asked. */
export function looksAfterFailures(script: string): boolean {
  return /\|\||\bset(?:[ \t]+[-+]\w+){0,9}?[ \t]+\+(?:\w*e|o[ \t]+errexit)|\b(?:if|until|while)\b/.test(
    script,
  );
}

/** May the script of a step go on where something in it fails, as far as a look at its text tells? */
export function goesOnWithin({ node }: StepText): boolean {
  return looksAfterFailures(text(child(node, 'run')) ?? '');
}

/** May something in a step fail without the job's end, as far as that tells? */
export function mayFailWithin(step: StepText): boolean {
  return isTolerated(step.node) || goesOnWithin(step);
}

/** Is it run behind a step that failed, too? */
export function isRunAnyway(act: Act): boolean {
  return stepsAround(act).some(({ node }) => STATUS_FUNCTION.test(String(text(child(node, 'if')) ?? '')));
}

/** The step itself, and those that use the actions in which it stands. */
export function stepsAround({ step, user }: Pick<Act, 'step' | 'user'>): StepText[] {
  return user ? [step, ...stepsAround(user)] : [step];
}
