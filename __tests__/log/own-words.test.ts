/** Refusals that a program tells in words of its own: a tool's summary in one line, a swarm's missing image, a bare status. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import { answerTo, explained, jobOf, pieces, read } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

describe('the line in which a tool sums up what it did', () => {
  test.each([
    ['✗ Push image ghcr.io/octo/app:1 403 Forbidden (2.1s)', 'package-not-granted'],
    ['× Push ghcr.io/octo/app:1 → HTTP 403 (1.2s)', 'package-not-granted'],
    ['  ✗ docker push ghcr.io/octo/app:1  403  2.1s', 'package-not-granted'],
    ['✗ Pull ghcr.io/octo/app:1 401 Unauthorized (340ms)', 'package-read-refused'],
    ['[FAIL] Push image ghcr.io/octo/app:1: 503 Service Unavailable (2.1s)', 'registry-unavailable'],
    [
      '✗ Push ghcr.io/octo/app:1 denied: permission_denied: The token provided does not match expected scopes. (2s)',
      'token-lacks-scope',
    ],
  ])('%s', async (line, id) => expect(await first(line)).toBe(id));

  test.each([
    ['✗ pull ghcr.io/octo/app denied for anonymous (3 ms)'],
    ['✕ pushes to ghcr.io/octo/app and explains 403 Forbidden (21 ms)'],
    ['✗ Push image docker.io/octo/app:1 403 Forbidden (2.1s)'],
  ])('%s is none', async (line) => expect(await first(line)).toBeUndefined());
});

describe('a line that names no registry', () => {
  test.each([
    ['containers.ghes.example.com', 'denied: permission_denied: write_package'],
    ['docker.pkg.github.com', 'unauthorized: authentication required'],
    ['ghcr.io', 'denied: permission_denied: write_package'],
  ])('is of the one that was pushed to: %s', async (host, line) => {
    const named = `The push refers to repository [${host}/octo/app]`;
    // Standard error is often ahead of standard output.
    for (const log of [`${named}\n${line}`, `${line}\n${named}`])
      expect((await explained(log))[0]?.image).toBe(`${host}/octo/app`);
  });
});

describe("an image that a swarm's node did not get", () => {
  test.each([
    [
      'docker service ps',
      'x1 web.1 ghcr.io/octo/app:1 node2 Ready Rejected 2 seconds ago "No such image: ghcr.io/octo/app:1"',
    ],
    [
      'cut by a column',
      'x1 web.1 ghcr.io/octo/app:1 node2 Ready Rejected 2 seconds ago "No such image: ghcr.io/octo/a…"',
    ],
    ['docker inspect', '  "Err": "No such image: ghcr.io/octo/app:1",'],
    ['docker service create', '1/1: No such image: ghcr.io/octo/app:1'],
    ["a task's name in front", 'shop_web.1 | No such image: ghcr.io/octo/app:1'],
    ["the task's error alone", 'No such image: ghcr.io/octo/app:1'],
    [
      "the daemon's log",
      'level=error msg="fatal task error" error="No such image: ghcr.io/octo/app:1" module=node/agent/taskmanager',
    ],
  ])('%s', async (_, text) => {
    const source = { name: 'log', job: null, open: async () => pieces(text) };
    const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
    expect(report.findings.map(({ id }) => id)).toEqual(['package-read-refused']);
    expect(report.findings[0]?.fix.summary).toContain('--with-registry-auth');
    expect(report.images.map(({ reference }) => reference)).toEqual(
      ['ghcr.io/octo/app:1'].slice(0, report.images.length),
    );
  });

  test.each([
    [
      'one that was not to be pulled',
      'docker: Error response from daemon: No such image: ghcr.io/octo/app:1.',
    ],
    ["a container's error", 'Error: No such image: ghcr.io/octo/app:1'],
    ["Docker Hub's", 'x1 web.1 octo/app:1 node2 Ready Rejected 2 seconds ago "No such image: octo/app:1"'],
    [
      "Docker Hub's, as the manager says it",
      'image octo/app:1 could not be accessed on a registry to record\nits digest. Each node will access octo/app:1 independently,\npossibly leading to different nodes running different\nversions of the image.',
    ],
  ])('%s is none', async (_, text) => expect(await first(text)).toBeUndefined());
});

describe('a status without a word', () => {
  const said = async (text: string) => {
    const source = { name: 'log', job: null, open: async () => pieces(text) };
    const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
    return report.findings[0]?.message;
  };

  test.each(['403', 'Error: 401'])('%s is quoted as the number', async (text) => {
    expect(await said(text)).toContain(`with HTTP ${/\d+/.exec(text)?.[0]}.`);
    expect(await said(text)).not.toMatch(/forbidden|unauthorized/);
  });

  test('with its word it is quoted in that word', async () =>
    expect(await said('403 Forbidden')).toContain('"forbidden"'));
});

describe('what Skaffold says', () => {
  const CACHE = 'Checking cache...\n - ghcr.io/octo/app: Not found. Building\nStarting build...';

  test('of an image that it is to build is no answer', async () => {
    expect(await first(`${CACHE}\nSuccessfully tagged ghcr.io/octo/app:v1`)).toBeUndefined();
    expect(await first(' - ghcr.io/octo/app: Not Found. Rebuilding.')).toBeUndefined();
  });

  test('of a push is a refusal, where its image is of the registry', async () => {
    const refused =
      'Build Failed. No push access to specified image repository. Try running with `--default-repo` flag.';
    expect(await first(`${CACHE}\n${refused}`)).toBe('job-lacks-packages-write');
    const elsewhere = CACHE.replace('ghcr.io/', '');
    expect(await first(`Listing files to watch...\n - octo/app\n${elsewhere}\n${refused}`)).toBeUndefined();
  });
});

describe('a status in brackets behind its number', () => {
  test.each([
    [
      "got's, in a program's stack",
      'HTTPError: Response code 401 (Unauthorized)\n    at Request.<anonymous> (/app/node_modules/got/dist/source/as-promise/index.js:118:42)\n    at async load (/app/lib/index.js:20:3)',
    ],
    [
      "got's, as Renovate logs another service",
      '       "message": "Response code 401 (Unauthorized)",\n       "url": "https://rubygems.org/api/v1/gems/octo.json"',
    ],
    [
      "a browser's",
      'Failed to load resource: the server responded with a status of 403 (Forbidden)\nUncaught (in promise) Error: Request aborted\n    at index.js:20:3',
    ],
    [
      "an agent's",
      "java.io.IOException: Server returned 403 (Forbidden) for the agent's connection\n\tat hudson.remoting.Engine.run",
    ],
    [
      "an exporter's",
      '[error] request failed with 401 (Unauthorized) for the tracing backend, retrying in 5 s\n[error] giving up after 3 attempts of exporting spans to the collector',
    ],
  ])("%s is anybody's, where no registry is named", async (_, text) =>
    expect(await first(text)).toBeUndefined(),
  );

  test.each([
    'Error: trying to reuse blob sha256:01 at destination: failed to read from destination repository octo/app: 403 (Forbidden)',
    'Error: writing blob: Requesting bearer token: invalid status code from registry 403 (Forbidden)',
    'Trying to pull ghcr.io/octo/app:1...\nError: 403 (Forbidden)',
  ])('%s', async (text) => expect(await first(text)).toBeDefined());
});

describe("what Rust's clients print", () => {
  test.each([
    [
      'Error: registry error: HTTP status server error (503 Out of breath.) for url (https://pkg-containers.githubusercontent.com/ghcr1/blobs/sha256:01)',
      'registry-unavailable',
    ],
    [
      'Error: HTTP status client error (401 Unauthorized) for url (https://ghcr.io/v2/octo/app/manifests/1)',
      'package-read-refused',
    ],
    ['Error: error sending request for url (https://ghcr.io/v2/octo/app/manifests/1)', 'network-unreachable'],
    ['Error: error sending request for url (https://crates.io/api/v1/crates)', undefined],
  ])('%s', async (line, id) => expect(await first(line)).toBe(id));
});

test('who fetches an image pulls it', async () =>
  expect(await first('Error: fetching manifest ghcr.io/octo/app:1: 403 Forbidden')).toBe(
    'package-read-refused',
  ));

describe('a login that failed', () => {
  test.each([
    'docker login ghcr.io failed, pulling may not work',
    'Error: docker login ghcr.io failed with exit code 1; cannot pull image',
    'podman login ghcr.io failed, pulling may not work',
    'helm registry login ghcr.io failed, chart not pushed',
    '+ podman login ghcr.io -u octo --password-stdin\npodman login ghcr.io: exit status 125',
    'deploy: docker login ghcr.io STILL FAILED after the second try\n        - private pull may fail',
  ])('is one, whatever was to come after it: %s', async (text) =>
    expect(await first(text)).toBe('token-rejected'),
  );

  test.each([
    'docker login ghcr.io: exit status 0',
    '$ nerdctl login ghcr.io -u octo\nFATA[0003] unexpected status code 404',
    'ERRO[0003] failed to call tryLoginWithRegHost error="unexpected status code 404" i=0\nFATA[0003] unexpected status code 404',
    'oras login ghcr.io\nError: 404 Not Found',
  ])('is none, and no image is missing: %s', async (text) => expect(await first(text)).toBeUndefined());
});

describe("a name behind the containers library's transport", () => {
  test.each([
    'FATA[0000] Error initializing image from source docker://busybox:latest: unable to retrieve auth token: 401 unauthorized',
    '$ skopeo inspect docker://octo/app:3\nFATA[0001] unable to retrieve auth token: invalid username/password: unauthorized',
  ])('is of Docker Hub without a host: %s', async (text) => expect(await first(text)).toBeUndefined());

  test('is of the registry that it begins with', async () =>
    expect(
      await first(
        'FATA[0001] Error parsing image name "docker://ghcr.io/octo/app:3": unable to retrieve auth token: invalid username/password: unauthorized',
      ),
    ).toBeDefined());
});

describe('a command whose option takes the next word', () => {
  test.each([
    'docker pull --platform linux/arm64 ghcr.io/octo/app:1',
    'docker pull -q --platform linux/arm64 ghcr.io/octo/app:1',
    'podman pull --arch arm64 --authfile auth.json ghcr.io/octo/app:1',
    'docker pull --platform=linux/arm64 ghcr.io/octo/app:1',
  ])('%s', async (command) =>
    expect(await first(`${command}\nno matching manifest for linux/arm64 in the manifest list entries`)).toBe(
      'platform-not-in-index',
    ),
  );
});

describe('sentences of the API, as people and other programs pass them on', () => {
  test.each([
    ['Run acme/prune-ghcr@v1\nHttpError: Package not found', 'package-not-found'],
    [
      "unauthorized: The 'x' field requires one of the following scopes: ['write:packages'], but your token has only been granted the: [''] scopes.",
      'token-lacks-scope',
    ],
  ])('%s', async (text, id) => expect(await first(text)).toBe(id));
});

test('a push that is told UNAUTHORIZED in a sentence was made without a login', async () =>
  expect(await first('No login yet → UNAUTHORIZED when cosign tries to push to ghcr.io/octo/app')).toBe(
    'no-registry-login',
  ));

test('who is denied after a login is not told of a dead token before a hidden package', async () => {
  const [found] = await explained('docker pull ghcr.io/octo/app:1\nError response from daemon: denied');
  const others = found?.alternatives ?? [];
  expect(others.indexOf('package-not-found')).toBeLessThan(others.indexOf('stale-credential'));
  expect(others).toContain('package-not-found');
});

describe("the registry's sentence about a right", () => {
  test.each([
    ['behind a frame that was printed twice', 'denied: denied: permission_denied: write_package'],
    ['beside another refusal', 'docker login says denied: denied, and CI permission_denied: write_package'],
    ['read from a picture', 'denied: permission denied: write package'],
  ])('%s', async (_, line) =>
    expect(await first(`docker push ghcr.io/octo/app:1\n${line}`)).toBe('package-not-granted'),
  );
});

describe("an image of another owner's, while its token is fetched", () => {
  const refused =
    '#5 ERROR: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fbase%3Apull&service=ghcr.io: 403 Forbidden';

  test('nobody knows whether the login is good', async () =>
    expect(await first(refused)).toBe('stale-credential'));

  test('a login that was accepted before is good', async () =>
    expect(await first(`Logging into ghcr.io...\nLogin Succeeded!\n${refused}`)).toBe(
      'package-read-refused',
    ));
});

test('who tells of Dependabot tells of a run that may only read', async () =>
  expect(await first("Dependabot can't push: we get a 403 when trying to push to ghcr.io/octo/app")).toBe(
    'read-only-run',
  ));

test('so do the updates of Dependabot that fail', async () =>
  expect(
    await first(
      'Dependabot updates always fail here.\nERROR: denied: installation not allowed to Write organization package',
    ),
  ).toBe('read-only-run'));

describe('a client that says that it had no login', () => {
  const ANONYMOUS = (status: string) =>
    `docker pull ghcr.io/octo/app:1\nfailed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io: ${status}`;

  test('is not told of a stored one', async () => {
    const [found] = await explained(ANONYMOUS('401 Unauthorized'));
    expect(found?.id).toBe('package-read-refused');
    expect(found?.message).toContain(
      'If it is there, the package is not public, and the client asked without',
    );
    expect(JSON.stringify(found?.tell)).not.toContain('stored');
  });

  test('is told no cure twice', async () => {
    const [found] = await explained(ANONYMOUS('403 Forbidden'));
    expect(found?.id).toBe('package-not-found');
    const hows = found?.tell?.map(({ how }) => how) ?? [];
    expect(hows.join('\n')).not.toContain('personal access token');
    expect(hows[0]).toContain('No login was used');
  });
});

describe("the registry's words end where somebody goes on in a language of another script", () => {
  test.each([
    ['拉取 ghcr.io 镜像一直提示 denied: denied 怎么办？', 'denied'],
    ['docker push ghcr.io/octo/app:1 で denied: denied と出ます', 'denied'],
    ['docker pull ghcr.io/octo/app:1 выдаёт denied: denied что делать', 'denied'],
    ['docker push ghcr.io/octo/app:1 하면 denied: denied 오류', 'denied'],
    ['ghcr.io 报错 denied: invalid token，为什么', 'invalid token'],
  ])('%s', async (text, said) => expect((await jobOf(text)).symptoms[0]?.said).toBe(said));

  test('what begins in it is another registry that speaks', async () => {
    const { failures } = await read('docker push mirror.example/octo/app:1\ndenied: 这镜像不在白名单');
    expect(failures.length).toBeGreaterThan(0);
  });
});

describe("the registry's words end where somebody goes on behind what he shows", () => {
  test.each([
    ['It printed `ghcr.io/octo/app error from registry: denied`, for it is not published', 'denied'],
    ['compose stops with {@code error from registry: denied}. The job goes on', 'denied'],
    ['the pull ends (error from registry: unauthorized) on each node', 'unauthorized'],
    ['the server says 「error from registry: denied」, nothing more', 'denied'],
    ['docker compose pull says error from registry: denied but ends well', 'denied'],
    [
      'it says "ERROR: denied: permission_denied: write_package" since Monday',
      'permission_denied: write_package',
    ],
    ['Error: error from registry: denied: nothing (for now) is open', 'nothing (for now) is open'],
  ])('%s', async (text, said) => {
    const { symptoms } = await jobOf(`docker push ghcr.io/octo/app:1\n${text}`);
    expect(symptoms[0]?.said).toBe(said);
  });
});

describe('an address of which somebody shows a part', () => {
  const ANSWER = '&service=ghcr.io: 403 Forbidden';

  test.each(['…', '...', '{name}'])('a name that is left out as %s is none', async (name) => {
    const { symptoms } = await jobOf(
      `unexpected status from GET request to https://ghcr.io/token?scope=repository%3A${name}%3Apull${ANSWER}`,
    );
    expect(symptoms[0]?.image).toBeNull();
  });

  test.each([
    ['%3Apull', 'pull'],
    ['%3Apull%2Cpush', 'push'],
  ])('its end tells what was wanted: %s', async (wanted, access) => {
    const { symptoms } = await jobOf(`=repository%3Aocto%2Fapp${wanted}${ANSWER}`);
    expect(symptoms[0]?.access).toBe(access);
  });
});

describe('a status that Axios tells below the request', () => {
  const ASKED = '[Axios][Request] GET https://ghcr.io/v2/octo/app/manifests/1';

  test.each([
    ['404', 'manifest-not-found'],
    ['429', 'rate-limited'],
    ['503', 'registry-unavailable'],
  ])('%s', async (status, id) =>
    expect(await first(`${ASKED}\nError: Request failed with status code ${status}`)).toBe(id),
  );

  test.each(['404', '429', '503'])('%s of another server is none', async (status) =>
    expect(
      await first(
        `docker pull ghcr.io/octo/app:1\nGET https://api.example.com/v1\nError: Request failed with status code ${status}`,
      ),
    ).toBeUndefined(),
  );
});

describe('what a Dockerfile is made from', () => {
  const NO_PLATFORM = 'no matching manifest for linux/arm64/v8 in the manifest list entries';

  test.each([
    ['an image of the registry', 'Step 1/3 : FROM ghcr.io/octo/app:1', 'platform-not-in-index'],
    ['an image of Docker Hub', 'Step 1/3 : FROM octo/app:1', undefined],
    ["one of Docker Hub's own", 'latest: Pulling from library/node', undefined],
  ])('%s', async (_, line, id) => expect(await first(`${line}\n${NO_PLATFORM}`)).toBe(id));

  test('who copies from an image pulls it', async () =>
    expect((await jobOf('COPY --from=ghcr.io/octo/tools:1 /a /b\n403 Forbidden')).symptoms[0]).toMatchObject({
      access: 'pull',
      image: { name: 'octo/tools' },
    }));
});

describe('who shows that he was logged in', () => {
  const PULL = (answer: string) =>
    `$ docker login ghcr.io -u octo --password-stdin\nLogin Succeeded\n$ docker pull ghcr.io/octo/app:1\nError response from daemon: failed to resolve reference "ghcr.io/octo/app:1": unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/1: ${answer}`;

  test('is not told to log in', async () => {
    const [found] = await explained(PULL('403 Forbidden'));
    expect(found?.id).toBe('package-read-refused');
    expect(found?.message).not.toContain('or there is none');
    expect(found?.fix).toMatchObject({ summary: expect.stringContaining('the role Read'), command: null });
  });

  test('may have been another user, where nobody was known', async () => {
    const [found] = await explained(PULL('401 Unauthorized'));
    expect(found?.message).toContain('or there is none');
  });
});

test('a fine-grained token that is told of may be the reason of a refusal without one', async () => {
  const refused =
    'docker pull ghcr.io/octo/app:1\nError response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied';
  const [told] = await explained(`${refused}\nI use a fine-grained token.`);
  expect(told?.alternatives).toContain('token-kind-unsupported');
  const [untold] = await explained(refused);
  expect(untold?.alternatives).not.toContain('token-kind-unsupported');
});

describe('a sentence of the registry whose end was cut off', () => {
  const PUSH = 'docker push ghcr.io/octo/app:1\n';

  test.each([
    [`${PUSH}denied: permission_denied: write_pack`, 'package-not-granted'],
    [`${PUSH}denied: permission_denied: wri...  1.9s`, 'package-not-granted'],
    [`${PUSH}denied: installation not allowed to Cre`, 'job-lacks-packages-write'],
    [`${PUSH}denied: permission_denied: The token provided does not…`, 'token-lacks-scope'],
    [
      ' ✘ web Error Head "https://ghcr.io/v2/octo/app/manifests/1": denied: permission_denied: read_p... 0.9s',
      'package-read-refused',
    ],
  ])('%s', async (text, id) => expect(await first(text)).toBe(id));

  test('is not guessed where more than one begins so', async () =>
    expect(await first(`${PUSH}denied: installation not allowed to`)).toBe('unexplained-refusal'));
});

describe("an answer's body under the request that it belongs to", () => {
  const FAILED =
    'Build image failed, perhaps you should make sure you have permissions for ghcr.io/octo/app and set correct credentials: Unauthorized for ghcr.io/octo/app: 403 Forbidden';
  const asked = (rights: string) =>
    `GET https://ghcr.io/token?service=ghcr.io&scope=repository:octo/app:${rights}`;
  const BODY = '{"errors":[{"code":"DENIED","message":"denied"}]}';
  const log = (rights: string, level: string) =>
    [FAILED, asked(rights), BODY].map((line) => `${level}${line}`).join('\n');

  test.each(['', '[ERROR] '])("jib's, with '%s' in front: no token for this credential", async (level) => {
    expect(await first(log('pull', level))).toBe('stale-credential');
    expect(await first(log('pull,push', level))).toBe('token-rejected');
  });
});

describe("the dev containers' CLI, of a 403 without a challenge", () => {
  const SAID =
    "[httpOci] ERR: Server did not provide instructions to authentiate! (Required: A 'WWW-Authenticate' Header)";

  test('of an image that it pulls', async () =>
    expect(await first(`ghcr.io/octo/features/tool:1\n${SAID}`)).toBe('package-read-refused'));

  test('of what it publishes: no right to read is missing', async () => {
    const [finding] = await explained(
      `/usr/local/bin/devcontainer features publish -r ghcr.io -n octo/features ./src\n${SAID}`,
    );
    expect(finding?.id).toBe('job-lacks-packages-write');
    expect(finding?.alternatives).toContain('package-not-granted');
    expect(finding?.alternatives).not.toContain('package-read-refused');
  });
});

describe("the dev containers' CLI, of a feature that it could not get", () => {
  const FEATURE = "'ghcr.io/octo/features/tool:1'";

  test.each([
    `Could not resolve Feature manifest for ${FEATURE}.  If necessary, provide registry credentials with 'docker login <registry>'.`,
    `Could not resolve Feature ${FEATURE}. Ensure the Feature is published and accessible from your current environment.`,
    `ERR: Feature ${FEATURE} could not be processed.  You may not have permission to access this Feature, or may not be logged in.`,
  ])('is a read that was refused: %s', async (line) => {
    expect(await first(line)).toBe('package-read-refused');
    expect(await first(line.replace('ghcr.io/', 'example.azurecr.io/'))).toBeUndefined();
    expect(await first(`Error: getaddrinfo ENOTFOUND ghcr.io\n${line}`)).toBe('network-unreachable');
  });
});

describe('an upload to a package that is called as a client that only pulls', () => {
  const upload = (path: string, answer: string) =>
    `time="2026-11-27T09:10:54Z" level=fatal msg="writing blob: initiating layer upload to /v2/${path}/blobs/uploads/ in ghcr.io: ${answer}"`;

  test.each(['homebrew/core/tool', 'octo/homebrew-tap/tool', 'octo/argocd', 'octo/kargo'])(
    '%s',
    async (path) => {
      const [finding] = await explained(upload(path, 'denied: permission_denied: write_package'));
      expect(finding?.id).toBe('package-not-granted');
      expect(finding?.alternatives).toEqual(['user-lacks-package-role']);
    },
  );
});

describe('a login action whose group is not shown, as on a page that was copied', () => {
  const inputs = (registry: string) => `Run docker/login-action@v3\n  with:\n${registry}    username: octo\n`;
  const OURS = inputs('    registry: ghcr.io\n');

  test.each([
    '##[error]Input required and not supplied: password',
    'Error: Input required and not supplied: password',
  ])('is under way when it ends so: %s', async (line) => {
    expect(await first(`${OURS}${line}`)).toBe('token-missing');
    expect(await first(`${inputs('')}${line}`)).toBeUndefined();
    expect(await first(`${inputs('    registry: quay.io\n')}${line}`)).toBeUndefined();
  });
});

describe("a logger's message", () => {
  // A field that says more than when and where: then the record stays as it is.
  const logged = (message: string) =>
    JSON.stringify({ '@timestamp': '2026-01-01T00:00:00Z', message, image: 'ghcr.io/octo/app:1' });
  const told = async (message: string) => (await explained(logged(message)))[0]?.message;

  test('is no sentence of the registry’s', async () => {
    const pull = 'Failed to pull image "ghcr.io/octo/app:1": failed to fetch anonymous token';
    expect(await told(`${pull}: unexpected status: 401 Unauthorized`)).toMatch(
      /^ghcr\.io refused the pull of ghcr\.io\/octo\/app with HTTP 401\./,
    );
    expect(await told('failed to pull ghcr.io/octo/app:1: unauthorized')).toContain('with HTTP 401');
  });

  test('may hold one', async () =>
    expect(
      await told('failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package'),
    ).toContain('"permission_denied: write_package"'));
});

test('a library that calls a 401 not authorized, and says no more', async () => {
  const line = 'failed to push component to ghcr.io/octo/app: not authorized';
  expect((await answerTo(line)).ids[0]).toBe('no-registry-login');
  expect((await answerTo(line.replace('ghcr.io', 'quay.io'))).ids).toEqual([]);
  expect((await answerTo(`${line} to perform sts:AssumeRole`)).ids).toEqual([]);
});

test('who asks for the list of tags reads', async () => {
  const line = 'Error: registry error: Not authorized: url https://ghcr.io/v2/octo/app/tags/list';
  const [finding] = await explained(line);
  expect(finding?.message).toContain('the pull of ghcr.io/octo/app');
  expect(finding?.alternatives).not.toContain('job-lacks-packages-write');
});

test('a refusal that may pass is not called an answer that did not come', async () => {
  const [finding] = await explained(
    'The push refers to repository [ghcr.io/octo/app]\nc1d2e3f4a5b6: Pushed\nunauthorized: unauthenticated: User cannot be authenticated with the token provided.',
  );
  expect(finding?.title).toBe('The registry refuses for the moment');
});

test('a nested job that asks for more than its call was granted', async () =>
  expect(
    await first(
      'The `image` nested job requires `packages: write` but it was not granted this when called in `CI / image`.',
    ),
  ).toBe('caller-lacks-packages-write'));

describe('who publishes pushes', () => {
  test.each([
    'The workflow cannot publish the container: GHCR answers 403 although packages: write is set.',
    'Publishing the image to GHCR is forbidden',
    '403 from ghcr.io when publishing the helm chart',
    '发布到 ghcr.io 时报 403',
    'GitHub Actions 推 ghcr.io 一直 403',
    'Symptom: the push to ghcr.io is denied since the repo moved\nCause: the old link\nFix: tbd later',
    '403 when trying to push to the registry (ghcr.io), see https://docs.github.com/en/packages',
    'Push to ghcr.io answers 403, see https://github.com/octo/app/issues/12',
  ])('%s', async (text) => expect(await first(text)).toBe('package-not-granted'));

  test.each([
    'The image we publish to ghcr.io cannot be pulled, 403',
    'New releases to ghcr.io: customers see denied in their clusters',
  ])('and who pulls does not: %s', async (text) => expect(await first(text)).toBe('package-read-refused'));

  test('what was published may be pulled', async () =>
    expect(await first('I get denied for the image that was published to GHCR')).not.toBe(
      'package-not-granted',
    ));
});

test.each([
  ['token-rejected', 'publishes to ghcr get 401 since the PAT was rotated'],
  ['token-rejected', 'We push to ghcr.io from GitLab CI. Since the token was regenerated pushing gets 401.'],
  ['token-rejected', 'The push to ghcr.io gets 401 since the PAT expired'],
  ['rate-limited', 'secondary rate limit when pushing 60 images to ghcr.io'],
  ['rate-limited', 'Pushing sixty images to GHCR ended in a secondary rate limit'],
])('%s: %s', async (id, text) => expect(await first(text)).toBe(id));

test.each([
  'Avoid the secondary rate limit when pushing many images to ghcr.io',
  'Docs: https://docs.github.com/en/packages explains 403 on ghcr.io pushes',
  'A secondary rate limit when pushing tags to GitHub',
])('nobody was limited at the registry: %s', async (text) => expect(await first(text)).toBeUndefined());
