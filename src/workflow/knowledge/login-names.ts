/** What actions are called that log in to a registry, where their names say so in other words than `login`. */

/** `docker-auth`, `sign-in-to-registry`. */
export const NAMED_AUTH = /(?<![a-z])(?:sign-?in|auth(?:enticat(?:e|ion))?)(?![a-z])/i;

/** What is set up with a credential is logged in to: `setup-ghcr`, `registry-setup`. */
export const NAMED_SETUP =
  /(?<![a-z])(?:set-?up|configure|connect)[/_-](?:docker-|container-|image-|to-)?(?:ghcr|registry)(?![a-z])|(?:ghcr|registry)[/_-](?:set-?up|configure|connect)(?![a-z])/i;
