/** From the registry's answers to one verdict (contract, section 1). */
import type { Verdict } from '../../types.js';
import type { Answer } from '../types/answer.js';
import type { Evidence } from '../types/evidence.js';
import type { ImageEvidence } from '../types/image.js';
import type { PushLogin } from '../types/login.js';
import type { TokenSource } from '../types/token.js';

const OF_OUTCOME: Record<Answer['outcome'], Verdict> = {
  allowed: 'allowed',
  refused: 'denied',
  undecided: 'unknown',
};

/** Best first. */
const ORDER: readonly Verdict[] = ['not-needed', 'allowed', 'unknown', 'denied'];

/** The verdict about one image that one answer alone comes to. */
export function verdictOf(answer: Answer): Verdict {
  return OF_OUTCOME[answer.outcome];
}

/** denied > unknown > allowed > not-needed; nothing at all is not needed. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (sofar, verdict) => (ORDER.indexOf(verdict) > ORDER.indexOf(sofar) ? verdict : sofar),
    'not-needed',
  );
}

/** What one of the logins that a push may find comes to. */
export interface Prospect {
  login: PushLogin;
  /** The token that counts; null: none, or none that was asked with. */
  token: TokenSource | null;
  answer: Answer | null;
  verdict: Verdict;
}

/** The login of this step, which no other replaces. */
export const OWN_STEPS_LOGIN: PushLogin = { token: 'own', sure: true, reason: null, location: null };

/**
 * For each login that the push of an image may find, this step's own where no other comes after it; and for each
 * before it by which the job ends.
 */
export function prospects(image: ImageEvidence, chosen: TokenSource | null): Prospect[] {
  const found = prospectsOfPush(image, chosen);
  if (!image.isPerhapsOthers) return found;
  return found.map((each) => (each.verdict === 'denied' ? { ...each, verdict: 'unknown' } : each));
}

function prospectsOfPush(image: ImageEvidence, chosen: TokenSource | null): Prospect[] {
  if (image.logins.length === 0) return [prospect(OWN_STEPS_LOGIN, image, chosen)];
  const found = image.logins.filter(({ isPassed }) => !isPassed);
  const fatal = image.logins.filter((login) => login.isPassed && isFatal(login, image));
  const seen = found.length > 0 ? found : [OWN_STEPS_LOGIN];
  return [...(refusedAnyway(seen, image, chosen) ?? seen), ...fatal].map((login) =>
    prospect(login, image, chosen),
  );
}

/** The same logins as sure ones, where the push is refused whichever of them it finds; null: it may be accepted. */
function refusedAnyway(
  logins: readonly PushLogin[],
  image: ImageEvidence,
  chosen: TokenSource | null,
): PushLogin[] | null {
  if (!logins.some(({ isOneOf }) => isOneOf)) return null;
  const settled = logins.map((login) => (login.isOneOf ? { ...login, sure: true } : login));
  return settled.every((login) => prospect(login, image, chosen).verdict === 'denied') ? settled : null;
}

/**
 * A login fails by a command that its client does not understand, and by a password that is empty, or that no credential is behind;
 * not by what it may not do (facts L1).
 */
function isFatal({ token, answer: own, misread }: PushLogin, { answers }: ImageEvidence): boolean {
  if (misread) return true;
  const answer = own ?? answers.find((each) => each.token === token)?.answer;
  return token === 'empty' || (answer !== undefined && isDeadCredential(answer));
}

/** The registry knows nothing of this credential, whatever is asked with it. */
export function isDeadCredential({ outcome, step, message }: Answer): boolean {
  return (
    outcome === 'refused' && step === 'token' && /^(?:denied)?$|cannot be authenticated/i.test(message ?? '')
  );
}

function prospect(login: PushLogin, image: ImageEvidence, chosen: TokenSource | null): Prospect {
  const asked = login.token === 'own' ? chosen : login.token;
  const answer = login.answer ?? image.answers.find(({ token }) => token === asked)?.answer ?? null;
  // A name that no client takes is refused whoever asks.
  const named = image.answers.find(({ answer: one }) => one.step === 'name')?.answer;
  if (named) return { login, token: chosen, answer: named, verdict: verdictOf(named) };
  switch (asked) {
    case 'none':
    case 'empty':
    case 'app':
      return {
        login,
        token: null,
        answer: null,
        verdict: login.sure && isPushed(image) ? 'denied' : 'unknown',
      };
    case 'unknown':
      return { login, token: null, answer: null, verdict: 'unknown' };
    default:
      return { login, token: asked, answer, verdict: answer ? humbled(answer, login, image) : 'unknown' };
  }
}

function isOfPull({ step }: Answer): boolean {
  return step === 'manifest' || step === 'platform';
}

/** Whoever reads may need no login. */
function isPushed({ answers }: ImageEvidence): boolean {
  return !answers.some(({ answer }) => isOfPull(answer));
}

/** A refusal by a login that may not be made, or of a name that only stands for another, is no certain one. */
function humbled(answer: Answer, { sure }: PushLogin, { isStandIn }: ImageEvidence): Verdict {
  const isCertain = sure && (!isStandIn || isAboutToken(answer));
  return answer.outcome === 'refused' && !isCertain ? 'unknown' : verdictOf(answer);
}

/** Whatever the name, this token is refused. */
function isAboutToken({ step, status, message }: Answer): boolean {
  return step === 'token' || status === 401 || /installation not allowed/i.test(message ?? '');
}

/** The worst of them: that is what the push has to reckon with. */
export function countingProspect(image: ImageEvidence, chosen: TokenSource | null): Prospect {
  return prospects(image, chosen).reduce((sofar, each) =>
    ORDER.indexOf(each.verdict) > ORDER.indexOf(sofar.verdict) ? each : sofar,
  );
}

function imageVerdict(image: ImageEvidence, chosen: TokenSource | null): Verdict {
  return countingProspect(image, chosen).verdict;
}

/** Where the text does not tell what is pushed, nobody can promise anything. */
export function overallVerdict({ images, chosen, unknownPushes, sources = [] }: VerdictBasis): Verdict {
  const known = images.map((image) => imageVerdict(image, chosen));
  return worstVerdict([
    ...known,
    ...(unknownPushes.length > 0 ? (['unknown'] as const) : []),
    ...(sources.some(isUnreadable) ? (['denied'] as const) : []),
  ]);
}

/** The package is there, and may not be read (facts P3, P5). One that is not there yet an earlier step may make. */
export function isUnreadable({ answers }: ImageEvidence): boolean {
  return answers.some(
    ({ answer: { outcome, status, message } }) =>
      outcome === 'refused' && status === 403 && /read_package|not allowed to Read/i.test(message ?? ''),
  );
}

/** What the verdict is drawn from. */
export type VerdictBasis = Pick<Evidence, 'images' | 'chosen' | 'unknownPushes' | 'sources'>;

/** What one token was told about all images, in the images' order. */
export interface TokenTrial<T> {
  credential: T;
  answers: Answer[];
}

/**
 * The first token that may do all; when none may, the one that comes nearest: no refusal before
 * some, more images allowed, known to the registry before unknown to it, and then the order.
 */
export function chooseToken<T>(trials: readonly TokenTrial<T>[]): TokenTrial<T> | null {
  const score = ({ answers }: TokenTrial<T>) => {
    const distance = ORDER.indexOf(worstVerdict(answers.map(verdictOf)));
    const notAllowed = answers.filter(({ outcome }) => outcome !== 'allowed').length;
    return [distance, notAllowed, isTurnedAway(answers) ? 1 : 0] as const;
  };
  let best: { trial: TokenTrial<T>; score: readonly number[] } | null = null;
  for (const trial of trials) {
    const scored = score(trial);
    if (!best || compare(scored, best.score) < 0) best = { trial, score: scored };
  }
  return best?.trial ?? null;
}

/** Does the registry know nothing of this token? Asked for no name at all counts as that. */
export function isTurnedAway(answers: readonly Answer[]): boolean {
  return answers
    .filter(({ step }) => step !== 'name')
    .every(({ outcome, step, status }) => outcome === 'refused' && (step === 'token' || status === 401));
}

/**
 * Did the registry's own origin take this token, whatever it may do? Only then a login is made with it
 * (contract, section 2): what was never answered, or would have led elsewhere, is no such word.
 */
export function isAccepted(answers: readonly Answer[]): boolean {
  if (answers.some(leadsElsewhere)) return false;
  return answers.some((answer) => {
    const { outcome, step, status } = answer;
    return outcome === 'allowed' || ((step === 'upload' || isOfPull(answer)) && status !== 401);
  });
}

/** The registry sent its caller to another origin: a client that logs in would go there with the token. */
export function leadsElsewhere({ outcome, trouble }: Answer): boolean {
  return outcome !== 'allowed' && trouble?.kind === 'foreign-origin';
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `true` only when the push was asked for and allowed. */
export function canPush({ access, ...evidence }: VerdictBasis & Pick<Evidence, 'access'>): boolean {
  return access === 'push' && overallVerdict(evidence) === 'allowed';
}

/** May all images be pulled? Who may write may read; after a refused push the tag list was asked. */
export function canPull({ access, ...evidence }: VerdictBasis & Pick<Evidence, 'access'>): boolean {
  if (overallVerdict(evidence) === 'allowed') return true;
  const isReadable = (image: ImageEvidence) =>
    image.readable === 'yes' || imageVerdict(image, evidence.chosen) === 'allowed';
  return access === 'push' && evidence.images.length > 0 && evidence.images.every(isReadable);
}
