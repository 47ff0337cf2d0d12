/** Event payloads (`GITHUB_EVENT_PATH`), cut down to what a workflow run is told apart by. */

const OWNER = { login: 'octo-org', id: 1008, type: 'Organization' };
const SHA = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
const BASE_SHA = 'a10867b14bb761a232cd80139fbd4c0d33264240';

/** The repository object of the webhook documentation. */
function repositoryObject(fullName: string, { fork = false } = {}): Record<string, unknown> {
  const [login = '', name = ''] = fullName.split('/');
  const owner = login === OWNER.login ? OWNER : { login, id: 2011, type: 'User' };
  return {
    id: fork ? 99002 : 99001,
    name,
    full_name: fullName,
    owner,
    private: false,
    visibility: 'public',
    fork,
    html_url: `https://github.com/${fullName}`,
    default_branch: 'main',
  };
}

/** A push to the default branch. */
export function pushEvent(repository: string, actor: string): Record<string, unknown> {
  return {
    ref: 'refs/heads/main',
    before: BASE_SHA,
    after: SHA,
    created: false,
    deleted: false,
    forced: false,
    repository: repositoryObject(repository),
    organization: OWNER,
    pusher: { name: actor, email: `${actor}@users.noreply.github.com` },
    sender: { login: actor, id: 2001, type: 'User' },
    head_commit: { id: SHA, message: 'Serve over HTTP/3', timestamp: '2026-11-02T09:00:00Z' },
  };
}

/** A pull request that comes from a fork. */
export function forkPullRequestEvent(
  repository: string,
  head: string,
  actor: string,
): Record<string, unknown> {
  const sender = { login: actor, id: 2011, type: 'User' };
  return {
    action: 'opened',
    number: 17,
    pull_request: {
      number: 17,
      state: 'open',
      title: 'Fix a typo in the usage text',
      user: sender,
      draft: false,
      author_association: 'FIRST_TIME_CONTRIBUTOR',
      html_url: `https://github.com/${repository}/pull/17`,
      head: {
        label: `${actor}:typo`,
        ref: 'typo',
        sha: SHA,
        user: sender,
        repo: repositoryObject(head, { fork: true }),
      },
      base: {
        label: 'octo-org:main',
        ref: 'main',
        sha: BASE_SHA,
        user: OWNER,
        repo: repositoryObject(repository),
      },
    },
    repository: repositoryObject(repository),
    organization: OWNER,
    sender,
  };
}
