/** Whose token was refused, and of which sort it is. */
import type { TokenHint } from '../../evidence/log/types.js';
import type { TokenDefect, TokenEvidence } from '../../evidence/types/token.js';
import type { Access } from '../../types.js';
import type { Case } from '../case.js';
import { wasAsked } from './asked.js';
import { isRightRefused } from './refusal.js';

/** null: there was no token, or it is not known. */
export function isJobToken(token: Pick<TokenEvidence, 'kind'> | null): boolean {
  return token?.kind === 'github-token';
}

/** A token that stands for a person. */
export function isUserToken(token: TokenEvidence | null): token is TokenEvidence {
  return token !== null && ['classic-pat', 'oauth', 'app-user', 'unknown'].includes(token.kind);
}

/** The right of this kind of token is refused, or, in a log, that of a token which nobody names. */
export function mayBeJobTokens(seen: Case): boolean {
  return wasAsked(seen) ? isJobToken(seen.token) && isRightRefused(seen) : true;
}

/** Does a user's token have the scope for this access? null: not seen. */
export function hasPackagesScope(token: TokenEvidence, access: Access | null): boolean | null {
  const enough = ['admin:packages', 'write:packages', ...(access === 'pull' ? ['read:packages'] : [])];
  return token.user?.scopes ? token.user.scopes.some((scope) => enough.includes(scope)) : null;
}

const BEYOND_REPAIR: readonly TokenDefect[] = [
  'inner-white-space',
  'control-character',
  'name-in-front',
  'address',
  'base64',
  'json',
  'hash',
  'too-long',
  'turned-round',
];

/** White space or control characters inside, a name in front, another form, a hash, a whole file or the user name in its place: it is sent as it is. */
export function isBeyondRepair({ defects }: { defects: readonly TokenDefect[] }): boolean {
  return defects.some((defect) => BEYOND_REPAIR.includes(defect));
}

/** The log says that the token was of one of these sorts. */
export function hasHint({ hints }: Case, ...kinds: TokenHint[]): boolean {
  return hints?.some((hint) => kinds.includes(hint)) ?? false;
}

/** A log shows that a person's token was used: it says so, or the job is another CI's, where no other pushes. */
export function isPersons(seen: Case): boolean {
  return (
    hasHint(seen, 'classic', 'oauth') || (seen.asker.place === 'pipeline' && !hasHint(seen, 'job', 'app'))
  );
}

/** It is in sight that a person's token was sent: whoever only names one may say that it works elsewhere. */
export function sentPersons(seen: Case): boolean {
  return isPersons(seen) && (seen.asker.place === 'pipeline' || (seen.login ?? null) !== null);
}

/** So said to Apps; to GITHUB_TOKEN without the `permission_denied:` in front, in all reports (facts W1, W4, W20). */
export function saidToApp({ text }: Pick<Case, 'text'>): boolean {
  return /permission_denied: installation not allowed/i.test(text);
}

/** The log speaks of the token of another App. */
export function looksLikeApp(seen: Case): boolean {
  return !wasAsked(seen) && (saidToApp(seen) || hasHint(seen, 'app'));
}

/** What the registry names in its challenge to `/v2/`, whoever asks (facts, section 5): helm asks for it as well. */
const PLACEHOLDER = 'user/image';

/** One token was asked for repositories of several owners. */
export function hasMixedScopes({ scopes, text }: Case): boolean {
  if (!scopes) return false;
  const inText = [...text.matchAll(/scope=repository(?:%3A|:)([\w.*-]+(?:%2F|\/)[\w.*-]+)/gi)].map(
    ([, name = '']) => name.replace(/%2F/i, '/'),
  );
  const owners = [...scopes, ...inText]
    .filter((scope) => scope !== PLACEHOLDER)
    .map((scope) => scope.split('/')[0]);
  return new Set(owners.map((owner) => owner?.toLowerCase())).size > 1;
}
