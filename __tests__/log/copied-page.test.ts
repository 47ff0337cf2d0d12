/** A run's page that was copied: titles without the runner's marks, and actions whose inputs nobody opened. */
import { describe, expect, test } from '@jest/globals';
import { explained, jobOf } from './support.js';

const ids = async (...lines: string[]) => (await explained(lines.join('\n'))).map(({ id }) => id);

describe('a login that lacks its inputs, which are not shown', () => {
  const REFUSED = ['Run docker/login-action@v3', 'Error: Username and password required'];

  test('is taken for one to GHCR, and it is said so', async () => {
    const [finding] = await explained(REFUSED.join('\n'));
    expect(finding?.id).toBe('token-missing');
    expect(finding?.confidence).toBe('possible');
    expect(finding?.evidence).toContain('The log names no registry; that it was GHCR is an assumption');
  });

  test.each([
    ['its title', ['Log in to Docker Hub', ...REFUSED]],
    ['a secret', [...REFUSED, 'username: ${{ secrets.DOCKERHUB_USERNAME }}']],
    ['a secret with an underscore', [...REFUSED, 'password: ${{ secrets.DOCKER_HUB_TOKEN }}']],
    [
      'its inputs, which name none',
      [REFUSED[0] as string, '  with:', '    logout: true', REFUSED[1] as string],
    ],
    [
      'a login whose inputs are shown',
      ['Run docker/login-action@v3', '  with:', '    username: octo', 'Login Succeeded!', ...REFUSED],
    ],
  ])('another registry is told by %s', async (_, lines) => expect(await ids(...lines)).toEqual([]));
});

describe('a command begins a step', () => {
  const LOGIN = ['Run docker/login-action@v3', '  with:', '    registry: ghcr.io', 'Login Succeeded!'];

  test('what it is refused is its own, as in the log of the same run', async () => {
    const copied = [...LOGIN, 'Run ./deploy.sh', 'Error: unauthorized'];
    const [finding] = await explained(copied.join('\n'));
    expect([finding?.id, finding?.confidence]).toEqual(['package-read-refused', 'possible']);
    expect((await jobOf(copied.join('\n'))).symptoms[0]?.step).toBe('./deploy.sh');
  });

  test.each(['Run docker login first.', "Run 'docker run --help' for more information"])(
    'a sentence is no command: %s',
    async (sentence) => {
      const { symptoms } = await jobOf(
        [...LOGIN, sentence, 'denied: permission_denied: write_package'].join('\n'),
      );
      expect(symptoms[0]?.step).toBe('docker/login-action@v3');
    },
  );

  test('where no action was called, nothing tells that it is a page', async () => {
    const { symptoms } = await jobOf('Run make push\ndenied: permission_denied: write_package');
    expect(symptoms[0]?.step).toBeNull();
  });
});
