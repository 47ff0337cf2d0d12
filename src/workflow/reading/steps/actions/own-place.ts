/** Where our own step stands: in the job, or in an action that a step of the job uses. */
import type { Contexts } from '../../../language/evaluation.js';
import type { Expressions } from '../../../language/expressions.js';
import { Dictionary } from '../../../language/values.js';
import type { Project } from '../../../repository/project.js';
import { child, text, type WorkflowDocument, type YamlNode } from '../../../text/document.js';
import {
  type JobText,
  jobSource,
  localActionPath,
  type StepText,
  stepOfAction,
  stepTexts,
  usesAnother,
} from '../../../text/job.js';
import { checkedOutPath } from '../../files/checkouts.js';
import { inputsOfAction, NO_SECRETS } from './local-actions.js';

/** An action that uses ours, perhaps by way of others. */
interface Around {
  document: WorkflowDocument;
  /** The step that uses it. */
  user: StepText;
}

export interface OwnPlace {
  /** Index of the job's step; -1: it was not found. */
  index: number;
  /** In the action that this step uses, and in those inside: the index of our step, or of the one that leads to it. */
  within: readonly number[];
  /** Itself; null: it was not found, or stands in an action that nobody here reads. */
  step: StepText | null;
  around: readonly Around[];
}

/** Composite actions in which it is looked for, one in another; GitHub allows ten levels. */
const MAX_DEPTH = 10;

type Env = Readonly<Record<string, string | undefined>>;

/** @param index of the step that the runner names; -1: none of the job's */
export function ownPlace(job: JobText, index: number, env: Env, project: Project): OwnPlace {
  const step = job.steps[index];
  const seek = (from: StepText) => inside(from, { job, env, project }, MAX_DEPTH);
  if (step) {
    const found = seek(step);
    if (found) return { index, ...found };
    return { index, within: [], step: usesAnother(step, env) ? null : step, around: [] };
  }
  // Who names no step, as look-alikes of the runner: an action of the repository may have it.
  for (const [at, each] of job.steps.entries()) {
    const found = seek(each);
    if (found) return { index: at, ...found };
  }
  return { index: -1, within: [], step: null, around: [] };
}

/** Our step in the composite action of the repository that a step uses; null: it has none. */
function inside(
  user: StepText,
  repository: { job: JobText; env: Env; project: Project },
  depth: number,
): Pick<OwnPlace, 'within' | 'step' | 'around'> | null {
  const { job, env, project } = repository;
  const source = user.uses?.source ?? '';
  const path = localActionPath(source, project.repository);
  const folder =
    path !== null && source.startsWith('.') ? checkedOutPath(job, project.repository, path) : path;
  const document = folder === null ? null : project.action(folder);
  const runs = child(document?.root ?? null, 'runs');
  if (!document || !runs || text(child(runs, 'using'))?.toLowerCase() !== 'composite' || depth === 0)
    return null;
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
export function contextsAt({ around }: OwnPlace, contexts: Contexts, expressions: Expressions): Contexts {
  let seen = contexts;
  for (const { document, user } of around) {
    const inputs = inputsOfAction({ step: user, expressions, contexts: seen }, document);
    seen = { ...seen, inputs: new Dictionary(inputs, { named: 'inputs' }), secrets: NO_SECRETS };
  }
  return seen;
}

/** Do steps behind ours use the names that it hands on? */
export function handsOn({ step, around }: OwnPlace, job: JobText): boolean {
  const source = around.at(-1)?.document.text ?? jobSource(job);
  return Boolean(step?.id) && source.includes(`steps.${step?.id}.outputs.image`);
}

/** The inputs of our step; null: nobody reads them. */
export function ownInputs({ step }: OwnPlace): YamlNode | null {
  return child(step?.node ?? null, 'with');
}
