/** Somebody tells, beside a refusal without a reason, that the token is not authorized for single sign-on. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfSso } from '../../src/evidence/log/people/told/sso.js';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

describe('it comes first', () => {
  test.each([
    'Our org enforces SAML SSO and my PAT is not authorized for it. docker pull ghcr.io/octo/app: denied',
    'docker pull ghcr.io/octo/app\nError response from daemon: denied\n\nThe token was never SSO authorized.',
    '组织开启了 SAML SSO，我的 PAT 没有授权，docker pull ghcr.io/octo/app 报 denied',
    '公司组织启用了 SSO，token 没有做 SSO 授权，拉取 ghcr.io/octo/app 提示 unauthorized',
    'PAT 还没有 Configure SSO 授权给组织，docker pull ghcr.io/octo/app 报 denied',
    'docker push ghcr.io/octo/app: 403 Forbidden. I forgot to authorize the token for SSO',
    'docker push ghcr.io/octo/app: 403 Forbidden. I have not clicked "Configure SSO" for the token',
    'docker push ghcr.io/octo/app: 403 Forbidden. SSO was never enabled for the token.',
    'git clone works, docker push ghcr.io/octo/app: 403 Forbidden. The PAT lacks SSO authorization.',
    '推送 ghcr.io/octo/app 报 403，忘了给 PAT 做 SAML 授权',
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
    // There is none, or it is ruled out.
    'Our organization works without SSO.',
    'SSO is not enabled in our org.',
    'Our org is not SSO-enabled.',
    "It's not SSO.",
    '我们组织没有启用 SSO',
    '我们组织没有 SSO',
    '没有用 SSO 登录',
    // It is asked for something else.
    'The git clone step says that the PAT is not SSO authorized.',
    'npm publish said that the token is not authorized for SAML.',
    '克隆代码时提示令牌没有做 SSO 授权',
  ])('%s', async (text) => {
    expect(tellsOfSso(text)).toBe(false);
    expect(await first(`docker pull ghcr.io/octo/app: denied\n\n${text}`)).not.toBe('sso-not-authorized');
  });

  test('where the registry gave its reason', async () =>
    expect(
      await first('ghcr.io: denied: permission_denied: write_package\n\nThe PAT is not SSO authorized.'),
    ).not.toBe('sso-not-authorized'));
});

test.each([
  'docker push ghcr.io/octo/app gives 403 Forbidden. Our organization works without SSO',
  '推送 ghcr.io/octo/app 报 403，我们组织没有启用 SSO',
  'push to ghcr.io/octo/app: 403 Forbidden. SSO is not enabled in our org.',
  'The git clone step says the PAT is not SSO authorized.\ndocker push ghcr.io/octo/app: 403 Forbidden',
])('no reason of a push either: %s', async (text) => expect(await first(text)).toBe('package-not-granted'));
