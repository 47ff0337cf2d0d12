/** The sentences of GitHub's registry in full, for those that are cut off. */

/** What GitHub's registry alone says, in full. */
const OWN_IN_FULL: readonly string[] = [
  ...['Create', 'Write', 'Read'].map((right) => `installation not allowed to ${right} organization package`),
  ...['create', 'write', 'read'].map((right) => `permission_denied: ${right}_package`),
  'permission_denied: The token provided does not match expected scopes',
  'permission_denied: The requested installation does not exist',
  'unauthenticated: User cannot be authenticated with the token provided',
  'not_found: owner not found',
];
const IN_FULL: readonly string[] = [...OWN_IN_FULL, 'requested access to the resource is denied'];

/** Whether a reason, as `saidIn` reads it, is a sentence that GitHub's registry alone says, cut off or not. */
export const isGitHubsSentence = (said: string | null): boolean =>
  said !== null && OWN_IN_FULL.includes(said);

/** Letters of a sentence that somebody who writes of it would not begin by chance. */
const LEAST = 20;

/** A reason of which the end is missing, as terminals, docker compose and whoever pastes cut it: where only one begins so. */
export function completed(said: string): string {
  const head = said.replace(/\s*(?:…|\.{3})$/, '');
  const whole = IN_FULL.filter((sentence) => sentence.startsWith(head));
  return head.length >= LEAST && whole.length === 1 ? (whole[0] as string) : said;
}
