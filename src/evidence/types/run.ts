/** The workflow run that we are in, or that a report is of. */

/** Organisations and people have their packages at different addresses. */
export type OwnerType = 'User' | 'Organization';

/** Why the token of this run is read-only by rule (facts, section 3). */
export type ReadOnlyRule = 'fork' | 'dependabot';

/** The workflow run that we are in, from the environment and the event payload. */
export interface RunEvidence {
  /** `push`, `pull_request`, …; null outside GitHub Actions. */
  event: string | null;
  actor: string | null;
  /** `Owner/Name` with its real upper and lower case. */
  repository: string | null;
  /** The repository's owner, real case. */
  owner: string | null;
  /** As the event's payload or the run's own page in the API tells it; null or absent: neither did. */
  ownerType?: OwnerType | null;
  /** Key of the job in its workflow file (`GITHUB_JOB`). */
  job: string | null;
  /** Path of the top-level workflow file in the repository (from `GITHUB_WORKFLOW_REF`). */
  workflowPath: string | null;
  /** Commit of that file (`GITHUB_WORKFLOW_SHA`). */
  workflowSha: string | null;
  /** Set when GitHub makes this run's token read-only unless told otherwise. */
  readOnly: ReadOnlyRule | null;
  /** `owner/name` that a fork's pull request comes from. */
  headRepository: string | null;
  /** `https://github.com`, a GHES host or a GHE.com subdomain. */
  serverUrl: string;
  apiUrl: string;
}

/** The run that a report is of (contract, section 4). */
export interface RunReport {
  repository: string | null;
  /** Its name. */
  workflow: string | null;
  /** Key of the job. */
  job: string | null;
  id: string | null;
  attempt: number | null;
  url: string | null;
  event: string | null;
}
