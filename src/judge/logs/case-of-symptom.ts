/** How a line of a log becomes a case. */

import { askerOf } from '../../causes/askers/asker-of.js';
import type { Case, CaseImage } from '../../causes/case.js';
import { grantedLevel } from '../../causes/levels.js';
import { saidToApp } from '../../causes/questions/token.js';
import type { AgedFile } from '../../evidence/files/file-age.js';
import { serverBehind, serverOf } from '../../evidence/github-server.js';
import type { JobEvidence, LogImage, Symptom } from '../../evidence/log/types.js';
import { repositoryOwner } from '../../evidence/repository-name.js';
import type { PackagesLevel } from '../../evidence/types/permissions.js';
import { levelNamed } from '../../workflow/runs/permissions.js';

/** Clients whose one name is written where they are called: charts, artifacts, images without a Dockerfile. */
const OWN_NAMES = /^(?:helm|oras|flux|ko|crane|cosign|jib|regctl|goreleaser)\b/i;

/** What only the registry and the API answer. */
const OF_AN_ANSWER = {
  code: null,
  trouble: null,
  requestId: null,
  package: null,
  readable: null,
  anonymousPull: null,
  tags: null,
  token: null,
  laterLogin: null,
  tokens: null,
  missingTokens: null,
  writesElsewhere: null,
} satisfies Partial<Case>;

/** What a log shows, with what is known of its job from elsewhere. */
export function caseOfSymptom(symptom: Symptom, job: JobEvidence): Case {
  const { registry, image, text } = symptom;
  const { run, workflow } = job;
  const asker = askerOf(symptom, job);
  return {
    ...OF_AN_ANSWER,
    asker,
    seenIn: 'log',
    isAssumed: symptom.attribution === 'assumed' || symptom.attribution === 'alone',
    isAlone: symptom.attribution === 'alone',
    isAfterLoginOnly: symptom.attribution === 'login',
    access: symptom.access ?? (asker.onlyPulls ? 'pull' : null),
    registry,
    ...serversOf(symptom, run),
    kind: symptom.kind,
    step: symptom.stage,
    status: symptom.status,
    said: symptom.said,
    isTold: symptom.isTold ?? false,
    text,
    method: symptom.method,
    image: image && loggedImage(image, symptom),
    takesTags: !OWN_NAMES.test(symptom.client ?? ''),
    cache: symptom.cache,
    scopes: symptom.scopes,
    calledToken: isSaidToJobToken(symptom, job) ? { source: 'github-token', file: null } : null,
    pullSecret: missingSecretIn(symptom, job),
    hints: job.hints,
    sent: symptom.sent,
    sentWrongly: symptom.sentWrongly,
    login: symptom.login,
    logins: job.logins,
    level: levelIn(job),
    told: job.told,
    permissions: job.permissions,
    repository: run?.repository ?? job.repository,
    owner: ownerIn(job),
    event: run?.event ?? job.event,
    job: workflow?.job ?? null,
    readOnly: readOnlyIn(job),
    isRunKnown: run !== null,
    secretSource: job.secretSource,
    workflow,
    mended: mendedIn(job),
    fileAge: job.fileAge,
    called: job.called,
    startRepair: job.startRepair,
    client: symptom.client,
    command: symptom.step,
    line: symptom.line,
    whole: job.whole,
    progress: symptom.progress,
  };
}

/** A line that names no registry is of the run's own server. */
function serversOf(
  { registry, image, text }: Symptom,
  run: JobEvidence['run'],
): Pick<Case, 'serverUrl' | 'repositoryServer' | 'ownerType'> {
  if (run === null) return { serverUrl: serverOf(registry) };
  const isNamed = image !== null || text.includes(registry);
  const own = run.serverUrl;
  return {
    serverUrl: isNamed ? serverBehind(registry, own) : own,
    repositoryServer: own,
    ownerType: run.ownerType ?? null,
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
  const { tag, digest } = image;
  const reference = `${address}${tag ? `:${tag}` : digest ? `@${digest}` : ''}`;
  return {
    address,
    reference,
    // What a client refuses is the name as it was written.
    given: kind === 'name' ? image.written : '',
    name: image.name,
    owner: image.owner,
    package: image.package,
    tag,
    digest,
    problem: null,
  };
}

/** The runner's own word before the workflow's text. A block without packages gives none. */
function levelIn(job: JobEvidence): PackagesLevel | null {
  const { permissions, workflow, run } = job;
  if (permissions) return levelNamed(permissions.packages) ?? 'none';
  // What the file says since tells nothing of the run.
  const mended = mendedIn(job);
  if (mended && mended.age !== 'untold') return null;
  return grantedLevel(workflow?.grants ?? [], run?.readOnly ?? null);
}

function mendedIn({ permissions, workflow, run, fileAge }: JobEvidence): AgedFile | null {
  // What the runner printed is what the run had: a file that gives more is another one.
  if (!workflow || !fileAge || permissions?.packages === 'write') return null;
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
      if (job.told.usualRuns) return 'none';
      return job.dependabot ? 'dependabot' : job.fork ? 'fork' : null;
  }
}

/** A called workflow may be defined in another repository than the one that runs. */
function ownerIn({ run, repository, called, definedAt }: JobEvidence): string | null {
  const name = run?.repository ?? repository ?? (called ? null : definedAt);
  return run?.owner ?? repositoryOwner(name);
}

/** Of an App's token. helm has another one that fails: the chart's. */
const OF_AN_INSTALLATION = /\binstallation\b(?! failed)/i;

/** The registry's sentences about installations are about GITHUB_TOKEN, unless the log shows another App's. */
function isSaidToJobToken({ text }: Symptom, job: JobEvidence): boolean {
  return OF_AN_INSTALLATION.test(text) && !job.hints.includes('app') && !saidToApp({ text });
}
