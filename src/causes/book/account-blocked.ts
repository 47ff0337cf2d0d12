import { cause } from '../cause.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_SENTENCES, says } from '../questions/said.js';
import { hasPackagesScope, isUserToken } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** The user's own namespace and every scope, and still no: something on GitHub's side. */
export const accountBlocked = cause({
  id: 'account-blocked',
  severity: 'error',
  isOfToken: true,
  sources: ['facts W9'],
  says: [REGISTRY_SENTENCES.createPackage],
  seen: ['denied: permission_denied: create_package'],
  answers: [{ step: 'upload', status: 403, message: 'DENIED: permission_denied: create_package' }],
  example: { token: 'GHCR_TOKEN', scopes: 'write:packages' },
  page: () => 'https://support.github.com',

  explains(seen) {
    const { token, image, access } = seen;
    if (!says(seen, REGISTRY_SENTENCES.createPackage)) return undefined;
    // A log does not show whose token it is.
    if (!wasAsked(seen)) return { confidence: 'possible' };
    if (!isPush(seen) || !isUserToken(token) || !isRightRefused(seen)) return undefined;
    const own = token.user?.login?.toLowerCase() === image?.owner;
    const scope = hasPackagesScope(token, access);
    if (!own || scope === false) return undefined;
    return { confidence: scope ? 'likely' : 'possible', url: 'https://support.github.com' };
  },

  text: {
    en: {
      title: 'GitHub does not let this account create packages',
      message: (f) =>
        `${en.refusal(f)} ${f.scopes ? `${en.Token(f)} has the scope ${en.scope(f)}, and ` : ''}${f.owner || 'the namespace'} is the token's own account: what is left is a block of the account on GitHub's side.`,
      fix: (f) =>
        `Ask GitHub Support why the account may not create packages${f.requestId ? `, with the request id ${f.requestId}` : ''}.`,
      tell: () =>
        'Push to another name of your own with a classic token that has write:packages. If that is refused too, it is the account.',
    },
    'zh-CN': {
      title: 'GitHub 不允许此帐户创建软件包',
      message: (f) =>
        han`${zh.refusal(f)}${f.scopes ? han`${zh.token(f)} 具有 ${en.scope(f)} 作用域，` : ''}${f.owner || '该命名空间'} 就是令牌所属的帐户，剩下的可能是 GitHub 限制了该帐户。`,
      fix: (f) =>
        han`请联系 GitHub 支持，询问该帐户为何不能创建软件包${f.requestId ? `，并提供请求 ID ${f.requestId}` : ''}。`,
      tell: () =>
        han`用具有 write:packages 的经典令牌推送到自己名下的另一个名称。如果同样被拒绝，就是帐户的问题。`,
    },
  },
});
