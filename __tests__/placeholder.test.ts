/** What a guide left open is told from what somebody filled in. */
import { describe, expect, test } from '@jest/globals';
import { isPlaceholder, isSecretFile, isSecretReference } from '../src/evidence/credentials/placeholder.js';

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
    // Words of examples, alone, joined, behind a prefix or in front of a number.
    'change-me-please',
    'changeit',
    'REPLACE_WITH_REAL_TOKEN',
    'replaceme123',
    'to-be-filled',
    'TBD',
    'SETME',
    'test-token',
    'sample-token',
    'PERSONAL_ACCESS_TOKEN',
    'ghp_placeholder',
    'ghp_REDACTED',
    'ghp_abc123',
    'XXXXXXXX-XXXX',
    'write:packages',
    'N/A',
    '--',
    '"changeme"',
    // What a shell, a template engine or a tool of infrastructure would have filled in.
    '$GHCR_TOKEN',
    '${GHCR_TOKEN:-none}',
    '$(gh auth token)',
    '$env:GHCR_TOKEN',
    '`gh auth token`',
    '{{ ghcr_token }}',
    '@GHCR_TOKEN@',
    '__GHCR_TOKEN__',
    '#{GHCR_TOKEN}#',
    'var.ghcr_token',
    "credentials('ghcr')",
    '$[variables.token]',
  ])('%s was left open', (token) => expect(isPlaceholder(token, 'token')).toBe(true));
  // What has the shape of a token is one, until the registry says otherwise.
  test.each([
    `ghp_${'a'.repeat(36)}`,
    'ghp_READTOKEN012345678901234567890123456',
    'ghp_exampletoken000000000000000000000000',
    `ghs_15368_eyJhbGciOiJSUzI1NiJ9.${'here-Change.'.repeat(20)}`,
    'ghp_my4kQ9bZr7TtW2xVn0LpYc5Hs8DfGj1AeKuM',
    'ghs_MYiufOmOUEwKmaEoXyRgmzmZGibGvUNetFHB',
    'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
    // A whole file is told as one.
    '{"auths":{"ghcr.io":{}}}',
    '["ghp_x"]',
  ])('%s is asked about', (token) => expect(isPlaceholder(token, 'token')).toBe(false));
});

describe('a password of another registry', () => {
  test.each(['<password>', '${REGISTRY_PASSWORD}', '$REGISTRY_PASSWORD', 'xxxx', '****', 'your-password'])(
    '%s was left open',
    (text) => expect(isPlaceholder(text, 'password')).toBe(true),
  );
  test.each(['changeme', 'secret', 'x', '$3cr3t', '$ecret', 'yourS3cret', 'admin', '*', 'test'])(
    '%s may be one',
    (text) => expect(isPlaceholder(text, 'password')).toBe(false),
  );
});

describe('the path of a file', () => {
  test.each(['/run/secrets/ghcr', '~/.ghcr-token', './token.txt', '@/run/secrets/token'])('%s', (text) =>
    expect(isSecretFile(text)).toBe(true),
  );
  test.each(['/aB3+xYz/9Q==', '/x', '~/}B#chz', 'ghp_READTOKEN012345678901234567890123456'])(
    '%s is none',
    (text) => expect(isSecretFile(text)).toBe(false),
  );
});

test('a long word of examples costs no such time either', () => {
  expect(isPlaceholder(`${'password'.repeat(36)}Q`, 'token')).toBe(false);
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
    '"op://vault/item/field"',
    'https://x.vault.azure.net/secrets/ghcr',
    'keyvaultref:https://x.vault.azure.net/secrets/ghcr,identityref:system',
    'ssm:/prod/ghcr',
    'env:GHCR_TOKEN',
    'file:/run/secrets/ghcr',
    'secret/data/ghcr#token',
    '$ANSIBLE_VAULT;1.1;AES256 6638643965323633',
    'ENC[AES256_GCM,data:abcd,iv:xyz=,tag:foo==,type:str]',
    'ENC(abcd)',
    '{cipher}abcdef',
    'vault:v1:8SDd3WHDOjf7mq69',
    'encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3',
    '-----BEGIN PGP MESSAGE-----',
  ])('%s', (text) => expect(isSecretReference(text)).toBe(true));
  test.each([
    'ghp_READTOKEN012345678901234567890123456',
    'https://mona:ghp_x@ghcr.io',
    'oci://:ghp_x@ghcr.io/octo',
    'vault',
    'arn:aws:s3:::bucket',
    'user:password',
    'NG/pwZMEL#et',
  ])('%s is none', (text) => expect(isSecretReference(text)).toBe(false));
});
