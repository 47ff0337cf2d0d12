/** A credential that came to its end, as somebody tells it beside a refusal which does not say so. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfExpiry } from '../../src/evidence/log/people/told/expiry.js';
import { explained } from './support.js';

describe('a sentence about a credential', () => {
  test.each([
    'The GHCR token has probably expired.',
    'Looks like an expired PAT to me',
    '`CR_PAT` was revoked by GitHub last night.',
    'my credentials for ghcr.io were stale',
    'It sends an outdated login, I guess. Sorry!',
    'Das Token ist am Freitag abgelaufen.',
    '密钥已经过期了',
    'Expired PAT in the pull secret',
    'GHCR_TOKEN expired on Sunday',
    'The token had expired, so I created a new one, and now it works.',
    'トークンが期限切れでした',
  ])('%s: it came to its end', (text) => expect(tellsOfExpiry(text)).toBe(true));

  test.each([
    'The token has not expired.',
    'This happens when a token has expired.',
    'Check whether the PAT is expired',
    'Make sure that no credentials are stale.',
    'A token will be revoked when it is found in a public place.',
    'The expired token was replaced yesterday, and it is refused all the same.',
    'The certificate has expired',
    'stale bot: closed. The token is fine.',
    '如果令牌过期，请重新生成',
    // A new one is refused.
    'The PAT expired in May, I have renewed it since, still 403.',
    'My token was expired. I generated a new one and got the same.',
    'The old PAT is expired, the new one fails as well',
    'token 已过期，换了新的还是不行',
    // Somebody asks, or says what holds of all.
    'Has the token expired?',
    'Is it that your PAT was revoked?',
    'token 过期了吗？',
    'An expired token leads to exactly this.',
    'Expired tokens are refused even for public images.',
    // Something else came to its end.
    'The login certificate of the proxy has expired',
    'The token cache is stale, refreshing',
    'msg="token expired, fetching a new one"',
    'Azure: the refresh token has expired',
    'npm notice: token expired',
    'The Docker Hub token expired',
    'SONAR_TOKEN expired, the scan was left out',
  ])('%s: nothing of the kind', (text) => expect(tellsOfExpiry(text)).toBe(false));
});

const TOLD = 'I fear that the token has expired.';

test.each([
  [
    'a push as nobody',
    'docker push ghcr.io/octo/app:1\nunauthorized: unauthenticated: User cannot be authenticated with the token provided.',
    ['no-registry-login', 'token-rejected'],
  ],
  [
    'a pull of what is private',
    'docker pull ghcr.io/octo/app:1\nError response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized',
    ['package-read-refused', 'stale-credential'],
  ],
  [
    'a right that is missing, which only a token that is alive lacks',
    'docker push ghcr.io/octo/app:1\ndenied: permission_denied: write_package',
    ['package-not-granted', 'package-not-granted'],
  ],
])('%s', async (_, log, [before, told]) => {
  expect((await explained(log))[0]?.id).toBe(before);
  expect((await explained(`${log}\n\n${TOLD}`))[0]?.id).toBe(told);
  // A program's line is no word of anybody's.
  const timed = [log, TOLD].join('\n').replace(/^/gm, '2026-05-01T10:00:00.0000000Z ');
  expect((await explained(timed))[0]?.id).toBe(before);
});

test('what is told in two lines is told of the new credential', async () => {
  const log =
    'docker push ghcr.io/octo/app:1\nunauthorized: unauthenticated: User cannot be authenticated with the token provided.';
  const first = async (told: string) => (await explained(`${log}\n\n${told}`))[0]?.id;
  expect(await first('The old token expired.')).toBe('token-rejected');
  expect(await first('Never mind: the PAT had expired.\nI generated a new one.')).toBe('token-rejected');
  expect(await first('The old token expired.\nI created a new one, but nothing changed.')).toBe(
    'no-registry-login',
  );
});
