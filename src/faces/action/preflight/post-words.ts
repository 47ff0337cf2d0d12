/** What the post step says. */
import type { LogoutResult } from '../../../login/logout.js';
import type { Language, Localized } from '../../../types.js';

interface PostWords {
  loggedOut: Record<LogoutResult, (registry: string, file: string) => string>;
  stateUnreadable: string;
}

export function postWords(language: Language): PostWords {
  return WORDS[language];
}

const WORDS: Localized<PostWords> = {
  en: {
    loggedOut: {
      removed: (registry) => `Logged out of ${registry}.`,
      restored: (registry) => `Logged out of ${registry}; the login that was there before is back.`,
      'former-lost': (registry, file) =>
        `Logged out of ${registry}; the login that was there before could not be put back, because its copy beside ${file} is gone.`,
      'in-use': (registry) =>
        `The login to ${registry} is left as it is: another job of this machine, or another step, has made the same one.`,
      'replaced-meanwhile': (registry) =>
        `The login to ${registry} was replaced by a later step and is left as it is.`,
      gone: (registry) => `The login to ${registry} is gone already.`,
      failed: (registry, file) => `The login to ${registry} could not be removed from ${file}.`,
    },
    stateUnreadable: 'What the main step has saved can not be read, so no login was undone.',
  },
  'zh-CN': {
    loggedOut: {
      removed: (registry) => `已退出 ${registry} 的登录。`,
      restored: (registry) => `已退出 ${registry} 的登录，并恢复了之前的登录。`,
      'former-lost': (registry, file) =>
        `已退出 ${registry} 的登录；之前的登录无法恢复，因为 ${file} 旁边的副本已不存在。`,
      'in-use': (registry) => `${registry} 的登录保持不变：此机器上的另一个作业或另一个步骤使用同一登录。`,
      'replaced-meanwhile': (registry) => `${registry} 的登录已被后面的步骤替换，保持不变。`,
      gone: (registry) => `${registry} 的登录已不存在。`,
      failed: (registry, file) => `无法从 ${file} 中删除 ${registry} 的登录。`,
    },
    stateUnreadable: '无法读取主步骤保存的状态，因此没有撤销任何登录。',
  },
};
