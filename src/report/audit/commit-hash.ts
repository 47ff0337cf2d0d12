/** Whether a revision names one commit for good, by SHA-1 or SHA-256, and no branch or tag that may be moved. */
export function isCommitHash(revision: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision);
}
