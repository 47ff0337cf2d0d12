/** Inputs that an action requires, and a step that uses it does not pass: that step is the one to change, not the action. */
import type { Location } from '../../../types.js';
import { child, entry, entrySpan } from '../../text/document.js';
import { locate } from '../../text/places.js';
import { inputOf } from '../steps/actions/step-inputs.js';
import type { Act, UsingStep } from '../steps/frame.js';

/** Where an input would be passed. */
export interface ForgottenInput {
  name: string;
  by: UsingStep;
  location: Location;
}

/**
 * The step that leaves out what comes to nothing; null: it may be left out, so that the action has to do without, or the
 * action may say something else at the ref at which it is used.
 *
 * @param empty what comes to nothing, as an expression names it
 */
export function forgottenInput(
  { document, user, ref }: Pick<Act, 'document' | 'user' | 'ref'>,
  empty: string | null | undefined,
): ForgottenInput | null {
  const [, name] = /^inputs\.([\w-]+)$/.exec(empty ?? '') ?? [];
  if (name === undefined || ref !== undefined) return null;
  let action = document;
  // An action may hand on what it was to be passed itself.
  for (let by = user; by; by = by.user) {
    const { node } = by.step;
    const given = entry(node, 'with');
    const required = child(inputOf(child(action.root, 'inputs'), name), 'required');
    const isRequired = required?.kind === 'scalar' && String(required.value) === 'true';
    const place = given ?? entry(node, 'uses');
    if (isRequired && place && !inputOf(given?.value.node ?? null, name))
      return { name, by, location: locate(by.document, entrySpan(place)) };
    action = by.document;
  }
  return null;
}
