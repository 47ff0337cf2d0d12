import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { ownTokens } from '../claims/pages.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { hasPackagesScope, isUserToken } from '../questions/token.js';
import { askApi, en, zh } from '../wording.js';

/** An organisation with SAML takes a user's token only once that user has authorised it there. */
export const ssoNotAuthorized = causeWith<Detail>()({
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

  exampleDetail: { isOauth: false },

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'The token is not authorized for the organization',
      message: (f) =>
        `${en.refusal(f)} ${f.owner || 'The organization'} uses SAML single sign-on, and ${en.token(f)} has not been authorized for it.`,
      fix: (f, { isOauth }) =>
        isOauth
          ? `Run the command below, and authorize gh for ${f.owner || 'the organization'} in the browser. The address that gh prints under such a message leads to the same page.`
          : `In the list of your tokens, open Configure SSO beside this one, and authorize it for ${f.owner || 'the organization'}.`,
      tell: (f) =>
        `Ask the API with the same token: ${askApi(f, `orgs/${f.owner || 'OWNER'}`)}. The header X-GitHub-SSO: required in the answer means that it is this.`,
    },
    'zh-CN': {
      title: '令牌未获组织授权',
      message: (f) =>
        han`${zh.refusal(f)}${f.owner || '该组织'} 启用了 SAML 单点登录，而 ${zh.token(f)} 尚未获得该组织的授权。`,
      fix: (f, { isOauth }) =>
        isOauth
          ? han`请执行下面的命令，并在浏览器中为 gh 授权 ${f.owner || '该组织'}。gh 在这类消息下方输出的地址也会打开同一页面。`
          : han`请在个人设置的令牌列表中，点击该令牌旁的 “Configure SSO”，为它授权 ${f.owner || '该组织'}。`,
      tell: (f) =>
        han`用同一个令牌查询 API：${askApi(f, `orgs/${f.owner || 'OWNER'}`)}。如果返回标头 X-GitHub-SSO: required，就是这个原因。`,
    },
  },
});

interface Detail {
  /** gh made the token for its user, and no page lists it. */
  isOauth: boolean;
}

function ofAnswer(seen: Case): Claim<Detail> | undefined {
  const { token, package: about, said, serverUrl } = seen;
  if (!isUserToken(token) || seen.kind !== 'refused') return undefined;
  if (token.user?.rejected || says(seen, REGISTRY_SENTENCES.deadToken)) return undefined;
  const sso = about?.sso;
  const claim = { url: sso?.url ?? ownTokens(serverUrl), detail: { isOauth: false } };
  if (sso?.required)
    return { confidence: hasPackagesScope(token, seen.access) === false ? 'likely' : 'certain', ...claim };
  // The registry itself says no word about SAML: a bare `denied` after a good login is all that was seen.
  const bare = isRightRefused(seen) && said === 'denied' && sso?.required !== false;
  return bare && about?.ownerType !== 'User' ? { confidence: 'possible', ...claim } : undefined;
}

function ofLog(seen: Case): Claim<Detail> | undefined {
  if (says(seen, /SAML enforcement/i)) {
    const isOauth = says(seen, /your OAuth token/i);
    return {
      confidence: 'certain',
      ...(isOauth
        ? { command: `gh auth refresh -h ${new URL(seen.serverUrl).host}` }
        : { url: ownTokens(seen.serverUrl) }),
      facts: { said: '' },
      detail: { isOauth },
    };
  }
  // Whoever says so has looked.
  if (seen.told.sso && seen.kind === 'refused' && withoutReason(seen))
    return { confidence: 'likely', odds: 4, detail: { isOauth: false } };
  const bare = seen.said !== null && withoutReason(seen) && seen.access !== 'push';
  if (!bare || seen.step === 'login' || says(seen, /\bdenied: denied\b/)) return undefined;
  // docker leaves the address out for who had logged in; since version 29 for everybody.
  const isLoggedIn = seen.step === null && !says(seen, /error from registry: /i);
  return { confidence: 'possible', odds: isLoggedIn ? 3 : 0, detail: { isOauth: false } };
}
