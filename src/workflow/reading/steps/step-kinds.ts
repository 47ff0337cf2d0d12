/** Steps that run a script or a program in an image, told from those that use an action with inputs of its own. */
import type { RunProgram } from '../../knowledge/action.js';
import { actionNamed } from '../../knowledge/actions/index.js';
import { child, type YamlNode } from '../../text/document.js';
import type { StepText, Uses } from '../../text/job.js';
import { inputOf } from './actions/step-inputs.js';

/** What stands before the image that a step runs (docs: Workflow syntax, `uses: docker://`). */
export const CONTAINER = 'docker://';

/** Is its reading that of a script or of an image, and not of an action? */
export function isScriptStep(step: StepText): boolean {
  return runsContainer(step) || runsScript(step);
}

/** Is it a step that runs an image? */
export function runsContainer({ uses }: StepText): boolean {
  return uses?.source.startsWith(CONTAINER) ?? false;
}

/** Is it a `run:` step, or one of an action that runs a script as it stands, or a program? */
function runsScript(step: StepText): boolean {
  return step.uses === null || isActionsScript(step) || programRun(step) !== null;
}

/** One that does something else as well is told which by its inputs. */
function isActionsScript({ uses, node }: StepText): boolean {
  const action = actionNamed(uses?.action ?? '');
  if (action?.script === undefined) return false;
  return action.finds === undefined || inputOf(child(node, 'with'), action.script) !== null;
}

/** The program that an action runs, where its step has words for it or it takes none. */
export function programRun({ uses, node }: StepText): RunProgram | null {
  const action = uses === null ? null : actionNamed(uses.action ?? '');
  const runs = action?.runs ?? action?.runsProject;
  if (runs === undefined) return null;
  return runs.words === undefined || inputOf(child(node, 'with'), runs.words) !== null ? runs : null;
}

/** Is the script of an action run on another machine? */
export function runsElsewhere({ uses }: StepText): boolean {
  return uses !== null && actionNamed(uses.action ?? '')?.runsElsewhere === true;
}

/** The input of an action that runs the script in it. */
export function scriptInput({ action }: Uses): string | null {
  return actionNamed(action ?? '')?.script ?? null;
}

/** What the step says of the shell of an action's script; null where the action chooses. */
export function shellInput({ uses, node }: StepText): YamlNode | null {
  const named = actionNamed(uses?.action ?? '')?.shell;
  return named === undefined ? null : inputOf(child(node, 'with'), named);
}
