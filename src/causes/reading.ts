/**
 * What several causes ask of a log. As in `predicates.ts`: small questions with one
 * answer each, so that a cause reads like the row of the facts page that it stands for.
 */
import type { JobEvidence, LogImage, Symptom, TokenHint } from '../evidence/log/types.js';
import { packageSettingsUrl } from '../evidence/settings-url.js';
import type { PermissionGrant, ReadOnlyRule } from '../evidence/types.js';
import type { Claim } from './cause.js';
import { RANK, WORDS } from './questions.js';
import { repair, type Want } from './repair.js';

// ------------------------------------------------------------ the symptom

export function heard({ said, text }: Symptom, ...patterns: RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(said ?? '') || pattern.test(text));
}

/** `installation not allowed to Create` or `… Write`. */
export function mayNotWrite(symptom: Symptom): boolean {
  return heard(symptom, WORDS.create, WORDS.write);
}

/** So said to Apps; to GITHUB_TOKEN without the `permission_denied:` in front, in all reports (facts W1, W4, W20). */
export function saidToApp({ text }: Symptom): boolean {
  return /permission_denied: installation not allowed/i.test(text);
}

const EMPTY_WORDS = /^(?:denied|unauthorized|forbidden)$/i;

/** Refused without a reason: a bare status, or `denied` alone. */
export function withoutReason({ kind, said }: Symptom): boolean {
  return kind === 'refused' && (said === null || EMPTY_WORDS.test(said));
}

/** The credential was not taken, as against what it may do. */
export function aboutCredential(symptom: Symptom): boolean {
  if (symptom.kind !== 'refused') return false;
  if (heard(symptom, WORDS.deadToken, /\bdenied: denied\b/i)) return true;
  const empty = withoutReason(symptom) || heard(symptom, /authentication required/i);
  return (symptom.stage === 'login' || symptom.stage === 'token') && empty;
}

/** The credential was taken, or nobody can say; a right was missing. */
export function aboutRights(symptom: Symptom): boolean {
  return (
    symptom.kind === 'refused' && !aboutCredential(symptom) && !heard(symptom, WORDS.resource, WORDS.noOwner)
  );
}

/** A push, or what the log does not call a pull. */
export function isPush({ access }: Symptom): boolean {
  return access !== 'pull';
}

export function isPull({ access }: Symptom): boolean {
  return access === 'pull';
}

// ---------------------------------------------------------------- the job

/** The rule by which this run's token is read-only, as far as the log shows it. */
export function readOnlyOf(job: JobEvidence): ReadOnlyRule | null {
  if (job.run) return job.run.readOnly;
  if (job.secretSource === 'dependabot') return 'dependabot';
  if (job.secretSource === 'actions') return null;
  if (job.secretSource === 'none') return 'fork';
  if (job.dependabot) return 'dependabot';
  return job.fork ? 'fork' : null;
}

/** Neither a fork's run nor Dependabot's: seen, not merely unsaid. */
export function isOrdinaryRun(job: JobEvidence): boolean {
  return readOnlyOf(job) === null && (job.run !== null || job.secretSource === 'actions');
}

/** The token was of this sort, if the log says anything about it. */
export function hints(job: JobEvidence, ...kinds: TokenHint[]): boolean {
  return job.hints.some((hint) => kinds.includes(hint));
}

export function repositoryOwner(job: JobEvidence): string | null {
  const repository = job.run?.repository ?? job.repository ?? (job.called ? null : job.definedAt);
  return job.run?.owner ?? repository?.split('/')[0] ?? null;
}

/** The image is in another account's namespace than the repository. Unknown, or masked, counts as no. */
export function foreignOwner({ image }: Symptom, job: JobEvidence): boolean {
  const owner = repositoryOwner(job)?.toLowerCase();
  return owner !== undefined && image !== null && !image.owner.includes('*') && image.owner !== owner;
}

/** Nothing in the log logs in to that registry before. Sure only where the log is whole. */
export function neverLoggedIn({ login, registry }: Symptom, job: JobEvidence): 'yes' | 'no' | 'unseen' {
  if (login) return 'no';
  const any = job.logins.some((one) => one.registry === registry);
  return job.whole && !any ? 'yes' : 'unseen';
}

/** One token was asked for repositories of several owners. */
export function mixedScopes({ scopes, text }: Symptom): boolean {
  const inText = [...text.matchAll(/scope=repository(?:%3A|:)([\w.*-]+)(?:%2F|\/)/gi)].map(
    ([, owner = '']) => owner,
  );
  const owners = new Set(
    [...scopes.map((scope) => scope.split('/')[0]), ...inText].map((owner) => owner?.toLowerCase()),
  );
  return owners.size > 1;
}

/** What `GITHUB_TOKEN Permissions` prints for a job without any `permissions` where the setting is the restricted one. */
export function isRestrictedDefault({ permissions }: JobEvidence): boolean {
  const set = Object.entries(permissions ?? {}).filter(([, level]) => level !== 'none');
  const names = set.map(([scope, level]) => `${scope}:${level}`).sort();
  return names.join() === 'contents:read,metadata:read,packages:read';
}

/** Which link of the chain keeps the permission, where the workflow's text is at hand. */
export function grantGap(
  job: JobEvidence,
  want: Want,
): {
  at: 'alone' | 'callee' | 'caller';
  grant: PermissionGrant;
  claim: Pick<Claim, 'diff' | 'job' | 'facts'>;
} | null {
  const grants = job.workflow?.grants ?? [];
  const index = grants.findLastIndex(({ level }) => level !== null && RANK[level] < RANK[want]);
  const grant = grants[index];
  if (!grant) return null;
  const at = grants.length === 1 ? 'alone' : index === grants.length - 1 ? 'callee' : 'caller';
  return {
    at,
    grant,
    claim: { job: grant.job, ...repair(job, want), facts: { job: grant.job, detail: grant.level ?? '' } },
  };
}

/** No `permissions` anywhere in the workflow. */
export function unsaidGrants(job: JobEvidence): boolean {
  const grants = job.workflow?.grants ?? [];
  return grants.length > 0 && grants.every(({ level }) => level === null);
}

// --------------------------------------------------------------- addresses

export function serverOf(job: JobEvidence, registry: string): string {
  const [, host] = /^containers\.(.+)$/.exec(registry) ?? [];
  return job.run?.serverUrl ?? (host ? `https://${host}` : 'https://github.com');
}

/** The settings page of the package; none for a name that is masked or not known. */
export function settingsOf({ image, registry }: Symptom, job: JobEvidence): Pick<Claim, 'url'> {
  return image && isReadable(image) ? { url: packageSettingsUrl(serverOf(job, registry), image, null) } : {};
}

function isReadable({ name }: LogImage): boolean {
  return name.includes('/') && !name.includes('*');
}
