/** A secret of another service is told from what may be a token of GitHub's. */
import { describe, expect, test } from '@jest/globals';
import { foreignSecret } from '../src/evidence/credentials/foreign-secret.js';
import { noSecret } from '../src/faces/cli/no-secret.js';

/** In pieces, so that no scanner of this repository takes an example for a secret. */
const RANDOM = 'aB3dE5fG7hI9jK1lM2nO';

describe('of another service', () => {
  test.each([
    ['GitLab', `glpat-${RANDOM}`],
    ['GitLab', `gldt-${RANDOM}.0w`],
    ['GitLab', `glcbt-64_${RANDOM}`],
    ['Docker Hub', `dckr_pat_${RANDOM}`],
    ['Docker Hub', `dckr_oat_${RANDOM}`],
    ['npm', `npm_${RANDOM}`],
    ['Slack', `xoxb-1234567890-${RANDOM}`],
    ['HashiCorp Vault', `hvs.CAESI${RANDOM}`],
    ['HashiCorp Vault', `"hvb.${RANDOM}"\n`],
    ['HCP Terraform', `aB3dE5fG7hI9jK.atlasv1.${RANDOM}`],
    ['Google Cloud', `ya29.a0${RANDOM}`],
    ['PyPI', `pypi-AgEI${RANDOM}`],
    ['Atlassian', `ATATT3xFfGF0${RANDOM}`],
    ['Atlassian', `ATBB${RANDOM}`],
    ['DigitalOcean', `dop_v1_${RANDOM}`],
    ['Hugging Face', `hf_${RANDOM}`],
    ['AWS', `AKIA${'ABCDEFGH234567'}QR`],
    ['AWS', `ASIA${'ABCDEFGH234567'}QR`],
    // What `aws ecr get-login-password` prints.
    ['AWS', Buffer.from('{"payload":"a1","datakey":"b2","version":"2"}').toString('base64')],
    ['JFrog Artifactory', Buffer.from('reftkn:01:1700000000:abcdefghij').toString('base64')],
    ['JFrog Artifactory', `AKCp8${RANDOM.repeat(4)}`],
  ])('%s: %s', (issuer, value) => expect(foreignSecret(value)).toEqual({ issuer }));

  test.each(['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', ''])('a private key: %s', (kind) => {
    const pem = `-----BEGIN ${kind}PRIVATE KEY-----\nMIIE${RANDOM}\n-----END ${kind}PRIVATE KEY-----\n`;
    expect(foreignSecret(pem)).toBe('private-key');
    const encoded = Buffer.from(pem).toString('base64');
    expect(foreignSecret(encoded)).toBe('private-key');
    expect(foreignSecret(encoded.replace(/(.{64})/g, '$1\n'))).toBe('private-key');
  });
});

test.each([
  `ghp_${RANDOM.repeat(2)}`,
  `github_pat_${RANDOM.repeat(4)}`,
  `ghs_123456_${RANDOM}.${RANDOM}.${RANDOM}`,
  'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0',
  // Too short for one, a word that goes on, another size of letters.
  'glpat-short',
  `hfx_${RANDOM}`,
  `my-npm_${RANDOM}`,
  'AKIAlowercase2345678',
  'ATBBoth',
  'hvs.example',
  `-----BEGIN CERTIFICATE-----\n${RANDOM}`,
  Buffer.from(`-----BEGIN CERTIFICATE-----\n${RANDOM}`).toString('base64'),
  Buffer.from(`-----BEGIN PUBLIC KEY-----\n${RANDOM}`).toString('base64'),
  // Words, all of them of one size.
  'npm_config_registry',
  'hf_placeholder_token',
  'glpat-xxxxxxxxxxxxxxxxxxxx',
  'dckr_pat_your-own-token',
  '',
])('it may be of GitHub: %s', (value) => expect(foreignSecret(value)).toBeNull());

describe('what is said of it', () => {
  const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${RANDOM}`;
  test.each([
    [`npm_${RANDOM}`, 'en', 'GH_TOKEN holds a credential of npm and no token of GitHub, so none was sent.'],
    [`npm_${RANDOM}`, 'zh-CN', 'GH_TOKEN 的值是 npm 的凭据，而不是 GitHub 的令牌，因此没有发送。'],
    [KEY, 'en', 'GH_TOKEN holds a private key and no token, so none was sent.'],
    [KEY, 'zh-CN', 'GH_TOKEN 的值是私钥，而不是令牌，因此没有发送。'],
  ] as const)('%s in %s', (value, language, sentence) => {
    const said = { place: '', name: 'GH_TOKEN', language };
    expect(noSecret(value, { ...said, of: 'token' })).toBe(sentence);
    // Any other registry takes whatever it gave out.
    expect(noSecret(value, { ...said, of: 'password' })).toBeNull();
  });
});
