/** The name of a repository, `OWNER/NAME`. */

/** The account that it belongs to, as it is written; null where the repository is not known. */
export function repositoryOwner(repository: string | null | undefined): string | null {
  return repository?.split('/')[0] ?? null;
}
