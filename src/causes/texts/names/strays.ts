/**
 * Pushes that were meant for the registry and go elsewhere: a misspelt host, no host at all, a tag without its
 * name, a variable that nothing sets or no shell reads.
 */

import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { hostMeant } from '../../../evidence/registry/reference-grammar.js';
import { withoutTag } from '../../../evidence/registry/untagged.js';
import { repositoryOwner } from '../../../evidence/repository-name.js';
import type { FileEdit } from '../../../fix/diff.js';
import { hostAtUse, hostInInput, hostInSources, hostInSteps } from '../../../fix/host-in-front.js';
import { rewrittenNames } from '../../../fix/rewritten-names.js';
import { misnamedInput, renamedInputEdit } from '../../../fix/slips/misnamed-inputs.js';
import { replaceWord } from '../../../fix/words.js';
import type { Location } from '../../../types.js';
import { NO_TAG_GIVEN } from '../../../workflow/knowledge/names/metadata-tags.js';
import { isSurelyName, isTagAlone, withSlash } from '../../../workflow/knowledge/names/name-shapes.js';
import { beginsEmpty, shownReference } from '../../../workflow/knowledge/names/names.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import { hasHole } from '../../../workflow/language/values.js';
import {
  isActive,
  type JobReading,
  type PushReading,
  type RunReading,
} from '../../../workflow/reading/every-run.js';
import { emptyName } from '../../../workflow/reading/names/empty.js';
import { makerOf, placeOfName } from '../../../workflow/reading/names/place.js';
import {
  bringing,
  type NameSource,
  placeOfSource,
  sourcesOf,
} from '../../../workflow/reading/names/source.js';
import {
  goesNowhereElse,
  isDockers,
  isLoggedInOnlyTo,
  isOnlyLoggedInTo,
  pushesOfStep,
} from '../../../workflow/reading/pushes/only-logins.js';
import {
  emptyInAll,
  isSurelyNameless,
  whyNameless,
} from '../../../workflow/reading/pushes/tagless-pushes.js';
import { child, entrySpan, text, type WorkflowDocument } from '../../../workflow/text/document.js';
import type { JobText, StepText } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import { withoutUnset } from '../lacks/unset-names.js';
import { filledInName } from './filled-in.js';
import { renamedImages, tagsMadeAlone } from './made-alone.js';
import { isTakenByOthers } from './wrong-slashes.js';

export interface Stray {
  why:
    | 'misspelt-host'
    | 'no-host'
    | 'bare-host'
    | 'not-filled-in'
    | 'empty-host'
    | 'no-tags'
    | 'no-name'
    | 'tag-alone'
    | 'made-alone'
    | 'colon'
    | 'transport';
  /** The input that was meant for the tags, and that the action does not have. */
  misnamed?: string;
  /** What stands there. */
  given: string;
  /** What was meant. */
  meant: string;
  location: Location;
  /** What stands before the first slash and is empty: the name of a variable, or of a key. */
  lacks?: string;
  /** The host in the place of a misspelt one, or where there is none. */
  edits?(): FileEdit[];
}

/** What a look finds. */
interface Astray extends Omit<Stray, 'location' | 'edits'> {
  /** Where it is to be told, if not at a name. */
  location?: Location;
  /** With this it begins, and the value that brings it is the one to mend. */
  beginning?: string;
  /** May it be mended in these values? Else it is where they are used. */
  isOfSources?(sources: readonly NameSource[]): boolean;
  /** @param sources of the beginning; none: it is written at the push */
  edits?(sources: readonly NameSource[]): FileEdit[];
}

/** The pushes of a job that were meant for the registry, and don't go there. */
export function straysOf(job: JobReading, all: Linted): Stray[] {
  const { registry, repository } = all;
  const isAlwaysEmpty = emptyInAll(job.runs);
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((read): Stray[] => {
      if (run.trigger.fork || !isActive(run, read) || read.act.found.mayFail) return [];
      const push = withoutUnset(read, job, all);
      const { act } = push;
      const given = withoutAbsent(act.found.reference).trim();
      const { isHosted } = job;
      const stray = whyAstray({
        run,
        push,
        job: job.job,
        isHosted,
        given,
        registry,
        repository,
        isAlwaysEmpty: given === '' && isAlwaysEmpty(push),
      });
      if (!stray) return [];
      const { beginning, edits: mends, isOfSources, location: known, ...told } = stray;
      const isBringing = bringing(beginning ?? '');
      const brought = beginning === undefined ? [] : sourcesOf({ job, push }, isBringing);
      const isShared = told.why === 'transport' && isTakenByOthers(brought, { job, run, push }, isBringing);
      // What another client reads as well is left as it is, in the step that pushes, too.
      const edits = isShared ? undefined : mends;
      const sources = isShared || isOfSources?.(brought) === false ? [] : brought;
      const location =
        known ??
        placeOfSource(sources) ??
        placeOfEdits(edits?.(sources) ?? [], push, job) ??
        placeOfName(act, job.job, 'name') ??
        locate(act.document, act.place);
      return [{ ...told, location, ...(edits ? { edits: () => edits(sources) } : {}) }];
    }),
  );
}

/** Where what is mended stands by itself, on one line and in another step than those that make the name and push it. */
function placeOfEdits(
  [first, ...others]: readonly FileEdit[],
  { act }: PushReading,
  { job }: JobReading,
): Location | null {
  const { document, step } = act;
  if (first?.file !== document.file) return null;
  const at = locate(document, first);
  const isBeside = ({ node }: StepText) => first.start < node.start || node.end <= first.start;
  const isAlone = others.every((each) => each.file === first.file && locate(document, each).line === at.line);
  return isAlone && [step, makerOf(act, job)].every((each) => !each || isBeside(each)) ? at : null;
}

/** A push that is looked at. */
interface Suspect {
  run: RunReading;
  push: PushReading;
  job: JobText;
  isHosted: boolean;
  /** Its reference, without what is empty. */
  given: string;
  registry: string;
  repository: string | null;
  /** It is given nothing, in whatever run. */
  isAlwaysEmpty: boolean;
}

/** `null`: it goes where it is meant to, or nobody knows; undefined: that is for the next one to say. */
type Look = (suspect: Suspect) => Astray | null | undefined;

/** In this order: each takes it that the ones before had nothing to say. */
const LOOKS: readonly Look[] = [
  notFilledIn,
  madeAlone,
  withoutTags,
  withEmptyHost,
  withTagAlone,
  withHostAlone,
  withWrongSlash,
  ofUnknownHost,
  withMisspeltHost,
  withoutHost,
];

function whyAstray(suspect: Suspect): Astray | null {
  for (const look of LOOKS) {
    const found = look(suspect);
    if (found !== undefined) return found;
  }
  return null;
}

function notFilledIn({ push, job, given, registry, repository }: Suspect): ReturnType<Look> {
  const { meant } = push.act.found;
  if (!meant?.toLowerCase().startsWith(`${registry}/`)) return undefined;
  const edits = () => filledInName({ push, job: { job, document: job.document }, repository }, []);
  return { why: 'not-filled-in', given: shownReference(given), meant: shownReference(meant), edits };
}

/** Made without the name of an image, which an input may hold that the action does not have. */
function madeAlone({ run, push, job, registry, repository }: Suspect): ReturnType<Look> {
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

function withoutTags({ run, push, job, given, registry, isAlwaysEmpty }: Suspect): ReturnType<Look> {
  if (given !== '') return undefined;
  const why = whyNameless(push, { ...run, text: job }, registry);
  const isSure = why !== null && isAlwaysEmpty && isSurelyNameless(push, why);
  const lacks = why ? (emptyName(push.act.found.reference) ?? (isSure ? '' : null)) : null;
  const { document, step } = push.act;
  // They may be given to an input that there is not.
  const misnamed = lacks === NO_TAG_GIVEN ? misnamedInput(step.node, 'tags', registry) : null;
  const edits = () => (misnamed ? [{ file: document.file, ...renamedInputEdit(misnamed, 'tags') }] : []);
  const location = misnamed ? locate(document, entrySpan(misnamed)) : undefined;
  const named = misnamed ? { misnamed: String(misnamed.key.value), location } : {};
  return why === null || lacks === null ? null : { why, given, meant: '', lacks, edits, ...named };
}

function withEmptyHost(suspect: Suspect): ReturnType<Look> {
  const { push, given, registry, repository } = suspect;
  const { reference } = push.act.found;
  if (!beginsEmpty(reference) || !isMeantFor(suspect)) return undefined;
  const name = given.replace(/^\/+/, '').replace(/^(?=:)/, 'NAME');
  const isWhole = name.toLowerCase().startsWith(`${registry}/`);
  const whole = isWhole ? name : `${registry}/${owned(name, repository)}`;
  return {
    why: 'empty-host',
    given: shownReference(given),
    meant: shownReference(whole),
    lacks: emptyName(reference) ?? '',
  };
}

function withTagAlone({ run, push, given, registry, repository }: Suspect): ReturnType<Look> {
  if (!isTagAlone(given)) return undefined;
  const isOnlyTag = push.act.found.input === 'tags' && goesNowhereElse(run, push, registry);
  const own = isOnlyTag && repository ? `${registry}/${repository.toLowerCase()}` : null;
  const name = siblingOf(run, push, registry) ?? own;
  return name === null ? undefined : { why: 'tag-alone', given, meant: shownReference(`${name}:${given}`) };
}

/** `ghcr.io:latest`: without a slash it is the name of an image at Docker Hub, and nobody has one of that name. */
function withHostAlone({ given, registry, repository }: Suspect): ReturnType<Look> {
  const name = withoutTag(given);
  const isHost = name.toLowerCase() === registry || (registry === 'ghcr.io' && isSurelyMisspelt(name));
  if (name.includes('/') || !isHost) return undefined;
  const image = repository?.toLowerCase() ?? 'OWNER/NAME';
  return {
    why: 'bare-host',
    given: shownReference(given),
    meant: shownReference(`${registry}/${image}${given.slice(name.length)}`),
  };
}

function withWrongSlash({ run, push: { act }, given, registry }: Suspect): ReturnType<Look> {
  const slashed = isDockers(act) ? withSlash(given, registry) : null;
  if (!slashed) return undefined;
  const meant = shownReference(slashed.meant);
  const { why, beginning, to } = slashed;
  const edits = (sources: readonly NameSource[]) =>
    sources.length > 0
      ? rewrittenNames(sources, (value) => value.replace(value.trim().slice(0, beginning.length), () => to))
      : hasHole(given) || run.pushes.some((each) => each.act.step === act.step && !isDockers(each.act))
        ? []
        : // Another step may push by the same name with a client that reads it so.
          wordEdits(act.document, given, meant).filter(({ start }) => isWithin(start, act.step));
  return { why, given: shownReference(given), meant, beginning, edits };
}

function isWithin(at: number, { node }: StepText): boolean {
  return node.start <= at && at < node.end;
}

function ofUnknownHost({ given }: Suspect): ReturnType<Look> {
  return hasHole(given.split('/', 1)[0] ?? '') && !isSurelyName(given) ? null : undefined;
}

function withMisspeltHost({ push, given, registry }: Suspect): ReturnType<Look> {
  const host = hostMeant(given);
  if (host === null || !isSurelyMisspelt(host)) return undefined;
  const beginning = given.slice(0, host.length);
  const edits = (sources: readonly NameSource[]) => hostEdits([push.act, ...sources], beginning, registry);
  const meant = shownReference(registry + given.slice(host.length));
  return { why: 'misspelt-host', given: shownReference(given), meant, beginning, edits };
}

/** On a machine that GitHub does not make for the job, somebody may have logged in to Docker Hub before. */
function withoutHost({ run, push, job, isHosted, given, registry, repository }: Suspect): ReturnType<Look> {
  if (!isHosted || hostMeant(given) !== null || !isLostWithoutHost(run, push, registry)) return null;
  const whole = `${registry}/${owned(given, repository)}`;
  const name = withoutTag(given);
  const front = whole.slice(0, whole.length - given.length);
  const lacked = { name, front, repository };
  const { document, step, found } = push.act;
  const input = child(child(step.node, 'with'), found.namedIn ?? found.input ?? '');
  const isOpen = hasHole(name) || (repository === null && !given.includes('/'));
  const edits = (sources: readonly NameSource[]) => {
    if (isOpen || document !== job.document) return [];
    if (sources.length > 0) return hostInSources(sources, lacked);
    const written = found.isBeside ? hostInInput(document, input, lacked) : hostInSteps(job, lacked);
    return written.length > 0 ? written : hostAtUse(document, input, front);
  };
  return {
    why: 'no-host',
    given: shownReference(given),
    meant: shownReference(whole),
    beginning: name,
    isOfSources: (sources) => hostInSources(sources, lacked).length > 0,
    edits,
  };
}

/** What belongs to an image is kept beside it, wherever that went: without its host it is looked for at the owner's name. */
function isLostWithoutHost(run: RunReading, push: PushReading, registry: string): boolean {
  const { isBeside, input, reference } = push.act.found;
  return isBeside && input === 'push-to-registry'
    ? /^[a-z\d]/.test(reference) && isLoggedInOnlyTo(run, push, registry)
    : goesNowhereElse(run, push, registry);
}

/** The name with an owner in front, the repository's where there is none. */
function owned(name: string, repository: string | null): string {
  return name.includes('/') ? name : `${repositoryOwner(repository)?.toLowerCase() ?? 'OWNER'}/${name}`;
}

/** Wherever the files write it so: the login to it was meant for the registry, too. */
export function hostEdits(
  users: readonly { document: WorkflowDocument }[],
  host: string,
  registry: string,
): FileEdit[] {
  const documents = new Set(users.map(({ document }) => document));
  return [...documents].flatMap((each) => wordEdits(each, host, registry));
}

function wordEdits(document: WorkflowDocument, word: string, other: string): FileEdit[] {
  return replaceWord(document, word, other).map((edit) => ({ file: document.file, ...edit }));
}

/** The host follows, or the environment has it, or the job can push nowhere else. */
function isMeantFor(suspect: Suspect): boolean {
  const { run, push, given, registry } = suspect;
  return (
    given.toLowerCase().startsWith(`/${registry}/`) ||
    isGivenHost(suspect) ||
    isOnlyLoggedInTo(run, push, registry)
  );
}

/** PowerShell reads the variable as another one than that of the environment, which the text gives a name of the registry. */
function isGivenHost({ push: { act }, job, registry }: Suspect): boolean {
  const [, name] = /^\$(\w+)$/.exec(emptyName(act.found.reference) ?? '') ?? [];
  if (name === undefined) return false;
  const owners = [act.step.node, job.node, job.document.root];
  return owners.some((owner) =>
    (text(child(child(owner, 'env'), name)) ?? '').toLowerCase().startsWith(`${registry}/`),
  );
}

/** The name that the same step pushes to the registry; null where there is none. */
function siblingOf(run: RunReading, { act }: PushReading, registry: string): string | null {
  if (act.found.role !== 'image' || act.found.input === undefined) return null;
  const sibling = pushesOfStep(run, act.step, registry).there;
  return sibling ? withoutTag(sibling.act.found.reference) : null;
}
