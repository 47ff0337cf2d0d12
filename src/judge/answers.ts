/**
 * From what the registry answered to findings. Every refusal gets the one cause that explains
 * it best; the other candidates become its alternatives. Pure: what is true was observed before.
 */
import { caseOfAnswer, type LiveRefusal, subjectOfRun } from '../causes/case-of.js';
import { tokenName } from '../causes/facts.js';
import { CAUSES } from '../causes/index.js';
import { overallVerdict } from '../evidence/registry/verdict.js';
import type { Evidence, ImageEvidence, TokenSource } from '../evidence/types.js';
import type { Finding, Language } from '../types.js';
import { findingOf } from './finding.js';
import { type Judgement, judge } from './judge.js';
import { answerObservations } from './observations.js';
import { worstFirst } from './order.js';
import { SENTENCES } from './sentences.js';

// One door for what is loaded while the registry thinks.

/** The findings, worst first, in one language. */
export function diagnose(evidence: Evidence, language: Language): Finding[] {
  const explained = evidence.images.flatMap((image) => explainImage(image, evidence));
  const refusals = groupAlike(explained).map((group) => refusalFinding(group, evidence, language));
  const told = new Set(refusals.map(({ id }) => id));
  const notices = noticed(evidence, language).filter(({ id }) => !told.has(id));
  return worstFirst([...refusals, ...notices]);
}

/** What holds although nothing was refused. */
function noticed(evidence: Evidence, language: Language): Finding[] {
  const subject = subjectOfRun(evidence);
  return CAUSES.flatMap((cause) =>
    (cause.notices?.(evidence) ?? []).map((claim) => {
      const job = claim.location ? evidence.run.job : null;
      const seen = answerObservations(null, evidence, language);
      return findingOf({ cause, claim }, { subject, job, evidence: seen }, language);
    }),
  );
}

interface Explained extends Judgement {
  refusal: LiveRefusal;
  /** Another token may, or no token is needed: the run goes on with that. */
  isPassedOver: boolean;
}

/** What there is to say about one image: why the chosen token may not, or why the one before it may not. */
function explainImage(image: ImageEvidence, evidence: Evidence): Explained[] {
  const { chosen } = evidence;
  return image.answers.flatMap(({ token, answer }) => {
    const isPassedOver = token !== chosen;
    // A token that was passed over gets its own word only when another one may; else it stands inside the refusal.
    if (isPassedOver && overallVerdict(evidence) !== 'allowed') return [];
    return explainAnswer({ image, answer, token: tokenOf(token, evidence) }, evidence, isPassedOver);
  });
}

function explainAnswer(refusal: LiveRefusal, evidence: Evidence, isPassedOver: boolean): Explained[] {
  if (refusal.answer.outcome === 'allowed') return [];
  const judgement = judge(caseOfAnswer(refusal, evidence));
  return judgement ? [{ refusal, isPassedOver, ...judgement }] : [];
}

function tokenOf(token: TokenSource | null, { tokens }: Evidence): LiveRefusal['token'] {
  return tokens.find(({ source }) => source === token) ?? null;
}

/** One finding for all images that need the same change, however many refusals there were. */
function groupAlike(explained: Explained[]): Explained[][] {
  const groups = new Map<string, Explained[]>();
  for (const one of explained) {
    const { best, refusal, isPassedOver } = one;
    const { location, url, command } = best.claim;
    const place = location ? `${location.file}:${location.line}` : '';
    const isPerImage = !location && !url && !command && refusal.answer.step !== 'token';
    const subject = isPerImage && refusal.answer.outcome === 'refused' ? refusal.image.image.name : '';
    const token = refusal.token?.source;
    const key = [best.cause.id, token, place, url, command, subject, isPassedOver].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function refusalFinding(group: Explained[], evidence: Evidence, language: Language): Finding {
  const [first] = group as [Explained];
  const { best, others, refusal, isPassedOver } = first;
  const say = SENTENCES[language];
  const images = group.slice(1).map((one) => one.refusal.image.image.reference);
  const sentences = images.length > 0 ? [say.alsoRefused(images)] : [];
  const alternatives = others.map(({ cause }) => cause.id);
  if (isPassedOver) {
    const { chosen } = evidence;
    sentences.push(chosen ? say.fallback(nameOf(chosen, evidence, language)) : say.withoutToken);
  } else {
    for (const other of explainPassedOver(refusal, evidence)) {
      const token = nameOf(other.refusal.token?.source ?? null, evidence, language);
      sentences.push(say.triedFirst(token, other.best.cause.text[language].title));
      alternatives.push(other.best.cause.id);
    }
  }
  const severity = best.claim.severity ?? best.cause.severity;
  const isExcusable = isPassedOver || (severity === 'error' && isExcused(evidence));
  return findingOf(
    best,
    {
      subject: caseOfAnswer(refusal, evidence),
      job: best.claim.location ? evidence.run.job : null,
      severity: isExcusable ? 'warning' : severity,
      sentences,
      alternatives,
      evidence: answerObservations(refusal, evidence, language),
    },
    language,
  );
}

/** Why the other tokens may not either. */
function explainPassedOver({ image, answer }: LiveRefusal, evidence: Evidence): Explained[] {
  if (answer.outcome !== 'refused') return [];
  return image.answers.flatMap(({ token, answer: other }) =>
    token === evidence.chosen
      ? []
      : explainAnswer({ image, answer: other, token: tokenOf(token, evidence) }, evidence, true),
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
