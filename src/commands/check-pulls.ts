/**
 * What a server or a cluster will pull: each image asked about with each credential that its pull may come with, and one
 * report of them all.
 */
import { loginName, tokenName } from '../causes/token-names.js';
import { worstVerdict } from '../evidence/registry/verdict.js';
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import type { Credential } from '../evidence/token.js';
import type { PullSecretEvidence } from '../evidence/types/deployment.js';
import { referencesIn } from '../observe/images.js';
import type { Question } from '../observe/question.js';
import { evidenceWithoutImages } from '../observe/unasked.js';
import type { ImageReport, Report, TokenReport } from '../report/report.js';
import type { Finding, Language, Verdict } from '../types.js';
import { preflight } from './preflight.js';

/** What pulls come with: one credential, or none. */
export interface PullAsk {
  id: string;
  /** References, each once; none: there is only its text to be judged. */
  images: string[];
  credential: Credential | null;
  /** How the user knows it; null: no credential. */
  label: string | null;
  pullSecret: PullSecretEvidence | null;
  /** It can't be seen what a pull would come with: a refusal is none, unless it is one of all that may ask. */
  isUnseen: boolean;
  /** Who can't pull these goes on without: a refusal stops nothing for certain. */
  mayFail?: boolean;
}

/** One image, and the asks of which any may serve it. */
export interface WantedPull {
  /** Normalised, as the report has it. */
  image: string;
  asks: readonly string[];
}

export interface Wanted {
  asks: readonly PullAsk[];
  pulls: readonly WantedPull[];
  /** What is said where there is no pull. */
  otherwise: Verdict;
}

/** Asked at once: each has up to all images, which are asked about side by side. */
const AT_ONCE = 3;

/** @param question what all of them share; its credentials are those of no ask */
export async function checkPulls(
  { asks, pulls, otherwise }: Wanted,
  question: Question,
  language: Language,
): Promise<Report> {
  const told: Told[] = [];
  for (let at = 0; at < asks.length; at += AT_ONCE)
    told.push(
      ...(await Promise.all(asks.slice(at, at + AT_ONCE).map((ask) => tell(ask, question, language)))),
    );
  const untold = question.untoldImages?.length
    ? await notices({ ...question, credentials: [], pullSecret: null }, language)
    : [];
  const verdicts = pulls.map((pull) => verdictOf(pull, told));
  const asksWhere = (holds: (verdict: Verdict) => boolean) =>
    new Set(pulls.filter((_, index) => holds(verdicts[index] as Verdict)).flatMap(({ asks: ids }) => ids));
  const served = asksWhere((verdict) => verdict === 'allowed');
  const unserved = asksWhere((verdict) => verdict !== 'allowed');
  const refused = asksWhere((verdict) => verdict === 'denied');
  const findings = told.flatMap(({ ask, findings: own }) => {
    // Whatever it lacks, every pull that it is for is served by another.
    const isSpare = served.has(ask.id) && !unserved.has(ask.id);
    // Another secret may serve them, which nobody could ask.
    const isOpen = unserved.has(ask.id) && !refused.has(ask.id);
    return own.map((finding) =>
      ((isSpare || ask.mayFail) && !isWatched(finding)) || (isOpen && isOfCredential(finding))
        ? mildened(finding)
        : finding,
    );
  });
  const isSpoilt = pulls.length === 0 && findings.some(({ severity }) => severity === 'error');
  const { access, registry } = question;
  return maskAll(
    {
      schema: 1,
      command: 'check',
      verdict: worstVerdict([
        ...verdicts,
        ...(untold.length > 0 ? (['unknown'] as const) : []),
        ...(isSpoilt ? (['denied'] as const) : []),
        ...(pulls.length === 0 ? [otherwise] : []),
      ]),
      access,
      registry,
      images: told.flatMap(({ images }) => images).sort((one, other) => rank(one) - rank(other)),
      token: told.find(({ token }) => token.source !== null)?.token ?? NO_TOKEN,
      findings: [...findings, ...untold],
    },
    heldSecrets.mask,
  );
}

/** Images with the credential that all of them are pulled with. */
export interface ImagesToPull {
  images: readonly string[];
  credentials: readonly Credential[];
  /** See PullAsk. */
  mayFail?: boolean;
}

/** The same for a server or a person, who has one credential, or none, for each image. */
export async function checkImages(
  groups: readonly ImagesToPull[],
  question: Question,
  language: Language,
): Promise<Report> {
  const { registry } = question;
  const asks: PullAsk[] = [];
  const pulls: WantedPull[] = [];
  const isOneOfSeveral = new Set(groups.map(({ credentials: [first] }) => first)).size > 1;
  for (const [index, { images, credentials, mayFail = false }] of groups.entries()) {
    if (images.length === 0) continue;
    const id = `credential ${index}`;
    for (const { reference } of referencesIn(images, { registry, owner: null }).references)
      pulls.push({ image: reference, asks: [id] });
    const [credential = null] = credentials;
    const label = credential && labelOf(credential, isOneOfSeveral, registry, language);
    asks.push({ id, images: [...images], credential, label, pullSecret: null, isUnseen: false, mayFail });
  }
  return checkPulls({ asks, pulls, otherwise: 'not-needed' }, question, language);
}

/** A variable of an env file is known by its name; of several stored logins each by what it is for. */
function labelOf(
  credential: Credential,
  isOneOfSeveral: boolean,
  registry: string,
  language: Language,
): string | null {
  if (credential.variable) return tokenName(credential, registry, language);
  return isOneOfSeveral ? loginName(credential.scope ?? registry, language) : null;
}

interface Told {
  ask: PullAsk;
  images: ImageReport[];
  token: TokenReport;
  findings: Finding[];
}

async function tell(ask: PullAsk, question: Question, language: Language): Promise<Told> {
  const { images, credential, pullSecret, label, isUnseen, mayFail } = ask;
  const own: Question = {
    ...question,
    images,
    credentials: credential ? [credential] : [],
    missing: credential ? [] : question.missing,
    pullSecret,
    untoldImages: [],
  };
  if (images.length === 0)
    return { ask, images: [], token: NO_TOKEN, findings: await notices(own, language) };
  const { report } = await preflight(own, 'check', language);
  // No credential changes these.
  const stands = (image: ImageReport) => Boolean(image.isUnsent || image.isForNobody);
  const standing = report.images.filter(stands).map(({ reference }) => reference.toLowerCase());
  const isAboutThem = ({ image }: Finding) =>
    image !== null && standing.some((each) => each.startsWith(image.toLowerCase()));
  const isHeld = (finding: Finding) => !isUnseen || finding.severity !== 'error' || isAboutThem(finding);
  // The kubelet gets no credential out of it, also where no registry could be asked.
  const isSpoilt = report.findings.some((each) => isOfSecret(each) && each.severity === 'error');
  const settled = (image: ImageReport): Verdict => {
    const { verdict } = image;
    if (((isUnseen && !stands(image)) || mayFail) && verdict === 'denied') return 'unknown';
    return !isUnseen && isSpoilt && verdict === 'unknown' ? 'denied' : verdict;
  };
  return {
    ask,
    images: report.images.map((image) => ({
      ...image,
      verdict: settled(image),
      ...(label === null ? {} : { credential: label }),
    })),
    token: report.token,
    // Without a credential that it may have, a refusal says nothing of it.
    findings: report.findings.filter(isHeld),
  };
}

/** What is to be said without asking the registry. */
async function notices(question: Question, language: Language): Promise<Finding[]> {
  const [{ diagnose }, evidence] = await Promise.all([
    import('../judge/answers/answers.js'),
    evidenceWithoutImages(question),
  ]);
  return diagnose(evidence, language);
}

/** The kubelet tries all that fit, and goes on with the first that is let in. */
function verdictOf({ image, asks }: WantedPull, told: readonly Told[]): Verdict {
  // A name that has a secret's value in it stands in the report without it.
  const shown = heldSecrets.mask(image);
  const verdicts = told
    .filter(({ ask }) => asks.includes(ask.id))
    .map(({ images }) => {
      const own = images.filter(({ reference }) => reference === shown).map(({ verdict }) => verdict);
      return own.length > 0 ? worstVerdict(own) : 'unknown';
    });
  if (verdicts.includes('allowed')) return 'allowed';
  return verdicts.includes('unknown') ? 'unknown' : worstVerdict(verdicts);
}

/** An end that is watched was asked for by name: it is an error of its own, although every pull is served. */
function isWatched({ id }: Finding): boolean {
  return id === 'token-expires-soon';
}

/** Another one may pull what this one may not; what is not there at all is there for nobody. */
const OF_CREDENTIALS = new Set<string>([
  'stale-credential',
  'token-rejected',
  'token-malformed',
  'token-kind-unsupported',
  'token-lacks-scope',
  'sso-not-authorized',
  'package-read-refused',
]);

function isOfCredential(finding: Finding): boolean {
  return OF_CREDENTIALS.has(finding.id) || isOfSecret(finding);
}

function isOfSecret({ id, confidence }: Finding): boolean {
  return id === 'pull-secret-malformed' && confidence === 'certain';
}

function mildened(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding;
}

function rank({ verdict }: ImageReport): number {
  return ['denied', 'unknown', 'allowed', 'not-needed'].indexOf(verdict);
}

const NO_TOKEN: TokenReport = { source: null, kind: null, scopes: null, expiresAt: null };
