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

/** `publish --address ghcr.io/octo/app`: an option behind the function says what. */
export function daggerCalled(said: readonly string[]): Found[] {
  const at = said.findIndex((each) => PUBLISHES.test(each) && !IS_OTHER.test(each) && !/^-|[/=.]/.test(each));
  if (at === -1) return [];
  const named = said
    .slice(at + 1)
    .map((each) => each.replace(/^--[\w-]+=/, ''))
    .filter((each) => IS_REFERENCE.test(each));
  // The module may log in by itself, with what it is given.
  return (named.length > 0 ? named : [HOLE]).flatMap((each) => push(each, { mayBeConfigured: true }));
}
