/**
 * Files that are as they were checked out, or not there at all: nothing that ran before may have made them out of our sight. What
 * is not known of a command, or of an action, is not taken for nothing here.
 */

import { actionMayLogIn, actionNamed } from '../../../knowledge/actions/index.js';
import type { Surroundings } from '../../../knowledge/clients.js';
import { mayMakeFile } from '../../../knowledge/file-changes/unseen-files.js';
import { inWorkspace } from '../../../language/workspace.js';
import type { Invocation } from '../../../shell/effects.js';
import { isPosixShell } from '../../../shell/starting/shells.js';
import { child, entry, text, type WorkflowDocument } from '../../../text/document.js';
import { type StepText, stepTexts } from '../../../text/job.js';
import { takesOwnCommit } from '../../files/checkouts.js';
import { isUnpacked } from '../../files/job-files.js';
import { usedAction } from '../actions/local-actions.js';
import { type Here, surroundings, type UsingStep } from '../frame.js';
import { runsContainer, runsElsewhere, scriptInput } from '../step-kinds.js';
import { effortFor, folderOfStep, starterFor, variablesOf } from './script-place.js';
import { ScriptText } from './script-text.js';

/** @param before the commands of the step's own script that have run by then */
export function withUntouched(
  around: Surroundings,
  here: Here,
  before: () => readonly Invocation[] = () => [],
): Surroundings {
  const checkout = { entries: around.entries };
  const isUntouched = (path: string) =>
    !around.isMade(path) &&
    !before().some((command) => mayMakeFile(path, command, checkout)) &&
    !stepsBefore(here).some((step) => mayMakeInStep(path, { ...here, step }, around));
  return { ...around, isUntouched };
}

/** May a file that was not checked out be there once the step is over, or on the way? */
export function mayBeMadeUnseen(path: string, here: Here): boolean {
  const around = surroundings(here);
  return [...stepsBefore(here), here.step].some((step) => mayMakeInStep(path, { ...here, step }, around));
}

/** Those of its job, and of the actions in which it stands. */
function stepsBefore({ job, document, step, user }: Here): StepText[] {
  const places: { document: WorkflowDocument; step: StepText }[] = [{ document, step }];
  for (let each: UsingStep | undefined = user; each; each = each.user) places.push(each);
  const stepsIn = (each: WorkflowDocument) => {
    const runs = each === job.document ? null : child(each.root, 'runs');
    return runs ? stepTexts(runs) : job.steps;
  };
  return places.flatMap((at) => stepsIn(at.document).filter(({ node }) => node.start < at.step.node.start));
}

function mayMakeInStep(path: string, here: Here, around: Surroundings): boolean {
  const { step } = here;
  if (runsContainer(step)) return true;
  if (step.uses === null) return mayMakeInScript(path, here, 'run', around);
  const { action } = step.uses;
  if (action?.toLowerCase() === 'actions/checkout') return mayBeCheckedOut(path, step);
  const known = actionNamed(action ?? '');
  if (known === null) return mayMakeInAction(path, here, around);
  if (isUnpacked({ steps: [step] }, path)) return true;
  if (runsElsewhere(step)) return false;
  const script = scriptInput(step.uses);
  if (script !== null) return mayMakeInScript(path, here, script, around);
  const program = text(child(child(step.node, 'with'), 'script'));
  return (program === null ? actionMayLogIn(known) : WRITES.test(program)) || exportsBuild(step);
}

/** `actions/github-script`: what the modules that it is handed write, or a program that it starts. */
const WRITES = /\b(?:fs|exec|io|import|require|child_process)\b/;

/** `outputs: type=local,dest=.` of docker/build-push-action. */
function exportsBuild({ node }: StepText): boolean {
  const given = child(node, 'with');
  return /type=(?:local|tar)|^\s*[.\w/]+\s*$/m.test(text(child(given, 'outputs')) ?? '');
}

/** Another repository, or another commit of this one, stands in the folder then. */
function mayBeCheckedOut(path: string, step: StepText): boolean {
  const given = child(step.node, 'with');
  const folder = inWorkspace('', text(child(given, 'path'))?.trim() ?? '');
  const isAround = folder === null || folder === '' || path.startsWith(`${folder}/`);
  return isAround && (text(child(given, 'repository')) !== null || !takesOwnCommit(step));
}

/** The steps of one of the repository are read; any other may do anything. */
function mayMakeInAction(path: string, here: Here, around: Surroundings): boolean {
  const used = usedAction(here);
  const runs = child(used?.document?.root, 'runs');
  if (!used?.document || !runs || !/^composite$/i.test(text(child(runs, 'using')) ?? '')) return true;
  const { document } = used;
  const { step, user } = here;
  const inside = {
    ...here,
    document,
    steps: stepTexts(runs),
    trail: [...here.trail, used.name],
    user: { document: here.document, step, ...(user ? { user } : {}) },
  };
  return inside.steps.some((each) => mayMakeInStep(path, { ...inside, step: each }, around));
}

/** One that is not read may do anything. */
function mayMakeInScript(path: string, here: Here, input: string, { entries }: Surroundings): boolean {
  const { step, project, scripts } = here;
  const run = entry(step.uses ? child(step.node, 'with') : step.node, input);
  const written = text(run?.value.node);
  if (!run || written === null) return false;
  const script = new ScriptText(here, run, written);
  if (!isPosixShell(script.shell) && !script.isForeign) return true;
  const followed = scripts(script.script, variablesOf(here), {
    folder: folderOfStep(here),
    start: starterFor(here),
    effort: effortFor(project),
    shell: script.shell,
    isOpen: true,
  });
  return !followed?.isRead || followed.commands.some((each) => mayMakeFile(path, each, { entries }));
}
