/** Names that are good ones, and that the client which is given them does not take. */
import { withoutTagIn } from '../../../fix/names.js';
import { replaceWord } from '../../../fix/words.js';
import { clientRefusal } from '../../../workflow/knowledge/names/client-refusals.js';
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import { hasHole } from '../../../workflow/language/values.js';
import { emptyName } from '../../../workflow/reading/names/empty.js';
import { child, entry, entrySpan } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim, Mend } from '../../cause.js';
import { mendIn } from '../../claims/mends.js';
import { faultOf, type ReferenceDetail } from '../../words/reference-fault.js';
import { placeOfLack } from '../lacks/meant-places.js';
import { placeOfPush } from '../pushed.js';
import { cureOf, lackOfName } from './unfit-lacks.js';

/** The digest that is given apart from the name comes to nothing: the client asks for a subject, and ends. */
export function withoutDigest(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
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
export function refusedByClient(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const { act } = push.push;
  const { input, namedIn = input, refuses, scheme = '', reference } = act.found;
  const given = scheme + shownReference(withoutAbsent(reference).trim());
  const problem = clientRefusal(given, refuses);
  if (problem === null) return undefined;
  const written =
    refuses !== 'tag' || namedIn === undefined ? null : entry(child(act.step.node, 'with'), namedIn);
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
