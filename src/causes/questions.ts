/**
 * What several causes ask of the evidence. Each question is small and has one
 * answer, so that a cause reads like the row of the facts page that it stands for.
 */
import type { Evidence, ImageEvidence, PackagesLevel, TokenEvidence } from '../evidence/types.js';
import type { Claim, Refusal } from './cause.js';

/** The registry's sentences (facts, section 1.7). */
export const WORDS = {
  deadToken: /User cannot be authenticated with the token provided/i,
  resource: /requested access to the resource is denied/i,
  scopes: /does not match expected scopes/i,
  create: /installation not allowed to Create/i,
  write: /installation not allowed to Write/i,
  read: /installation not allowed to Read/i,
  noInstallation: /requested installation does not exist/i,
  createPackage: /permission_denied: create_package/i,
  writePackage: /permission_denied: write_package/i,
  readPackage: /permission_denied: read_package/i,
  noOwner: /owner not found/i,
  manifest: /manifest[ _]unknown/i,
} as const;

const RIGHTS = Object.values(WORDS).filter((words) => words !== WORDS.deadToken);

// ------------------------------------------------------------- the answer

export function says({ answer }: Refusal, ...words: RegExp[]): boolean {
  return words.some((pattern) => pattern.test(answer.message ?? ''));
}

/** Refused without a word, as in the answer to a HEAD request. */
export function silent({ answer }: Refusal): boolean {
  return !answer.message;
}

/** The registry said no. A name that was never sent has causes of its own. */
export function denied({ answer }: Refusal): boolean {
  return answer.outcome === 'refused' && answer.step !== 'name';
}

/** The credential itself is not accepted, whatever the image (facts L1, L2). */
export function credentialRefused(refusal: Refusal): boolean {
  const { answer, token } = refusal;
  if (!token || !denied(refusal)) return false;
  if (token.user?.rejected || says(refusal, WORDS.deadToken)) return true;
  const atTheDoor = answer.step === 'ping' || answer.step === 'token' || answer.status === 401;
  return atTheDoor && !says(refusal, ...RIGHTS);
}

/** The credential is accepted and lacks a right. */
export function rightRefused(refusal: Refusal): boolean {
  return refusal.token !== null && denied(refusal) && !credentialRefused(refusal);
}

/** A pull that found nothing, as against one that was not allowed. */
export function missing({ answer }: Refusal): boolean {
  return answer.status === 404 || WORDS.manifest.test(answer.message ?? '');
}

// -------------------------------------------------------------- the token

export function isJobToken(token: TokenEvidence | null): boolean {
  return token?.kind === 'github-token';
}

/** A token that stands for a person. */
export function isUserToken(token: TokenEvidence | null): boolean {
  return token !== null && ['classic-pat', 'oauth', 'app-user', 'unknown'].includes(token.kind);
}

/** Does a user's token have the scope for this access? null: not seen. */
export function hasScope(token: TokenEvidence, access: Evidence['access']): boolean | null {
  const enough = ['admin:packages', 'write:packages', ...(access === 'pull' ? ['read:packages'] : [])];
  return token.user?.scopes ? token.user.scopes.some((scope) => enough.includes(scope)) : null;
}

/** White space or control characters inside: no mending makes a token of it. */
export function beyondRepair(token: TokenEvidence): boolean {
  return token.defects.some((defect) => defect === 'inner-white-space' || defect === 'control-character');
}

// --------------------------------------------------------- the job's rights

export const RANK: Record<PackagesLevel, number> = { none: 0, read: 1, write: 2 };

/**
 * What the job's token may do to packages: by the registry's own word when it takes
 * another image from it, else by the workflow's text. null: the text does not tell.
 */
export function packagesLevel(evidence: Evidence): PackagesLevel | null {
  if (writesElsewhere(evidence)) return 'write';
  const levels = (evidence.workflow?.grants ?? []).flatMap((grant) => grant.level ?? []);
  if (evidence.run.readOnly === 'fork') levels.push('read');
  return levels.reduce<PackagesLevel | null>(
    (least, level) => (least && RANK[least] < RANK[level] ? least : level),
    null,
  );
}

/** The registry takes another image from the job's token: it does have `packages: write`. */
export function writesElsewhere(evidence: Evidence): boolean {
  const jobs = evidence.tokens.find(isJobToken)?.source;
  return (
    evidence.access === 'push' &&
    jobs !== undefined &&
    evidence.images.some(({ answers }) =>
      answers.some(({ token, answer }) => token === jobs && answer.outcome === 'allowed'),
    )
  );
}

// ------------------------------------------------- the owner and the package

/** The image is in another account's namespace than the repository. Unknown counts as no. */
export function ownersDiffer({ image }: ImageEvidence, { run }: Evidence): boolean {
  return run.owner !== null && run.owner.toLowerCase() !== image.owner.toLowerCase();
}

/** What the package is linked to, seen from this repository; null: not seen. */
export function linked({ package: about }: ImageEvidence, { run }: Evidence): 'here' | 'elsewhere' | null {
  if (!about?.visible || !run.repository) return null;
  return about.repository?.toLowerCase() === run.repository.toLowerCase() ? 'here' : 'elsewhere';
}

// --------------------------------------------------------------- the place

/** The step that pushes this image, where the workflow names it. */
export function placeOf({ image }: ImageEvidence, { workflow }: Evidence): Pick<Claim, 'location' | 'job'> {
  const push = workflow?.pushes.find(
    ({ reference, role }) =>
      role === image.role &&
      reference !== null &&
      (reference === image.given || bare(reference, image.registry) === `${image.registry}/${image.name}`),
  );
  return workflow && push ? { location: push.location, job: workflow.job } : {};
}

/** `registry/name`: lower case, without tag and digest. */
function bare(reference: string, registry: string): string {
  const name = reference
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '');
  return name.startsWith(`${registry}/`) ? name : `${registry}/${name}`;
}
