/** What actions are called that log in to a registry. */

/** `acme/ghcr-login`, `./.github/actions/login`. */
export const NAMED_LOGIN = /(?:^|[/_-])log-?in(?=$|[/_@-])/i;

/** `docker-auth`, `sign-in-to-registry`. */
export const NAMED_AUTH = /(?<![a-z])(?:sign-?in|auth(?:enticat(?:e|ion))?)(?![a-z])/i;

/** What is set up with a credential is logged in to: `setup-ghcr`, `registry-setup`. */
export const NAMED_SETUP =
  /(?<![a-z])(?:set-?up|configure|connect)[/_-](?:docker-|container-|image-|to-)?(?:ghcr|registry)(?![a-z])|(?:ghcr|registry)[/_-](?:set-?up|configure|connect)(?![a-z])/i;

/** May an action that nobody knows be one of them? */
export function mayBeNamedForLogin(action: string): boolean {
  return [NAMED_LOGIN, NAMED_AUTH, NAMED_SETUP].some((each) => each.test(action));
}
