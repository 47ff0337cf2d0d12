import { passwordOf } from '../evidence/workflow/credentials.js';
import { locate } from '../evidence/workflow/document.js';
import { cause } from './cause.js';
import { isByJobToken, isForeignOwner, lackIn } from './lint-facts.js';
import { en, han, zh } from './wording.js';

/** One credential a registry: a later login with a weaker token took the place of a good one. */
export const loginReplaced = cause({
  id: 'login-replaced',
  severity: 'error',
  sources: ['facts W22', 'https://docs.docker.com/reference/cli/docker/login/', 'bsubio/cli#153'],
  // The registry says what it says of the weaker token: nothing of its own.
  says: [],
  example: { detail: 'GHCR_TOKEN' },

  lintsPush(push) {
    const { credential } = push.push;
    if (push.run.start.fork || credential.kind !== 'token' || !credential.login) return undefined;
    if (!isByJobToken(push) || !(lackIn(push.job) || isForeignOwner(push))) return undefined;
    const better = credential.replaced
      .map(({ sign }) => passwordOf(sign.password ?? ''))
      .findLast(({ kind }) => kind === 'secret');
    if (better?.kind !== 'secret') return undefined;
    const { login } = credential;
    return {
      confidence: 'certain',
      location: locate(login.document, login.place),
      job: push.job.job.id,
      facts: { detail: better.name },
    };
  },

  text: {
    en: {
      title: 'A later login replaced the one that may push',
      message: (f) =>
        `There is one credential for ${f.registry}, and this login replaces ${f.detail || 'an earlier one'} by GITHUB_TOKEN, which may not push${f.image ? ` to ${f.image}` : ''} in ${en.job(f)}.`,
      fix: (f) =>
        `Remove this login, or move it before the one with ${f.detail || 'the token that may push'}. docker/login-action keeps both apart with its input scope.`,
    },
    'zh-CN': {
      title: '后面的登录替换了有权推送的登录',
      message: (f) =>
        han`每个注册表只保存一份凭据。此登录用 GITHUB_TOKEN 替换了 ${f.detail || '之前的登录'}，而 GITHUB_TOKEN 在 ${zh.job(f).replace('该', '')} 中无权推送${f.image ? `到 ${f.image}` : ''}。`,
      fix: (f) =>
        han`请删除此登录，或者把它移到使用 ${f.detail || '有权推送的令牌'} 的登录之前。docker/login-action 的 scope 输入可以让两份凭据并存。`,
    },
  },
});
