/** One short message and nothing around it gets an answer; a text that has more of its own does not. */
import { describe, expect, test } from '@jest/globals';
import { readGiven } from '../../src/evidence/log/given.js';
import { shortMessage } from '../../src/evidence/log/short/short-message.js';
import { SHORT_MESSAGES } from '../../src/evidence/log/short/table.js';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import type { Language } from '../../src/types.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { askedWith, pieces } from './support.js';

function answered(text: string, language: Language = 'en') {
  const read = shortMessage(text, 'message');
  return read ? explainLogs([joinedJob(read, null, null)], language) : [];
}

describe('the messages of guides and posts', () => {
  test.each([
    ['denied: permission_denied', 'package-not-granted'],
    ['insufficient_scope', 'package-read-refused'],
    ['manifest not found', 'manifest-not-found'],
    ['pull access denied', 'package-read-refused'],
    ['docker pull fails: pull access denied for the image', 'package-read-refused'],
    ['docker push denied', 'job-lacks-packages-write'],
    ['authentication failed', 'token-rejected'],
    ['failed to push to registry', 'job-lacks-packages-write'],
    ['image not found', 'manifest-not-found'],
    ['403 Forbidden', 'package-read-refused'],
    ['Error: failed to push image to the registry', 'job-lacks-packages-write'],
    ['login failed', 'token-rejected'],
    ['unauthorized', 'package-read-refused'],
    ['too many requests', 'rate-limited'],
  ])('%s', (text, id) => expect(answered(text).map((finding) => finding.id)).toEqual([id]));

  test.each(SHORT_MESSAGES.flatMap(({ seen, image }) => (image === 'must' ? [] : [seen])))(
    '%s: a guess that says so, in both languages',
    (seen) => {
      for (const [language, condition] of [
        ['en', 'this holds if it came from ghcr.io'],
        ['zh-CN', '仅在它来自 ghcr.io 时成立'],
      ] as const) {
        const [finding] = answered(seen, language);
        expect(finding).toMatchObject({ confidence: 'possible', image: null });
        expect(finding?.message).toContain(condition);
      }
    },
  );

  test.each([
    'HTTP 403: Resource not accessible by integration (https://api.github.com/repos/octo/app/pulls/3/reviews)',
    'HTTP 403: Resource not accessible by integration (https://git.example/api/v3/repos/octo/app/issues/3)',
    'Error: pull access denied for my-image, repository does not exist or may require docker login',
    'GraphQL: Resource not accessible by integration (addComment)',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    'unauthorized: access to the requested resource is not authorized',
    'unauthorized: incorrect username or password',
    'denied: access forbidden',
    'unauthorized: unauthorized to access repository: library/app, action: push',
    'Error: denied by policy: container image must be signed',
    'Error: [EFAULT] Failed to pull image: invalid reference format',
    'Failed to pull image: rpc error: code = Unknown desc = unsupported media type',
    'GET https:: UNAUTHORIZED: authentication required; [map[Action:pull Class: Name:octo/app Type:repository]]',
    'pushing "octo/app:1": UNAUTHORIZED: authentication required; [map[Action:pull Class:',
    'unauthorized: reqPackageAccess',
    'denied: project is archived',
    'Error: unauthorized: bad token format',
    'Error: 401: {"errors":[{"code":"UNAUTHORIZED","message":"UnAuthorized"}]}',
    'pods is forbidden: User "ci" cannot list resource "pods" in API group ""',
    '$ docker login -u "$CI_DEPLOY_USER" --password-stdin $CI_REGISTRY\nError response from daemon: unauthorized',
    '$ docker push $CI_REGISTRY_IMAGE:latest\ndenied: requested access to the resource is denied',
    '$ docker login -u AWS --password-stdin "${ECR_REGISTRY}"\nError response from daemon: unauthorized',
    'docker pull $HARBOR_HOST/app:1\nunauthorized',
  ])('%s: another service says so', (text) => expect(answered(text)).toEqual([]));

  test.each([
    '$ docker push $IMAGE:latest\ndenied: requested access to the resource is denied',
    '$ docker login -u $GITLAB_USER --password-stdin $REGISTRY\nError response from daemon: unauthorized',
  ])('%s: a variable says nothing of whose it is', (text) => expect(answered(text)).toHaveLength(1));

  test.each([
    'I expected docker push to ghcr.io/octo/app to work, but it was denied with 403.',
    'Pushing to ghcr.io/octo/app is denied although it should be allowed',
    'We wanted to push to ghcr.io/octo/app and got denied',
  ])('%s: somebody tells it with what was to happen', (text) =>
    expect(answered(text)).toMatchObject([{ image: 'ghcr.io/octo/app' }]),
  );

  test.each([
    'push_test.go:33: got "denied: permission_denied", want nil for a push to ghcr.io/octo/app',
    '✕ pushing to ghcr.io/octo/app is denied with 403 (12 ms)',
    'pushing to ghcr.io/octo/app is denied with 403 (12 ms)',
    'got 403, want 201 for a push to ghcr.io/octo/app',
  ])('%s: a test says so', (text) => expect(answered(text)).toEqual([]));

  test.each([
    'permission denied',
    './build.sh: Permission denied',
    'Compiling\nerror: cannot write: Permission denied (os error 13)',
    'docker: Error response from daemon: mkdir /data: permission denied',
    'ERROR: (gcloud.deploy) PERMISSION_DENIED: no access',
    'ERROR: permission denied for table jobs',
    'error: You must be logged in to the server (Unauthorized)',
    'Error: Unauthorized\n  with kubernetes_secret.app,',
    'Error: UPGRADE FAILED: query: Unauthorized',
    "ERROR 1045 (28000): Access denied for user 'ci'",
    '(error) NOAUTH Authentication required.',
    'curl: (22) The requested URL returned error: 403',
    'upload failed: An error occurred (403): Forbidden',
    'fatal: Authentication failed',
    'web push: 401 Unauthorized',
    'failed to create pull request: 403 Forbidden',
    'device unauthorized.',
    'Containerize: error CONTAINER004: CONTAINER1014: Manifest pull failed.',
    'Error: creating Zone: unexpected status 403 (403 Forbidden) with error: AuthorizationFailed',
  ])('%s: a system or another server says so', (text) => expect(answered(text)).toEqual([]));

  test.each([
    '#12 ERROR: denied',
    'FATA[0002] unauthorized',
    'time="2026-11-02T10:00:00Z" level=fatal msg="denied: denied"',
    'denied\nError: Process completed with exit code 1.',
    'why do I get "403 Forbidden"?',
    '403 Forbidden on blobs/uploads/',
    'POST /v2/octo/app/blobs/uploads/ 403 Forbidden',
    'docker: denied.',
    'failed to push: permission denied',
  ])('%s: nothing makes it another server’s', (text) => expect(answered(text)).toHaveLength(1));

  test.each(['Response status code does not indicate success: 403 (Forbidden).', 'nginx: 400 Bad Request'])(
    '%s: every server is told of so',
    async (text) => {
      const { jobs } = await readGiven(pieces(text), 'message', knownLogTools());
      expect(jobs.flatMap(({ symptoms }) => symptoms)).toEqual([]);
    },
  );

  test.each([
    'Back-off pulling image "ghcr.io/octo/app:1"',
    'Back-off pulling image "ghcr.io/octo/app:1": ErrImagePull',
  ])('%s: the kubelet tells of the image', (text) =>
    expect(answered(text)).toMatchObject([{ id: 'package-read-refused', image: 'ghcr.io/octo/app' }]),
  );

  test.each([
    'unauthorized: authentication required',
    'denied: requested access to the resource is denied',
    'unauthorized',
  ])('%s: a push is answered so, too', (text) => {
    const [finding] = answered(text);
    expect(finding?.message).toContain('refused access');
    expect(finding?.message).toContain('not whether it was a push or a pull');
    expect(finding?.fix?.summary).toContain('for a push, write:packages');
    expect(finding?.alternatives).toContain('no-registry-login');
    expect(answered(text, 'zh-CN')[0]?.message).toContain('是推送还是拉取');
  });

  test('each is matched by its own pattern first', () => {
    for (const { seen, pattern, image } of SHORT_MESSAGES.filter(({ image }) => image !== 'must'))
      expect([image, SHORT_MESSAGES.find((each) => each.pattern.test(seen))?.pattern]).toEqual([
        image,
        pattern,
      ]);
  });

  test.each([
    [
      'a bad credential, in the words of the API',
      'ghcr.io: 401 Unauthorized - Bad credentials',
      'token-rejected',
    ],
    [
      'an action that deletes packages',
      'Run actions/delete-package-versions@v5\nError: get versions API failed. Resource not accessible by integration',
      'api-permission-missing',
    ],
    [
      'a refusal in a log for debugging',
      'time="2026-11-02T10:00:00Z" level=debug msg="fetch response received" response.status="403 Forbidden" url="https://ghcr.io/v2/octo/app/blobs/uploads/"',
      'package-not-granted',
    ],
    [
      'a reason that was cut off',
      'ERROR: denied: permission_denied\nrequesting: ghcr.io/octo/app',
      'package-not-granted',
    ],
    [
      'a status that curl was told to print',
      `$ curl -w '%{http_code}' https://ghcr.io/v2/octo/app/tags/list\n403`,
      'package-read-refused',
    ],
    [
      'a 401 for somebody who sent a credential',
      `$ curl -u octo:$PAT -w '%{http_code}' https://ghcr.io/v2/octo/app/tags/list\n401`,
      'package-read-refused',
    ],
  ])('%s', async (_, text, id) => {
    const { jobs } = await readGiven(pieces(text), 'message', knownLogTools());
    const found = explainLogs(
      jobs.map((job) => joinedJob(job, null, null)),
      'en',
    );
    expect(found.map((finding) => finding.id)).toEqual([id]);
  });

  test.each([
    ['a 401 for everybody', `$ curl -w '%{http_code}' https://ghcr.io/v2/octo/app/tags/list\n401`],
    [
      'the first answer to everybody, in a log for debugging',
      'DEBU[0000] Ping https://ghcr.io/v2/ status 401',
    ],
    [
      'a blob that is not there yet',
      'time="2026-11-02T10:00:00Z" level=debug msg="fetch response received" response.status="404 Not Found" url="https://ghcr.io/v2/octo/app/blobs/sha256:0123"',
    ],
    ['a status of another server', `$ curl -w '%{http_code}' https://example.com/\n403`],
    [
      'the API, of an action without packages',
      'Run octo/label@v1\nError: Resource not accessible by integration',
    ],
  ])('%s shows nothing', async (_, text) => {
    const { jobs } = await readGiven(pieces(text), 'message', knownLogTools());
    expect(jobs.flatMap(({ symptoms }) => symptoms)).toEqual([]);
  });

  test('the line that says it is named', () => {
    const read = shortMessage('hello\n\n  403 Forbidden\n', 'message');
    expect(read?.symptoms[0]).toMatchObject({ line: 3, text: '403 Forbidden' });
  });
});

describe('one sentence of the API', () => {
  const OF_SERVICES = 'Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable';
  const OF_PACKAGES = 'gh: Invalid argument. (HTTP 400)';

  test('of a permission that only a job has is sure', () =>
    expect(answered(OF_SERVICES)).toMatchObject([{ id: 'client-lacks-permission', confidence: 'certain' }]));

  test.each([
    [OF_PACKAGES, 'packages-list-unsupported'],
    ['Resource not accessible by integration', 'api-permission-missing'],
    ['The permissions requested are not granted to this installation.', 'app-token-unsupported'],
    ['HttpError: The permissions requested are not granted to this installation.', 'app-token-unsupported'],
    [
      'RequestError [HttpError]: The permissions requested are not granted to this installation. - https://docs.github.com/rest/reference/apps#create-an-installation-access-token-for-an-app',
      'app-token-unsupported',
    ],
    ['gh: Resource not accessible by integration (HTTP 403)', 'api-permission-missing'],
    ['HttpError: Resource not accessible by personal access token', 'api-permission-missing'],
    [
      'Error: Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource. - https://docs.github.com/rest/repos/repos#get-a-repository',
      'ip-not-allowed',
    ],
  ])('of the packages API says on what condition: %s', (text, id) => {
    for (const [language, condition] of [
      ['en', 'if it was about packages'],
      ['zh-CN', '仅在请求与软件包有关时成立'],
    ] as const) {
      const [finding] = answered(text, language);
      expect(finding).toMatchObject({ id, confidence: 'possible' });
      expect(finding?.message).toContain(condition);
    }
  });

  test.each([
    ['more around it', `npm publish\n${OF_SERVICES}`],
    ['another program', 'mkdir: Invalid argument'],
    [
      'another service',
      'HttpError: Resource not accessible by integration - https://docs.github.com/rest/issues/comments#create-an-issue-comment',
    ],
  ])('%s is none', (_, text) => expect(shortMessage(text, 'message')).toBeNull());
});

describe('a sentence that tells of a refusal at the registry', () => {
  test.each([
    ['The “Push image to GHCR” step fails with 403.', 'package-not-granted', 'push'],
    ['Since Monday we get a 403 when our job\npushes to GHCR', 'package-not-granted', 'push'],
    ['推送到 ghcr.io 时返回 403', 'package-not-granted', 'push'],
    ['ghcr.io/octo/app への push が 403 になる', 'package-not-granted', 'push'],
    ['Push auf ghcr.io/octo/app wird mit 403 abgelehnt', 'package-not-granted', 'push'],
    ['从 ghcr.io 拉取镜像被拒绝', 'package-read-refused', 'pull'],
    ['Pulling ghcr.io/octo/app:1 ends with a 401', 'package-read-refused', 'pull'],
  ])('%s', (text, id, access) => {
    expect(shortMessage(text, 'message')?.symptoms[0]).toMatchObject({ attribution: 'line', access });
    expect(answered(text)[0]?.id).toBe(id);
  });

  test.each([
    'It runs on pull_request events.\nPushing to GHCR fails with 403 then.',
    "Dependabot's PRs cannot push to GHCR any more, it says 403.",
    'Pushing to GHCR is denied with 403 in all pull requests.',
    'When a PR is opened, pushing to GHCR fails with 403.',
  ])('with what else the text says of its run: %s', async (text) => {
    const { jobs } = await readGiven(pieces(text), 'message', knownLogTools());
    const [finding] = explainLogs(
      jobs.map((job) => joinedJob(job, null, null)),
      'en',
    );
    expect(finding?.id).toBe('read-only-run');
  });

  test.each([
    ['a duration', 'Pushed to ghcr.io/octo/app in 403 ms'],
    ['a number of an issue', 'Push images to GHCR (#403)'],
    ['another registry beside it', 'Docker Hub denied the push, so it goes to ghcr.io now'],
    ['a mirror', 'docker pull mirror.example.com/ghcr/octo/app: access denied'],
  ])('%s is none', (_, text) => expect(shortMessage(text, 'message')).toBeNull());
});

describe('below a command that names an image of the registry', () => {
  test.each([
    ['a refusal and nothing else', 'access denied'],
    ['what somebody says', 'it says unauthorized, and nothing more'],
    ['the same in Chinese', '报错 unauthorized，不知道为什么'],
  ])('%s is its answer', (_, line) =>
    expect(shortMessage(`docker pull ghcr.io/octo/app:1\n${line}`, 'message')).not.toBeNull(),
  );

  test.each([
    ['ssh', 'deploy@host: Permission denied (publickey,password).'],
    ['a shell', 'bash: ./deploy.sh: Permission denied'],
    ['a tool of the system', "mkdir: cannot create directory '/srv/app': Permission denied"],
    ['a database', 'ERROR:  permission denied for table users'],
    ['a cloud', 'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied'],
    ['a store of secrets', 'Error writing data to secret/app: Code: 403. Errors: permission denied'],
    ['an API', 'Error: googleapi: Error 403: Permission denied on resource project app., forbidden'],
  ])('%s speaks of its own', (_, line) => {
    for (const command of [
      'docker pull ghcr.io/octo/app:1',
      'ssh deploy@host docker pull ghcr.io/octo/app:1',
    ])
      expect(shortMessage(`${command}\n${line}`, 'message')).toBeNull();
  });
});

describe('a message for which somebody names the registry in words', () => {
  const MESSAGE = '#24 ERROR: server message: insufficient_scope: authorization failed';
  // Too long for a message alone.
  const REST = `\n\n${MESSAGE}\n${'------\\nand so on, as it was printed\\n'.repeat(8)}`;
  const read = async (text: string) =>
    (await readGiven(pieces(text), 'message', knownLogTools())).jobs.flatMap(({ symptoms }) => symptoms);

  test('is of that registry, and the answer does not leave it open', async () =>
    expect(await read(`Since Monday I get this from GHCR:${REST}`)).toMatchObject([
      { registry: 'ghcr.io', attribution: 'context' },
    ]));

  test.each([
    ['a guide that names it', 'Pushes to GitHub Container Registry can sometimes end so:'],
    ['another one beside it', 'I moved from GHCR to Docker Hub, and get this:'],
  ])('is none by %s', async (_, before) => expect(await read(`${before}${REST}`)).toEqual([]));

  test.each(['Azure Container Registry', 'our Artifactory', 'Amazon ECR'])('is of %s', async (name) =>
    expect(await read(`Pushing to ${name}: insufficient_scope: authorization failed`)).toEqual([]),
  );
});

describe('the refusal of another host or system, beside the words of a transfer', () => {
  test.each([
    'Head "https://artifacts.example.com/v2/ghcr-remote/octo/app/manifests/1": unauthorized',
    'GET https://mirror.example.com/v2/ghcr.io/octo/app/blobs/sha256:0123: 403 Forbidden',
    '2026-05-01 10:00:00 ERROR 403: Forbidden.',
    'push failed: Permission denied (13)',
    'pull failed: Permission denied (publickey).',
    'push of the image failed: os error 13',
    'Azure blob storage 403 Forbidden',
    'gsutil push 403 forbidden',
  ])('%s', (text) => expect(shortMessage(text, 'message')).toBeNull());
});

describe('the last line of a log that says that a transfer failed, and not why', () => {
  test.each([
    ['Error: failed to push ghcr.io/octo/app:1', 'job-lacks-packages-write'],
    ['INFO: Upload of ghcr.io/octo/app:1 (2/3)\nFATAL: Upload failed', 'job-lacks-packages-write'],
    ['could not pull image `ghcr.io/octo/app`', 'package-read-refused'],
    ['Download failed: https://ghcr.io/v2/octo/app/blobs/sha256:0123', 'package-read-refused'],
  ])('%s', (text, id) => {
    for (const [language, condition] of [
      ['en', 'this holds if ghcr.io refused it'],
      ['zh-CN', '仅在它被 ghcr.io 拒绝时成立'],
    ] as const) {
      const [finding] = answered(text, language);
      expect(finding).toMatchObject({ id, confidence: 'possible', image: 'ghcr.io/octo/app' });
      expect(finding?.message).toContain(condition);
      expect(finding?.happened).toMatch(/ failed\.$|失败。$/);
    }
  });

  test.each([
    'ERROR: failed to build: tag is needed when pushing to registry',
    'ERROR: tag is needed when pushing to registry',
  ])('%s tells that no name came to the build', (text) => {
    expect(answered(text, 'en')).toMatchObject([{ id: 'invalid-image-reference', confidence: 'possible' }]);
  });

  test.each([
    'Error: failed to push image ghcr.io/octo/app:1: exit status 1',
    'ERROR: failed to push ghcr.io/octo/app:1: unknown error',
    'failed to push ghcr.io/octo/app:1: failed',
  ])('%s does not say why', (text) => {
    expect(answered(text, 'en')).toMatchObject([{ id: 'job-lacks-packages-write', confidence: 'possible' }]);
  });

  test.each([
    ['ERROR: push and load may not be set together at the moment'],
    ['error: failed to push ghcr.io/octo/app: no space left on device'],
    ['"docker push" requires exactly 1 argument.'],
    ['ERROR: failed to build: invalid flag "--push=maybe" for ghcr.io/octo/app'],
    ['Cannot connect to the Docker daemon: failed to pull ghcr.io/octo/app'],
    ['ERROR: Multi-platform build is not supported for the docker driver: push failed'],
    // Why it failed is said, in words that no registry refuses with.
    ['ERROR: failed to push ghcr.io/octo/app:1: failed to copy: local error: tls: bad record MAC'],
    ['ERROR: failed to push "ghcr.io/octo/app:1": content digest sha256:0123: not found in the store'],
    ['failed to pull image "ghcr.io/octo/app:1": context canceled'],
    ['Upload of ghcr.io/octo/app failed for ghcr.io/octo/app: the disk was taken away'],
  ])('%s is of the client itself: nothing was refused', (text) =>
    expect(shortMessage(text, 'message')).toBeNull(),
  );

  test.each([
    [
      'Warning: Docker pull failed with exit code 1, back off 3.1 seconds before retry.',
      'package-read-refused',
    ],
    ['FATAL Fatal error: DB error: failed to download vulnerability DB from any source', 'rate-limited'],
    ['UNAUTHORIZED: authentication required', 'package-read-refused'],
  ])('%s names no image', (text, id) => expect(answered(text)[0]).toMatchObject({ id, image: null }));

  test('a pull that failed may have met a tag that is not there', () =>
    expect(answered('Error: ErrImagePull')[0]?.alternatives).toContain('manifest-not-found'));

  test.each([
    ['an upload of anything', 'Upload failed on attempt #3'],
    [
      'a file that may not be made, by a program in the image',
      'docker run ghcr.io/octo/app\nmkdir: Permission denied',
    ],
    ['an image that is not on the machine', 'Error response from daemon: No such image: ghcr.io/octo/app:1'],
    ['a number of an issue', 'see #404 about ghcr.io/octo/app'],
    ['a branch', 'error: failed to push some refs'],
    ["Docker Hub's limit", 'toomanyrequests: You have reached your pull rate limit.'],
  ])('%s is none', (_, text) => expect(shortMessage(text, 'message')).toBeNull());
});

test.each([
  ['a text without a refusal', 'all is well'],
  ['a name without a host, which is on Docker Hub', 'pull access denied for octo/app'],
  [
    'one without an owner too',
    "pull access denied for app, repository does not exist or may require 'docker login'",
  ],
  ['whose tag is not there', '$ docker pull --quiet app:2\nError: manifest unknown'],
  ['which is not on the machine', "Unable to find image 'app:latest' locally\ndocker: denied."],
  ['as docker says of its tag', 'manifest for app:2 not found'],
  ['another registry', 'denied by Docker Hub'],
  ['another by its host alone', 'Error: registry reg.example.com returned 403'],
  ['the login of a container to another', "Docker login for 'registry.example.com' failed with exit code 1"],
  ["to somebody's own", "Docker login for 'hub.example.com' failed with exit code 1"],
  ["GitLab's words", 'unauthorized: HTTP Basic: Access denied. The provided password is incorrect'],
  ["Google's", 'denied: Permission "artifactregistry.repositories.uploadArtifacts" denied on resource'],
  ['another program', 'git: permission denied (publickey)'],
  ['a whole story', `${'word '.repeat(60)}403 Forbidden`],
  ['nothing', '  \n'],
])('%s is none', (_, text) => expect(shortMessage(text, 'message')).toBeNull());

test('a list of errors is not what is left of it without its entries: who is named in one refused', () => {
  const list = [
    'Error: 2 errors occurred while pulling:',
    ' * Error initializing source docker://registry.example.org/octo/app:1: name unknown',
    ' * Error initializing source docker://octo/app:1: Error reading manifest 1 in docker.io/octo/app: errors:',
    'denied: requested access to the resource is denied',
    'unauthorized: authentication required',
  ];
  expect(answered(list.join('\n'))).toEqual([]);
});

test('a step of a build is no beginning of the message below it', () =>
  expect(answered('#5 exporting to ghcr.io/octo/app image push\nwas denied')).toEqual([]));

describe('a host that something was pushed to', () => {
  test.each([
    'I am getting an error while pushing to ttl.sh, `413 request entity too large`.',
    'pulling from registry.acme.example: 401 Unauthorized',
    'logging in to cr.acme.example gives denied',
  ])('%s: none of GitHub’s', (text) => expect(shortMessage(text, 'message')).toBeNull());

  test.each([
    ['pushing to ghcr.io: 413 Request Entity Too Large', 'interrupted'],
    ['pushing to our registry gives 403 Forbidden', 'refused'],
  ])('%s: it may be', (text, kind) => expect(shortMessage(text, 'message')?.symptoms[0]?.kind).toBe(kind));
});

describe('a login that did not go through, and one that did', () => {
  const idsOf = async (text: string) => (await askedWith(text)).ids[0];
  test.each([
    "can't log in to ghcr.io with my PAT, denied: denied",
    'unable to log in to ghcr.io: denied',
    'ghcr.io 登录失败 denied: denied',
    '登陆不上 ghcr.io，报 denied: denied',
    'logging in to ghcr.io gives denied: denied',
  ])('%s', async (text) => expect(await idsOf(text)).toBe('token-rejected'));

  test.each([
    'A job with push: true reports unexpected status: 403 Forbidden, after login to ghcr.io (which was ok)',
    'after logging in to ghcr.io the push gives 403',
    'after a successful login to ghcr.io, docker push reports 403 Forbidden',
    'can log in to ghcr.io but cannot push, 403',
    '登录后推送 ghcr.io 报 403',
  ])('%s', async (text) => expect(await idsOf(text)).toBe('package-not-granted'));
});
