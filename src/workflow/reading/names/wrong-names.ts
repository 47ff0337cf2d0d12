/** What the text tells of a push by a wrong name: what is empty in it, and where the value is written that is at fault. Loaded where there is one. */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { ImageReference } from '../../../evidence/types/reference.js';
import type { Location } from '../../../types.js';
import type { CallChain } from '../../runs/call-chains.js';
import { locate } from '../../text/places.js';
import type { TransferAct } from '../steps/frame.js';
import { isEmptyThere, withEmptied } from './emptied.js';
import { lackedNames } from './empty.js';
import { forgottenInput } from './forgotten-inputs.js';
import { placeOfFault } from './source.js';
import { valueInEnv } from './values-in-env.js';

/** @param image what is pushed, as it was read */
export function withFault(
  push: WorkflowPush,
  image: ImageReference,
  act: TransferAct,
  chain: CallChain,
  context: { registry: string; owner: string | null },
): WorkflowPush {
  const { job } = chain;
  // What is wrong with the way it is given comes before what is empty in it.
  const isOfWay = push.refuses !== undefined || push.isTagInUrl === true || push.isNotFilledIn === true;
  const told = isOfWay ? image : withEmptied(image, act, job, context);
  const sourced = { push: { act }, job: { chain, document: job.document, job } };
  const at = placeOfForgotten(image, act) ?? placeOfFault(sourced, image);
  const place = at ?? (push.namedAt ? null : placeOfEmpty(told, act, chain));
  return {
    ...push,
    ...(told === image ? {} : { unfit: told }),
    ...(place ? { namedAt: { name: place, tag: place } } : {}),
  };
}

/** Of the step that had to pass what is missing in the name. */
function placeOfForgotten({ problem }: ImageReference, act: TransferAct): Location | null {
  if (problem?.kind !== 'invalid' || !isEmptyThere(problem)) return null;
  return forgottenInput(act, lackedNames(act.found.reference)[0])?.location ?? null;
}

/** The value in an `env:` that has what is empty. */
function placeOfEmpty({ problem }: ImageReference, act: TransferAct, { job }: CallChain): Location | null {
  const [name] = (problem?.kind === 'invalid' && problem.emptied?.names) || [];
  const found = name === undefined ? null : valueInEnv(name, act, { document: job.document, job });
  return found && locate(job.document, found);
}
