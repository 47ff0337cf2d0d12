/** What `dagger call` is told to publish: its words are functions of a module, one after the other, with their options. */
import { HOLE } from '../../language/values.js';
import type { Found } from '../clients.js';
import { push } from './transfers.js';

/** A function that says that it pushes: `publish`, `build-and-push`. */
const PUBLISHES = /(?:^|[-_])(?:publish|push)(?:$|[-_])/i;

/** One that says that this is no image: `publish-docs`, `pypi-publish`. */
const IS_OTHER =
  /(?:^|[-_])(?:docs?|documentation|pages|site|npm|pypi|crates?|gems?|maven|nuget|notes|coverage|git|tags?)(?:$|[-_])/i;
const IS_REFERENCE = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^\s=]+$/;

/** Options whose value is the place of many images, to which the function adds their names: `--registry ghcr.io/octo`. */
const NAMES_PLACE = /(?:registry|prefix|base|namespace|org|owner)(?:-url)?$/i;

/** Options whose value is a whole name, however short: `--address ghcr.io/app` is one without an owner. */
const NAMES_IMAGE = /(?:address|image(?:-?(?:name|ref))?|ref(?:erence)?|tags?|dest(?:ination)?)$/i;

/** `publish --address ghcr.io/octo/app`: an option behind the function says what, or where. */
export function daggerCalled(said: readonly string[]): Found[] {
  const at = said.findIndex((each) => PUBLISHES.test(each) && !IS_OTHER.test(each) && !/^-|[/=.]/.test(each));
  if (at === -1) return [];
  const named = said.slice(at + 1).flatMap((each, index, words) => {
    const [, joined, value = each] = /^--([\w-]+)=(.*)$/s.exec(each) ?? [];
    if (!IS_REFERENCE.test(value)) return [];
    const option = joined ?? /^--([\w-]+)$/.exec(words[index - 1] ?? '')?.[1] ?? '';
    const isPlace = NAMES_PLACE.test(option) || (value.split('/').length === 2 && !NAMES_IMAGE.test(option));
    return [{ value, isPlace }];
  });
  // The module may log in by itself, with what it is given.
  return (named.length > 0 ? named : [{ value: HOLE, isPlace: false }]).flatMap(({ value, isPlace }) =>
    push(value, { mayBeConfigured: true, ...(isPlace ? { isPrefix: true } : {}) }),
  );
}
