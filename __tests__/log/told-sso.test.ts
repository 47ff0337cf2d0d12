/** Somebody tells, beside a refusal without a reason, that the token is not authorized for single sign-on. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfSso } from '../../src/evidence/log/people/told-sso.js';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

describe('it comes first', () => {
  test.each([
    'Our org enforces SAML SSO and my PAT is not authorized for it. docker pull ghcr.io/octo/app: denied',
    'docker pull ghcr.io/octo/app\nError response from daemon: denied\n\nThe token was never SSO authorized.',
    '组织开启了 SAML SSO，我的 PAT 没有授权，docker pull ghcr.io/octo/app 报 denied',
    '公司组织启用了 SSO，token 没有做 SSO 授权，拉取 ghcr.io/octo/app 提示 unauthorized',
    'PAT 还没有 Configure SSO 授权给组织，docker pull ghcr.io/octo/app 报 denied',
  ])('%s', async (text) => expect(await first(text)).toBe('sso-not-authorized'));
});

describe('nothing is told', () => {
  test.each([
    'Is the token authorized for SSO?',
    'Maybe the PAT is not authorized for SAML SSO.',
    'The token is authorized for SSO.',
    '令牌已经做了 SSO 授权',
    '请检查 token 是否没有做 SSO 授权',
    'The org uses SSO.',
  ])('%s', async (text) => {
    expect(tellsOfSso(text)).toBe(false);
    expect(await first(`docker pull ghcr.io/octo/app: denied\n\n${text}`)).not.toBe('sso-not-authorized');
  });

  test('where the registry gave its reason', async () =>
    expect(
      await first('ghcr.io: denied: permission_denied: write_package\n\nThe PAT is not SSO authorized.'),
    ).not.toBe('sso-not-authorized'));
});
