/** The sources that several questions share: the API's clients and the workflow's text, opened only when asked. */
import type { ApiClients } from '../evidence/api/package.js';
import { belongsTo } from '../evidence/github-server.js';
import { type HttpClient, isLoopback } from '../evidence/http/http.js';
import { parseReferences } from '../evidence/registry/reference.js';
import type { Credential } from '../evidence/token.js';
import type { WorkflowReading } from '../workflow/reading/this-run.js';
import type { Question } from './question.js';

export interface ApiAccess {
  /** @param refusedUser a user's token whose rights are in question */
  clients(refusedUser: Credential | null): Promise<ApiClients>;
}

/**
 * The API that may know of this registry. A credential for one on this machine is nobody else's business: then the
 * API must be here too. That of another server knows nothing of it.
 */
export function apiUrlFor({ registry, run }: Question): string | null {
  if (!belongsTo(registry, run.serverUrl)) return null;
  const isLocal = (address: string) => isLoopback(new URL(address).hostname);
  return isLocal(`https://${registry}`) && !isLocal(run.apiUrl) ? null : run.apiUrl;
}

/** The API is asked with the job's own token if there is one; only GitHub's tokens go there. */
export function apiAccess(apiUrl: string | null, { credentials }: Question, client: HttpClient): ApiAccess {
  const own = credentials.find(({ kind }) => kind === 'github-token');
  const other = credentials.find(({ kind }) => kind !== 'unknown' && kind !== 'refresh');
  const connect = async (credential: Credential | null | undefined) => {
    if (!apiUrl || !credential) return null;
    const { githubApi, isSendable } = await import('../evidence/api/github.js');
    return isSendable(credential.secret) ? githubApi(apiUrl, credential.secret, client) : null;
  };
  return {
    async clients(refusedUser) {
      const [lookup, user] = await Promise.all([connect(own ?? other), connect(refusedUser)]);
      return { lookup, user };
    },
  };
}

/** The workflow's text, read at most once and only when somebody asks. */
export function workflowOnce(question: Question, api: ApiAccess): () => Promise<WorkflowReading> {
  let reading: Promise<WorkflowReading> | undefined;
  const nothing = { workflow: null, problem: null };
  const { run, workspace, registry, env, event } = question;
  if (question.workflow === 'none' || (!run.job && !question.workflow)) return async () => nothing;

  async function fetchFile(path: string): Promise<string | null> {
    const { lookup } = await api.clients(null);
    const [owner, repo] = run.repository?.split('/') ?? [];
    if (!lookup || !owner || !repo) return null;
    const { data } = await lookup.rest.repos.getContent({
      owner,
      repo,
      path,
      ref: run.workflowSha ?? undefined,
      mediaType: { format: 'raw' },
    });
    // With the raw media type the body is the file itself, whatever the types say.
    return typeof data === 'string' ? (data as string) : null;
  }

  const given = () => {
    const listed = parseReferences(question.images, { registry, owner: run.owner }).references;
    return listed.filter(({ role }) => role === 'image').map(({ reference }) => reference);
  };

  return () => {
    reading ??= import('../workflow/reading/this-run.js').then(({ readWorkflow }) =>
      readWorkflow({
        run,
        workspace,
        path: question.workflow,
        registry,
        fetchFile,
        env,
        event,
        leg: question.leg,
        access: question.access,
        own: question.login && { images: given(), login: question.login },
        tokens: question.held,
      }),
    );
    return reading;
  };
}
