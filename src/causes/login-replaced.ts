import { cause } from './cause.js';
import { aboutCredential, aboutRights } from './reading.js';
import { en, han, zh } from './wording.js';

/** One entry a host: the second login to the same registry puts its credential in the place of the first. */
export const loginReplaced = cause({
  id: 'login-replaced',
  severity: 'error',
  sources: ['facts W22', 'docker/login-action README', 'docker/github-builder#73'],
  // The registry answers to the token that it gets: the two logins are what shows it.
  says: [],
  change: {
    language: 'yaml',
    before:
      '- uses: docker/login-action@v3 # GHCR_TOKEN, may push\n- uses: docker/login-action@v3 # another token, for the base image',
    after:
      '- uses: docker/login-action@v3 # another token, for the base image\n- uses: docker/login-action@v3 # GHCR_TOKEN, may push',
  },

  reads(symptom, job) {
    const before = job.logins.filter(
      ({ registry, line, succeeded }) =>
        registry === symptom.registry && line < symptom.line && succeeded !== false,
    );
    if (before.length < 2 || !(aboutRights(symptom) || aboutCredential(symptom))) return undefined;
    const users = new Set(before.map(({ user }) => user));
    return {
      confidence: users.size > 1 ? 'likely' : 'possible',
      facts: { login: before.at(-1)?.user ?? '' },
    };
  },

  text: {
    en: {
      title: 'A later login replaced the one that may push',
      message: (f) =>
        `${en.refusal(f)} This job logs in to ${f.registry} more than once, and only the last login counts${f.login ? `: the one as ${f.login}` : ''}.`,
      fix: () =>
        'Log in with the token that may push last, right before the push. docker/login-action from 3.7 can keep one credential for each repository, with scope.',
      tell: () => 'Remove the later login for one run: if the push then works, this was it.',
      folk: () => 'Logging in again and again does not add rights: each login only replaces the one before.',
    },
    'zh-CN': {
      title: '有推送权限的登录被后来的登录替换',
      message: (f) =>
        han`${zh.refusal(f)}${zh.job(f)} 多次登录 ${f.registry}，只有最后一次登录有效${f.login ? han`：即以 ${f.login} 身份的登录` : ''}。`,
      fix: () =>
        han`请把使用有推送权限的令牌的登录放在最后，紧接在推送之前。docker/login-action 3.7 及以上版本可以用 scope 为每个镜像仓库分别保存凭据。`,
      tell: () => '去掉后来的登录再运行一次，如果推送成功，就是这个原因。',
      folk: () => '反复登录不会增加权限：每次登录只会替换上一次的登录。',
    },
  },
});
