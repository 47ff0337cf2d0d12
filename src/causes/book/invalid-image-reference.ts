import { isMisspelt } from '../../evidence/registry/misspelt.js';
import type { NameProblem } from '../../evidence/types/reference.js';
import { withoutScheme } from '../../fix/names.js';
import type { Location } from '../../types.js';
import { concernsRegistry } from '../../workflow/knowledge/concern.js';
import { lacksTag } from '../../workflow/knowledge/metadata-tags.js';
import { shownReference } from '../../workflow/knowledge/names.js';
import { caseFiltersIn } from '../../workflow/language/case-filters.js';
import { happens } from '../../workflow/language/chance.js';
import { contextOf } from '../../workflow/language/named-context.js';
import { holdsBranch, withoutAbsent } from '../../workflow/language/origins.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import {
  type EmptyBeginning,
  emptyBeginning,
  emptyExpression,
  placeOfName,
} from '../../workflow/reading/name-place.js';
import { inputRefusalsIn } from '../../workflow/runs/call-refusals.js';
import {
  isSecretInCondition,
  type MisplacedContext,
  misplacedContextsIn,
} from '../../workflow/runs/misplaced-contexts.js';
import { child, type WorkflowDocument } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { Case, Linted, LintedPush } from '../case.js';
import { type Claim, causeWith, type LintClaim, type Mend } from '../cause.js';
import { mendIn, mendOf } from '../claims/mends.js';
import { placeOfPart } from '../claims/places.js';
import { wasAsked } from '../questions/asked.js';
import {
  CAPITALS_UNPARSED,
  isRefusedOrMissing,
  NAME_INVALID,
  REPOSITORY_UNFIT,
  says,
  unfitName,
} from '../questions/said.js';
import { forgottenInput } from '../texts/forgotten-inputs.js';
import { type LeftVariable, leftNames, leftVariable } from '../texts/left-variables.js';
import { meantName } from '../texts/meant-names.js';
import { placeOfPush } from '../texts/pushed.js';
import { emptyName, pushedName, readNamesOf } from '../texts/pushed-name.js';
import { strayLoginsOf, straysOf } from '../texts/strays.js';
import { faultFix, faultMessage, isRefusedByGitHub, type ReferenceFault } from '../words/reference-words.js';

/** A character that the grammar of image references does not have. */
export const invalidImageReference = causeWith<Detail>()({
  id: 'invalid-image-reference',
  severity: 'error',
  mends: 'name',
  sources: ['facts N2, P8, K18', 'OCI distribution spec: Pulling manifests'],
  says: [
    /invalid reference format(?!: repository name)/i,
    NAME_INVALID,
    /could not parse reference: /,
    /\b(?:repository|tag) can only contain the characters /,
  ],
  seen: ['ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format'],
  example: {
    given: 'ghcr.io/OWNER/NAME:feature/x',
  },
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OWNER/NAME:${{ github.head_ref }} # feature/x',
    after: 'tags: ${{ steps.meta.outputs.tags }} # docker/metadata-action',
  },
  exampleDetail: {
    corrected: 'ghcr.io/OWNER/NAME:feature-x',
    fault: { kind: 'character', place: 27, character: '/' },
  },

  explains(seen) {
    const problem = seen.image?.problem ?? null;
    if (wasAsked(seen)) {
      const isSent = seen.kind !== 'name' && seen.code === 'NAME_INVALID' && isRefusedOrMissing(seen);
      if (isSent)
        return {
          confidence: 'likely',
          ...placeOfPart(seen, 'name'),
          detail: { ...faultOf(problem), fault: { kind: 'part' } },
        };
      if (seen.kind !== 'name' || (problem?.kind !== 'invalid' && problem?.kind !== 'misspelt-host'))
        return undefined;
      return { confidence: 'certain', ...placeOfPart(seen, partOf(problem, seen)), detail: faultOf(problem) };
    }
    // The whole name reached Docker Hub as a repository of its own (facts P8).
    if (/"Name":\s*"ghcr\.io\//.test(seen.text)) return { confidence: 'certain', detail: faultOf(null) };
    if (seen.kind !== 'name' || says(seen, /must be lowercase/i, CAPITALS_UNPARSED)) return undefined;
    if (isMisspelt(seen.registry)) return misspelt(seen);
    // The registry's own answer: what does not fit in the name, it leaves open (facts N3).
    if (says(seen, NAME_INVALID)) {
      if (seen.image && !seen.image.name.includes('/')) return undefined;
      return {
        confidence: seen.image ? 'likely' : 'possible',
        facts: { given: seen.image?.address ?? '' },
        detail: faultOf(null),
      };
    }
    if (says(seen, REPOSITORY_UNFIT)) {
      const given = unfitName(seen);
      if (/[A-Z]/.test(given)) return undefined;
      return { confidence: given ? 'certain' : 'likely', facts: { given }, detail: faultOf(null) };
    }
    const given = /"([^"]+)"|(?:could not parse reference|can only contain the characters \S+): (\S+)/.exec(
      seen.text,
    );
    return { confidence: 'certain', facts: { given: given?.[1] ?? given?.[2] ?? '' }, detail: faultOf(null) };
  },

  lints: {
    // One is enough: GitHub refuses the file for the first of them.
    file: (document, all) =>
      [
        ...filtersOf(document, all),
        ...contextsThatAreNotThere(document),
        ...refusedInputs(document, all),
      ].slice(0, 1),

    job: (job, all) => [
      ...[...straysOf(job, all), ...strayLoginsOf(job, all)].map((stray) => ({
        confidence: 'certain' as const,
        location: stray.location,
        job: job.job.id,
        facts: { given: stray.given },
        mend: () => mendOf(stray.edits?.() ?? []),
        detail: {
          corrected: stray.meant,
          fault: {
            kind: stray.why,
            ...(stray.lacks ? lackOf(stray.lacks, job) : {}),
          },
        },
      })),
      ...leftNames(job, all).map((left) => ({
        ...leftClaim(left),
        location: locate(left.act.document, left.act.place),
        job: job.job.id,
      })),
      ...readNamesOf(job, all).flatMap((pull) => wrongName(pull) ?? []),
      // A build stops at such a name, too.
      ...job.runs.flatMap((run) =>
        run.builds.flatMap((push) => {
          const build = { ...all, job, run, push, isLoggedInElsewhere: false };
          const claim = happens(run.runs) ? wrongName(build) : undefined;
          return claim
            ? [{ ...claim, facts: { ...claim.facts, given: shownReference(push.act.found.reference) } }]
            : [];
        }),
      ),
    ],
    push: (push) =>
      wrongName(push) ?? leftBehind(push) ?? notBare(push) ?? refusedByClient(push) ?? branchAsTag(push),
  },

  text: {
    en: {
      title: 'This is not a valid image reference',
      titleOf: ({ fault }) => (isRefusedByGitHub(fault) ? 'GitHub refuses this workflow' : undefined),
      message: (f, { fault }) => faultMessage(fault, f, 'en'),
      fix: (f, { fault, corrected }) => faultFix(fault, corrected, f, 'en'),
      tell: () =>
        'The client stops before it asks the registry: there is no status in the message. Print the reference as the shell sees it, in quotes, to find an empty variable or a line break.',
    },
    'zh-CN': {
      title: '镜像引用无效',
      titleOf: ({ fault }) => (isRefusedByGitHub(fault) ? 'GitHub 不接受此工作流' : undefined),
      message: (f, { fault }) => faultMessage(fault, f, 'zh-CN'),
      fix: (f, { fault, corrected }) => faultFix(fault, corrected, f, 'zh-CN'),
      tell: () =>
        '客户端在询问注册表之前就停止了，消息中没有状态码。把 shell 实际得到的引用加上引号打印出来，即可发现空变量或换行符。',
    },
  },
});

function filtersOf(document: WorkflowDocument, { registry }: Linted): LintClaim<Detail>[] {
  return caseFiltersIn(document, registry).map(({ expression, span }) => ({
    confidence: 'certain',
    location: locate(document, span),
    facts: { given: expression },
    detail: { corrected: '', fault: { kind: 'no-expression' } },
  }));
}

/** What is a part of a name: other values are not our business. */
const OF_NAME = /image|container|owner|regist|repo|tag/i;

/**
 * Contexts that are asked where there are none. No job of such a file runs, so it does not matter what is made of it, where
 * the file has to do with the registry.
 */
function contextsThatAreNotThere(document: WorkflowDocument): LintClaim<Detail>[] {
  const misplaced = misplacedContextsIn(document).filter((each) => !isSecretInCondition(each));
  const isConcerned = misplaced.length > 0 && concernsRegistry(document.text);
  return misplaced
    .filter((each) => isConcerned || mayBeOfName(each, document))
    .map(({ name, place, job, span }) => ({
      confidence: 'certain',
      location: locate(document, span),
      ...(job === null ? {} : { job }),
      facts: { given: `\${{ ${name} }}` },
      detail: { corrected: '', fault: { kind: 'no-context', place, context: contextOf(name) } },
    }));
}

/** Elsewhere nothing names the registry: an image that a job runs in, or beside, and that begins with a word, is another's. */
function mayBeOfName(
  { key, name, place, span }: MisplacedContext,
  { text: source }: WorkflowDocument,
): boolean {
  const isOther =
    place.endsWith('.credentials') ||
    (/\.(?:container|services)$/.test(place) &&
      /^[^:]*:\s*["']?[\w.-]+[:/]/.test(source.slice(span.start, span.end)));
  return !isOther && OF_NAME.test(`${key} ${name}`);
}

/** Inputs that a name is made of, and that a call does not pass on. */
function refusedInputs(document: WorkflowDocument, { open, repository }: Linted): LintClaim<Detail>[] {
  return inputRefusalsIn(document, open, repository)
    .filter(({ name }) => OF_NAME.test(name))
    .map(({ why, name, job, span }) => ({
      confidence: 'certain',
      location: locate(document, span),
      job,
      facts: { given: name },
      detail: { corrected: '', fault: { kind: why === 'required' ? 'required-input' : 'undeclared-input' } },
    }));
}

/** Another host answered, or none: not even the name was read there. */
function misspelt({ registry: host, text, command }: Case): Claim<Detail> {
  const [, name = ''] =
    new RegExp(`${host.replaceAll('.', '\\.')}(?:/v2(?=/))?(/[\\w./-]+\\w(?::[\\w.-]+)?)`, 'i').exec(
      `${text} ${command}`,
    ) ?? [];
  const path = /^\/(?:v2|token)\/?$/.test(name) ? '' : name.replace(/\/(?:manifests|blobs)\/.*$/, '');
  return {
    confidence: 'certain',
    facts: { given: host + path, registry: 'ghcr.io' },
    detail: { corrected: `ghcr.io${path}`, fault: { kind: 'misspelt-host' } },
  };
}

/** Only what pushes is stopped by it: without a tag an image is built all the same, and a loop over none has no turn. */
function isStoppedWithoutTag({ push: { act } }: LintedPush): boolean {
  return act.found.access === 'push' && act.found.input === 'tags' && happens(act.runs);
}

function wrongName(push: LintedPush): LintClaim<Detail> | undefined {
  if (lacksTag(push.push.act.found.reference) && !isStoppedWithoutTag(push)) return undefined;
  const name = pushedName(push);
  if (name?.problem?.kind !== 'invalid') return undefined;
  const { act } = push.push;
  const isTag = name.problem.index > act.found.reference.lastIndexOf('/');
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
  const location =
    placeOfForgotten(act, name.problem) ??
    placeOfName(act, push.job.job, isTag ? 'tag' : 'name') ??
    told.location;
  const isAddress = act.step.uses !== null && /^https?:\/\//i.test(act.found.reference);
  return {
    confidence: 'certain',
    // Whether anybody ever opens one from a fork can't be seen.
    ...(push.run.trigger.fork ? { severity: 'warning' } : {}),
    job: told.job,
    location,
    ...(isAddress ? { mend: () => withoutSchemeOf(push, location) } : {}),
    facts: { event: push.run.trigger.event ?? '' },
    detail: { ...faultOf(name.problem), ...(isEmptyThere(name.problem) ? emptyPart(push) : {}) },
  };
}

/** In a script, the same words may be the address of the registry. */
function withoutSchemeOf({ push: { act }, registry }: LintedPush, location: Location): Mend | null {
  return mendIn(act.document, withoutScheme(act.document, location, registry));
}

/** Does the fault stand where something is missing: at the end, or where the next part begins? */
function isEmptyThere({ character }: Extract<NameProblem, { kind: 'invalid' }>): boolean {
  return /^[/:@]?$/.test(character);
}

/** Of the step that had to pass what is missing in the name. */
function placeOfForgotten(
  act: LintedPush['push']['act'],
  problem: Extract<NameProblem, { kind: 'invalid' }>,
) {
  const empty = isEmptyThere(problem) ? emptyName(act.found.reference) : null;
  return forgottenInput(act, empty)?.location ?? null;
}

/** What of the name is empty, as the text calls it. */
function emptyPart({ push: { act }, job, run }: LintedPush): Partial<Detail> {
  const lacks = emptyName(act.found.reference);
  if (lacks !== null) return { fault: { kind: 'lacks', ...lackOf(lacks, job) } };
  const expression = emptyExpression(act, job.job);
  if (expression === null) return {};
  return { fault: { kind: 'nothing', expression, inFork: run.trigger.fork } };
}

/** Without a variable that another step has kept to itself. */
function leftBehind(push: LintedPush): LintClaim<Detail> | undefined {
  const left = leftVariable(push);
  if (!left) return undefined;
  return {
    ...leftClaim(left),
    ...(push.run.trigger.fork ? { severity: 'warning' } : {}),
    ...placeOfPush(push),
  };
}

function leftClaim({ name, by, at, id, reference }: LeftVariable) {
  return {
    confidence: 'certain' as const,
    facts: { given: shownReference(reference) },
    detail: { corrected: '', fault: { kind: 'other-step' as const, name, by, at, id } },
  };
}

/** A name that comes to nothing, and what else it may be. */
function lackOf(lacks: string, job: JobReading) {
  return { lacks, isCallers: isSetByCaller(lacks, job), meant: meantName(lacks, job.job) };
}

/** Is it a variable that the workflow sets which calls this one? */
function isSetByCaller(name: string, { chain }: JobReading): boolean {
  return chain.callers.some(({ document }) => child(child(document.root, 'env'), name) !== null);
}

/** A tag or a digest behind a name, for a client that takes the name alone. */
function notBare(push: LintedPush): LintClaim<Detail> | undefined {
  const { act } = push.push;
  const given = withoutAbsent(act.found.reference).trim();
  const name = given.replace(BEHIND_NAME, '');
  if (!act.found.isBare || name === given) return undefined;
  return {
    confidence: 'certain',
    ...placeOfPush(push),
    facts: { given: shownReference(given) },
    detail: { corrected: shownReference(name), fault: { kind: 'not-bare' } },
  };
}

/** What docker or helm does not push, whatever the registry would say. */
function refusedByClient(push: LintedPush): LintClaim<Detail> | undefined {
  const { reference, refuses } = push.push.act.found;
  if (refuses === undefined) return undefined;
  const given = shownReference(withoutAbsent(reference).trim());
  const isDigest = refuses === 'digest';
  const name = given.replace(/@.*$/, '');
  return {
    confidence: 'certain',
    ...placeOfPush(push),
    facts: { given },
    detail: {
      corrected: isDigest ? (/:[^/]*$/.test(name) ? name : `${name}:TAG`) : `oci://${given}`,
      fault: { kind: isDigest ? 'pushed-digest' : 'no-scheme' },
    },
  };
}

/** `:1`, `@sha256:…`. */
const BEHIND_NAME = /[:@][^/]*$/;

/** The tag is the name of a branch as it is, in a run that surely pushes: with a slash in it, it is none. */
function branchAsTag(push: LintedPush): LintClaim<Detail> | undefined {
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

interface Detail {
  /** The whole reference as it was meant; empty: that can't be told. */
  corrected: string;
  fault: ReferenceFault;
}

/** In which part of the name the fault is. */
function partOf(problem: NameProblem, { image }: Case): 'name' | 'tag' {
  const end = (image?.given ?? '').lastIndexOf('/');
  return problem.kind === 'invalid' && problem.index > end && image?.tag !== null ? 'tag' : 'name';
}

function faultOf(problem: NameProblem | null): Detail {
  const corrected = problem?.corrected ?? '';
  if (problem?.kind === 'misspelt-host') return { corrected, fault: { kind: 'misspelt-host' } };
  if (problem?.kind !== 'invalid' || !problem.character) return { corrected, fault: { kind: 'part' } };
  return { corrected, fault: { kind: 'character', place: problem.index + 1, character: problem.character } };
}
