/** What somebody says beside a refusal: that the same push or pull went through when it was tried again. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfPassing } from '../../src/evidence/log/people/told/passing.js';
import { explained } from './support.js';

describe('a sentence about another try', () => {
  test.each([
    'A rerun of the job succeeded.',
    'Re-running the workflow resolves it.',
    'I retried ten minutes later and it went through, nothing changed',
    'The second attempt passes every time',
    'It works if I run the same command again.',
    'Succeeded on the **re-run** of run 123',
    'Our push sometimes fails with 403',
    'This is denied intermittently',
    'The identical commit merged on a re-queue seven minutes later',
    'We did not change anything, and the next run was successful.',
    'Starte ich den Job erneut, läuft er durch.',
    'Der Push schlägt sporadisch fehl',
    '推送时偶尔报错',
    '重新运行一次就成功了。',
  ])('%s: it passes', (text) => expect(tellsOfPassing(text)).toBe(true));

  test.each([
    'I re-ran the job three times and it fails every time.',
    'After adding packages: write, the re-run succeeded.',
    'Re-run the workflow; the push should work.',
    'Retrying does not help, and rerunning works neither.',
    'Then re-run the job: it works',
    'We switched to GITHUB_TOKEN and the next run passed.',
    'The next run works with the token that I renewed',
    'Pushing images can sometimes result in errors',
    'The retry failed again',
    'Try again later',
    'Warning: docker pull failed, back off 4 seconds before retry.',
    '重新运行还是失败',
  ])('%s: nothing of the kind', (text) => expect(tellsOfPassing(text)).toBe(false));
});

const PUSH =
  'ERROR: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden';
const DEAD =
  'docker push ghcr.io/octo/app:1\nunauthorized: unauthenticated: User cannot be authenticated with the token provided.';
const STALE = 'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied';
const NAMED = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
const TOLD = 'Re-running the job resolves it.';
const ids = async (text: string) =>
  (await explained(text)).flatMap(({ id, alternatives }) => [id, ...alternatives]);

describe("a refusal that goes away by itself is the registry's doing", () => {
  test.each([PUSH, DEAD, STALE])('%s', async (refusal) => {
    expect((await ids(refusal))[0]).not.toBe('registry-unavailable');
    expect((await ids(`${refusal}\n\n${TOLD}`))[0]).toBe('registry-unavailable');
  });

  test('a right that the registry names is what is missing all the same, and this the other possibility', async () => {
    const [first, ...others] = await ids(`${NAMED}\n\n${TOLD}`);
    expect(first).toBe('package-not-granted');
    expect(others).toContain('registry-unavailable');
    expect(await ids(NAMED)).not.toContain('registry-unavailable');
  });

  test('what a program prints of its tries is no such sentence', async () => {
    const log = `2026-01-01T00:00:00.0000000Z ${PUSH}\n2026-01-01T00:00:01.0000000Z The next run is successful`;
    expect((await ids(log))[0]).not.toBe('registry-unavailable');
  });
});
