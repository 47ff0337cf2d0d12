/** Names without a host, which are Docker Hub's, in what a client says of them. */

/** A name that a client minds, or that the containers library was given with its transport. */
const GIVEN_NAME =
  /\bdocker:\/\/(\w[\w./:@-]*)|(?<!invalid[_ ]reference: )invalid (?:tag|reference) "([^"]+)"|pull access denied for ([^\s,]+)|repository (\S+) not found: does not exist|image "([^"]+)"|\bimage (\S+) could not be accessed on a registry|manifest for (\S+) not found|failed to push ([\w.-]+\/[\w./-]+)|\((library\/[^)]+)\)/;

/** docker's words for a name without a host, which Docker Hub refused (facts P10). */
const OF_HUBS_NAME = /requested access to the resource is denied/i;

/**
 * BuildKit's and containerd's, of a challenge in which the server wrote what it minds about the scope: Docker Hub writes
 * it there, GitHub's registry writes nothing (facts P10).
 */
const OF_HUBS_SCOPE = /\b(?:push|pull) access denied, repository does not exist or may require\b/i;

/** Its two errors in one answer, of which GitHub's registry gives one (facts P10). */
const TWO_ERRORS =
  /\bdenied: requested access to the resource is denied(?:\s|\\+n){1,3}unauthorized: authentication required\b/;

/** Whether Docker Hub was asked, as the sentence shows that a client has for its answers; what names a registry is left aside. */
export function isHubsChallenge(text: string): boolean {
  return OF_HUBS_SCOPE.test(text) || TWO_ERRORS.test(text);
}

/** A name without a host is Docker Hub's, and its client says so of it. */
export function isDockerHubsName(text: string): boolean {
  const reference = GIVEN_NAME.exec(text)
    ?.slice(1)
    .find((one) => one !== undefined);
  return Boolean(reference) && !/^[^/.:]*[.:][^/]*\//.test(reference as string);
}

/** Whether it is the sentence with which Docker Hub refuses; GitHub's registry says so of a token, where its address stands. */
export function isRefusedByHub(text: string): boolean {
  return OF_HUBS_NAME.test(text);
}
