import { passwordOf } from '../../workflow/reading/credentials.js';
import { locate } from '../../workflow/text/places.js';
import { causeWith } from '../cause.js';
import { isByJobToken, isForeignOwner, lackIn } from '../pushed.js';
import { credentialRefused, rightRefused } from '../questions.js';
import { en, han, zh } from '../wording.js';

/** One credential a registry: a later login with a weaker token took the place of a good one. */
export const loginReplaced = causeWith<
  { seenIn: 'log'; user: string } | { seenIn: 'text'; better: string }
>()({
  id: 'login-replaced',
  severity: 'error',
  sources: ['facts W22', 'https://docs.docker.com/reference/cli/docker/login/', 'bsubio/cli#153'],
  // The registry says what it says of the weaker token: nothing of its own.
  says: [],

  change: {
    language: 'yaml',
    before:
      '- uses: docker/login-action@v3 # GHCR_TOKEN, may push\n- uses: docker/login-action@v3 # another token, for the base image',
    after:
      '- uses: docker/login-action@v3 # another token, for the base image\n- uses: docker/login-action@v3 # GHCR_TOKEN, may push',
  },
  exampleDetail: { seenIn: 'text', better: 'GHCR_TOKEN' },
  refusesEveryRun: true,
  folkCures: ['id-token', 'login-twice'],

  explains(seen) {
    const { logins, registry, line } = seen;
    const before = (logins ?? []).filter(
      (login) => login.registry === registry && login.line < (line ?? 0) && login.succeeded !== false,
    );
    if (before.length < 2 || !(rightRefused(seen) || credentialRefused(seen))) return undefined;
    const users = new Set(before.map(({ user }) => user));
    return {
      confidence: users.size > 1 ? 'likely' : 'possible',
      detail: { seenIn: 'log', user: before.at(-1)?.user ?? '' },
    };
  },

  lints: {
    push(push) {
      const { credential } = push.push;
      if (push.run.trigger.fork || credential.kind !== 'token' || !credential.login) return undefined;
      if (!isByJobToken(push) || !(lackIn(push.job) || isForeignOwner(push))) return undefined;
      const better = credential.replaced
        .map(({ sign }) => passwordOf(sign.password ?? ''))
        .findLast(({ kind }) => kind === 'secret');
      if (better?.kind !== 'secret') return undefined;
      const { document, place } = credential.login;
      return {
        confidence: 'certain',
        location: locate(document, place),
        job: push.job.job.id,
        detail: { seenIn: 'text', better: better.name },
      };
    },
  },

  text: {
    en: {
      title: 'A later login replaced the one that may push',
      message: (f, detail) =>
        detail.seenIn === 'log'
          ? `${en.refusal(f)} This job logs in to ${f.registry} more than once, and only the last login counts${detail.user ? `: the one as ${detail.user}` : ''}.`
          : `There is one credential for ${f.registry}, and this login replaces ${detail.better || 'an earlier one'} by GITHUB_TOKEN, which may not push${f.image ? ` to ${f.image}` : ''} in ${en.job(f)}.`,
      fix: (_, detail) =>
        detail.seenIn === 'log'
          ? 'Log in with the token that may push last, right before the push. docker/login-action from 3.7 can keep one credential for each repository, with scope.'
          : `Remove this login, or move it before the one with ${detail.better || 'the token that may push'}. docker/login-action keeps both apart with its input scope.`,
      tell: () => 'Remove the later login for one run: if the push then works, this was it.',
      folk: () => 'Logging in again and again does not add rights: each login only replaces the one before.',
    },
    'zh-CN': {
      title: '后面的登录替换了有权推送的登录',
      message: (f, detail) =>
        detail.seenIn === 'log'
          ? han`${zh.refusal(f)}${zh.job(f)} 多次登录 ${f.registry}，只有最后一次登录有效${detail.user ? han`：即以 ${detail.user} 身份的登录` : ''}。`
          : han`每个注册表只保存一份凭据。此登录用 GITHUB_TOKEN 替换了 ${detail.better || '之前的登录'}，而 GITHUB_TOKEN 在 ${zh.job(f).replace('该', '')} 中无权推送${f.image ? `到 ${f.image}` : ''}。`,
      fix: (_, detail) =>
        detail.seenIn === 'log'
          ? han`请把使用有推送权限的令牌的登录放在最后，紧接在推送之前。docker/login-action 3.7 及以上版本可以用 scope 为每个镜像仓库分别保存凭据。`
          : han`请删除此登录，或者把它移到使用 ${detail.better || '有权推送的令牌'} 的登录之前。docker/login-action 的 scope 输入可以让两份凭据并存。`,
      tell: () => '去掉后来的登录再运行一次，如果推送成功，就是这个原因。',
      folk: () => '反复登录不会增加权限：每次登录只会替换上一次的登录。',
    },
  },
});
