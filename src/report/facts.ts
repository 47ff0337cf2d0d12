/** What the renderers read out of a report before they put it into words. */
import type { TokenSource } from '../evidence/types/token.js';
import { worstFirst } from '../judge/order.js';
import type { Finding, Language, PlanItem, Severity, Verdict } from '../types.js';
import type { ImageReport, Report } from './report.js';
import { clip, oneLine } from './text.js';
import type { Words } from './words.js';

/** Above this number only what was not accepted is listed; the rest is counted or folded. */
const MANY_IMAGES = 20;

/** The images worth a line of their own, at most so many and the worst first, and the rest of a long list. */
export function splitImages(
  images: readonly ImageReport[],
  most: number,
): { shown: ImageReport[]; rest: ImageReport[] } {
  const bad = (['denied', 'unknown'] as const).flatMap((verdict) =>
    images.filter((image) => image.verdict === verdict),
  );
  const good = images.filter(({ verdict }) => verdict !== 'denied' && verdict !== 'unknown');
  if (images.length <= MANY_IMAGES) return { shown: [...bad, ...good], rest: [] };
  return { shown: bad.slice(0, most), rest: [...bad.slice(most), ...good] };
}

/** How the user knows the credential that was asked with; the word for none where none was sent. */
export function credentialWord(
  { token, credential, isUnsent, isTokenUnknown }: ImageReport,
  words: Words,
): string {
  if (isUnsent) return words.notAsked;
  if (isTokenUnknown) return words.unknownToken;
  if (credential !== undefined) return clip(oneLine(credential), 100);
  return token === null ? words.noToken : words.tokens[token];
}

/** What all of them were asked with: one credential by its name, several by what they are; null: none. */
function credentialOf(
  images: readonly ImageReport[],
  counted: TokenSource | null,
  words: Words,
): string | null {
  const named = [...new Set(images.flatMap(({ credential }) => credential ?? []))];
  const isMixed = named.length > 1 || images.some(({ credential }) => credential === undefined);
  const several = named.some((name) => name.startsWith('Secret')) ? words.pullSecrets : words.storedLogins;
  if (named.length > 0) return isMixed ? several : clip(oneLine(named[0] as string), 100);
  return counted && words.tokens[counted];
}

/** A registry was asked about the images: `lint`, `explain` and `audit` judge texts and logs. */
export function isAsked({ command }: Pick<Report, 'command'>): boolean {
  return command === 'preflight' || command === 'check';
}

/** How the verdict is put. */
export interface SentenceOptions {
  username: string | null;
  /** The only image, where no list follows. */
  alone?: ImageReport | null;
  /** Says why, and where to read on. */
  pointsBelow: boolean;
  /** What takes it back. */
  but?: string;
}

/** The verdict in one or two sentences; nothing for the commands that ask no registry. */
export function verdictSentence(
  report: Report,
  words: Words,
  { username, alone = null, pointsBelow, but = '' }: SentenceOptions,
): string {
  const { command, verdict, access, registry, images, token, findings } = report;
  if (!isAsked(report)) {
    const counted = words.counts(...countSeverities(findings));
    return counted && words.end(counted);
  }
  // A later step may push with another token than this one logs in with.
  const refused = verdict === 'denied' ? images.find((image) => image.verdict === 'denied') : undefined;
  const counted = refused ? refused.token : token.source;
  const affected = images.filter((image) => image.verdict === verdict);
  const said = words.sentence[verdict]({
    access,
    registry,
    images: countImages(images),
    affected: countImages(affected),
    unsent: countImages(affected.filter(({ isUnsent }) => isUnsent)),
    token: credentialOf(refused ? affected : images, counted, words),
    isElsewhere: report.isElsewhere === true,
    isAnswered: verdict !== 'unknown' || images.some((image) => isTrouble(image, findings)),
    username,
    failOn: command === 'preflight',
    image: alone && inCode(alone.reference),
    said: alone && saidOf(alone),
  });
  const sentence = but === '' ? said : `${said}${words.sentenceGap}${but}`;
  return pointsBelow && verdict !== 'not-needed' ? reasoned(sentence, report, words) : sentence;
}

/** One that is pulled with several secrets was asked about with each. */
function countImages(images: readonly ImageReport[]): number {
  return new Set(images.map(({ reference }) => reference)).size;
}

/** With the title of what decided, as the page leads with it; of a yes, and of more findings, only how many there are to read. */
function reasoned(sentence: string, { verdict, findings }: Report, words: Words): string {
  if (findings.length === 0) return sentence;
  const [reason] = verdict === 'allowed' ? [] : worstFirst(findings).filter(({ isLater }) => !isLater);
  const said = reason ? words.because(sentence, oneLine(reason.title), reason.confidence) : sentence;
  if (reason && findings.length < 2) return said;
  return `${said}${words.sentenceGap}${words.seeBelow(words.counts(...countSeverities(findings)))}`;
}

/** As a span of code in running text; a backtick would end it. */
export function inCode(text: string): string {
  return `\`${clip(oneLine(text.replaceAll('`', "'")), 300)}\``;
}

function saidOf(image: ImageReport): string {
  const { status, message } = registryAnswer(image);
  return [status, message && inCode(message)].filter(Boolean).join(' ');
}

/** Whatever would fail does so before the registry hears of it. */
function isAllUnsent({ images }: Report): boolean {
  const denied = images.filter(({ verdict }) => verdict === 'denied');
  return denied.length > 0 && denied.every(({ isUnsent }) => isUnsent);
}

/** The verdict on one image, in a word. */
export function verdictWord({ verdict, isUnsent }: ImageReport, words: Words): string {
  return isUnsent ? words.fails : words.verdicts[verdict];
}

/** The heading, which names the registry's refusal only where it would refuse. */
export async function headingOf(report: Report, say: Words, language: Language): Promise<string> {
  const { command, access, verdict, findings } = report;
  const { headings, mayNot, wouldFail } = say;
  if (isPassedOver(report)) return mayNot;
  if (isAllUnsent(report)) return wouldFail[access];
  if (isWithoutLogin(report))
    return (await import('./login-failure.js')).loginFailureWords(language).headings[access];
  if (command === 'preflight') return headings[access][verdict];
  const own = (await import('./headings.js')).HEADINGS[language];
  if (command === 'check')
    return verdict === 'not-needed' ? own.notNeeded[access] : headings[access][verdict];
  if (isUntold(report)) return own.untold;
  if (command === 'lint' && verdict === 'unknown' && findings.length === 0) return own.nothingRead;
  return own[command][verdict];
}

/** Texts in which nothing was found, and that leave the name or the login of some push open. */
function isUntold({ command, verdict, findings, images }: Report): boolean {
  return command === 'lint' && verdict === 'unknown' && findings.length === 0 && images.length > 0;
}

/** The verdict whose sign stands in front of the heading. */
export function signedVerdict(report: Report): Verdict {
  if (isUntold(report)) return 'allowed';
  if (isWithoutLogin(report)) return 'denied';
  return isPassedOver(report) ? 'unknown' : report.verdict;
}

/** The registry says yes, to a login that was not made. */
export function isWithoutLogin({ verdict, loginFailure }: Report): boolean {
  return verdict === 'allowed' && loginFailure !== undefined;
}

/** Refused, and nothing fails for it: a run of a fork, which leaves the push out. */
function isPassedOver({ command, verdict, access, findings }: Report): boolean {
  const isPreflight = command === 'preflight' && verdict === 'denied' && access === 'push';
  return isPreflight && findings.length > 0 && !countSeverities(findings)[0];
}

/** The registry was asked, and did not say yes or no. */
function isTrouble({ verdict, status, message }: ImageReport, findings: readonly Finding[]): boolean {
  if (verdict !== 'unknown' || (message === null && status === null)) return false;
  // A refusal that nobody may count, unless it is none: a proxy's, or one that only asks to wait.
  return (status !== 401 && status !== 403) || findings.some(({ id }) => TROUBLES.has(id));
}

const TROUBLES: ReadonlySet<string> = new Set([
  'network-unreachable',
  'rate-limited',
  'registry-unavailable',
]);

/** Errors, warnings, notices. */
export function countSeverities(findings: readonly Finding[]): [number, number, number] {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return [count('error'), count('warning'), count('notice')];
}

/** The cause that tells as a finding what the checklist would tell as a thing to do. */
const TOLD_AS: Partial<Record<PlanItem['about'], string>> = {
  link: 'package-not-linked',
  race: 'new-package-race',
  secret: 'token-missing',
};

/** The checklist without what a finding has said already. */
export function untoldPlan({ plan = [], findings }: Report): PlanItem[] {
  return plan.filter(({ about, state, subject }) => {
    const told = state === 'to-do' ? findings.filter(({ id }) => id === TOLD_AS[about]) : [];
    return !told.some(
      ({ image, title, message, fix }) =>
        image === subject || (about === 'secret' && `${title} ${message} ${fix.summary}`.includes(subject)),
    );
  });
}

/** What the registry answered for one image: status, then its words; empty when it was not asked. */
export function registryAnswer({ status, message }: ImageReport): { status: string; message: string } {
  return { status: status === null ? '' : String(status), message: message ?? '' };
}
