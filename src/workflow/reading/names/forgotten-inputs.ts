/** Inputs that an action requires, and a step that uses it does not pass: that step is the one to change, not the action. */
import type { Location } from '../../../types.js';
import { child, entry, entrySpan, map, type YamlEntry, type YamlNode } from '../../text/document.js';
import { locate } from '../../text/places.js';
import { inputOf } from '../steps/actions/step-inputs.js';
import type { Act, UsingStep } from '../steps/frame.js';

/** Where an input would be passed. */
export interface ForgottenInput {
  name: string;
  by: UsingStep;
  location: Location;
  /** The only one that is passed and that the action does not have, where it requires no other; null: there is none. */
  misnamed: YamlEntry | null;
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
    const inputs = child(action.root, 'inputs');
    const place = given ?? entry(node, 'uses');
    if (isRequired(inputOf(inputs, name)) && place && !inputOf(given?.value.node ?? null, name)) {
      const misnamed = misnamedAmong(inputs, given?.value.node ?? null);
      const span = entrySpan(misnamed ?? place);
      return { name, by, location: locate(by.document, span), misnamed };
    }
    action = by.document;
  }
  return null;
}

function misnamedAmong(inputs: YamlNode | null, given: YamlNode | null): YamlEntry | null {
  const required = (map(inputs)?.entries ?? []).filter(({ value }) => isRequired(value.node));
  const missing = required.filter(({ key }) => !inputOf(given, String(key.value)));
  const [only, ...others] = (map(given)?.entries ?? []).filter(
    ({ key }) => !inputOf(inputs, String(key.value)),
  );
  return only && others.length === 0 && missing.length === 1 ? only : null;
}

function isRequired(input: YamlNode | null): boolean {
  const required = child(input, 'required');
  return required?.kind === 'scalar' && String(required.value) === 'true';
}
