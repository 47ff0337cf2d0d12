/** `explain` for a run on GitHub: its failed jobs, their logs, the workflow at its commit. For the CLI and the action. */
import { githubApi } from '../evidence/api/github.js';
import { failedRun, UnreadableRun } from '../evidence/api/run-logs.js';
import { httpClient } from '../evidence/http/http.js';
import type { RunEvidence } from '../evidence/types/run.js';
import type { Language } from '../types.js';
import { type Explanation, explanation } from './explain.js';

/** A file of this machine: the folder of its checkout, and its path in it. */
export interface NamedWorkflow {
  workspace: string;
  path: string;
}

export interface RunQuestion {
  id: string;
  repository: string;
  /** One job of it alone; null: all that failed. */
  job: string | null;
  token: string;
  servers: Pick<RunEvidence, 'serverUrl' | 'apiUrl'>;
  language: Language;
  /** A workflow file to read in place of the run's own. */
  workflow: NamedWorkflow | null;
}

/** Throws `UnreadableRun`, and what reading a log throws. */
export async function explainFailedRun(question: RunQuestion): Promise<Explanation> {
  const { id, repository, token, language, workflow } = question;
  const { serverUrl, apiUrl } = question.servers;
  const client = httpClient();
  try {
    const api = await githubApi(apiUrl, token, client);
    if (!api) throw new UnreadableRun('unreachable', apiUrl);
    const { run, jobs, fetchFile } = await failedRun(api, client, repository, id, { serverUrl, apiUrl });
    return await explanation(
      jobs
        .filter(({ id: one }) => question.job === null || one === question.job)
        .map(({ name, log }) => ({ name, job: name, open: log })),
      {
        language,
        run,
        place: () =>
          workflow === null
            ? { path: run.workflowPath, run, workspace: null, fetchFile, mustPushImage: false }
            : { ...workflow, run, fetchFile: null, mustPushImage: false },
      },
    );
  } finally {
    client.close();
  }
}
