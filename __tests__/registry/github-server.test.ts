/** Which server somebody names, in whatever words, and that a token never goes to another. */
import { describe, expect, test } from '@jest/globals';
import { apiOf, mayTakeGithubTokens, registryOf, serverNamed } from '../../src/evidence/github-server.js';
import { runEvidence } from '../../src/evidence/run.js';
import { withServer } from '../../src/faces/cli/server-at-hand.js';
import { repository, run } from '../cli/run.js';

const GHES = 'https://ghe.example';

describe('a server is named', () => {
  test.each<[given: string, server: string | null, registry: string | null]>([
    ['https://github.com', 'https://github.com', 'ghcr.io'],
    ['HTTPS://GITHUB.COM/', 'https://github.com', 'ghcr.io'],
    ['github.com', 'https://github.com', 'ghcr.io'],
    ['https://www.github.com', 'https://github.com', 'ghcr.io'],
    ['https://api.github.com', 'https://github.com', 'ghcr.io'],
    ['ghcr.io', 'https://github.com', 'ghcr.io'],
    ['https://github.com/octo/app', 'https://github.com', 'ghcr.io'],
    // Another host that only ends like it.
    ['https://mygithub.com', 'https://mygithub.com', 'containers.mygithub.com'],
    ['https://Octo.ghe.com/', 'https://octo.ghe.com', 'containers.octo.ghe.com'],
    ['https://api.octo.ghe.com', 'https://octo.ghe.com', 'containers.octo.ghe.com'],
    ['containers.octo.ghe.com', 'https://octo.ghe.com', 'containers.octo.ghe.com'],
    ['https://GHE.example:443/api/v3', GHES, 'containers.ghe.example'],
    ['https://ghe.example./', GHES, 'containers.ghe.example'],
    [' ghe.example ', GHES, 'containers.ghe.example'],
    // It may be a server's own name: no token goes to what is left of it.
    ['containers.ghe.example', 'https://containers.ghe.example', 'containers.containers.ghe.example'],
    ['https://github.com:8443', 'https://github.com:8443', 'containers.github.com:8443'],
    ['https://ghe.example:8443/login?next=x#y', 'https://ghe.example:8443', 'containers.ghe.example:8443'],
    ['ghe.example:8443', 'https://ghe.example:8443', 'containers.ghe.example:8443'],
    ['http://ghe.example', 'http://ghe.example', 'containers.ghe.example'],
    ['https://mona:word@ghe.example', null, null],
    ['ftp://ghe.example', null, null],
    ['https://', null, null],
    ['octo/app', null, null],
    ['', null, null],
  ])('%j', (given, server, registry) => {
    expect(serverNamed(given)).toBe(server);
    expect(server && registryOf(server)).toBe(registry);
  });
});

test.each<[env: NodeJS.ProcessEnv, server: string | null]>([
  [{}, null],
  [{ GITHUB_SERVER_URL: GHES }, GHES],
  [{ GITHUB_SERVER_URL: 'https://containers.corp.example' }, 'https://containers.corp.example'],
  [{ GITHUB_API_URL: `${GHES}/api/v3` }, GHES],
  [{ GITHUB_API_URL: 'https://api.octo.ghe.com' }, 'https://octo.ghe.com'],
  [{ GITHUB_API_URL: 'https://api.github.com' }, 'https://github.com'],
  // A stand-in on this machine is no server.
  [{ GITHUB_API_URL: 'http://127.0.0.1:8080/api/v3' }, null],
  [{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: `${GHES}/api/v3` }, 'https://github.com'],
])('the variables %j name it', (env, server) => {
  const { serverUrl, apiUrl } = runEvidence(withServer(env), { payload: null }, null);
  expect(serverUrl).toBe(server ?? 'https://github.com');
  const isStandIn = env.GITHUB_API_URL?.startsWith('http:');
  expect(apiUrl).toBe(isStandIn ? env.GITHUB_API_URL : apiOf(serverUrl, null));
});

test.each([
  ['https://api.git.corp.com', 'https://api.git.corp.com'],
  ['https://git.corp.com/api/v3', 'https://git.corp.com/api/v3'],
  ['https://api.corp.com', 'https://git.corp.com/api/v3'],
  [null, 'https://git.corp.com/api/v3'],
])('of the API at %s that is given for a server of your own', (given, api) => {
  expect(apiOf('https://git.corp.com', given)).toBe(api);
});

const WORKFLOW = `on: push
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v4
        with:
          registry: REGISTRY
          username: mona
          password: \${{ secrets.GITHUB_TOKEN }}
      - run: docker push REGISTRY/octo/app:1
`;

test.each([
  ['ghcr.io', 'ghcr.io'],
  ['https://api.github.com', 'ghcr.io'],
  ['https://ghe.example/', 'containers.ghe.example'],
])('lint --server %s looks at the registry of that server', async (server, registry) => {
  const cwd = repository({ '.github/workflows/ci.yml': WORKFLOW.replaceAll('REGISTRY', registry) });
  const { code, stdout } = await run(['lint', '--server', server], { cwd });
  expect([code, stdout]).toEqual([1, expect.stringContaining(`${registry} refuses the push to`)]);
});

test('lint takes the name of a registry for no server, and says which one is meant', async () => {
  const { code, stderr } = await run(['lint', '--server', 'containers.ghe.example']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('write the server that it belongs to, ghe.example.'),
  ]);
});

test('lint reads a repository by the address of its page on the server that was named, and on no other', async () => {
  const of = (server: string) => run(['lint', '--server', server, 'https://github.com/octo/app']);
  const { code, stderr } = await of('ghe.example');
  expect([code, stderr]).toEqual([2, expect.stringContaining('is no address of a repository')]);
});

test.each([
  [['explain', '--run', '1', '--repository', 'octo/app']],
  [['audit', 'octo']],
  [['check', 'octo/app']],
])('%j sends no token where the address of its server is none', async (args) => {
  const env = { GITHUB_SERVER_URL: 'https://mona:hunter2@ghe.example', GITHUB_TOKEN: 'ghs_own' };
  const { code, stderr } = await run(args, { env });
  expect([code, stderr]).toEqual([2, expect.stringContaining('GITHUB_SERVER_URL')]);
  expect(stderr).not.toContain('hunter2');
});

describe('a token of GitHub that a person has named for a registry', () => {
  const GITHUB = 'https://github.com';

  test.each([
    ['ghcr.io', GHES],
    ['containers.ghe.example', GITHUB],
    ['containers.ghe.example:8443', GITHUB],
    ['docker.pkg.github.com', GITHUB],
    ['docker.octo.ghe.com', GITHUB],
    ['docker.ghe.example', GHES],
    ['registry.ghe.example', GHES],
    ['localhost:5000', GITHUB],
    ['ghe.example:5000', GHES],
    ['registry.ghe.example:5000', GHES],
    ['docker.ghe.example', `${GHES}:8443`],
  ])('may go to %s at %s', (registry, server) => {
    expect(mayTakeGithubTokens(registry, server)).toBe(true);
  });

  test.each([
    ['ghcr.nju.edu.cn', GITHUB],
    ['ghcr.io.example', GITHUB],
    ['myghcr.io', GITHUB],
    ['docker.elastic.co', GITHUB],
    ['registry.github.com', GITHUB],
    ['notghe.example', GHES],
    ['notghe.example:5000', GHES],
    ['github.com:5000', GITHUB],
    ['nvcr.io', GHES],
  ])('stays away from %s at %s', (registry, server) => {
    expect(mayTakeGithubTokens(registry, server)).toBe(false);
  });
});

test('check asks the registry that an image names, on whichever server we are', async () => {
  const env = { GITHUB_SERVER_URL: GHES, GITHUB_TOKEN: 'ghs_own' };
  const { stderr } = await run(['check', 'ghcr.io/octo/app'], { env });
  expect(stderr).toContain(
    `ghcr.io does not belong to ${GHES}, so GITHUB_TOKEN of the environment was not sent`,
  );
});
