/** What is said of a login that could not be made. Apart, because hardly any report has one. */
import type { Access, Language, Localized } from '../types.js';

interface Words {
  /** The heading in the place of a yes, which is of no use without the login. */
  headings: Record<Access, string>;
  /** Behind the sentence of a yes. */
  butFailed: string;
  /** The heading beside another verdict. */
  title: string;
}

export function loginFailureWords(language: Language): Words {
  return WORDS[language];
}

const WORDS: Localized<Words> = {
  en: {
    headings: {
      push: 'The push would be accepted, but the login failed',
      pull: 'The pull would work, but the login failed',
    },
    butFailed: 'But the login with it failed on this runner, so no later step can use it.',
    title: 'The login failed on this runner',
  },
  'zh-CN': {
    headings: { push: '推送会被接受，但登录失败', pull: '拉取会成功，但登录失败' },
    butFailed: '但在此运行器上用它登录失败，因此后面的步骤无法使用它。',
    title: '在此运行器上登录失败',
  },
};
