/** How a live answer and a line of a log become the same kind of thing: a case. */
import type { AgedFile } from '../evidence/file-age.js';
import type { JobEvidence, LogImage, Symptom } from '../evidence/log/types.js';
import type {
  Answer,
  Evidence,
  ImageEvidence,
  ImageReference,
  PackagesLevel,
  PushLogin,
  RegistryStep,
  TokenEvidence,
} from '../evidence/types.js';
import { askerAt, askerOf } from './asker-of.js';
import type { Case, CaseImage, CaseKind, CaseStep, Subject } from './case.js';
import { grantedLevel, LEVELS } from './levels.js';
import { isJobToken, saidToApp, WORDS } from './questions.js';

/** One image that one token may not push (or pull), or about which nothing could be decided. */
export interface LiveRefusal {
  image: ImageEvidence;
  answer: Answer;
  /** null: asked without a credential. */
  token: TokenEvidence | null;
  /** The later step by whose login this token arrives; null: this step's own login, or none. */
  login: PushLogin | null;
}

// ------------------------------------------------------------- a live answer

/** What the registry answered to us, with all that was learnt beside it. */
export function caseOfAnswer({ image: about, answer, token, login }: LiveRefusal, evidence: Evidence): Case {
  const { run, workflow, chosen } = evidence;
  const isReplaced = about.answers.some((each) => each.token === chosen && each.answer.outcome === 'allowed');
  const { image, package: found, readable, anonymousPull, tags } = about;
  const writes = writesElsewhere(evidence);
  return {
    ...subjectOfRun(evidence),
    seenIn: 'answer',
    isAssumed: false,
    isAlone: false,
    kind: kindOf(answer),
    step: STEPS[answer.step],
    status: answer.status,
    code: answer.code,
    said: answer.message,
    text: answer.message ?? '',
    trouble: answer.trouble?.detail ?? null,
    requestId: answer.requestId,
    method: null,
    image: caseImage(image),
    cache: image.role === 'cache',
    scopes: null,
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
    },
    tokens: evidence.tokens,
    missingTokens: evidence.missingTokens,
    pullSecret: evidence.pullSecret ?? null,
    hints: null,
    sent: null,
    login: null,
    logins: null,
    level: writes ? 'write' : grantedLevel(workflow?.grants ?? [], run.readOnly),
    permissions: null,
    writesElsewhere: writes,
    owner: run.owner,
    readOnly: run.readOnly ?? 'none',
    isRunKnown: true,
    secretSource: null,
    workflow,
    mended: null,
    called: null,
    startRepair: null,
    client: null,
    command: null,
    line: null,
    whole: null,
    progress: null,
  };
}

/** The run as a whole, where nothing was refused: its first image, and the token that is logged in. */
export function subjectOfRun({ place, access, registry, run, images, tokens, chosen }: Evidence): Subject {
  const token = tokens.find(({ source }) => source === chosen) ?? null;
  const first = images[0]?.image;
  return {
    asker: askerAt(place, token),
    access,
    registry,
    serverUrl: run.serverUrl,
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

export function caseImage(image: ImageReference): CaseImage {
  return { ...image, address: `${image.registry}/${image.name}` };
}

const STEPS: Record<RegistryStep, CaseStep> = {
  name: 'name',
  ping: 'login',
  token: 'token',
  upload: 'upload',
  manifest: 'manifest',
};

function kindOf({ outcome, step, status, message, trouble }: Answer): CaseKind {
  if (outcome === 'refused') {
    if (step === 'name') return 'name';
    // A pull that found nothing, as against one that was not allowed.
    return status === 404 || WORDS.manifest.test(message ?? '') ? 'missing' : 'refused';
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

// ------------------------------------------------------------ a line of a log

/** What a log shows, with what is known of its job from elsewhere. */
export function caseOfSymptom(symptom: Symptom, job: JobEvidence): Case {
  const { registry, image, text } = symptom;
  const { run, workflow } = job;
  const asker = askerOf(symptom, job);
  return {
    asker,
    seenIn: 'log',
    isAssumed: symptom.attribution === 'assumed' || symptom.attribution === 'alone',
    isAlone: symptom.attribution === 'alone',
    access: symptom.access ?? (asker.onlyPulls ? 'pull' : null),
    registry,
    serverUrl: serverOf(job, registry),
    kind: symptom.kind,
    step: symptom.stage,
    status: symptom.status,
    code: null,
    said: symptom.said,
    text,
    trouble: null,
    requestId: null,
    method: symptom.method,
    image: image && loggedImage(image, symptom),
    cache: symptom.cache,
    scopes: symptom.scopes,
    package: null,
    readable: null,
    anonymousPull: null,
    tags: null,
    token: null,
    calledToken: isSaidToJobToken(symptom, job) ? { source: 'github-token', file: null } : null,
    laterLogin: null,
    tokens: null,
    missingTokens: null,
    pullSecret: missingSecretIn(symptom, job),
    hints: job.hints,
    sent: symptom.sent,
    login: symptom.login,
    logins: job.logins,
    level: levelIn(job),
    permissions: job.permissions,
    writesElsewhere: null,
    repository: run?.repository ?? job.repository,
    owner: ownerIn(job),
    event: run?.event ?? job.event,
    job: workflow?.job ?? null,
    readOnly: readOnlyIn(job),
    isRunKnown: run !== null,
    secretSource: job.secretSource,
    workflow,
    mended: mendedIn(job),
    called: job.called,
    startRepair: job.startRepair,
    client: symptom.client,
    command: symptom.step,
    line: symptom.line,
    whole: job.whole,
    progress: symptom.progress,
  };
}

/** Lines between two events of one pod, as kubectl sorts them: by when each was last seen. */
const EVENTS_OF_A_POD = 12;

/** The secret for a pull that the kubelet did not find: it says so once for a pod, before or after the pull failed. */
function missingSecretIn({ line }: Symptom, { lostSecrets }: JobEvidence): Case['pullSecret'] {
  const distance = (each: { line: number }) => Math.abs(each.line - line);
  const [nearest] = [...lostSecrets].sort((one, other) => distance(one) - distance(other));
  if (!nearest || distance(nearest) > EVENTS_OF_A_POD) return null;
  const faults = [{ fault: { kind: 'missing' } as const, location: null }];
  return { name: nearest.name, namespace: null, username: null, faults };
}

function loggedImage(image: LogImage, { registry, kind }: Symptom): CaseImage {
  const address = `${registry}/${image.name}`;
  const reference = `${address}${image.tag ? `:${image.tag}` : ''}`;
  return {
    address,
    reference,
    // What a client refuses is the name as it was written.
    given: kind === 'name' ? image.written : '',
    name: image.name,
    owner: image.owner,
    package: image.package,
    tag: image.tag,
    digest: null,
    problem: null,
  };
}

/** The runner's own word before the workflow's text. A block without packages gives none. */
function levelIn(job: JobEvidence): PackagesLevel | null {
  const { permissions, workflow, run } = job;
  if (permissions) return LEVELS.find((level) => level === permissions.packages) ?? 'none';
  // What the file says since tells nothing of the run.
  const mended = mendedIn(job);
  if (mended && mended.age !== 'untold') return null;
  return grantedLevel(workflow?.grants ?? [], run?.readOnly ?? null);
}

function mendedIn({ permissions, workflow, run, fileAge }: JobEvidence): AgedFile | null {
  if (!workflow || permissions || !fileAge) return null;
  const isEnough = grantedLevel(workflow.grants, run?.readOnly ?? null) === 'write';
  return isEnough ? fileAge : null;
}

/** The rule by which this run's token is read-only, as far as the log shows it. */
function readOnlyIn(job: JobEvidence): Case['readOnly'] {
  if (job.run) return job.run.readOnly ?? 'none';
  switch (job.secretSource) {
    case 'dependabot':
      return 'dependabot';
    case 'actions':
      return 'none';
    case 'none':
      return 'fork';
    default:
      return job.dependabot ? 'dependabot' : job.fork ? 'fork' : null;
  }
}

/** A called workflow may be defined in another repository than the one that runs. */
function ownerIn({ run, repository, called, definedAt }: JobEvidence): string | null {
  const name = run?.repository ?? repository ?? (called ? null : definedAt);
  return run?.owner ?? name?.split('/')[0] ?? null;
}

function serverOf({ run }: JobEvidence, registry: string): string {
  const [, host] = /^containers\.(.+)$/.exec(registry) ?? [];
  return run?.serverUrl ?? (host ? `https://${host}` : 'https://github.com');
}

/** The registry's sentences about installations are about GITHUB_TOKEN, unless the log shows another App's. */
function isSaidToJobToken({ text }: Symptom, job: JobEvidence): boolean {
  return /installation/i.test(text) && !job.hints.includes('app') && !saidToApp({ text });
}
