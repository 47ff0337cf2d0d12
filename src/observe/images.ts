/** Which images the question is about. */
import { isSurelyMisspelt } from '../evidence/registry/misspelt.js';
import {
  parseReference,
  parseReferences,
  type ReferenceContext,
  type ReferenceList,
  type ReferenceTexts,
} from '../evidence/registry/reference.js';
import { withoutTag } from '../evidence/registry/untagged.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { WorkflowPush } from '../evidence/types/push.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { WorkflowEvidence } from '../evidence/types/workflow.js';
import { chartFolder } from '../workflow/knowledge/names/names.js';
import type { PushedReferences } from './open-callers.js';
import type { Question } from './question.js';

/** The images, and how they were found. */
export interface Sought extends ReferenceList, Pick<Evidence, 'imagesFrom' | 'unknownPushes'> {
  /** Those of `references` that a program only says it pushes: whether it does, nobody knows. */
  standIns: ImageReference[];
  /** What pushes name them. */
  pushed: readonly PushedReferences[];
  /** Caches of other owners, and images that it is based on, that a build reads before it pushes. */
  cacheReads: ImageReference[];
}

/** The images asked for; else what this job's later steps push; else the repository's own name. */
export function imagesOf(question: Question, workflow: WorkflowEvidence | null): Sought {
  const { run, registry, access } = question;
  const context = { registry, owner: run.owner };
  if (isListed(question)) {
    const given = withCapitals(referencesIn(question.images, context), {
      refused: question.names === 'given',
    });
    const strays = straysOf(question, workflow, given.references);
    const unfit = strays.flatMap(({ references }) => references);
    addMissing(
      given.references,
      withCapitals({ references: unfit, skipped: [] }, { refused: true }).references,
    );
    return {
      ...given,
      imagesFrom: 'input',
      unknownPushes: [],
      standIns: [],
      pushed: strays,
      cacheReads: [],
    };
  }
  const found: Sought = {
    references: [],
    skipped: [],
    imagesFrom: 'steps',
    unknownPushes: [],
    standIns: [],
    pushed: [],
    cacheReads: [],
  };
  const named = access === 'push' ? (workflow?.named ?? []) : [];
  const said = ofOwner(
    named.filter(({ isSaid }) => isSaid),
    context,
    true,
  );
  const relevant = relevantPushes(question, workflow);
  if (relevant === null && said.length === 0) return found;
  found.pushed = (relevant ?? []).map((push) => madeBy(push, context));
  for (const { references } of found.pushed) addMissing(found.references, references);
  found.unknownPushes = unknownOf(relevant ?? []);
  // What the job pushes itself may be new.
  const isOpen = found.unknownPushes.length > 0;
  found.cacheReads = foreignCaches(question, workflow, isOpen).filter(
    ({ name }) => !found.references.some((each) => each.name === name),
  );
  withCapitals(found, { refused: true });
  if (found.references.length > 0) {
    found.standIns = said.filter(({ name }) => !found.references.some((each) => each.name === name));
    addMissing(found.references, found.standIns);
    return found;
  }
  if (access === 'pull' && workflow?.pulledBefore) return startedWith(found, workflow.pulledBefore, context);
  if (!run.repository) return found;
  const told = ofOwner(named, context);
  if (told.length === 0) found.standIns = said;
  const references = told.length > 0 ? told : said;
  if (references.length > 0 && found.unknownPushes.length === 0)
    return { ...found, references, imagesFrom: 'named' };
  const own = parseReferences(`${registry}/${run.repository.toLowerCase()}`, context);
  return { ...found, ...own, imagesFrom: 'repository' };
}

/** What a push names; nothing where the text does not tell. */
export function pushedReferences(push: WorkflowPush, context: ReferenceContext): ImageReference[] {
  const { reference, role, isTagInUrl, unfit } = push;
  if (unfit) return [unfit];
  if (reference === null) return [];
  const entry = role === 'cache' ? `type=registry,ref=${reference}` : reference;
  // What is pushed is one name: a client that is given a list for it takes none of it.
  const { references } = referencesIn([entry], context);
  if (push.isNotFilledIn) return references.map((image) => refuseWritten(image, push.shown));
  return isTagInUrl ? references.map(refuseTag) : references;
}

/**
 * No step pulls, and the runner has pulled already what the job is started with: the registry may confirm it, and a refusal is none of
 * this run.
 */
function startedWith(found: Sought, images: readonly string[], context: ReferenceContext): Sought {
  const { references } = referencesIn(images, context);
  return { ...found, references, standIns: references };
}

/** What a push names, and the callers by which it is not made. */
function madeBy(push: WorkflowPush, context: ReferenceContext): PushedReferences {
  const { exceptCallers = [], fallbacks, unlessThere, onlyThere } = push;
  return {
    references: pushedReferences(push, context),
    exceptCallers,
    ...(fallbacks ? { fallbacks } : {}),
    ...(unlessThere ? { unlessThere } : {}),
    ...(onlyThere ? { onlyThere } : {}),
  };
}

/** What was meant is not what a client gets. */
function refuseWritten(image: ImageReference, given: string): ImageReference {
  return {
    ...image,
    given,
    reference: given,
    problem: { kind: 'not-filled-in', corrected: image.reference },
  };
}

/**
 * What is told beside a push is often the image of somebody else, on which it is based; what is said to be pushed may be his where
 * nothing of the owner is.
 */
function ofOwner(
  named: WorkflowEvidence['named'],
  context: ReferenceContext,
  areSaid?: true,
): ImageReference[] {
  const list = named.map(({ reference }) => reference).join('\n');
  const fit = parseReferences(list, context).references.filter(({ problem }) => !problem);
  const own = fit.filter(({ owner }) => owner === context.owner?.toLowerCase());
  return areSaid && own.length === 0 ? fit : own;
}

/** The references of a list; those whose host is only misspelt count: no client reaches the registry by that name. */
export function referencesIn(texts: ReferenceTexts, context: ReferenceContext): ReferenceList {
  const { references, skipped } = parseReferences(texts, context);
  const list: ReferenceList = { references, skipped: [] };
  for (const each of skipped) {
    const { host, given } = each;
    const meant = isSurelyMisspelt(host)
      ? parseReference(context.registry + given.slice(given.indexOf('/')), context)
      : each;
    if ('host' in meant) list.skipped.push(each);
    else
      list.references.push({
        ...meant,
        given,
        reference: given,
        problem: { kind: 'misspelt-host', corrected: meant.reference },
      });
  }
  return list;
}

/**
 * What later steps push by a name that leads elsewhere or nowhere, whatever was asked about; and what was asked about, where they
 * push it by a spelling that no client takes.
 */
function straysOf(
  { access, registry, run }: Question,
  workflow: WorkflowEvidence | null,
  asked: readonly ImageReference[],
): PushedReferences[] {
  const names = new Set(asked.map(({ name }) => name));
  const context = { registry, owner: run.owner };
  return (workflow?.pushes ?? [])
    .filter((push) => push.access === access && push.runs !== 'no')
    .map((push) => madeBy(push, context))
    .map(({ references, ...made }) => ({
      ...made,
      references: references.filter(
        ({ problem, given, name }) =>
          problem && (names.has(name) || !given.toLowerCase().startsWith(`${registry}/`)),
      ),
    }));
}

/** What `helm push` makes of a URL with a tag in it is the address of nothing, whatever the right to the name. */
function refuseTag(image: ImageReference): ImageReference {
  const { registry, name } = image;
  return {
    ...image,
    problem: { kind: 'tag-in-url', corrected: `${registry}/${chartFolder(name)}` },
  };
}

/** Of an image that is named twice, the way counts that a client refuses. */
function addMissing(references: ImageReference[], more: readonly ImageReference[]): void {
  for (const image of more) {
    const at = references.findIndex(({ reference }) => reference === image.reference);
    if (at === -1) references.push(image);
    else if (image.problem && (!references[at]?.problem || isLowered(references[at]))) references[at] = image;
  }
}

/** Does nobody refuse its name, which is handed on in lower case? */
function isLowered({ problem }: ImageReference): boolean {
  return problem?.kind === 'uppercase' && !problem.refused;
}

/** Did somebody name the images, so that none is looked for in the workflow? */
export function isListed({ images }: Question): boolean {
  // Two variables that are empty, and a comma between them, name nothing.
  return /[^\s,]/.test([images].flat().join());
}

/** What this run does; null: its steps push, and none of them in this run. */
function relevantPushes({ access, run }: Question, workflow: WorkflowEvidence | null): WorkflowPush[] | null {
  const steps = (workflow?.pushes ?? []).filter((push) => push.access === access);
  // A read-only run is told what it could not push, also where its steps are guarded (contract, section 2).
  const relevant = run.readOnly ? steps : steps.filter(({ runs }) => runs !== 'no');
  return steps.some(({ isHostKnown }) => isHostKnown) && relevant.length === 0 ? null : relevant;
}

/**
 * A cache of its own owner is read by whoever may push beside it; of another one it takes a right of its own, and so does an image
 * that the build is based on.
 *
 * @param isOpen may the job make one itself, by a name that is not known?
 */
function foreignCaches(
  { access, run, registry }: Question,
  workflow: WorkflowEvidence | null,
  isOpen: boolean,
): ImageReference[] {
  if (access !== 'push') return [];
  const context = { registry, owner: run.owner };
  const read = (workflow?.pushes ?? []).flatMap(({ role, runs, reference, isBase, logins }) =>
    // One that is written is asked about for that. With the login of another step another may read.
    role === 'cache' && runs !== 'no' && reference !== null && !(isBase && logins.length > 0)
      ? parseReferences(`type=registry,ref=${reference}`, context)
          .references.filter(({ owner }) => isBase || owner !== run.owner?.toLowerCase())
          .map((image) => (isBase && !isOpen ? { ...image, isBase } : image))
      : [],
  );
  const foreign = read.filter(({ problem }) => !problem);
  return [...new Map(foreign.map((image) => [image.reference, image])).values()];
}

/** One a line. A name behind an unknown registry, or none, is taken for one of this only where nothing else is, or nothing says that it is another. */
function unknownOf(pushes: readonly WorkflowPush[]): WorkflowPush[] {
  const isAnyKnown = pushes.some(({ isHostKnown }) => isHostKnown);
  const unknown = pushes.filter(
    ({ reference, isHostKnown, mayBeMeant, shown, unfit }) =>
      reference === null && !unfit && (isHostKnown || mayBeMeant || !isAnyKnown || !/^(?:…\/|$)/.test(shown)),
  );
  return [...new Map(unknown.map((push) => [`${push.location.file}:${push.location.line}`, push])).values()];
}

/** Whether names with capitals are refused as they stand, or handed on lower-cased. */
function withCapitals(list: ReferenceList, { refused }: { refused: boolean }): ReferenceList {
  for (const { problem } of list.references) if (problem?.kind === 'uppercase') problem.refused = refused;
  return list;
}

/** Does a reference name this image, by whatever tag or digest? */
export function isNamed(
  reference: string,
  { registry, name }: Pick<ImageReference, 'registry' | 'name'>,
): boolean {
  return withoutTag(reference.toLowerCase()) === `${registry}/${name}`;
}
