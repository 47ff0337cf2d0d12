/**
 * From what the registry answered to findings. Every refusal gets the one cause that explains
 * it best; the other candidates become its alternatives. Pure: what is true was observed before.
 */

import { stepOf } from '../../causes/claims/places.js';
import { CAUSES } from '../../causes/index.js';
import { tokenName } from '../../causes/token-names.js';
import { isUnreadable, overallVerdict, type Prospect, prospects } from '../../evidence/registry/verdict.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { ImageEvidence } from '../../evidence/types/image.js';
import type { TokenSource } from '../../evidence/types/token.js';
import type { Finding, Language, Location, Verdict } from '../../types.js';
import { brokenChain } from '../chain.js';
import { findingOf } from '../finding.js';
import { judge } from '../judge.js';
import { worstFirst } from '../order.js';
import { SENTENCES } from '../sentences.js';
import { tellsApart } from '../tells.js';
import { alike, type Explained, sameButForImage } from './alike.js';
import { answerObservations } from './answer-observations.js';
import { caseOfAnswer, type LiveRefusal, subjectOfRun } from './case-of-answer.js';

/** The findings, worst first, in one language. */
export function diagnose(evidence: Evidence, language: Language): Finding[] {
  const verdict = overallVerdict(evidence);
  const explained = [
    ...evidence.images.flatMap((image) => explainImage(image, evidence, verdict)),
    ...evidence.cacheReads.flatMap((image) => explainRead(image, evidence, true)),
    ...(evidence.sources ?? []).filter(isUnreadable).flatMap((image) => explainRead(image, evidence, false)),
  ];
  const refusals = alike(explained, evidence, language).map((group) =>
    refusalFinding(group, evidence, language),
  );
  const told = new Set(refusals.map(({ id }) => id));
  const notices = noticed(evidence, language).filter(({ id }) => !told.has(id));
  return worstFirst([...refusals, ...notices]);
}

/** What holds although nothing was refused. */
function noticed(evidence: Evidence, language: Language): Finding[] {
  const subject = subjectOfRun(evidence);
  return CAUSES.flatMap((cause) => {
    const claims = cause.notices?.(evidence) ?? [];
    return sameButForImage(cause, claims, subject, language).map(({ claim, images }) => {
      const job = claim.location ? evidence.run.job : null;
      const seen = answerObservations(null, evidence, language);
      const sentences = images.length > 0 ? [SENTENCES[language].alsoRefused(images)] : [];
      return findingOf({ cause, claim }, { subject, job, sentences, evidence: seen }, language);
    });
  });
}

/** What there is to say about one image: why the chosen token may not, or why the one before it may not. */
function explainImage(image: ImageEvidence, evidence: Evidence, overall: Verdict): Explained[] {
  const found = prospects(image, evidence.chosen);
  const asStored = found.flatMap(({ token, login }) =>
    login.answer ? [{ token, answer: login.answer }] : [],
  );
  return [...asStored, ...image.answers].flatMap(({ token, answer }) => {
    const prospect = found.find(
      (each) =>
        each.answer !== null && (each.login.answer ? each.login.answer === answer : each.token === token),
    );
    // A token that was passed over gets its own word only when another one may; else it stands inside the refusal.
    if (!prospect && overall !== 'allowed') return [];
    // The name is another one's: what is said of it is not said of the push.
    const isOther = image.isStandIn && evidence.imagesFrom === 'repository';
    if (prospect && isOther && answer.outcome === 'refused' && prospect.verdict !== 'denied') return [];
    const refusal = { image, answer, token: tokenOf(token, evidence), login: laterLogin(prospect) };
    return explainAnswer(refusal, evidence, {
      isPassedOver: !prospect,
      isOpen: answer.outcome === 'refused' && prospect?.verdict === 'unknown',
    });
  });
}

/**
 * A cache that is not there yet is none that was refused, and a build goes on without it; of a base it does not.
 * @param isOpen the push may do without it
 */
function explainRead(image: ImageEvidence, evidence: Evidence, isOpen: boolean): Explained[] {
  return image.answers.flatMap(({ token, answer }) =>
    answer.outcome === 'refused' && (answer.status !== 404 || image.image.isBase)
      ? explainAnswer(
          { image, answer, token: tokenOf(token, evidence), login: null, isRead: true },
          evidence,
          { isPassedOver: false, isOpen },
          stepOf(image.image, evidence).location,
        )
      : [],
  );
}

function laterLogin(prospect: Prospect | undefined): LiveRefusal['login'] {
  return prospect && prospect.login.token !== 'own' ? prospect.login : null;
}

function explainAnswer(
  refusal: LiveRefusal,
  evidence: Evidence,
  place: Pick<Explained, 'isPassedOver' | 'isOpen'>,
  step: Location | null = refusal.login?.location ?? null,
): Explained[] {
  if (refusal.answer.outcome === 'allowed') return [];
  const judgement = judge(caseOfAnswer(refusal, evidence));
  if (!judgement) return [];
  const { best } = judgement;
  // What is wrong with a token is mended where it is logged in with, a cache where it is read; the rest stands at the push.
  const location = best.claim.location ?? (best.cause.isOfToken || !refusal.login ? step : null);
  const claim = location ? { ...best.claim, location } : best.claim;
  return [{ refusal, ...place, ...judgement, best: { ...best, claim } }];
}

function tokenOf(token: TokenSource | null, { tokens }: Evidence): LiveRefusal['token'] {
  return tokens.find(({ source }) => source === token) ?? null;
}

function refusalFinding(group: readonly Explained[], evidence: Evidence, language: Language): Finding {
  const [first] = group as readonly [Explained, ...Explained[]];
  const { best, others, refusal, isPassedOver, isOpen } = first;
  const say = SENTENCES[language];
  const images = group.slice(1).map((one) => one.refusal.image.image.reference);
  const sentences = images.length > 0 ? [say.alsoRefused(images)] : [];
  const alternatives = others.map(({ cause }) => cause.id);
  const { chosen } = evidence;
  if (isPassedOver) {
    // Which token is used instead, the title says.
    if (!chosen) sentences.push(say.withoutToken);
  } else {
    for (const other of explainPassedOver(refusal, evidence)) {
      const token = nameOf(other.refusal.token?.source ?? null, evidence, language);
      sentences.push(say.triedFirst(token, other.best.cause.text[language].title));
      alternatives.push(other.best.cause.id);
    }
  }
  const severity = best.claim.severity ?? best.cause.severity;
  const isExcusable = isPassedOver || isOpen || (severity === 'error' && isExcused(evidence));
  const subject = caseOfAnswer(refusal, evidence);
  // What is refused with a later login is no fault of that login: it stands where it is pushed.
  const pushed = refusal.login ? (stepOf(refusal.image.image, evidence).location ?? null) : null;
  const place = best.cause.isOfToken ? null : (refusal.image.place ?? pushed);
  // The chain ends in the job's own token: another one has its rights from elsewhere.
  const grants = refusal.token?.kind === 'github-token' ? evidence.workflow?.grants : undefined;
  return findingOf(
    best,
    {
      subject,
      location: place,
      job: (best.claim.location ?? place) ? evidence.run.job : null,
      severity: isExcusable ? 'warning' : severity,
      title:
        isPassedOver && chosen && refusal.token
          ? say.passedOver(
              nameOf(refusal.token.source, evidence, language),
              nameOf(chosen, evidence, language),
            )
          : undefined,
      sentences,
      alternatives,
      tell: tellsApart(first, subject, language),
      chain: brokenChain(best.cause, grants, { name: subject.image?.address ?? '', access: subject.access }),
      evidence: answerObservations(refusal, evidence, language),
    },
    language,
  );
}

/** Why the other tokens may not either. */
function explainPassedOver({ image, answer, token: asked }: LiveRefusal, evidence: Evidence): Explained[] {
  // A name that no client takes was asked about with no token.
  if (answer.outcome !== 'refused' || answer.step === 'name') return [];
  return image.answers.flatMap(({ token, answer: other }) =>
    token === (asked?.source ?? null)
      ? []
      : explainAnswer({ image, answer: other, token: tokenOf(token, evidence), login: null }, evidence, {
          isPassedOver: true,
          isOpen: false,
        }),
  );
}

/**
 * A fork's or Dependabot's run can't push by rule. That is no error of the workflow, unless its own
 * push step would run all the same (contract, section 2).
 */
function isExcused({ run, access, workflow }: Evidence): boolean {
  const pushes = workflow?.pushes.filter((push) => push.access === 'push') ?? [];
  return run.readOnly !== null && access === 'push' && !pushes.some(({ runs }) => runs === 'yes');
}

function nameOf(source: TokenSource | null, evidence: Evidence, language: Language): string {
  const token = tokenOf(source, evidence);
  return token ? tokenName(token, evidence.registry, language) : SENTENCES[language].noCredential;
}
