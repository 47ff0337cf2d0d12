/** Where and how a script is run: its shell, its folder, its variables, and what of the repository it may start. */
import type { Surroundings } from '../../../knowledge/clients.js';
import { starterOf } from '../../../knowledge/commands.js';
import { envEntries } from '../../../language/environment.js';
import type { Contexts } from '../../../language/evaluation.js';
import { knownVariable, unsetOnly } from '../../../language/origins.js';
import { Dictionary, hasHole } from '../../../language/values.js';
import { inWorkspace, nameOfFile, TEMPORARY, WORKSPACE } from '../../../language/workspace.js';
import type { Project } from '../../../repository/project.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Effort, Starter } from '../../../shell/starting/started.js';
import { child, text, type WorkflowDocument, type YamlNode } from '../../../text/document.js';
import { madeEnvFiles } from '../../files/changed-files.js';
import { checkoutPlaces } from '../../files/checkouts.js';
import { isEnvFile } from '../../files/file-changes.js';
import { runnerLabels } from '../../jobs/runners.js';
import { checkedOutEntries, checkedOutFile, type Here } from '../frame.js';
import { shellInput } from '../step-kinds.js';

/** A PowerShell script of plain commands reads the same (see powershell.ts). */
export const POWERSHELL = /^(pwsh|powershell)\b/;

/** How much of the files of a repository is looked into, for all of its jobs together: some seconds. */
const MOST_EFFORT = 3_000_000;

const EFFORTS = new WeakMap<Project, Effort>();

const STARTERS = new WeakMap<Project, Map<string, Starter>>();

/** The same for all jobs whose checkouts, and the env files in them, are the same. */
export function starterFor(here: Here): Starter {
  const { job, document, project } = here;
  const known = OF_STEPS.get(document);
  const { arrivals } = project;
  if (known?.project === project && known.job === job.node && known.arrivals === arrivals)
    return known.starter;
  const starter = starterOfJob(here);
  OF_STEPS.set(document, { project, arrivals, job: job.node, starter });
  return starter;
}

/** By the text whose steps are read, that of the job that was read last: each of its steps asks again. */
const OF_STEPS = new WeakMap<
  WorkflowDocument,
  { project: Project; arrivals: number | undefined; job: YamlNode; starter: Starter }
>();

function starterOfJob(here: Here): Starter {
  const { job, project } = here;
  const ofProject = STARTERS.get(project) ?? new Map<string, Starter>();
  STARTERS.set(project, ofProject);
  const made = madeEnvFiles(here);
  const places = [checkoutPlaces(job, project.repository), ...made].join('\n');
  const starter = ofProject.get(places) ?? starterOf(filesFor(here, made), effortFor(project));
  ofProject.set(places, starter);
  return starter;
}

/** Scripts are run as they were checked out; of env files that the job makes nothing is known. */
export function filesFor(
  here: Here,
  made: readonly string[],
): Pick<Surroundings, 'file' | 'isMade' | 'entries'> {
  const file = checkedOutFile(here);
  const names = new Set(made);
  const isMade = (path: string) => names.has(nameOfFile(path)) || (names.has('*') && isEnvFile(path));
  return { file: (path) => (isMade(path) ? null : file(path)), isMade, entries: checkedOutEntries(here) };
}

/** What is left of it for this repository. */
export function effortFor(project: Project): Effort {
  const effort = EFFORTS.get(project) ?? { left: MOST_EFFORT };
  EFFORTS.set(project, effort);
  return effort;
}

/** The files that a command sees are those of its own folder. */
export function nearOf({ folder, variable, written }: Invocation, around: Surroundings): Surroundings {
  return {
    ...around,
    variable: (name) => knownVariable(variable(name)),
    unset: (name) => unsetOnly(variable(name)),
    file(path) {
      const whole = inWorkspace(folder, path);
      return written(path, around.file) ?? (whole === null ? null : around.file(whole));
    },
    isMade(path) {
      const whole = inWorkspace(folder, path);
      return written(path, () => null) === undefined && whole !== null && around.isMade(whole);
    },
    isUntouched(path) {
      const whole = inWorkspace(folder, path);
      const isLeft = written(path, () => null) === undefined && whole !== null;
      return isLeft && around.isUntouched?.(whole) === true;
    },
    entries(path) {
      const whole = inWorkspace(folder, path);
      return whole === null ? null : around.entries(whole);
    },
  };
}

/** The `env` of a step alone. */
export function ownEnvironment({ step, expressions, contexts }: Here): ReadonlyMap<string, string> {
  return new Map(envEntries(child(step.node, 'env'), expressions, contexts));
}

/** What a program is told: by the `env` of its job and of its step. That of the workflow is for all of its jobs. */
export function toldEnvironment(here: Here): ReadonlyMap<string, string> {
  const { job, expressions, contexts } = here;
  return new Map([...envEntries(child(job.node, 'env'), expressions, contexts), ...ownEnvironment(here)]);
}

/** What these variables are in every run. Docs: Variables reference. */
const ALWAYS: ReadonlyMap<string, string> = new Map([
  ['CI', 'true'],
  ['GITHUB_ACTIONS', 'true'],
  ['GITHUB_WORKSPACE', WORKSPACE],
  ['RUNNER_TEMP', TEMPORARY],
]);

/** The variables of a step; the checkout's folder is one that paths are known in. */
export function variablesOf({ environment, contexts }: Here): (name: string) => string | null {
  return (name) => {
    // Of an action that is read, and not of the step that asks.
    if (name === 'GITHUB_ACTION_PATH') return actionPath(contexts);
    const value = environment.variable(name);
    const known = value === null || hasHole(value) ? (ALWAYS.get(name) ?? value) : value;
    // Its files are known by their places in the workspace, wherever that is.
    const workspace = environment.variable('GITHUB_WORKSPACE') ?? '';
    const isInside = workspace !== '' && !hasHole(workspace) && `${known}/`.startsWith(`${workspace}/`);
    return known !== null && isInside ? WORKSPACE + known.slice(workspace.length) : known;
  };
}

/** Within an action of the repository; elsewhere nobody knows it, where there is one. */
function actionPath({ github }: Contexts): string | null {
  const path = github instanceof Dictionary ? github.get('action_path') : null;
  return typeof path === 'string' ? path : null;
}

/** `working-directory`, of the step or by default; null when it is not known. Docs: Workflow syntax. */
export function folderOfStep({ step, job, document, expressions, contexts }: Here): string | null {
  const defaults = (node: YamlNode | null) =>
    text(child(child(child(node, 'defaults'), 'run'), 'working-directory'));
  const isOwn = document === job.document;
  const said =
    text(child(step.node, 'working-directory')) ??
    (isOwn ? (defaults(job.node) ?? defaults(job.document.root)) : null);
  return said === null ? '' : inWorkspace('', expressions.interpolate(said, contexts));
}

/** What the runner takes where no shell is said (docs: Workflow syntax, `shell`). */
const UNSAID = 'bash -e {0}';

/** A variable as PowerShell alone writes it. */
const POWERSHELL_VARIABLE = /\$\{?env:[A-Za-z_]/i;

/**
 * The shell that the text names, else that of the machine (docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`);
 * where that is one of several, the one in whose language the script is written.
 */
export function shellOf({ step, job, expressions, contexts }: Here, written: string): string {
  const defaults = (node: YamlNode | null) => text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  // The defaults are for `run:` alone: what an action starts has the shell that the action chooses.
  const said = step.uses
    ? text(shellInput(step))
    : (text(child(step.node, 'shell')) ?? defaults(job.node) ?? defaults(job.document.root));
  if (said !== null) return said;
  const labels = runnerLabels(job.node);
  if (labels.some((label) => /^windows\b/i.test(expressions.interpolate(label, contexts)))) return 'pwsh';
  // A step for one machine of several stands in the legs of the others, too, under a condition.
  return labels.some((label) => label.includes('${{')) && POWERSHELL_VARIABLE.test(written) ? 'pwsh' : UNSAID;
}
