/** Somebody tells, beside a pull that was refused without a reason, that the credential has come to its end. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

describe('the old credential comes first', () => {
  test.each([
    'docker pull ghcr.io/acme/app is denied because the PAT is expired',
    'pull from ghcr.io is denied because our token has expired',
    'docker pull ghcr.io/acme/app\nError response from daemon: denied\n\nThe PAT expired yesterday.',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['stale-credential']));
});

test('not where it has not', async () =>
  expect((await answerTo('docker pull ghcr.io/acme/app is denied, the PAT has not expired')).ids).toEqual([
    'package-read-refused',
  ]));
