/** Why the workflow check was skipped, or a file that it would have looked at. The verdict is never touched by it. */
export interface WorkflowProblem {
  kind:
    | 'not-found'
    | 'unreadable'
    | 'not-text'
    | 'too-large'
    /** A folder, a pipe, a device. */
    | 'no-regular-file'
    /** Its real path lies outside the repository. */
    | 'outside'
    | 'too-complex'
    | 'broken-yaml'
    | 'too-many-aliases'
    /** The steps lead to more files than are read for one job. */
    | 'too-many'
    | 'no-jobs'
    | 'job-not-found';
  file: string | null;
  /** The reader's own words: the YAML error with its line, the errno, the API's status. */
  detail: string | null;
}
