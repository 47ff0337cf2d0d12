/** Inputs that an action requires, and a step that uses it does not pass: that step is the one to change, not the action. */
import type { Location } from '../../../types.js';
import { slipsOf } from '../../knowledge/actions/slips.js';
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
  const [meant] = missing;
  if (!only || !meant || others.length > 0 || missing.length > 1) return null;
  return isAlike(String(only.key.value), String(meant.key.value)) ? only : null;
}

/** Other words for one thing: what an input is called here is called so elsewhere. */
const ALIKE: readonly ReadonlySet<string>[] = [
  'token password passwd pwd pass pat secret key',
  'image images img name names repository repo tag tags ref reference',
  'tag tags version ref',
  'username user actor owner login account',
  'registry host server url hub',
].map((words) => new Set(words.split(' ')));

/** A slip of the hand, a word of the other or another word for it, or its letters with some left out, `img`. */
function isAlike(given: string, meant: string): boolean {
  const [one, other] = [given, meant].map((each) => each.toLowerCase().split(/[-_]/)) as [string[], string[]];
  if (slipsOf([meant.toLowerCase()]).includes(given.toLowerCase())) return true;
  return one.some((word) =>
    other.some(
      (each) =>
        word === each ||
        ALIKE.some((words) => words.has(word) && words.has(each)) ||
        isShortened(word, each) ||
        isShortened(each, word),
    ),
  );
}

function isShortened(word: string, whole: string): boolean {
  if (word.length < 3 || word.length >= whole.length || word[0] !== whole[0]) return false;
  let at = 0;
  for (const letter of whole) if (letter === word[at]) at += 1;
  return at === word.length;
}

function isRequired(input: YamlNode | null): boolean {
  const required = child(input, 'required');
  return required?.kind === 'scalar' && String(required.value) === 'true';
}
