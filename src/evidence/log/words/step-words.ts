/** What the name of a step tells of whom it asks, and what clients say that only such steps have. */

/** An action that works with packages, by its name: what the API refuses to it is about packages. */
export const PACKAGES_ACTION = /^[\w.-]+\/[\w./-]*(?:package|ghcr|container)[\w./-]*@/i;

/** The same of one that works with GitHub's registry alone, and what its own client says: it starts no other programs. */
export const REGISTRY_ACTION = /^[\w.-]+\/[\w./-]*ghcr[\w./-]*@/i;
export const OWN_CLIENT = /\bRequest failed with status code\b/;

/** The limit as Octokit says it in an action's step; a client of registries sets its own words before it. */
export const OCTOKITS_LIMIT = /^(?:\w*Error: ){0,3}You have exceeded a secondary rate limit/;
export const ACTION_STEP = /^[\w.-]+\/[\w./-]+@/;

/** GitHub's command for all but packages. */
export const OTHER_COMMAND =
  /^gh (?:cache|gist|issue|label|pr|project|release|repo|ruleset|run|secret|variable|workflow)\b/;
