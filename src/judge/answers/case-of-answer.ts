/** How a live answer becomes a case. */

import { askerAt } from '../../causes/askers/asker-at.js';
import { type Case, type CaseKind, type CaseStep, caseImage, type Subject } from '../../causes/case.js';
import { grantedLevel } from '../../causes/levels.js';
import { REGISTRY_SENTENCES } from '../../causes/questions/said.js';
import { isJobToken } from '../../causes/questions/token.js';
import { troubleWords } from '../../causes/words/trouble-words.js';
import { serverBehind } from '../../evidence/github-server.js';
import { NOTHING_TOLD } from '../../evidence/log/people/told/told-beside.js';
import { mayBeFromFork } from '../../evidence/run.js';
import type { Answer, RegistryStep } from '../../evidence/types/answer.js';
import { chosenToken, type Evidence } from '../../evidence/types/evidence.js';
import type { ImageEvidence } from '../../evidence/types/image.js';
import type { PushLogin } from '../../evidence/types/login.js';
import type { TokenEvidence } from '../../evidence/types/token.js';

/** One image that one token may not push (or pull), or about which nothing could be decided. */
export interface LiveRefusal {
  image: ImageEvidence;
  answer: Answer;
  /** null: asked without a credential. */
  token: TokenEvidence | null;
  /** The later step by whose login this token arrives; null: this step's own login, or none. */
  login: PushLogin | null;
  /** Of a cache, or of what is copied: it is read, whatever the question is. */
  isRead?: true;
}

/** What only a log shows. */
const OF_A_LOG = {
  method: null,
  scopes: null,
  hints: null,
  sent: null,
  login: null,
  logins: null,
  permissions: null,
  told: NOTHING_TOLD,
  secretSource: null,
  mended: null,
  fileAge: null,
  called: null,
  startRepair: null,
  client: null,
  command: null,
  line: null,
  whole: null,
  progress: null,
} satisfies Partial<Case>;

/** What the registry answered to us, with all that was learnt beside it. */
export function caseOfAnswer(
  { image: about, answer, token, login, isRead }: LiveRefusal,
  evidence: Evidence,
): Case {
  const { run, workflow, chosen } = evidence;
  const isReplaced = about.answers.some((each) => each.token === chosen && each.answer.outcome === 'allowed');
  const { image, package: found, readable, anonymousPull, tags } = about;
  const writes = writesElsewhere(evidence);
  return {
    ...subjectOfRun(evidence),
    ...(isRead ? { access: 'pull' } : {}),
    ...OF_A_LOG,
    seenIn: 'answer',
    isAssumed: false,
    isAlone: false,
    isAfterLoginOnly: false,
    kind: kindOf(answer),
    step: STEPS[answer.step],
    status: answer.status,
    code: answer.code,
    said: answer.message,
    text: answer.message ?? '',
    trouble: answer.trouble && troubleWords(answer.trouble),
    ...(answer.trouble?.wait === undefined ? {} : { wait: answer.trouble.wait }),
    isPage: answer.trouble?.own?.what === 'html-page',
    requestId: answer.requestId,
    image: caseImage(image),
    cache: image.role === 'cache',
    package: found,
    readable,
    anonymousPull,
    tags,
    // A refusal without a credential is about no token, even where one is chosen for the login.
    token,
    calledToken: token,
    asker: askerAt(evidence.place, token),
    laterLogin: login && {
      location: login.location,
      better: isReplaced ? chosen : null,
      isAsStored: login.answer !== undefined,
      isOnly: login.isOnly === true,
      kept: login.kept ?? null,
    },
    tokens: evidence.tokens,
    missingTokens: evidence.missingTokens,
    pullSecret: evidence.pullSecret ?? null,
    level: writes ? 'write' : levelOf(evidence),
    writesElsewhere: writes,
    owner: run.owner,
    readOnly: run.readOnly ?? (mayBeFromFork(run) ? null : 'none'),
    isRunKnown: true,
    workflow,
  };
}

/** What the text gives the job's token: whether that counts is open where the run may be a fork's. */
function levelOf({ run, workflow }: Evidence): Case['level'] {
  const level = grantedLevel(workflow?.grants ?? [], run.readOnly);
  return level === 'write' && mayBeFromFork(run) ? null : level;
}

/** The run as a whole, where nothing was refused: its first image, and the token that is logged in. */
export function subjectOfRun(evidence: Evidence): Subject {
  const { place, access, registry, run, images } = evidence;
  const token = chosenToken(evidence);
  const first = images[0]?.image;
  return {
    asker: askerAt(place, token),
    access,
    registry,
    serverUrl: serverBehind(registry, run.serverUrl),
    repositoryServer: run.serverUrl,
    ownerType: run.ownerType ?? null,
    image: first ? caseImage(first) : null,
    package: null,
    token,
    calledToken: token,
    repository: run.repository,
    event: run.event,
    job: run.job,
    said: null,
    trouble: null,
    status: null,
    requestId: null,
  };
}

const STEPS: Record<RegistryStep, CaseStep> = {
  name: 'name',
  ping: 'login',
  token: 'token',
  upload: 'upload',
  manifest: 'manifest',
  platform: 'manifest',
};

function kindOf({ outcome, step, status, message, trouble }: Answer): CaseKind {
  if (outcome === 'refused') {
    if (step === 'name') return 'name';
    // A pull that found nothing, as against one that was not allowed.
    return status === 404 || step === 'platform' || REGISTRY_SENTENCES.manifest.test(message ?? '')
      ? 'missing'
      : 'refused';
  }
  switch (trouble?.kind) {
    case 'rate-limited':
      return 'limited';
    case 'unreachable':
    case 'foreign-origin':
    case 'intercepted':
      return trouble.kind;
    default:
      return 'unavailable';
  }
}

const WRITES_ELSEWHERE = new WeakMap<Evidence, boolean>();

/** The registry takes another image from the job's token: it does have `packages: write`. Of thousands of images it is asked once. */
function writesElsewhere(evidence: Evidence): boolean {
  const known = WRITES_ELSEWHERE.get(evidence) ?? isTakenFromJobsToken(evidence);
  WRITES_ELSEWHERE.set(evidence, known);
  return known;
}

function isTakenFromJobsToken({ access, images, tokens }: Evidence): boolean {
  const jobs = tokens.find(isJobToken)?.source;
  if (access !== 'push' || jobs === undefined) return false;
  return images.some(({ answers }) =>
    answers.some(({ token, answer }) => token === jobs && answer.outcome === 'allowed'),
  );
}
