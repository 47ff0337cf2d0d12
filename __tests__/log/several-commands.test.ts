/** Where one sentence has a login and what came after it, the refusal is told of one of them. */
import { describe, expect, test } from '@jest/globals';
import { speaksOfLogin } from '../../src/evidence/log/words/login-words.js';
import { explained } from './support.js';

const LOGIN = 'docker login ghcr.io -u me';
const PUSH = 'docker push ghcr.io/octo/app';

describe('speaksOfLogin', () => {
  test.each([
    [`${LOGIN} gives 403 Forbidden`, true],
    [`${LOGIN} fails with 403 Forbidden, so I cannot ${PUSH}`, true],
    [`denied: denied at ${LOGIN}, before any ${PUSH}`, true],
    [`${LOGIN} && ${PUSH} gives 403 Forbidden`, false],
    [`${LOGIN} works, ${PUSH} is denied`, false],
    [`403 Forbidden at ${PUSH} after ${LOGIN}`, false],
    [`helm registry login ghcr.io, helm push app.tgz oci://ghcr.io/octo: 403`, false],
    [`${LOGIN}; podman pull ghcr.io/octo/app: unauthorized`, false],
    [`${LOGIN} and then ${PUSH}`, true],
  ])('%s: %s', (text, isLogin) => expect(speaksOfLogin(text)).toBe(isLogin));

  test('takes no longer for many commands', () => {
    expect(speaksOfLogin(`${`${LOGIN} && ${PUSH}; `.repeat(20_000)} denied`)).toBe(false);
  });
});

test('a push that is refused behind its login is no refused token', async () => {
  const [finding] = await explained(`\`${LOGIN} && ${PUSH}\` gives 403 Forbidden`);
  expect(finding?.id).toBe('package-not-granted');
  expect(finding?.image).toBe('ghcr.io/octo/app');
});
