/** A refusal that names no registry is the answer to the command that was typed last above it. */
import { describe, expect, test } from '@jest/globals';
import { isOfOtherService, typedCommand } from '../../src/evidence/log/typed-commands.js';
import { explained } from './support.js';

const causeOf = async (...lines: string[]) => (await explained(`${lines.join('\n')}\n`))[0]?.id ?? null;

const PUSHED = [
  'The push refers to repository [ghcr.io/octo/app]',
  `4: digest: sha256:${'5'.repeat(64)} size: 1155`,
];

describe('typedCommand', () => {
  test.each([
    ['$ docker push ghcr.io/octo/app', 'docker push ghcr.io/octo/app'],
    ['❯ npm publish', 'npm publish'],
    ['+ npm publish', 'npm publish'],
    ['mona@build:~/app$ npm publish', 'npm publish'],
    ['mona@mac app % npm publish', 'npm publish'],
    ['[root@build app]# npm publish', 'npm publish'],
    ['root@build:~# npm publish', 'npm publish'],
    ['mona@box ~/app> npm publish', 'npm publish'],
    ['PS C:\\app> npm publish', 'npm publish'],
    ['PS /home/mona> npm publish', 'npm publish'],
    ['D:\\a\\app>npm publish', 'npm publish'],
    ['D:\\a\\app> is a folder', null],
    ['-> npm publish', null],
    ['# npm publish', null],
    ['denied: denied', null],
    ['costs 5 $ a month', null],
  ])('%s', (text, command) => expect(typedCommand(text)).toBe(command));
});

describe('isOfOtherService', () => {
  test.each([
    ['npm publish', true],
    ['heroku container:push web', true],
    ['sudo apt-get update', true],
    ['kubectl -n prod apply -f app.yaml', true],
    ['kubectl describe pod app', false],
    ['gh release create v1', true],
    ['gh api /user/packages', false],
    ['npm run push:image', false],
    ['npm ci && docker push app', false],
    ['curl "$ADDRESS"', false],
    ['docker push app', false],
    ['make push', false],
  ])('%s: %s', (command, is) => expect(isOfOtherService(command)).toBe(is));
});

describe('in a job that pushes here', () => {
  const job = (step: string, said: string) => [
    '##[group]Run docker push ghcr.io/octo/app:4',
    'docker push ghcr.io/octo/app:4',
    '##[endgroup]',
    ...PUSHED,
    `##[group]Run ${step}`,
    step,
    '##[endgroup]',
    said,
    '##[error]Process completed with exit code 1.',
  ];

  test.each([
    ['kubectl apply -f app.yaml', 'unexpected status: 403 Forbidden'],
    ['gh release create v1', 'unexpected status: 403 Forbidden'],
    ['./deploy.sh', 'Error: unexpected status code 403'],
    ['./deploy.sh', 'Error: invalid username/password'],
  ])('nothing is named of %s that ends with %s', async (step, said) =>
    expect(await causeOf(...job(step, said))).toBeNull(),
  );

  test('of a script that tells it as clients do, one is', async () => {
    expect(await causeOf(...job('./deploy.sh', 'Error: unexpected status: 403 Forbidden'))).not.toBeNull();
  });
});

describe('of another command nothing is named', () => {
  test.each([
    [
      'below a push that went well',
      '$ docker push ghcr.io/octo/app:4',
      ...PUSHED,
      '$ fly deploy',
      'Error: unexpected status: 401 Unauthorized',
    ],
    [
      'at a prompt with its machine',
      'mona@box:~$ docker push ghcr.io/octo/app:4',
      ...PUSHED,
      'mona@box:~$ heroku container:push web',
      'denied: denied',
    ],
    [
      'by a scanner, of another image',
      '+ docker push ghcr.io/octo/app:4',
      ...PUSHED,
      '+ trivy image --quiet acme/web:2',
      'FATAL unexpected status: 403 Forbidden',
    ],
    [
      'above the next command',
      '$ curl https://example.com/health',
      '403 Forbidden',
      '$ docker push ghcr.io/octo/app:4',
      ...PUSHED,
    ],
    [
      'above the next command, of another store',
      '$ heroku container:push web',
      'unauthorized: authentication required',
      '$ docker pull ghcr.io/octo/app:4',
      'Status: Downloaded newer image for ghcr.io/octo/app:4',
    ],
  ])('%s', async (_, ...lines) => expect(await causeOf(...lines)).toBeNull());
});

describe('a prompt is seen in a log, of a shell that says its folder by more than a mark', () => {
  test.each([
    ...['$ ', '❯ ', '+ ', '++ ', '+++ ', 'mona@build:~/app$ ', 'root@build:/# ', 'mona@mac ~ % '],
    ...[
      'mona@box ~> ',
      '[root@build app]# ',
      'PS C:\\app> ',
      'PS D:\\a\\app> ',
      'PS /home/mona> ',
      'D:\\a\\app>',
    ],
  ])('%s', async (prompt) => {
    const lines = [`${prompt}docker push ghcr.io/octo/app:4`, ...PUSHED, `${prompt}fly deploy`];
    expect(await causeOf(...lines, 'Error: unexpected status: 401 Unauthorized')).toBeNull();
  });
});

describe('of the last command it is told', () => {
  const waiting = Array.from({ length: 90 }, (_, layer) => `${layer}: Waiting`);

  test.each([
    ['behind many lines', '$ docker push ghcr.io/octo/app:4', ...waiting, '403 Forbidden'],
    [
      'behind another one',
      '$ curl https://example.com/health',
      'ok',
      '$ docker push ghcr.io/octo/app:4',
      '403 Forbidden',
    ],
    [
      'in front of another one',
      '$ docker push ghcr.io/octo/app:4',
      'unexpected status: 403 Forbidden',
      '$ echo $?',
      '1',
    ],
    [
      'of which nobody knows what it does',
      '$ make push',
      'docker push ghcr.io/octo/app:4',
      'unexpected status: 403 Forbidden',
    ],
  ])('%s', async (_, ...lines) => expect(await causeOf(...lines)).toBe('package-not-granted'));
});

describe('a step that asks another service', () => {
  const login = [
    '##[group]Run docker/login-action@v3',
    'with:',
    '  registry: ghcr.io',
    '##[endgroup]',
    'Login Succeeded!',
  ];
  const step = (command: string, ...said: string[]) => [
    ...login,
    `##[group]Run ${command}`,
    command,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...said,
  ];

  test.each([
    ['heroku container:release web', 'unauthorized: authentication required'],
    ['fly deploy --remote-only', 'Error: unexpected status: 401 Unauthorized'],
    ['wrangler deploy', 'denied: denied'],
    ['aws ecs update-service --service web', 'unexpected status: 403 Forbidden'],
  ])('is not refused by the registry of the login before: %s', async (command, said) =>
    expect(await causeOf(...step(command, said))).toBeNull(),
  );

  test('unless it pushed there, too', async () =>
    expect(
      await causeOf(
        ...step(
          'heroku container:push web',
          'The push refers to repository [ghcr.io/octo/app]',
          'denied: denied',
        ),
      ),
    ).not.toBeNull());

  test("and not where the registry's own sentence tells", async () =>
    expect(await causeOf(...step('git push', 'denied: permission_denied: write_package'))).toBe(
      'package-not-granted',
    ));
});

describe('a command that only looks, or copies, and the bare word that answers it', () => {
  test.each([
    [
      '$ oras repo tags ghcr.io/octo/app',
      'Error response from registry: unauthorized: authentication required',
    ],
    ['$ oras discover ghcr.io/octo/app:1', 'Error: unauthorized'],
    ['$ oras cp ghcr.io/octo/app:1 localhost:5000/app:1', 'Error: unauthorized'],
    ['$ crane ls --platform all ghcr.io/octo/app', 'Error: unauthorized'],
    ['+ crane digest ghcr.io/octo/app:1', 'Error: unauthorized'],
    [
      '$ skopeo list-tags docker://ghcr.io/octo/app',
      'FATA[0000] Error listing repository tags: unauthorized',
    ],
    ['$ regctl image digest ghcr.io/octo/app', 'unauthorized'],
    ['$ docker manifest inspect ghcr.io/octo/app:1', 'unauthorized'],
    ['$ docker buildx imagetools inspect ghcr.io/octo/app:1', 'ERROR: unauthorized'],
    ['$ podman search --list-tags ghcr.io/octo/app', 'Error: unauthorized'],
    ['$ helm show values oci://ghcr.io/octo/app', 'Error: unauthorized'],
    ['$ cosign verify --key k.pub ghcr.io/octo/app:1', 'Error: unauthorized'],
    ['$ grype ghcr.io/octo/app:1', '1 error occurred: unauthorized'],
  ])('%s', async (command, said) => expect(await causeOf(command, said)).toBe('package-read-refused'));

  test.each([
    ['$ oras attach --artifact-type a/b ghcr.io/octo/app:1 sbom.json', 'no-registry-login'],
    ['$ crane tag ghcr.io/octo/app:1 latest', 'no-registry-login'],
  ])('what writes: %s', async (command, id) =>
    expect(await causeOf(command, 'Error: unauthorized')).toBe(id),
  );

  test.each([
    '$ crane ls docker.io/octo/app',
    '$ crane version',
    '$ docker image inspect ghcr.io/octo/app:1',
  ])('what asks nobody, or another: %s', async (command) =>
    expect(await causeOf(command, 'Error: unauthorized')).toBeNull(),
  );

  test.each([
    ['$ crane ls ghcr.io/octo/app', '$ ./deploy.sh prod', 'Error: unauthorized'],
    ['+ docker manifest inspect ghcr.io/octo/app:1', '+ terraform apply', 'Error: EOF'],
    ['$ helm template app oci://ghcr.io/octo/app', '$ ./deploy.sh', 'Error: unexpected status code 401'],
    [
      '$ crane config ghcr.io/octo/app:1',
      '$ migrate up',
      'dial tcp 192.0.2.1:443: connect: connection refused',
    ],
    ['$ docker pull ghcr.io/octo/app:1', '$ migrate up', 'read tcp 10.0.0.2:5->192.0.2.1:443: i/o timeout'],
  ])('what looked, and another command that failed: %s, %s', async (look, command, error) =>
    expect(await causeOf(look, 'ok', command, error)).toBeNull(),
  );

  test('what goes through a pipe, as `set -x` shows it', async () =>
    expect(await causeOf('+ crane ls ghcr.io/octo/app', '+ tee tags.txt', 'Error: unauthorized')).toBe(
      'package-read-refused',
    ));
});
