/** Workflows of a GitHub server of its own: its registry is often put together of the server's address. */
import { describe, expect, test } from '@jest/globals';
import { lintFiles, MAIN, said, workflow } from './repository.js';

const ADDRESS = 'containers.ghe.example';
const READ = 'permissions: {contents: read}';

const pushed = (assignment: string) => `
- run: |
    ${assignment}
    docker login "containers.$HOST" -u mona -p "\${{ github.token }}"
    docker push "containers.$HOST/octo/app:1"
`;

describe('a push to the registry of the server', () => {
  test.each([
    ['as it is called', pushed('HOST=ghe.example').replaceAll('containers.$HOST', ADDRESS)],
    ['behind what the shell takes off the address', pushed(`HOST="\${GITHUB_SERVER_URL#https://}"`)],
    ['behind the last part of the address', pushed(`HOST="\${GITHUB_SERVER_URL##*/}"`)],
    [
      'behind what another program makes of it',
      pushed('HOST=$(echo "${{ github.server_url }}" | cut -d/ -f3)'),
    ],
    [
      'in an expression',
      `
- uses: docker/login-action@v3
  with: {registry: "\${{ format('containers.{0}', 'ghe.example') }}", username: mona, password: "\${{ github.token }}"}
- uses: docker/build-push-action@v6
  with: {push: true, tags: "\${{ format('containers.{0}/octo/app:1', 'ghe.example') }}"}
`,
    ],
  ])('%s', async (_, steps) => {
    const files = { [MAIN]: workflow(steps, READ) };
    const found = said(await lintFiles(files, { serverUrl: 'https://ghe.example' }));
    expect(found).toEqual(['error job-lacks-packages-write ci.yml:5 image']);
    expect(said(await lintFiles(files))).toEqual([]);
  });

  test('in a file that GitHub refuses', async () => {
    const files = {
      [MAIN]: workflow(
        `- run: docker push "containers.\${GITHUB_SERVER_URL#https://}/octo/app:\${{ inputs. }}"`,
      ),
    };
    expect(said(await lintFiles(files, { serverUrl: 'https://ghe.example' })).join()).toContain('error');
    expect(said(await lintFiles(files))).toEqual([]);
  });
});
