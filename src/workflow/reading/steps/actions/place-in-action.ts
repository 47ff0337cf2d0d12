/** Our own step in a composite action that the job uses. */
import type { Contexts } from '../../../language/evaluation.js';
import type { Expressions } from '../../../language/expressions.js';
import { Dictionary } from '../../../language/values.js';
import type { Project } from '../../../repository/project.js';
import { child, text, type WorkflowDocument } from '../../../text/document.js';
import { type JobText, localActionPath, type StepText, stepOfAction, stepTexts } from '../../../text/job.js';
import { checkedOutPath } from '../../files/checkouts.js';
import { inputsOfAction, NO_SECRETS } from './local-actions.js';
import { type OwnPlace, placeInJob } from './own-place.js';

/** An action that uses ours, perhaps by way of others. */
interface Around {
  document: WorkflowDocument;
  /** The step that uses it. */
  user: StepText;
}

/** Composite actions in which it is looked for, one in another; GitHub allows ten levels. */
const MAX_DEPTH = 10;

type Env = Readonly<Record<string, string | undefined>>;

/** @param index of the step that the runner names; -1: none of the job's */
export function placeInAction(job: JobText, index: number, env: Env, project: Project): OwnPlace {
  // Who names no step, as look-alikes of the runner: any of them may lead to it.
  const users =
    index === -1
      ? [...job.steps.entries()]
      : job.steps.slice(index, index + 1).map((each) => [index, each] as const);
  const searched = new Map<string, number>();
  for (const [at, user] of users) {
    const found = inside(user, { job, env, project, searched }, MAX_DEPTH);
    if (!found) continue;
    const { within, step, around } = found;
    const seen = (contexts: Contexts, expressions: Expressions) => contextsAt(around, contexts, expressions);
    return { index: at, within, step, document: around.at(-1)?.document ?? null, seen };
  }
  const place = placeInJob(job, index);
  return place.step && usesAnother(place.step, env) ? { ...place, step: null } : place;
}

/** Our step in the composite action of the repository that a step uses; null: it has none. */
function inside(
  user: StepText,
  repository: {
    job: JobText;
    env: Env;
    project: Project;
    /** Actions in which it is not found, so many levels deep: they may use each other in circles, and every one every one. */
    searched: Map<string, number>;
  },
  depth: number,
): (Pick<OwnPlace, 'within' | 'step'> & { around: readonly Around[] }) | null {
  const { job, env, project, searched } = repository;
  const source = user.uses?.source ?? '';
  const path = localActionPath(source, project.repository);
  const folder =
    path !== null && source.startsWith('.') ? checkedOutPath(job, project.repository, path) : path;
  const document = folder === null ? null : project.action(folder);
  const runs = child(document?.root ?? null, 'runs');
  if (!document || !runs || text(child(runs, 'using'))?.toLowerCase() !== 'composite' || depth === 0)
    return null;
  if (folder === null || (searched.get(folder) ?? 0) >= depth) return null;
  searched.set(folder, depth);
  const steps = stepTexts(runs);
  const at = stepOfAction(steps, env);
  if (at !== -1) return { within: [at], step: steps[at] ?? null, around: [{ document, user }] };
  for (const [index, each] of steps.entries()) {
    const found = inside(each, repository, depth - 1);
    if (found)
      return { ...found, within: [index, ...found.within], around: [{ document, user }, ...found.around] };
  }
  return null;
}

/** What our step's own expressions see: in an action its inputs, and no secret of the job. */
function contextsAt(around: readonly Around[], contexts: Contexts, expressions: Expressions): Contexts {
  let seen = contexts;
  for (const { document, user } of around) {
    const inputs = inputsOfAction({ step: user, expressions, contexts: seen }, document);
    seen = { ...seen, inputs: new Dictionary(inputs, { named: 'inputs' }), secrets: NO_SECRETS };
  }
  return seen;
}

/** Uses a step surely another action than this one, of which the runner says where it comes from? */
function usesAnother(step: StepText, env: Env): boolean {
  const action = step.uses?.action?.toLowerCase() ?? null;
  const { GITHUB_ACTION_REPOSITORY: repository } = env;
  if (!repository || action === null || stepOfAction([step], env) === 0) return false;
  return !`${action}/`.startsWith(`${repository.toLowerCase()}/`);
}
