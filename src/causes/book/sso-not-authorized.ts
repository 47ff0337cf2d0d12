import type { Case } from '../case.js';
import { type Claim, cause } from '../cause.js';
import { ownTokens } from '../claims/pages.js';
import { wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { hasPackagesScope, isUserToken } from '../questions/token.js';
import { askApi, en, han, zh } from '../wording.js';

/** An organisation with SAML takes a user's token only once that user has authorised it there. */
export const ssoNotAuthorized = cause({
  id: 'sso-not-authorized',
  severity: 'error',
  isOfToken: true,
  sources: [
    'facts L12, L13',
    'GitHub docs: Authorizing a personal access token for use with single sign-on',
    'cli/cli#5174',
  ],
  says: [/Resource protected by organization SAML enforcement/i],
  seen: [
    'Resource protected by organization SAML enforcement. You must grant your personal access token access to this organization.',
  ],
  answers: [
    { step: 'api', status: 403, message: 'Resource protected by organization SAML enforcement.' },
    { step: 'manifest-pull', status: 403, message: 'DENIED: denied' },
  ],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => ownTokens(f.serverUrl),

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'The token is not authorized for the organization',
      message: (f) =>
        `${en.refusal(f)} ${f.owner || 'The organization'} uses SAML single sign-on, and ${en.token(f)} has not been authorized for it.`,
      fix: (f) =>
        `Authorize ${en.token(f)} for ${f.owner || 'the organization'}: Configure SSO, beside the token in your settings.`,
      tell: (f) =>
        `Ask the API with the same token: ${askApi(f, `orgs/${f.owner || 'OWNER'}`)} answers with the header X-GitHub-SSO: required.`,
    },
    'zh-CN': {
      title: '令牌未获组织授权',
      message: (f) =>
        han`${zh.refusal(f)}${f.owner || '该组织'} 启用了 SAML 单点登录，而 ${zh.token(f)} 尚未获得该组织的授权。`,
      fix: (f) =>
        han`请在个人设置的令牌列表中点击 “Configure SSO”，为 ${f.owner || '该组织'} 授权 ${zh.token(f)}。`,
      tell: (f) =>
        han`用同一个令牌查询 API：${askApi(f, `orgs/${f.owner || 'OWNER'}`)} 会返回标头 X-GitHub-SSO: required。`,
    },
  },
});

function ofAnswer(seen: Case): Claim<undefined> | undefined {
  const { token, package: about, said, serverUrl } = seen;
  if (!isUserToken(token) || seen.kind !== 'refused') return undefined;
  if (token.user?.rejected || says(seen, REGISTRY_SENTENCES.deadToken)) return undefined;
  const sso = about?.sso;
  const url = sso?.url ?? ownTokens(serverUrl);
  if (sso?.required)
    return { confidence: hasPackagesScope(token, seen.access) === false ? 'likely' : 'certain', url };
  // The registry itself says no word about SAML: a bare `denied` after a good login is all that was seen.
  const bare = isRightRefused(seen) && said === 'denied' && sso?.required !== false;
  return bare && about?.ownerType !== 'User' ? { confidence: 'possible', url } : undefined;
}

function ofLog(seen: Case): Claim<undefined> | undefined {
  if (says(seen, /SAML enforcement/i)) return { confidence: 'certain', facts: { said: '' } };
  const bare = seen.said !== null && withoutReason(seen) && seen.access !== 'push';
  if (!bare || seen.step === 'login' || says(seen, /\bdenied: denied\b/)) return undefined;
  // docker leaves the address out for who had logged in; since version 29 for everybody.
  const isLoggedIn = seen.step === null && !says(seen, /error from registry: /i);
  return { confidence: 'possible', odds: isLoggedIn ? 3 : 0 };
}
