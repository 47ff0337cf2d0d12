/** The login that docker's library takes out of DOCKER_AUTH_CONFIG, before the file that our own step has written. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const HELD = { ghcr: 'a-personal-token', job: 'the-token-of-the-job' };
const OURS = '- uses: acme/ghcr-preflight@v1\n  with:\n    ghcr-token: ${{ secrets.GHCR_TOKEN }}\n';
const JOB = 'runs-on: ubuntu-latest';
const auths = (host: string, auth: string) => `{"auths":{"${host}":{"auth":"${auth}"}}}`;
const encoded = (token: string) => Buffer.from(`octo:${token}`).toString('base64');
const docker = (value: string, command = 'docker push ghcr.io/octo/app') =>
  `- run: ${command}\n  env:\n    DOCKER_AUTH_CONFIG: '${value}'\n`;

/** The logins that the pushes find, and the lines at which these stand. */
async function found(
  steps: string,
  { job = JOB, env = {} }: { job?: string; env?: Record<string, string> } = {},
) {
  const text = workflowOf(OURS + steps, job);
  const { pushes } = await evidence(
    { [MAIN]: text },
    {
      own: { images: [], login: 'docker' },
      tokens: [
        { source: 'ghcr-token', secret: HELD.ghcr },
        { source: 'github-token', secret: HELD.job },
      ],
      env: {
        GITHUB_ACTION: '__acme_ghcr-preflight',
        GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight',
        GITHUB_REPOSITORY: 'Octo/App',
        RUNNER_ENVIRONMENT: 'github-hosted',
        ...env,
      },
    },
  );
  const line = (number: number | undefined) =>
    number === undefined ? '' : ` ${text.split('\n')[number - 1]?.trim().split(' ')[0]}`;
  return pushes.flatMap(({ logins }) =>
    logins.map(({ token, sure, location }) => `${token}${sure ? '' : ' ?'}${line(location?.line)}`),
  );
}

const FOREIGN = ['unknown ? DOCKER_AUTH_CONFIG:', 'own ?'];

describe('a push with the variable', () => {
  test.each<[string, string, string[]]>([
    ['a secret', docker('${{ secrets.DOCKER_AUTH_CONFIG }}'), FOREIGN],
    ['an entry with a secret', docker(auths('ghcr.io', '${{ secrets.PULL_AUTH }}')), FOREIGN],
    [
      'an entry that stands there',
      docker(auths('ghcr.io', encoded('another-token-that-is-as-long-as-one-of-github'))),
      FOREIGN,
    ],
    [
      'an entry with our token',
      docker(auths('ghcr.io', encoded(HELD.ghcr))),
      ['ghcr-token ? DOCKER_AUTH_CONFIG:', 'own ?'],
    ],
    ['an entry of a registry that nobody tells', docker(auths('${{ vars.HOST }}', encoded('a'))), FOREIGN],
    ['an entry of another registry', docker(auths('quay.io', '${{ secrets.PULL_AUTH }}')), []],
    ['an address in the place of the host', docker(auths('https://ghcr.io', encoded('a'))), []],
    ['no JSON', docker('none'), []],
    ['nothing', docker(''), []],
    ['a secret that cannot be', docker('${{ env.NOWHERE }}'), []],
    [
      'for one command',
      '- run: DOCKER_AUTH_CONFIG="$(cat auth.json)" docker push ghcr.io/octo/app\n',
      ['unknown ? -', 'own ?'],
    ],
    [
      'of another step',
      `- run: make\n  env: {DOCKER_AUTH_CONFIG: "\${{ secrets.A }}"}\n- run: docker push ghcr.io/octo/app\n`,
      [],
    ],
    [
      'of an action',
      '- uses: docker/build-push-action@v6\n  with: {push: true, tags: ghcr.io/octo/app}\n  env:\n    DOCKER_AUTH_CONFIG: ${{ secrets.A }}\n',
      FOREIGN,
    ],
    ['of crane', docker('${{ secrets.A }}', 'crane push a.tar ghcr.io/octo/app'), FOREIGN],
    ['of podman, which does not read it', docker('${{ secrets.A }}', 'podman push ghcr.io/octo/app'), []],
    [
      'of helm, which does not read it',
      docker('${{ secrets.A }}', 'helm push a-1.0.0.tgz oci://ghcr.io/octo'),
      [],
    ],
    [
      'of root, who does not have it',
      docker('${{ secrets.A }}', 'sudo docker push ghcr.io/octo/app'),
      ['none'],
    ],
  ])('%s', async (_, steps, expected) =>
    expect((await found(steps)).map((each) => (expected[0] === 'none' ? each.split(' ')[0] : each))).toEqual(
      expected,
    ),
  );

  test('of the job is known by what the process has', async () => {
    const job = `${JOB}\nenv:\n  DOCKER_AUTH_CONFIG: \${{ secrets.A }}`;
    const push = '- run: docker push ghcr.io/octo/app\n';
    const told = (value: string) => found(push, { job, env: { DOCKER_AUTH_CONFIG: value } });
    expect(await told(auths('ghcr.io', encoded('another-token-that-is-as-long-as-one-of-github')))).toEqual(
      FOREIGN,
    );
    expect(await told(auths('quay.io', encoded('another-token-that-is-as-long-as-one-of-github')))).toEqual(
      [],
    );
    expect(await told('')).toEqual([]);
  });
});

test('without HOME the machine says whose folder it is', async () => {
  const env = { HOME: '/opt/runner' };
  expect(await found('- run: env -i docker push ghcr.io/octo/app\n', { env })).toEqual([]);
  expect(await found('- run: HOME=/opt/other docker push ghcr.io/octo/app\n', { env })).not.toEqual([]);
});
