/**
 * From evidence to findings. Every refusal gets the one cause that explains it best;
 * the other candidates become its alternatives. Pure: what is true was observed before.
 */
import type { Cause, Claim, Refusal } from '../causes/cause.js';
import { factsOf, tokenName } from '../causes/facts.js';
import { CAUSES } from '../causes/index.js';
import { overallVerdict } from '../evidence/registry/verdict.js';
import type { Evidence, ImageEvidence, TokenSource } from '../evidence/types.js';
import { choose, pageOf } from '../ranking.js';
import type { Finding, Language, Localized, Severity } from '../types.js';
import { checkedList, observations } from './observations.js';

export { checkedList };

const SEVERITY: readonly Severity[] = ['error', 'warning', 'notice'];

/** The findings, worst first, in one language. */
export function diagnose(evidence: Evidence, language: Language): Finding[] {
  const explained = evidence.images.flatMap((image) => explainImage(image, evidence));
  const refusals = groupAlike(explained).map((group) => refusalFinding(group, evidence, language));
  const notices = CAUSES.flatMap((cause) =>
    (cause.notices?.(evidence) ?? []).map((claim) => finding(cause, claim, null, evidence, language)),
  );
  const told = new Set(refusals.map(({ id }) => id));
  return [...refusals, ...notices.filter(({ id }) => !told.has(id))].sort(
    (left, right) => SEVERITY.indexOf(left.severity) - SEVERITY.indexOf(right.severity),
  );
}

interface Explained {
  refusal: Refusal;
  cause: Cause;
  claim: Claim;
  alternatives: Cause[];
  /** Another token may, or no token is needed: the run goes on with that. */
  isPassedOver: boolean;
}

/** What there is to say about one image: why the chosen token may not, or why the one before it may not. */
function explainImage(image: ImageEvidence, evidence: Evidence): Explained[] {
  const { chosen } = evidence;
  const explained: Explained[] = [];
  for (const { token, answer } of image.answers) {
    if (answer.outcome === 'allowed') continue;
    const isChosen = token === chosen;
    // A token that was passed over gets its own word only when another one may; else it stands inside the refusal.
    if (!isChosen && overallVerdict(evidence) !== 'allowed') continue;
    const described = evidence.tokens.find(({ source }) => source === token) ?? null;
    const best = explainRefusal({ image, answer, token: described }, evidence);
    if (best) explained.push({ ...best, isPassedOver: !isChosen });
  }
  return explained;
}

function explainRefusal(refusal: Refusal, evidence: Evidence): Omit<Explained, 'isPassedOver'> | null {
  const candidates = CAUSES.flatMap((cause) => {
    const claim = cause.explains?.(refusal, evidence);
    return claim ? [{ cause, claim }] : [];
  });
  const found = choose(candidates);
  return found && { refusal, ...found.best, alternatives: found.others.map(({ cause }) => cause) };
}

/** One finding for all images that need the same change, however many refusals there were. */
function groupAlike(explained: Explained[]): Explained[][] {
  const groups = new Map<string, Explained[]>();
  for (const one of explained) {
    const { cause, claim, refusal, isPassedOver } = one;
    const place = claim.location ? `${claim.location.file}:${claim.location.line}` : '';
    const isPerImage = !claim.location && !claim.url && !claim.command && refusal.answer.step !== 'token';
    const subject = isPerImage && refusal.answer.outcome === 'refused' ? refusal.image.image.name : '';
    const key = [
      cause.id,
      refusal.token?.source,
      place,
      claim.url,
      claim.command,
      subject,
      isPassedOver,
    ].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function refusalFinding(group: Explained[], evidence: Evidence, language: Language): Finding {
  const [first] = group as [Explained];
  const { cause, claim, refusal, isPassedOver } = first;
  const base = finding(cause, claim, refusal, evidence, language);
  const sentences = [base.message];
  const others = group.slice(1).map((one) => one.refusal.image.image.reference);
  if (others.length > 0) sentences.push(WORDS[language].alsoRefused(others));

  let severity = base.severity;
  let alternatives = first.alternatives.map(({ id }) => id as string);
  if (isPassedOver) {
    severity = 'warning';
    const { chosen } = evidence;
    const { fallback, withoutToken } = WORDS[language];
    sentences.push(chosen ? fallback(nameOf(chosen, evidence, language)) : withoutToken);
  } else {
    const passedOver = explainPassedOver(refusal, evidence);
    for (const other of passedOver) {
      const token = nameOf(other.refusal.token?.source ?? null, evidence, language);
      sentences.push(WORDS[language].triedFirst(token, other.cause.text[language].title));
      if (other.cause !== cause) alternatives = [...alternatives, other.cause.id];
    }
  }
  if (isExcused(evidence) && severity === 'error') severity = 'warning';
  return {
    ...base,
    severity,
    message: sentences.join(WORDS[language].space),
    alternatives: [...new Set(alternatives)].filter((id) => id !== cause.id),
    evidence: observations(refusal, evidence, language),
  };
}

/** Why the other tokens may not either. */
function explainPassedOver(
  { image, answer }: Refusal,
  evidence: Evidence,
): Omit<Explained, 'isPassedOver'>[] {
  if (answer.outcome !== 'refused') return [];
  return image.answers.flatMap(({ token, answer: other }) => {
    if (token === evidence.chosen || other.outcome === 'allowed') return [];
    const described = evidence.tokens.find(({ source }) => source === token) ?? null;
    const explained = explainRefusal({ image, answer: other, token: described }, evidence);
    return explained ? [explained] : [];
  });
}

/**
 * A fork's or Dependabot's run can't push by rule. That is no error of the workflow, unless its own
 * push step would run all the same (contract, section 2).
 */
function isExcused({ run, access, workflow }: Evidence): boolean {
  const pushes = workflow?.pushes.filter((push) => push.access === 'push') ?? [];
  return run.readOnly !== null && access === 'push' && !pushes.some(({ runs }) => runs === 'yes');
}

function finding(
  cause: Cause,
  claim: Claim,
  refusal: Refusal | null,
  evidence: Evidence,
  language: Language,
): Finding {
  const facts = { ...factsOf(evidence, refusal, language), ...claim.facts };
  const text = cause.text[language];
  return {
    id: cause.id,
    severity: claim.severity ?? cause.severity,
    confidence: claim.confidence,
    title: text.title,
    message: text.message(facts),
    location: claim.location ?? null,
    job: claim.job ?? (claim.location ? evidence.run.job : null),
    image: facts.image || null,
    fix: {
      summary: text.fix(facts),
      diff: claim.diff ?? null,
      url: claim.url ?? null,
      command: claim.command ?? null,
    },
    evidence: observations(refusal, evidence, language),
    alternatives: [],
    docs: pageOf(cause.id, language),
  };
}

function nameOf(source: TokenSource | null, evidence: Evidence, language: Language): string {
  const token = evidence.tokens.find((candidate) => candidate.source === source);
  return token ? tokenName(token, evidence.registry, language) : WORDS[language].noCredential;
}

interface Words {
  space: string;
  noCredential: string;
  alsoRefused(references: string[]): string;
  fallback(token: string): string;
  withoutToken: string;
  triedFirst(token: string, title: string): string;
}

/** References named in one sentence; the others stand in the table of the report. */
const NAMED = 5;

const WORDS: Localized<Words> = {
  en: {
    space: ' ',
    noCredential: 'no credential',
    alsoRefused(references) {
      const named = references.slice(0, NAMED).join(', ');
      const more = references.length - NAMED;
      return `The same holds for ${named}${more > 0 ? ` and ${more} more` : ''}.`;
    },
    fallback: (token) => `This run goes on with ${token}, which GHCR accepts.`,
    withoutToken: 'This run goes on without a token, which is enough for a public image.',
    triedFirst: (token, title) => `${token} was tried too and may not either: ${lowerFirst(title)}.`,
  },
  'zh-CN': {
    space: '',
    noCredential: '无凭据',
    alsoRefused(references) {
      const named = references.slice(0, NAMED).join('、');
      const more = references.length - NAMED;
      return `${named}${more > 0 ? ` 等另外 ${references.length} 个镜像` : ' '}情况相同。`;
    },
    fallback: (token) => `本次运行改用 ${token}，GHCR 接受它。`,
    withoutToken: '本次运行不使用令牌继续，拉取公共镜像无需令牌。',
    triedFirst: (token, title) => `也试过 ${token}，同样不行：${title}。`,
  },
};

/** Leaves acronyms and names such as `GITHUB_TOKEN` as they are. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(?:GitHub|Dependabot)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
