/** A logout behind a step that nobody can read: whatever that step logged in to, the push finds none of it. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, login, MAIN, workflow } from './repository.js';

const UNREAD = '\n- uses: acme/registry-login@v1\n  with: {token: "${{ secrets.TOKEN }}"}';

const LOGOUT = '\n- run: docker logout ghcr.io';

const judged = (...steps: string[]) => ids({ [MAIN]: workflow(steps.join('')) });

describe('nothing is left', () => {
  test.each<[string, string[]]>([
    ['of both logins', [UNREAD, login(), LOGOUT, build()]],
    ['of the one that may be hidden', [login(), UNREAD, LOGOUT, build()]],
    ['in a script', [UNREAD, login(), LOGOUT, '\n- run: docker push ghcr.io/octo/app:1']],
  ])('%s', async (_, steps) => {
    expect(await judged(...steps)).toEqual(['error no-registry-login']);
  });
});

describe('a step that does not say that it logs in hardly does', () => {
  const TOOL = '\n- uses: acme/tool@v1';
  const run = (script: string) => `\n- run: ${script}`;
  test.each<[string, string[]]>([
    ['behind a logout', [login(), LOGOUT, TOOL, build()]],
    [
      'for a client that looks in another folder',
      [login(), TOOL, build().replace('\n  with', '\n  env: {DOCKER_CONFIG: /tmp/other}\n  with')],
    ],
    [
      'for another client than the one that logs in',
      [run('podman login ghcr.io -u a -p ${{ github.token }}'), TOOL, run('docker push ghcr.io/octo/app:1')],
    ],
  ])('%s', async (_, steps) => {
    expect(await judged(...steps)).toEqual(['warning no-registry-login']);
  });
});

describe('a login may be there', () => {
  test.each<[string, string[]]>([
    ['what is unread comes later', [login(), LOGOUT, UNREAD, build()]],
    ['and earlier, too', [UNREAD, login(), LOGOUT, UNREAD, build()]],
    ['the logout is from another registry', [UNREAD, '\n- run: docker logout quay.io', build()]],
    [
      'the client looks in a file of its own first',
      [UNREAD, LOGOUT, '\n- run: podman push ghcr.io/octo/app:1'],
    ],
  ])('%s', async (_, steps) => {
    expect(await judged(...steps)).toEqual([]);
  });
});
