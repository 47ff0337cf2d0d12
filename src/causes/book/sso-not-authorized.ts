import { cause } from '../cause.js';
import { ownTokens } from '../pages.js';
import { denied, hasScope, isUserToken, missing, rightRefused, says, WORDS } from '../questions.js';
import { heard, isPull, withoutReason } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** An organisation with SAML takes a user's token only once that user has authorised it there. */
export const ssoNotAuthorized = cause({
  id: 'sso-not-authorized',
  severity: 'error',
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

  explains(refusal, { run, access }) {
    const { token, image, answer } = refusal;
    if (!token || !isUserToken(token) || !denied(refusal) || missing(refusal)) return undefined;
    if (token.user?.rejected || says(refusal, WORDS.deadToken)) return undefined;
    const sso = image.package?.sso;
    const url = sso?.url ?? ownTokens(run.serverUrl);
    if (sso?.required) return { confidence: hasScope(token, access) === false ? 'likely' : 'certain', url };
    // The registry itself says no word about SAML: a bare `denied` after a good login is all that was seen.
    const bare =
      rightRefused(refusal) &&
      answer.message === 'denied' &&
      sso?.required !== false &&
      image.package?.ownerType !== 'User';
    return bare ? { confidence: 'possible', url } : undefined;
  },

  reads(symptom) {
    if (heard(symptom, /SAML enforcement/i)) return { confidence: 'certain', facts: { said: '' } };
    // The registry itself says no word about SAML.
    const bare =
      symptom.said !== null && withoutReason(symptom) && (isPull(symptom) || symptom.access === null);
    return bare && symptom.stage !== 'login' && !heard(symptom, /\bdenied: denied\b/)
      ? { confidence: 'possible' }
      : undefined;
  },

  text: {
    en: {
      title: 'The token is not authorized for the organization',
      message: (f) =>
        `${en.refusal(f)} ${f.owner || 'The organization'} uses SAML single sign-on, and ${en.token(f)} has not been authorized for it.`,
      fix: (f) =>
        `Authorize ${en.token(f)} for ${f.owner || 'the organization'}: Configure SSO, beside the token in your settings.`,
      tell: () =>
        'Ask the API with the same token: curl -sI -H "Authorization: Bearer TOKEN" https://api.github.com/orgs/OWNER answers with the header X-GitHub-SSO: required.',
    },
    'zh-CN': {
      title: '令牌未获组织授权',
      message: (f) =>
        han`${zh.refusal(f)}${f.owner || '该组织'} 启用了 SAML 单点登录，而 ${zh.token(f)} 尚未获得该组织的授权。`,
      fix: (f) =>
        han`请在个人设置的令牌列表中点击 “Configure SSO”，为 ${f.owner || '该组织'} 授权 ${zh.token(f)}。`,
      tell: () =>
        han`用同一个令牌查询 API：curl -sI -H "Authorization: Bearer TOKEN" https://api.github.com/orgs/OWNER 会返回标头 X-GitHub-SSO: required。`,
    },
  },
});
