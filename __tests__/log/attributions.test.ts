/** Whose a refusal is that names no registry, and what of the work around it goes with it. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, jobOf } from './support.js';

const PUSH = '+ docker push ghcr.io/octo/app:1';

const symptomsIn = async (...lines: string[]) => (await jobOf(lines.join('\n'))).symptoms;

describe('a refusal after a push of ghcr.io/octo/app', () => {
  test('is about that image', async () => {
    const [symptom] = await symptomsIn(PUSH, 'unexpected status: 403 Forbidden');
    expect(symptom?.image).toMatchObject({ name: 'octo/app' });
  });

  test.each([
    'HttpError: Resource not accessible by integration - https://docs.github.com/rest/packages/packages',
    'invalid reference format',
  ])('is about no image, where the API or a name is meant: %s', async (line) => {
    const [symptom] = await symptomsIn(PUSH, line);
    expect(symptom).toMatchObject({ image: null, attribution: 'context' });
  });
});

describe("a refusal that names no image, after BuildKit's request for a token", () => {
  const REFUSED = '#12 ERROR: unexpected status: 403 Forbidden';

  test.each([
    ['octo/app:pull,push', 'octo/app'],
    ['octo/base:pull octo/app:pull,push', 'octo/app'],
    ['octo/app:pull,push octo/cache:pull,push', null],
  ])('for %s is of %s', async (scopes, name) => {
    const asked = `#13 [auth] ${scopes} token for ghcr.io`;
    const [symptom] = await symptomsIn(asked, '#12 exporting to image', REFUSED);
    expect(symptom?.image?.name ?? null).toBe(name);
  });

  test("is another registry's where that was asked", async () =>
    expect(await symptomsIn('#13 [auth] octo/app:pull,push token for registry-1.docker.io', REFUSED)).toEqual(
      [],
    ));
});

describe("what GitHub's other services refuse", () => {
  const REFUSED =
    'Error: Failed to persist attestation: Resource not accessible by integration - https://docs.github.com/rest/repos/attestations#create-an-attestation';

  test('is ours in a job that pushes here', async () =>
    expect(await symptomsIn(PUSH, REFUSED)).toMatchObject([{ kind: 'api' }]));

  test.each(['', '+ docker push registry.example.com/octo/app:1'])('else it is not: «%s»', async (before) =>
    expect(await symptomsIn(before, REFUSED)).toEqual([]),
  );
});

describe('where no line names a registry', () => {
  test.each([
    ['without a reason', 'ERROR: failed to solve: unexpected status: 403 Forbidden'],
    ['for a reason that GitHub gives', 'ERROR: failed to solve: error from registry: denied'],
  ])('a refusal %s is taken for ours', async (_, line) =>
    expect(await symptomsIn(line)).toMatchObject([{ attribution: 'assumed' }]),
  );

  test.each([
    'Error response from daemon: denied: the project quota is used up',
    'ERROR: unexpected status: 403 Forbidden {"errors":[{"code":"DENIED","message":"no quota left"}]}',
  ])('one for a reason that GitHub never gives is not: %s', async (line) =>
    expect(await symptomsIn(line)).toEqual([]),
  );
});

describe('a registry that nobody knows by its name', () => {
  test.each([
    'FATAL: while making image: docker://git.corp.example:5050/octo/app:1: Requesting bearer token: invalid status code from registry 403 (Forbidden)',
    'Error: initializing source oci://reg.corp.example/octo/app:1: unexpected status: 403 Forbidden',
    'failed to push reg.corp.example/octo/app:1: unexpected status: 403 Forbidden',
    'Failed to pull image "reg.corp.example/octo/app:1": unexpected status: 403 Forbidden',
  ])('is told by its place: %s', async (line) => expect(await symptomsIn(line)).toEqual([]));

  test.each(
    ['images.corp.example', 'images:8443', 'localhost:5000', '10.1.2.3:5000'].flatMap((host) =>
      [
        `Unauthorized for ${host}/octo/app: 401 Unauthorized`,
        `Build image failed, perhaps you should make sure your credentials for '${host}' are set up correctly.`,
        `Tried to push BLOB for ${host}/octo/app but failed because: other: blob upload unknown to registry`,
        `Error: writing blob: initiating layer upload to /v2/octo/app/blobs/uploads/ in ${host}: unauthorized: authentication required`,
        `Error: trying to reuse blob sha256:0123 at destination: failed to read from destination repository ${host}/octo/app: 403 (Forbidden)`,
        `Error: reading manifest 1 in ${host}/octo/app: manifest unknown`,
        `Error: logging into "${host}": invalid username/password`,
        `Error: authenticating creds for "${host}": Requesting bearer token: invalid status code from registry 403 (Forbidden)`,
        `ERROR: failed to solve: ${host}/octo/app:1: failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden`,
        `Error: failed to perform "Copy": ${host}/octo/app:1: response status code 401: Unauthorized`,
        `Error response from registry: failed to authenticate to ${host}: 401 Unauthorized`,
        `Error response from daemon: manifest for ${host}/octo/app:1 not found: manifest unknown: manifest unknown`,
        `Error response from daemon: Get "https://${host}/v2/octo/app/manifests/1": denied: denied`,
      ].map((line) => [host, line] as const),
    ),
  )('is told by its place in the words of each client: %s', async (_, line) =>
    expect(await answerTo(line)).toMatchObject({ ids: [] }),
  );

  test.each(['images.corp.example', 'images:8443'])('is logged in to: %s', async (host) =>
    expect(await answerTo(`Logging into ${host}...\nError: denied: denied\n`)).toMatchObject({ ids: [] }),
  );

  test.each(['images:8443', 'localhost:5000', '10.1.2.3:5000'])('has ours behind it: %s', async (host) =>
    expect(
      await answerTo(`ERROR: failed to solve: failed to push ${host}/ghcr.io/octo/app:1: denied: denied`),
    ).toMatchObject({ ids: [] }),
  );

  test('is none, where code is pushed', async () =>
    expect(
      await symptomsIn(
        'pulling github.com/octo/app',
        'ERROR: failed to solve: unexpected status: 403 Forbidden',
      ),
    ).toMatchObject([{ attribution: 'assumed' }]));

  test('stands beside ours, which answers', async () =>
    expect(
      await symptomsIn(
        'copying docker://reg.corp.example/octo/app:1 to docker://ghcr.io/octo/app:1: denied: permission_denied: write_package',
      ),
    ).toMatchObject([{ registry: 'ghcr.io' }]));
});

describe('of a registry of GitHub that is not ghcr.io', () => {
  const HOST = 'containers.acme.ghe.com';
  const LOGIN = `$ docker login ${HOST} -u octo --password-stdin`;

  test('a refusal long after its login is its own', async () => {
    const between = Array.from({ length: 70 }, () => 'compiling');
    const [symptom] = await symptomsIn(LOGIN, ...between, 'unexpected status: 403 Forbidden');
    expect(symptom?.registry).toBe(HOST);
  });

  test.each([
    [[LOGIN, 'Login Succeeded', LOGIN], ['login-twice']],
    [[LOGIN, '$ docker login ghcr.io -u octo --password-stdin'], []],
    [[LOGIN, `$ docker logout ${HOST}`], []],
  ])('to log in once more is a cure that people try: %j', async (lines, folk) =>
    expect((await jobOf(lines.join('\n'))).job.folk).toEqual(folk),
  );
});

describe('an address with a word in capitals', () => {
  test('stands for a name that the text does not tell', async () => {
    const { symptoms } = await jobOf(
      'Error response from daemon: Head "https://ghcr.io/v2/GITHUB_REPOSITORY/manifests/main": unauthorized',
    );
    expect(symptoms).toMatchObject([{ kind: 'refused', image: null }]);
  });
});

describe('in a piece of a log beside the end of a login to ghcr.io', () => {
  const LOGOUT = [
    '##[error]Process completed with exit code 1.',
    'Post job cleanup.',
    '[command]/usr/bin/docker logout ghcr.io',
    'Removing login credentials for ghcr.io',
  ];
  const TITLE = ['------', ' > pushing octo/app:1 with docker:', '------'];

  test.each([
    ['docker', ['5f70bf18a086: Preparing', 'denied: requested access to the resource is denied']],
    ['BuildKit', ['#12 ERROR: denied: requested access to the resource is denied', ...TITLE]],
    ['BuildKit, of a credential', ['ERROR: unauthorized: authentication required', ...TITLE]],
  ])("what Docker Hub refused is Docker Hub's: %s", async (_, lines) =>
    expect(await symptomsIn(...lines, ...LOGOUT)).toEqual([]),
  );

  test.each([
    ['the registry names the right', ['denied: permission_denied: write_package']],
    [
      'its image is named',
      [
        'ERROR: unauthorized: authentication required',
        '------',
        ' > pushing ghcr.io/octo/app:1 with docker:',
      ],
    ],
  ])('what GitHub refused is not: %s', async (_, lines) =>
    expect(await symptomsIn(...lines, ...LOGOUT)).toMatchObject([{ kind: 'refused' }]),
  );
});

describe('a login action that lacks a password', () => {
  const LACKS = 'Error: Username and password required';

  test('without its inputs is of the registry that the text is about', async () => {
    expect(await symptomsIn('Run docker/login-action@v3', LACKS, 'tags: ghcr.io/octo/app:1')).toMatchObject([
      { kind: 'credential' },
    ]);
    expect(await symptomsIn('Run docker/login-action@v3', LACKS)).toMatchObject([
      { kind: 'credential', attribution: 'assumed' },
    ]);
    expect(await symptomsIn('Run docker/login-action@v3', LACKS, 'tags: docker.io/octo/app:1')).toEqual([]);
  });

  test.each([
    'Run aws-actions/configure-aws-credentials@v4',
    'Run aws-actions/amazon-ecr-login@v2',
    'Run google-github-actions/auth@v2',
    'Run azure/login@v2',
    '登录阿里云镜像仓库',
    '推送到腾讯云',
  ])('is not of ours where another cloud is spoken of: %s', async (line) =>
    expect(await symptomsIn(line, 'Run docker/login-action@v3', LACKS)).toEqual([]),
  );

  test('with them is of the registry that they name', async () =>
    expect(
      await symptomsIn(
        'Run docker/login-action@v3',
        'with:',
        '  logout: true',
        LACKS,
        'tags: ghcr.io/octo/app:1',
      ),
    ).toEqual([]));
});

describe('a page that a client tells its user to read', () => {
  test('was asked nothing: what is refused is the image that the line names', async () =>
    expect(
      await symptomsIn(
        "Build image failed, make sure your credentials for 'ghcr.io/octo/app' are set up. See https://faq.example/registry for help: Unauthorized for ghcr.io/octo/app: 401 Unauthorized",
      ),
    ).toMatchObject([{ kind: 'refused', registry: 'ghcr.io', image: { name: 'octo/app' } }]));

  test.each([
    'unauthorized: authentication required, visit https://reg.corp.example/login for more information.',
    'unauthorized: authentication required, see https://wiki.corp.example/registry',
  ])("is another's all the same where nothing of GitHub's is named: %s", async (line) =>
    expect((await answerTo(line)).ids).toEqual([]),
  );
});

describe("the registry's own sentence, of which the end was cut off", () => {
  const sentence = 'installation not allowed to Create organization package';
  const heads = ['Create', 'organ', 'package'].map((word) =>
    sentence.slice(0, sentence.indexOf(word) + word.length),
  );

  test.each(heads)('alone: %s', async (head) =>
    expect((await answerTo(`denied: ${head}`)).ids).toEqual(['job-lacks-packages-write']),
  );

  test.each(['match expect', 'match expected', 'match expected s'])(
    "is no expectation of a test's: %s",
    async (end) =>
      expect(
        (
          await answerTo(
            `failed to push ghcr.io/octo/app:1: denied: permission_denied: The token provided does not ${end}`,
          )
        ).ids,
      ).toEqual(['token-lacks-scope']),
  );

  test.each([
    ['what an installer says', 'Error: installation not allowed to write to /opt/app'],
    ['a test', 'expected "denied: permission_denied" to match expected'],
  ])('is told from %s', async (_, line) => expect((await answerTo(line)).ids).toEqual([]));
});
