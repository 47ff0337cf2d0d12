/** What a guide left open is told from what somebody filled in. */
import { describe, expect, test } from '@jest/globals';
import { isPlaceholder, isSecretReference } from '../src/evidence/credentials/placeholder.js';

describe('a user name', () => {
  test.each([
    'your-username',
    'YOUR_GITHUB_USERNAME',
    'yourusername',
    'my-user',
    'username',
    '<user>',
    'octocat',
  ])('%s was left open', (name) => expect(isPlaceholder(name, 'user')).toBe(true));
  test.each(['mylesborins', 'yourik', 'my-org-bot', 'mypy', 'myorca', 'usernamed'])(
    '%s is an account',
    (name) => expect(isPlaceholder(name, 'user')).toBe(false),
  );
});

describe('an owner', () => {
  test.each(['your-org', 'yourcompany', 'my-org', 'owner', 'github-username'])('%s was left open', (name) =>
    expect(isPlaceholder(name, 'owner')).toBe(true),
  );
  test.each(['yourbase', 'yourls', 'myoung34', 'user', 'organizr'])('%s is an account', (name) =>
    expect(isPlaceholder(name, 'owner')).toBe(false),
  );
});

describe('a token', () => {
  test.each([
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'ghp_your_token',
    'ghp_000',
    'github_pat_...',
    'ghp_put-your-token-here',
    'YOUR_PAT',
    'my-github-token',
  ])('%s was left open', (token) => expect(isPlaceholder(token, 'token')).toBe(true));
  // What has the shape of a token is one, until the registry says otherwise.
  test.each([
    `ghp_${'a'.repeat(36)}`,
    'ghp_READTOKEN012345678901234567890123456',
    'ghp_exampletoken000000000000000000000000',
    `ghs_15368_eyJhbGciOiJSUzI1NiJ9.${'here-Change.'.repeat(20)}`,
    'ghp_my4kQ9bZr7TtW2xVn0LpYc5Hs8DfGj1AeKuM',
  ])('%s is asked about', (token) => expect(isPlaceholder(token, 'token')).toBe(false));
});

test('a long word costs no time that doubles with its length', () => {
  const value = `your${'ghcr'.repeat(70)}!`;
  expect(isPlaceholder(value, 'user')).toBe(false);
});

describe('a reference to a secret', () => {
  test.each([
    'op://vault/item/field',
    'ref+awssecrets://ghcr/token',
    'secretref:ghcr-token',
    '>>vault:secret/data/ghcr#token',
    'arn:aws-cn:ssm:cn-north-1:1:parameter/ghcr',
    '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/ghcr)',
    'projects/1/secrets/ghcr/versions/latest',
    'gcpsm://projects/1/secrets/ghcr',
  ])('%s', (text) => expect(isSecretReference(text)).toBe(true));
  test.each([
    'ghp_READTOKEN012345678901234567890123456',
    'https://mona:ghp_x@ghcr.io',
    'oci://:ghp_x@ghcr.io/octo',
    'vault',
    'arn:aws:s3:::bucket',
    'user:password',
  ])('%s is none', (text) => expect(isSecretReference(text)).toBe(false));
});
