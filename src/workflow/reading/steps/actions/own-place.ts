/** Where our own step stands: in the job, or in an action that a step of the job uses. */
import type { Contexts } from '../../../language/evaluation.js';
import type { Expressions } from '../../../language/expressions.js';
import { child, type WorkflowDocument, type YamlNode } from '../../../text/document.js';
import { type JobText, jobSource, type StepText } from '../../../text/job.js';

export interface OwnPlace {
  /** Index of the job's step; -1: it was not found. */
  index: number;
  /** In the action that this step uses, and in those inside: the index of our step, or of the one that leads to it. */
  within: readonly number[];
  /** Itself; null: it was not found, or stands in an action that nobody here reads. */
  step: StepText | null;
  /** The action's file; null: it stands in the job. */
  document: WorkflowDocument | null;
  /** What its expressions see. */
  seen(contexts: Contexts, expressions: Expressions): Contexts;
}

/** That of a step of the job itself. */
export function placeInJob({ steps }: JobText, index: number): OwnPlace {
  return { index, within: [], step: steps[index] ?? null, document: null, seen: (contexts) => contexts };
}

/** `steps['gate']` is `steps.gate`. */
const INDEX = /\['([\w-]+)'\]/g;

/** Do steps behind ours use the names that it hands on? */
export function handsOn({ step, document }: OwnPlace, job: JobText): boolean {
  if (!step?.id) return false;
  const source = (document?.text ?? jobSource(job)).toLowerCase().replace(INDEX, '.$1');
  return source.includes(`steps.${step.id.toLowerCase()}.outputs.image`);
}

/** The inputs of our step; null: nobody reads them. */
export function ownInputs({ step }: OwnPlace): YamlNode | null {
  return child(step?.node ?? null, 'with');
}
