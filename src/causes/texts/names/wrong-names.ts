/** Names and tags that the grammar of references has not, and what of them is empty. */
import { doubledHost } from '../../../evidence/registry/reference-grammar.js';
import type { NameProblem } from '../../../evidence/types/reference.js';
import { lacksTag } from '../../../workflow/knowledge/names/metadata-tags.js';
import { wholeInTag } from '../../../workflow/knowledge/names/name-shapes.js';
import { happens } from '../../../workflow/language/chance.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import { isEmptyThere, isTakenFilled } from '../../../workflow/reading/names/emptied.js';
import { lackedNames } from '../../../workflow/reading/names/empty.js';
import { emptyBeginning, emptyExpression, placeOfName } from '../../../workflow/reading/names/place.js';
import { faultySources, placeOfSource } from '../../../workflow/reading/names/source.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { mendOf } from '../../claims/mends.js';
import { faultOf, type ReferenceDetail } from '../../words/reference-fault.js';
import { placeOfLack } from '../lacks/meant-places.js';
import { placeOfPush } from '../pushed.js';
import { withEmptyBeginning } from './branch-tags.js';
import { filledInName } from './filled-in.js';
import { pushedName } from './pushed-name.js';
import { cureOf, lackOfNames } from './unfit-lacks.js';
import {
  forgottenIn,
  renamedInput,
  shortRef,
  tagOfRun,
  undoubled,
  withoutNameInTag,
  withoutSchemeInScripts,
  withoutSchemeOf,
} from './wrong-name-mends.js';

/** Only what pushes is stopped by it: without a tag an image is built all the same, and a loop over none has no turn. */
function isStoppedWithoutTag({ push: { act } }: LintedPush): boolean {
  return act.found.access === 'push' && act.found.input === 'tags' && happens(act.runs);
}

/** A name or a tag that is none, with all that is known of why. */
export function wrongName(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  if (lacksTag(push.push.act.found.reference) && !isStoppedWithoutTag(push)) return undefined;
  const name = pushedName(push);
  if (name?.problem?.kind !== 'invalid') return undefined;
  const { problem } = name;
  const { act } = push.push;
  const given = withoutAbsent(act.found.reference).trim();
  const isTag = /[:@]/.test(given.slice(given.indexOf('/') + 1, name.problem.index));
  const begins = isTag && /^[-.]$/.test(name.problem.character) ? emptyBeginning(act, push.job.job) : null;
  if (begins) return withEmptyBeginning(push, begins, problem);
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
        withoutNameInTag(push, location) ??
        renamedInput(act, problem) ??
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
