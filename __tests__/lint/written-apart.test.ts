/**
 * A registry that is written in two ways. Clients keep a login under its address with the port and the capitals as they are
 * written, and leave out scheme and path; they look for the host as the image's name has it. Measured with docker 28.2,
 * podman 4.3, skopeo 1.9, crane 0.22, oras 1.3 and helm 3.19 against a registry on port 443.
 */
import { describe, expect, test } from '@jest/globals';
import { build, ids, jobWith, lintFiles, MAIN, workflow } from './repository.js';

const LOST = ['error no-registry-login'];
const LACKS = ['error job-lacks-packages-write'];
const run = (...lines: string[]) => `\n- run: |\n${lines.map((each) => `    ${each}`).join('\n')}`;
const all = (steps: string, keys?: string) => ids({ [MAIN]: workflow(steps, keys) });

/** Of each client its login, and a push to `HOST/octo/app`. */
const CLIENTS: Readonly<
  Record<string, [login: (address: string) => string, push: (host: string) => string]>
> = {
  docker: [(at) => piped(`docker login ${at}`), (host) => `docker push ${host}/octo/app:1`],
  buildx: [
    (at) => piped(`docker login ${at}`),
    (host) => `docker buildx build --push -t ${host}/octo/app:1 .`,
  ],
  compose: [
    (at) => piped(`docker login ${at}`),
    (host) => `docker buildx imagetools create -t ${host}/octo/app:1 busybox`,
  ],
  podman: [(at) => piped(`podman login ${at}`), (host) => `podman push ${host}/octo/app:1`],
  buildah: [(at) => piped(`buildah login ${at}`), (host) => `buildah push ${host}/octo/app:1`],
  skopeo: [(at) => piped(`skopeo login ${at}`), (host) => `skopeo copy oci:app docker://${host}/octo/app:1`],
  crane: [(at) => piped(`crane auth login ${at}`), (host) => `crane push app.tar ${host}/octo/app:1`],
  oras: [(at) => piped(`oras login ${at}`), (host) => `oras push ${host}/octo/app:1 app.tar`],
  helm: [(at) => piped(`helm registry login ${at}`), (host) => `helm push app-1.tgz oci://${host}/octo`],
  'crane, with the login of docker': [
    (at) => piped(`docker login ${at}`),
    (host) => `crane push app.tar ${host}/octo/app:1`,
  ],
  'podman, with the login of docker': [
    (at) => piped(`docker login ${at}`),
    (host) => `podman push ${host}/octo/app:1`,
  ],
};

const piped = (command: string) => `echo "\${{ github.token }}" | ${command} -u x --password-stdin`;

describe.each(Object.entries(CLIENTS))('%s', (_, [login, push]) => {
  const steps = (address: string, host: string) => run(login(address), push(host));

  test.each([
    ['ghcr.io', 'ghcr.io:443'],
    ['ghcr.io:443', 'ghcr.io'],
    ['GHCR.IO', 'ghcr.io'],
    ['ghcr.io', 'GHCR.IO'],
  ])('finds no login at %s for a name at %s', async (address, host) => {
    expect(await all(steps(address, host))).toEqual(LOST);
  });

  test.each(['ghcr.io', 'ghcr.io:443', 'Ghcr.io'])('finds one that is written alike: %s', async (host) => {
    expect(await all(steps(host, host))).toEqual([]);
    // The name is one of this registry's in every other respect, too.
    expect(await all(steps(host, host), 'permissions: {contents: read}')).toEqual(LACKS);
  });
});

test.each([
  ['https://ghcr.io', 'ghcr.io', []],
  ['https://ghcr.io/v2/', 'ghcr.io', []],
  ['ghcr.io/octo', 'ghcr.io', []],
  ['https://ghcr.io:443', 'ghcr.io', LOST],
  ['https://ghcr.io:443', 'ghcr.io:443', []],
  ['https://ghcr.io', 'ghcr.io:443', LOST],
])('docker leaves scheme and path out: %s for %s', async (address, host, expected) => {
  const [login, push] = CLIENTS.docker as NonNullable<(typeof CLIENTS)[string]>;
  expect(await all(run(login(address), push(host)))).toEqual(expected);
});

describe('steps that use actions', () => {
  const login = (registry: string) =>
    `\n- uses: docker/login-action@v4\n  with: {registry: ${registry}, username: x, password: "\${{ github.token }}"}`;

  test.each([
    ['ghcr.io:443', 'ghcr.io', LOST],
    ['ghcr.io', 'ghcr.io:443', LOST],
    ['ghcr.io:443', 'ghcr.io:443', []],
  ])('docker/login-action with %s, and tags at %s', async (registry, host, expected) => {
    expect(await all(login(registry) + build(`${host}/octo/app:1`))).toEqual(expected);
  });

  test('this one, which names its registry without the port, whatever it is given', async () => {
    const own = (registry: string) => `\n- uses: octo/ghcr-preflight@v1\n  with: {registry: ${registry}}`;
    expect(await all(own('ghcr.io:443') + build('ghcr.io/octo/app:1'))).toEqual([]);
    expect(await all(own('ghcr.io') + build('ghcr.io:443/octo/app:1'))).toEqual(LOST);
  });

  test('an address in a variable of the workflow', async () => {
    const text = workflow(`${login('"${{ env.REGISTRY }}"')}${run('docker push ghcr.io/octo/app:1')}`);
    expect(await ids({ [MAIN]: `env: {REGISTRY: "ghcr.io:443"}\n${text}` })).toEqual(LOST);
    expect(await ids({ [MAIN]: `env: {REGISTRY: "ghcr.io"}\n${text}` })).toEqual([]);
  });

  test('one of two logins is written as the name is', async () => {
    expect(await all(login('ghcr.io:443') + login('ghcr.io') + build('ghcr.io/octo/app:1'))).toEqual([]);
    expect(await all(login('ghcr.io') + login('ghcr.io:443') + build('ghcr.io/octo/app:1'))).toEqual([]);
  });

  test('a logout takes away the login that is written alike', async () => {
    const push = run('docker push ghcr.io/octo/app:1');
    expect(await all(login('ghcr.io') + run('docker logout ghcr.io:443') + push)).toEqual([]);
    expect(await all(login('ghcr.io') + run('docker logout https://ghcr.io/v2/') + push)).toEqual(LOST);
  });
});

describe('what may find it all the same', () => {
  test.each([
    ['nerdctl, which leaves the port out', 'nerdctl push ghcr.io:443/octo/app:1'],
    ['.NET', 'dotnet publish -t:PublishContainer -p ContainerRegistry=ghcr.io:443'],
    ['an address that nobody knows', 'docker push "${{ vars.HOST }}/octo/app:1"'],
  ])('%s', async (_, push) => {
    expect(await all(run(piped('docker login ghcr.io'), push))).toEqual([]);
  });

  test('a login of which only the name of an action speaks', async () => {
    const steps = `\n- uses: somebody/login-to-ghcr@v1\n  with: {token: "\${{ github.token }}"}`;
    expect(await all(steps + run('docker push ghcr.io:443/octo/app:1'))).toEqual([]);
  });

  test('a machine of their own, where a login may be kept', async () => {
    const text = `on: push\njobs:\n${jobWith(run(piped('docker login ghcr.io'), 'docker push ghcr.io:443/octo/app'))}`;
    expect(await ids({ [MAIN]: text.replace('ubuntu-latest', 'self-hosted') })).toEqual([]);
  });
});

test('what is said names the spelling, in both languages', async () => {
  const steps = run(piped('docker login ghcr.io:443'), 'docker push ghcr.io/octo/app');
  const text = { [MAIN]: workflow(steps) };
  const [en, zh] = await Promise.all(
    (['en', 'zh-CN'] as const).map((language) => lintFiles(text, { language })),
  );
  expect(en?.report.findings[0]).toMatchObject({
    title: 'The push does not find the login',
    message: expect.stringContaining('writes ghcr.io in another way'),
    fix: { summary: expect.stringContaining('without :443') },
  });
  expect(zh?.report.findings[0]?.message).toContain('另一种形式');
});

test.each(['ghcr.io:443', 'GHCR.IO', 'ghcr.io'])(
  'a login that is written for a push to %s is found',
  async (host) => {
    const { report } = await lintFiles({ [MAIN]: workflow(run(`docker push ${host}/octo/app:1`)) });
    const [finding, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      id: 'no-registry-login',
      fix: { diff: expect.stringContaining(`+          registry: ${host}\n`) },
    });
  },
);
