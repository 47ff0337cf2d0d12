/** What stands in the action's inputs for tokens, and is none. */
import { describe, expect, test } from '@jest/globals';
import { noTokenIn } from '../../src/faces/action/preflight/no-token.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';

/** In pieces, so that no scanner of this repository takes an example for a secret. */
const RANDOM = 'aB3dE5fG7hI9jK1lM2nO';

describe('is said', () => {
  test.each([
    ['YOUR_TOKEN_HERE', 'placeholder'],
    ['ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'placeholder'],
    ['secrets.GHCR_TOKEN', 'the name of a secret'],
    ['$GHCR_TOKEN', 'the name of a secret'],
    ['${GHCR_TOKEN}', 'the name of a secret'],
    ['op://vault/item/field', 'a reference to a secret'],
    ['/run/secrets/token', 'the path of a file'],
    [`glpat-${RANDOM}`, 'a credential of GitLab'],
    [`dckr_pat_${RANDOM}`, 'a credential of Docker Hub'],
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIE${RANDOM}\n-----END RSA PRIVATE KEY-----`, 'a private key'],
  ])('%s', (value, said) => {
    const sentence = noTokenIn('ghcr-token', value, 'en') ?? '';
    expect(sentence).toContain('"ghcr-token"');
    expect(sentence).toContain(said);
    expect(noTokenIn('github-token', value, 'zh-CN')).toContain('输入 github-token');
    // The value itself may be a secret all the same.
    if (value.length > 20) expect(sentence).not.toContain(value);
  });
});

test.each([
  inventToken('classic-pat', 'a'),
  inventToken('github-token', 'b'),
  inventToken('fine-grained-pat', 'c'),
  inventToken('unknown', 'd'),
  'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0',
])('%s may be a token', (value) => expect(noTokenIn('ghcr-token', value, 'en')).toBeNull());
