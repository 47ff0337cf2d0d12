/** How a name is mended that is none: what is too much taken away, what was meant put in its place. */
import { doubledHost } from '../../../evidence/registry/reference-grammar.js';
import type { NameProblem } from '../../../evidence/types/reference.js';
import { imagesIn } from '../../../fix/image-words.js';
import { withoutFront, withoutScheme, withoutSecondHost } from '../../../fix/names.js';
import { keyEdit } from '../../../fix/slips/misspelt-keys.js';
import { holdsRef, shortRefEdits, shortRefsIn } from '../../../fix/slips/ref-names.js';
import { replaceWord } from '../../../fix/words.js';
import type { Location } from '../../../types.js';
import { wholeInTag } from '../../../workflow/knowledge/names/name-shapes.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import { hasHole } from '../../../workflow/language/values.js';
import { isEmptyThere } from '../../../workflow/reading/names/emptied.js';
import { emptyName } from '../../../workflow/reading/names/empty.js';
import { forgottenInput } from '../../../workflow/reading/names/forgotten-inputs.js';
import { madeSources } from '../../../workflow/reading/names/source.js';
import { child } from '../../../workflow/text/document.js';
import type { LintedPush } from '../../case.js';
import type { Mend } from '../../cause.js';
import { mendIn, mendOf, onlyShown } from '../../claims/mends.js';
import type { ReferenceFault } from '../../words/reference-fault.js';

/** In a script, the same words may be the address of the registry. */
export function withoutSchemeOf(
  { push: { act }, registry }: LintedPush,
  location: Location,
  isTakenOver: boolean,
): Mend | null {
  const { document } = act;
  if (location.file !== document.file) return null;
  const mend = mendIn(document, withoutScheme(document, location, registry));
  // Nobody knows what else a value is for that stands elsewhere.
  return isTakenOver ? onlyShown(mend) : mend;
}

/**
 * In the scripts of the job, wherever a client is given that as an image; what is printed, fetched or written
 * into a label is an address. Where nobody sees what a client takes it for, it is the one of its script.
 */
export function withoutSchemeInScripts({ push: { act }, job, registry }: LintedPush): Mend | null {
  const { document, found, place, step } = act;
  const given = withoutAbsent(found.reference).trim();
  const [scheme = ''] = /^https?:\/\//i.exec(given) ?? [];
  const name = given.slice(scheme.length);
  if (scheme === '' || step.uses !== null || hasHole(given) || !name.startsWith(`${registry}/`)) return null;
  if (!document.text.slice(place.start, place.end).includes(given)) return null;
  const steps = document === job.document ? job.job.steps : [step];
  const images = steps.flatMap(({ node }) => imagesIn(document, child(node, 'run'), given));
  const isHere = images.some(({ start }) => place.start <= start && start < place.end);
  const edits = isHere
    ? images.map(({ start, end }) => ({ start, end, text: name }))
    : replaceWord(document, given, name, place);
  return isHere || edits.length === 1 ? mendIn(document, edits) : null;
}

/** The host stands there twice: in a script, other lines have it so as well, and are for their author to change. */
export function undoubled({ push: { act }, registry }: LintedPush, location: Location): Mend | null {
  const { document, found, step } = act;
  if (doubledHost(withoutAbsent(found.reference).trim(), registry) === null) return null;
  const mend = mendIn(document, withoutSecondHost(document, location, registry));
  return step.uses === null ? onlyShown(mend) : mend;
}

/** A whole reference in the place of a tag: written without what stands in front of it, where that is as it is here. */
export function withoutNameInTag({ push: { act }, registry }: LintedPush, location: Location): Mend | null {
  const { document, found, step } = act;
  const given = withoutAbsent(found.reference).trim();
  const whole = wholeInTag(given, registry);
  if (whole === null || location.file !== document.file) return null;
  const mend = mendIn(document, withoutFront(document, location, given.slice(0, whole), registry));
  return step.uses === null ? onlyShown(mend) : mend;
}

/**
 * The tag of a release in a run that none has started: the name of what did is the same in one of a release (docs: Contexts
 * reference, github.ref_name). Shown, for a branch may have started it.
 */
export function tagOfRun({ push: { act }, job }: LintedPush, fault: ReferenceFault): Mend | null {
  if (fault.kind !== 'nothing' || fault.expression !== RELEASE_TAG || act.document !== job.document)
    return null;
  const { start, end } = job.job.node;
  return onlyShown(
    mendIn(job.document, replaceWord(job.document, RELEASE_TAG, 'github.ref_name', { start, end })),
  );
}

const RELEASE_TAG = 'github.event.release.tag_name';

/**
 * The whole ref as the tag, of what a branch or a tag starts whose own name has no slash: that of a pull request has one in its
 * short name, too. In what the tag is made of it is shown only, where the file looks for a whole ref by itself.
 */
export function shortRef(push: LintedPush): Mend | null {
  const { push: pushed, job } = push;
  const { document, found } = pushed.act;
  const given = withoutAbsent(found.reference).trim();
  if (!/:[\w.-]*refs\/(?:heads|tags)\/(?!.*\/)/.test(given) || document !== job.document) return null;
  // What is built and tagged in the steps before it has the same name.
  const written = shortRefEdits(
    document,
    job.job.steps.map(({ node }) => node),
  );
  const inSources = mendOf(shortRefsIn(madeSources(push, holdsRef)));
  return mendIn(document, written) ?? (/\brefs\//.test(document.text) ? onlyShown(inSources) : inSources);
}

/** The step that had to pass what is missing in the name. */
export function forgottenIn(
  act: LintedPush['push']['act'],
  problem: Extract<NameProblem, { kind: 'invalid' }>,
) {
  const empty = isEmptyThere(problem) ? emptyName(act.found.reference) : null;
  return forgottenInput(act, empty);
}

/** What is passed to the action by a name that it does not have: by the one that it requires. */
export function renamedInput(...of: Parameters<typeof forgottenIn>): Mend | null {
  const { misnamed, name, by } = forgottenIn(...of) ?? {};
  return misnamed && name && by ? mendIn(by.document, keyEdit(misnamed.key, name)) : null;
}
