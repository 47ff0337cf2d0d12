/** Pushes that lack the name of an image: nothing at all, a tag alone, or what nobody has filled in. */
import { withoutTag } from '../../../../evidence/registry/untagged.js';
import { misnamedInput } from '../../../../fix/slips/misnamed-inputs.js';
import { keyEdit } from '../../../../fix/slips/misspelt-keys.js';
import { NO_TAG_GIVEN } from '../../../../workflow/knowledge/names/metadata-tags.js';
import { isTagAlone } from '../../../../workflow/knowledge/names/name-shapes.js';
import { shownReference } from '../../../../workflow/knowledge/names/names.js';
import type { PushReading, RunReading } from '../../../../workflow/reading/every-run.js';
import { emptyName } from '../../../../workflow/reading/names/empty.js';
import {
  goesNowhereElse,
  isOnlyLoggedInTo,
  pushesOfStep,
} from '../../../../workflow/reading/pushes/only-logins.js';
import { isSurelyNameless, whyNameless } from '../../../../workflow/reading/pushes/tagless-pushes.js';
import { entrySpan } from '../../../../workflow/text/document.js';
import { locate } from '../../../../workflow/text/places.js';
import { filledInName } from '../filled-in.js';
import { renamedImages, tagsMadeAlone } from '../made-alone.js';
import type { Look, Suspect } from './stray.js';

/** Nobody has put a value in the place of a variable that the client does not know. */
export function notFilledIn({ push, job, given, registry, repository }: Suspect): ReturnType<Look> {
  const { meant } = push.act.found;
  if (!meant?.toLowerCase().startsWith(`${registry}/`)) return undefined;
  const edits = () => filledInName({ push, job: { job, document: job.document }, repository }, []);
  return { why: 'not-filled-in', given: shownReference(given), meant: shownReference(meant), edits };
}

/** Made without the name of an image, which an input may hold that the action does not have. */
export function madeAlone({ run, push, job, registry, repository }: Suspect): ReturnType<Look> {
  const made = tagsMadeAlone(push, job);
  if (!made || !isOnlyLoggedInTo(run, push, registry)) return undefined;
  const { document } = push.act;
  const { misnamed } = made;
  return {
    why: 'made-alone',
    given: '',
    meant: misnamed ? '' : `${registry}/${repository?.toLowerCase() ?? 'OWNER/NAME'}`,
    location: locate(document, made.place),
    edits: () => (misnamed ? renamedImages(document, misnamed, registry) : []),
  };
}

/** Given nothing, in whatever run. */
export function withoutTags({ run, push, job, given, registry, isAlwaysEmpty }: Suspect): ReturnType<Look> {
  if (given !== '') return undefined;
  const why = whyNameless(push, { ...run, text: job }, registry);
  const isSure = why !== null && isAlwaysEmpty && isSurelyNameless(push, why);
  const lacks = why ? (emptyName(push.act.found.reference) ?? (isSure ? '' : null)) : null;
  const { document, step } = push.act;
  // They may be given to an input that there is not.
  const misnamed = lacks === NO_TAG_GIVEN ? misnamedInput(step.node, 'tags', registry) : null;
  const edits = () => (misnamed ? [{ file: document.file, ...keyEdit(misnamed.key, 'tags') }] : []);
  const location = misnamed ? locate(document, entrySpan(misnamed)) : undefined;
  const named = misnamed ? { misnamed: String(misnamed.key.value), location } : {};
  return why === null || lacks === null ? null : { why, given, meant: '', lacks, edits, ...named };
}

/** A tag without its name, beside one that has a name or in a job that pushes nowhere else. */
export function withTagAlone({ run, push, given, registry, repository }: Suspect): ReturnType<Look> {
  if (!isTagAlone(given)) return undefined;
  const isOnlyTag = push.act.found.input === 'tags' && goesNowhereElse(run, push, registry);
  const own = isOnlyTag && repository ? `${registry}/${repository.toLowerCase()}` : null;
  const name = siblingOf(run, push, registry) ?? own;
  return name === null ? undefined : { why: 'tag-alone', given, meant: shownReference(`${name}:${given}`) };
}

/** The name that the same step pushes to the registry; null where there is none. */
function siblingOf(run: RunReading, { act }: PushReading, registry: string): string | null {
  if (act.found.role !== 'image' || act.found.input === undefined) return null;
  const sibling = pushesOfStep(run, act.step, registry).there;
  return sibling ? withoutTag(sibling.act.found.reference) : null;
}
