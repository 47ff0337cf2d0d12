/** The whole story on one screen: observe what is true, diagnose why, report a verdict. */
import { tokenKindName, tokenName } from '../causes/token-names.js';
import type { ReferenceList } from '../evidence/registry/reference.js';
import { countingProspect, isUnreadable, overallVerdict } from '../evidence/registry/verdict.js';
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import { type Credential, holdToken } from '../evidence/token.js';
import type { Answer, Trouble } from '../evidence/types/answer.js';
import { chosenToken, type Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { TokenSource } from '../evidence/types/token.js';
import { isClear } from '../judge/answers/clear.js';
import { observe } from '../observe/observe.js';
import type { Question } from '../observe/question.js';
import type { Checked, ImageReport, Report, TokenReport } from '../report/report.js';
import type { Finding, Language } from '../types.js';

export interface Preflight {
  report: Report;
  evidence: Evidence;
  /** What was looked at, in the user's language. */
  checked: Checked[];
  /** Entries that belong to other registries. */
  skipped: ReferenceList['skipped'];
  /** The token to log in with; null: none, or one that the registry does not know. */
  credential: Credential | null;
}

/** @param command whose report this is: the action's or the command line's */
export async function preflight(
  question: Question,
  command: 'preflight' | 'check',
  language: Language,
): Promise<Preflight> {
  for (const { secret } of question.credentials) holdToken(secret);
  const { evidence, skipped, credentials, credential } = await observe(question);
  const findings = await findingsOf(evidence, language);
  for (const { secret } of credentials) holdToken(secret);
  const { mask } = heldSecrets;
  const report = maskAll(await reportOf(command, evidence, findings, language), mask);
  const planned = { ...evidence, images: await plannedImages(evidence, findings) };
  return {
    report: isPlanned(question, command, planned)
      ? { ...report, plan: await (await import('./plan.js')).plan(planned, question.workspace, language) }
      : report,
    evidence,
    checked: maskAll(await checkedIn(evidence, language), mask),
    skipped: maskAll(skipped, mask),
    credential,
  };
}

/** A first push under another owner is another question. The causes are loaded only where one was named. */
async function plannedImages({ images }: Evidence, findings: readonly Finding[]): Promise<ImageEvidence[]> {
  if (findings.length === 0) return images;
  const { withoutRefusedOwners } = await import('../judge/answers/refused-owners.js');
  return withoutRefusedOwners(images, findings);
}

/** A checklist is for a package that is not there yet, or for whoever asked for one. */
function isPlanned(
  { plans }: Question,
  command: 'preflight' | 'check',
  { access, images }: Evidence,
): boolean {
  if (!plans || access !== 'push') return false;
  return (
    command === 'check' ||
    images.some(({ image, readable }) => image.role === 'image' && readable === 'absent')
  );
}

/** Few pushes have anything to be told of, so the book of causes is loaded here. */
async function findingsOf(evidence: Evidence, language: Language): Promise<Finding[]> {
  if (isClear(evidence)) return [];
  const { diagnose } = await import('../judge/answers/answers.js');
  return diagnose(evidence, language);
}

/** The words for it are loaded when all is asked: where a step logs in, its client is at work by then. */
async function checkedIn(evidence: Evidence, language: Language): Promise<Checked[]> {
  const { checkedList } = await import('../judge/answers/checked.js');
  return checkedList(evidence, language);
}

async function reportOf(
  command: 'preflight' | 'check',
  evidence: Evidence,
  findings: Finding[],
  language: Language,
): Promise<Report> {
  const { access, registry, images, sources = [] } = evidence;
  // What is read to be pushed is told of where that is refused.
  const asked = [...images, ...sources.filter(isUnreadable)];
  return {
    schema: 1,
    command,
    verdict: overallVerdict(evidence),
    access,
    registry,
    images: await Promise.all(asked.map((image) => imageReport(image, evidence, language))),
    token: tokenReport(evidence),
    findings,
    ...(images.length === 0 && evidence.imagesFrom === 'input' ? { isElsewhere: true } : {}),
  };
}

async function imageReport(
  image: ImageEvidence,
  evidence: Evidence,
  language: Language,
): Promise<ImageReport> {
  const { answer, verdict, token, login } = countingProspect(image, evidence.chosen);
  const named = evidence.tokens.find(({ source, variable }) => source === token && variable !== undefined);
  return {
    reference: image.image.reference,
    verdict,
    status: answer?.status ?? null,
    // The status has a column of its own.
    message: answer?.message ?? (answer?.trouble ? await shownTrouble(answer.trouble, language) : null),
    token,
    ...(named ? { credential: tokenName(named, evidence.registry, language) } : {}),
    // The registry was not asked with it, but a login is made with it.
    ...(login.token === 'app' ? { credential: appToken(language) } : {}),
    ...(answer?.step === 'name' && verdict === 'denied' ? { isUnsent: true } : {}),
    ...(login?.token === 'unknown' ? { isTokenUnknown: true } : {}),
    ...(verdict === 'denied' && isForNobody(image, answer, token) ? { isForNobody: true } : {}),
  };
}

/** Without a credential it was seen that the package can be read, and that what was asked for is not in it (facts P6). */
function isForNobody({ readable }: ImageEvidence, answer: Answer | null, token: TokenSource | null): boolean {
  if (!answer || token !== null) return false;
  return answer.step === 'platform' || (answer.status === 404 && readable === 'yes');
}

/** In words that are loaded where they are needed; null: the status says it all. */
async function shownTrouble(trouble: Trouble, language: Language): Promise<string | null> {
  const { troubleWords } = await import('../causes/words/trouble-words.js');
  return troubleWords(trouble)[language].replace(/^HTTP \d+[:：，]? ?/, '') || null;
}

/** As a sentence names it. */
function appToken(language: Language): string {
  const kind = tokenKindName('app-installation', language);
  return language === 'en' ? `an ${kind}` : kind;
}

function tokenReport(evidence: Evidence): TokenReport {
  const token = chosenToken(evidence);
  return {
    source: token?.source ?? null,
    kind: token?.kind ?? null,
    scopes: token?.user?.scopes ?? null,
    expiresAt: token?.user?.expiresAt ?? null,
  };
}
