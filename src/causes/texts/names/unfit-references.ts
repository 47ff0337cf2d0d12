/** What a workflow's text shows of references that no client and no registry takes. */
import { doubledHost } from '../../../evidence/registry/reference-grammar.js';
import type { NameProblem } from '../../../evidence/types/reference.js';
import { imagesIn } from '../../../fix/image-words.js';
import { withoutFront, withoutScheme, withoutSecondHost, withoutTagIn } from '../../../fix/names.js';
import { renamedInputEdit } from '../../../fix/slips/misnamed-inputs.js';
import { holdsRef, shortRefEdits, shortRefsIn } from '../../../fix/slips/ref-names.js';
import { replaceWord } from '../../../fix/words.js';
import type { Location } from '../../../types.js';
import { clientRefusal } from '../../../workflow/knowledge/names/client-refusals.js';
import { lacksTag } from '../../../workflow/knowledge/names/metadata-tags.js';
import { wholeInTag } from '../../../workflow/knowledge/names/name-shapes.js';
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { happens } from '../../../workflow/language/chance.js';
import { holdsBranch, withoutAbsent } from '../../../workflow/language/origins.js';
import { hasHole } from '../../../workflow/language/values.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { isEmptyThere, isTakenFilled } from '../../../workflow/reading/names/emptied.js';
import { emptyName, lackedNames } from '../../../workflow/reading/names/empty.js';
import { forgottenInput } from '../../../workflow/reading/names/forgotten-inputs.js';
import {
  type EmptyBeginning,
  emptyBeginning,
  emptyExpression,
  placeOfName,
} from '../../../workflow/reading/names/place.js';
import { faultySources, madeSources, placeOfSource } from '../../../workflow/reading/names/source.js';
import { child, entry, entrySpan, type WorkflowDocument } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted, LintedPush } from '../../case.js';
import { type LintClaim, type Mend, OPEN } from '../../cause.js';
import { mendIn, mendOf, onlyShown } from '../../claims/mends.js';
import { faultOf, type ReferenceDetail, type ReferenceFault } from '../../words/reference-fault.js';
import { leftNames } from '../lacks/left-variables.js';
import { placeOfLack } from '../lacks/meant-places.js';
import { misspeltHosts } from '../lacks/misspelt-variables.js';
import { placeOfPush } from '../pushed.js';
import { filledInName } from './filled-in.js';
import { nestedName } from './nested.js';
import { claimsOfReadNames, pushedName } from './pushed-name.js';
import { stoppedBuilds } from './stopped-builds.js';
import { strayContainersOf, strayLoginsOf } from './stray-logins.js';
import { type Stray, straysOf } from './strays.js';
import { taggedImage } from './tagged-images.js';
import {
  cureOf,
  lackOfName,
  lackOfNames,
  leftBehind,
  leftClaim,
  slipClaim,
  slipped,
  unset,
} from './unfit-lacks.js';

/** What a job reads, builds and strays with, beside what it pushes. */
export function unfitInJob(job: JobReading, all: Linted): LintClaim<ReferenceDetail>[] {
  return [
    ...straysOf(job, all).map((stray) => strayClaim(stray, job)),
    ...strayContainersOf(job, all).map((stray) => ({ ...strayClaim(stray, job), wantsPush: true as const })),
    ...strayLoginsOf(job, all).map((stray) => ({
      ...strayClaim(stray, job),
      ...(stray.isHarmless ? { severity: 'warning' as const } : {}),
      ...(stray.isOpen ? OPEN : {}),
      yields: true as const,
    })),
    ...leftNames(job, all).map((left) => ({
      ...leftClaim(left),
      location: locate(left.act.document, left.act.place),
      job: job.job.id,
    })),
    ...misspeltHosts(job, all).map((slip) => slipClaim(slip, job)),
    ...claimsOfReadNames(job, all, wrongNameSaid),
    ...stoppedBuilds(job, all, 'invalid').map(({ problem, ...claim }) => ({
      ...claim,
      detail: faultOf(problem),
    })),
    // A build stops at such a name, too.
    ...job.runs.flatMap((run) =>
      run.builds.flatMap((push) => {
        const build = { ...all, job, run, push, isLoggedInElsewhere: false };
        return (happens(run.runs) && wrongNameSaid(build)) || [];
      }),
    ),
  ];
}

/** Of what is not pushed the claim itself says which name it is about. */
function wrongNameSaid(read: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const claim = wrongName(read);
  return (
    claim && { ...claim, facts: { ...claim.facts, given: shownReference(read.push.act.found.reference) } }
  );
}

function strayClaim(stray: Stray, job: JobReading): LintClaim<ReferenceDetail> {
  const { misnamed } = stray;
  const fault = {
    kind: stray.why,
    ...(stray.lacks ? lackOfName(stray.lacks, job) : {}),
    ...(misnamed === undefined ? {} : { misnamed }),
  };
  return {
    confidence: 'certain',
    location: stray.location,
    job: job.job.id,
    facts: { given: stray.given },
    ...(stray.lacks ? { apart: stray.lacks } : {}),
    mend: () => mendOf(stray.edits?.() ?? []) ?? cureOf(fault, stray.location, job),
    detail: { corrected: stray.meant, fault },
  };
}

/** The name of a push, or the tag that it has or lacks. */
export function unfitPush(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const isDigest = push.push.act.found.refuses === 'digest';
  return (
    nestedName(push) ??
    // A digest that comes to nothing is not what has to be mended where none may stand.
    (isDigest ? refusedByClient(push) : (taggedImage(push) ?? wrongName(push))) ??
    leftBehind(push) ??
    slipped(push) ??
    unset(push) ??
    withoutDigest(push) ??
    refusedByClient(push) ??
    branchAsTag(push)
  );
}

/** Only what pushes is stopped by it: without a tag an image is built all the same, and a loop over none has no turn. */
function isStoppedWithoutTag({ push: { act } }: LintedPush): boolean {
  return act.found.access === 'push' && act.found.input === 'tags' && happens(act.runs);
}

function wrongName(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  if (lacksTag(push.push.act.found.reference) && !isStoppedWithoutTag(push)) return undefined;
  const name = pushedName(push);
  if (name?.problem?.kind !== 'invalid') return undefined;
  const { problem } = name;
  const { act } = push.push;
  const given = withoutAbsent(act.found.reference).trim();
  const isTag = /[:@]/.test(given.slice(given.indexOf('/') + 1, name.problem.index));
  const begins = isTag && /^[-.]$/.test(name.problem.character) ? emptyBeginning(act, push.job.job) : null;
  if (begins) {
    const { event } = push.run.trigger;
    return {
      confidence: 'certain',
      location: locate(act.document, begins.line),
      job: push.job.job.id,
      facts: { event: event ?? '' },
      detail: {
        ...faultOf(name.problem),
        fault: {
          kind: 'empty-beginning',
          expression: begins.expression,
          character: name.problem.character,
        },
      },
      mend: () => onlyWithBranch(act.document, begins, event),
    };
  }
  const told = placeOfPush(push);
  const detail = { ...faultOf(name.problem), ...emptyPart(push, name.problem) };
  // Which of two is one too many, the place tells where the second is put in front.
  const isDoubled = (doubledHost(given, push.registry) ?? wholeInTag(given, push.registry)) !== null;
  const isVariable = name.problem.character === '$';
  const sources = isDoubled ? [] : faultySources(push, given, name.problem);
  const source = placeOfSource(sources);
  const location =
    forgottenIn(act, name.problem)?.location ??
    source ??
    placeOfName(act, push.job.job, isTag ? 'tag' : 'name') ??
    placeOfLack(detail.fault, act, push.job) ??
    told.location;
  const isAddress = act.step.uses !== null && /^https?:\/\//i.test(act.found.reference);
  const mend = () =>
    isAddress
      ? withoutSchemeOf(push, location, source !== null)
      : (withoutSchemeInScripts(push) ??
        undoubled(push, location) ??
        alone(push, location) ??
        renamed(act, problem) ??
        shortRef(push) ??
        tagOfRun(push, detail.fault) ??
        mendOf(isVariable ? filledInName(push, sources) : []) ??
        cureOf(detail.fault, location, push.job));
  const { fault } = detail;
  // What no edit mends is not mended with a name in which something else is wrong.
  const isOwn = fault.kind === 'character' && mend() === null;
  return {
    confidence: 'certain',
    ...(isOwn ? { apart: `${isTag ? 'tag' : 'name'} ${fault.character}` } : {}),
    // Whether anybody ever opens one from a fork can't be seen.
    ...(push.run.trigger.fork ? { severity: 'warning' } : {}),
    job: told.job,
    location,
    mend,
    facts: { event: push.run.trigger.event ?? '' },
    detail,
  };
}

/** In a script, the same words may be the address of the registry. */
function withoutSchemeOf(
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
function withoutSchemeInScripts({ push: { act }, job, registry }: LintedPush): Mend | null {
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
function undoubled({ push: { act }, registry }: LintedPush, location: Location): Mend | null {
  const { document, found, step } = act;
  if (doubledHost(withoutAbsent(found.reference).trim(), registry) === null) return null;
  const mend = mendIn(document, withoutSecondHost(document, location, registry));
  return step.uses === null ? onlyShown(mend) : mend;
}

/** A whole reference in the place of a tag: written without what stands in front of it, where that is as it is here. */
function alone({ push: { act }, registry }: LintedPush, location: Location): Mend | null {
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
function tagOfRun({ push: { act }, job }: LintedPush, fault: ReferenceFault): Mend | null {
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
function shortRef(push: LintedPush): Mend | null {
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
function forgottenIn(act: LintedPush['push']['act'], problem: Extract<NameProblem, { kind: 'invalid' }>) {
  const empty = isEmptyThere(problem) ? emptyName(act.found.reference) : null;
  return forgottenInput(act, empty);
}

/** What is passed to the action by a name that it does not have: by the one that it requires. */
function renamed(...of: Parameters<typeof forgottenIn>): Mend | null {
  const { misnamed, name, by } = forgottenIn(...of) ?? {};
  return misnamed && name && by ? mendIn(by.document, renamedInputEdit(misnamed, name)) : null;
}

/** What of the name is empty, as the text calls it. */
function emptyPart(
  { push: { act }, job, run, registry }: LintedPush,
  problem: Extract<NameProblem, { kind: 'invalid' }>,
): Partial<ReferenceDetail> {
  const lacks = lackedNames(act.found.reference);
  if (lacks.length > 0 && isTakenFilled(act.found.reference, { registry, owner: null }))
    return { fault: { kind: 'lacks', ...lackOfNames(lacks, job) } };
  if (lacks.length > 0 || !isEmptyThere(problem)) return {};
  const expression = emptyExpression(act, job.job);
  if (expression === null) return {};
  return { fault: { kind: 'nothing', expression, inFork: run.trigger.fork } };
}

/** The digest that is given apart from the name comes to nothing: the client asks for a subject, and ends. */
function withoutDigest(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const { document, step, found } = push.push.act;
  const { digest } = found;
  const written = entry(child(step.node, 'with'), 'subject-digest');
  const lacks = digest === undefined ? null : emptyName(digest);
  if (!written || digest === undefined || lacks === null || withoutAbsent(digest).trim() !== '')
    return undefined;
  if (push.run.trigger.fork || push.job.document !== document) return undefined;
  const fault = { kind: 'lacks' as const, ...lackOfName(lacks, push.job) };
  const location = placeOfLack(fault, push.push.act, push.job) ?? locate(document, entrySpan(written));
  return {
    confidence: 'certain',
    job: push.job.job.id,
    location,
    facts: { given: `${shownReference(withoutAbsent(found.reference).trim())}@` },
    mend: () => cureOf(fault, location, push.job),
    detail: { corrected: '', fault },
  };
}

/** What docker or helm does not push, whatever the registry would say; and a tag or a digest for what takes the name alone. */
function refusedByClient(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const { act } = push.push;
  const { input, namedIn = input, isBare = false, refuses = isBare && ('tag' as const) } = act.found;
  const { scheme = '', reference } = act.found;
  const given = scheme + shownReference(withoutAbsent(reference).trim());
  const problem = refuses ? clientRefusal(given, refuses) : null;
  if (problem === null) return undefined;
  const written = !isBare || namedIn === undefined ? null : entry(child(act.step.node, 'with'), namedIn);
  return {
    confidence: 'certain',
    ...placeOfPush(push),
    ...(written ? { location: locate(act.document, entrySpan(written)) } : {}),
    facts: { given },
    mend: () =>
      problem.kind === 'no-scheme' || problem.kind === 'no-transport'
        ? withFront(push, problem.corrected)
        : written && mendIn(act.document, withoutTagIn(act.document, written.value.node)),
    detail: faultOf(problem),
  };
}

/** With the scheme or the transport in front that its client wants, where the command has the address as it is. */
function withFront({ push: { act } }: LintedPush, corrected: string): Mend | null {
  const { document, found, place, step } = act;
  const name = withoutAbsent(found.reference).trim();
  if (step.uses !== null || hasHole(name) || !corrected.endsWith(name)) return null;
  const word = (found.scheme ?? '') + name;
  const [only, ...others] = replaceWord(document, word, corrected, place);
  return only && others.length === 0 ? mendIn(document, only) : null;
}

/** The tag is the name of a branch as it is, in a run that surely pushes: with a slash in it, it is none. */
function branchAsTag(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const { act } = push.push;
  const { reference } = act.found;
  const isSure = push.run.runs === 'yes' && act.runs === 'yes' && !act.found.mayFail;
  if (!isSure || !holdsBranch(reference.slice(reference.lastIndexOf(':') + 1))) return undefined;
  const { registry } = push;
  if (!reference.toLowerCase().startsWith(`${registry}/`) || !reference.includes(':')) return undefined;
  return {
    confidence: 'likely',
    severity: 'warning',
    ...placeOfPush(push),
    facts: { event: push.run.trigger.event ?? '' },
    detail: { corrected: '', fault: { kind: 'branch' } },
  };
}

/** Makes the tag only in runs in which its beginning is not empty: in the others it never was a tag. */
function onlyWithBranch(
  document: WorkflowDocument,
  { expression, line }: EmptyBeginning,
  event: string | null,
): Mend | null {
  const written = document.text.slice(line.start, line.end);
  if (!expression.includes('branch') || event === 'pull_request_target' || /enable=|#/.test(written))
    return null;
  const text = ",enable=${{ startsWith(github.ref, 'refs/heads/') }}";
  return { edits: [{ file: document.file, start: line.end, end: line.end, text }], safe: true };
}
