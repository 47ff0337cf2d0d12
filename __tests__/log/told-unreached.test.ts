/** Nothing came of a push or a pull, in somebody's words; and what else takes too long. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const ids = async (text: string) => (await answerTo(text)).ids;

describe('somebody who gets no answer of the registry is told what stands in the way', () => {
  test.each([
    'docker pull ghcr.io/octo/app:1 hangs and then times out',
    "We can't reach ghcr.io from our network, pulls time out.",
    'Pulling from GHCR times out on our server',
    "Our self-hosted runner can't pull from GHCR. It always ends with TLS handshake timeout.",
    'Pulls from ghcr.io get a timeout',
    '拉取 ghcr.io 的镜像一直卡住不动，最后 timeout 了',
    '国内服务器拉 ghcr.io/octo/app 超时，怎么办',
    'ghcr.io 连不上，docker pull 超时',
    'ghcr 镜像拉不下来，一直 i/o timeout',
    '公司内网无法访问 ghcr.io',
    'quay.io works fine but pulls from ghcr.io end with connection refused',
    'Pulling ghcr.io/octo/app:1 returns a FortiGuard page',
    'docker push to ghcr.io shows the FortiGuard "Web Page Blocked" page',
    'docker pull ghcr.io/octo/app gets a Zscaler block page instead of the manifest',
    "podman pull ghcr.io/octo/app answers with our company's proxy login page",
    '拉取 ghcr.io/octo/app 返回的是公司防火墙的拦截页面',
  ])('%s', async (text) => expect(await ids(text)).toEqual(['network-unreachable']));
});

describe('what takes too long, and is no push or pull there', () => {
  test.each([
    'The default timeout for pulls from GHCR is 300 seconds.',
    'docker pull ghcr.io/octo/app works behind the FortiGuard',
    'If pulling from ghcr.io shows the page of a proxy, ask your network team.',
    'Set `timeout: 60` if pulls from ghcr.io are slow.',
    'The health check of the container ghcr.io/octo/app:1 timed out',
    'The deploy timed out after 30 minutes waiting for approval; image is ghcr.io/octo/app:1',
    'After pulling from GHCR, the program ends with connection refused',
    '如果拉取 ghcr.io 镜像超时，可以使用镜像加速',
    'docker.io 拉取超时，ghcr.io 正常',
    'TLS handshake timeout on registry-1.docker.io, ghcr.io works',
    'Pulled ghcr.io/octo/app:1\nSuccessfully pulled image, then the pull of the data timed out',
  ])('%s', async (text) => expect(await ids(text)).toEqual([]));
});

describe('somebody whom the registry answers with an error of its own', () => {
  test.each([
    'ghcr.io is returning 503 for all pulls right now',
    'GHCR down? docker pull gives 502 Bad Gateway',
    'pushing to ghcr.io fails with 500 since this morning',
    '拉取 ghcr.io 镜像一直 503',
    'GHCR artifact upload occasionally fails with "Bad Gateway". We should try a re-run.',
    'Bad Gateway when pushing to ghcr.io. Could somebody add a retry?',
    'The push to ghcr.io ends with 504 Gateway Timeout. If it helps, I can share the log.',
  ])('%s', async (text) => expect(await ids(text)).toEqual(['registry-unavailable']));

  test.each([
    'The deploy page answers 503, we pull the image from ghcr.io though',
    'Pulled 502 images from ghcr.io',
    'pushed 500 MB to ghcr.io',
    'GHCR push works, the webhook answers 502',
    'If pulls from ghcr.io answer 503, try again',
    'When pushing to ghcr.io, a 502 may come. Retry then.',
    'Retry pushes to ghcr.io on 502 Bad Gateway',
    'Handle 502 Bad Gateway when pushing to ghcr.io',
    'Fixed a bug where ghcr.io returned 503 when pushing.',
    '- ghcr.io returning 502 when pushing is now retried',
    'Describe how ghcr.io answers 503 when pushing during an incident',
    'it("returns 503 when pushing to ghcr.io", async () => {',
    'Some registries return 503 when pushing. ghcr.io may do so.',
  ])('and another thing: %s', async (text) => expect(await ids(text)).toEqual([]));
});

describe('a word for a status', () => {
  test.each([
    'push denied on ghcr even though packages: write is set',
    '为什么 ghcr 推送还是 denied，packages: write 也给了',
  ])('says as much as its number: %s', async (text) =>
    expect(await ids(text)).toEqual(['package-not-granted']),
  );

  test('and nothing of what is over', async () =>
    expect(await ids('Everything works now, ghcr.io push no longer gives 403. Closing.')).toEqual([]));

  test.each([
    'Login to ghcr.io fails: "Password required" although the secret is set in the org',
    'Login to ghcr.io fails: Username and password required. The secret is set',
    'the login step says Password required when logging in to ghcr.io',
    '登录 ghcr.io 提示 Password required，secret 已经配置了',
    '登录 ghcr.io 时提示 “Password required”，怎么办',
    'Error: Password required ，secret 叫 GHCR_PAT，工作流里写的是 secrets.GHCR_TOKEN',
  ])("and the login action's sentence counts in the middle of one: %s", async (text) =>
    expect(await ids(text)).toEqual(['token-missing']),
  );

  test.each([
    'ghcr.io/octo/app:1 pushed\nLoginForm: Password required, min 8 characters',
    'psql: Password required in pg_hba.conf for user ci',
    '✓ shows Password required. below the field',
  ])('but not that of another program: %s', async (text) => expect(await ids(text)).toEqual([]));
});

describe('a comparison below a command', () => {
  test.each([
    '$ docker push ghcr.io/octo/app:1\nWorks fine with Docker Hub, but with GHCR I get 403',
    'docker push ghcr.io/octo/app:1 gives me 403 while the same works with Docker Hub',
    'docker buildx build --push -t ghcr.io/octo/app:1 .\nIt works on Docker Hub, but GHCR returns 403 Forbidden.',
  ])('tells of a refused push: %s', async (text) => expect(await ids(text)).toEqual(['package-not-granted']));

  test('tells of a refused pull', async () =>
    expect(await ids('docker pull ghcr.io/octo/app:1\n403 from GHCR, Docker Hub works')).toEqual([
      'package-read-refused',
    ]));

  test.each([
    'Pulls from quay.io fail with 401 Unauthorized, ghcr.io is fine',
    '推送到 ghcr.io 正常，推送到 Docker Hub 就 403',
  ])('tells of another registry: %s', async (text) => expect(await ids(text)).toEqual([]));
});

describe('a run that does not start, in the words of whoever called', () => {
  test.each([
    "My called workflow doesn't start when the caller has permissions contents: read. The reusable workflow asks for packages: write.",
    'The reusable workflow needs packages: write but the caller only grants contents: read, so the run fails at startup.',
    'startup_failure: the called workflow requests packages: write and the calling job has read-only permissions',
    '调用的可复用工作流需要 packages: write，但是调用方只有 contents: read，运行直接启动失败',
  ])('%s', async (text) => expect(await ids(text)).toEqual(['caller-lacks-packages-write']));

  test.each([
    "The reusable workflow doesn't start because the input `tag` is required and not given.",
    'If the reusable workflow asks for packages: write and the caller has only packages: read, the run fails at startup.',
    'Callers must grant packages: write, otherwise the called workflow does not start.',
    'The called workflow has packages: write, and so has the caller. It starts.',
  ])('and another, or a rule: %s', async (text) => expect(await ids(text)).toEqual([]));
});

describe('a pull that failed, and no reason', () => {
  test("of GitHub's registry is no more than possible, among a cluster's events too", async () => {
    const events = [
      '  Normal   Pulling    10s   kubelet            Pulling image "ghcr.io/octo/app:1"',
      '  Warning  Failed     12s (x3 over 60s)  kubelet            Error: ErrImagePull',
      '  Warning  Failed     12s (x3 over 60s)  kubelet            Error: ImagePullBackOff',
    ];
    expect(await ids(events.join('\n'))).toEqual(['package-read-refused']);
    const elsewhere = events.join('\n').replaceAll('ghcr.io', 'registry.example.com');
    expect(await answerTo(elsewhere)).toEqual({ ids: [], verdict: 'unknown' });
    expect(await ids('Back-off pulling image "nginx:1.27"\nError: ImagePullBackOff')).toEqual([]);
  });
});

test('what worked once it was public was no old credential', async () => {
  const refused = 'Head "https://ghcr.io/v2/octo/app/manifests/latest": denied: denied';
  expect(await ids(refused)).toEqual(['stale-credential']);
  expect(await ids(`${refused}\nThe package was private, changed to public, works now.`)).toEqual([
    'package-read-refused',
  ]);
  expect(await ids(`${refused}\nI made it public, please try again`)).not.toEqual([]);
  expect(await ids(`${refused}\nMade the package public, but it is still the same.`)).toEqual([
    'stale-credential',
  ]);
});

test('a package of npm and an image are refused one beside the other', async () =>
  expect(
    await ids(
      [
        'npm error 401 Unauthorized - GET https://npm.pkg.github.com/@octo%2fui - unauthenticated: User cannot be authenticated with the token provided.',
        'The push refers to repository [ghcr.io/octo/app]',
        'denied: permission_denied: write_package',
      ].join('\n'),
    ),
  ).toEqual(['token-rejected', 'package-not-granted']));

test("the attest action's heading hides no reason below it", async () =>
  expect(
    await ids(
      [
        'Error: OCIError: Error uploading artifact to container registry',
        'Error: Error fetching https://ghcr.io/v2/octo/app/blobs/uploads/ - expected 202, received 403',
      ].join('\n'),
    ),
  ).toEqual(['package-not-granted']));

test('a job that logs in speaks of a login', async () =>
  expect(await ids('this happens when my job logs in to ghcr.io: denied: denied')).toEqual([
    'token-rejected',
  ]));

test('colours change nothing', async () => {
  const text = 'Back-off pulling image "ghcr.io/octo/app:1"';
  expect(await ids(`\u001b[31m${text}\u001b[0m`)).toEqual(await ids(text));
  const rule = 'If the called workflow asks for packages: write and the caller has less, it never starts.';
  expect(await ids(`\u001b[31m${rule}\u001b[0m`)).toEqual([]);
});

test.each([
  'Make sure you are logged in to ghcr.io',
  "I wasn't logged in to ghcr.io in that job",
  'cosign never logged in to GHCR',
])('nobody logged in: %s', async (sentence) => {
  const refused =
    'Error: signing [ghcr.io/octo/app:1]: accessing entity: GET https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io: UNAUTHORIZED: authentication required';
  expect(await ids(`${sentence}\n${refused}`)).toEqual(['no-registry-login']);
  expect(await ids(`I am logged in to ghcr.io\n${refused}`)).toEqual(['registry-unavailable']);
});
