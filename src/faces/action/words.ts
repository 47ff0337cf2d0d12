/** What the steps say besides the report. */
import type { LogoutResult } from '../../login/logout.js';
import type { LoginTool } from '../../login/state.js';
import type { Language, Localized } from '../../types.js';

interface Words {
  loggedIn(registry: string, username: string, tool: LoginTool, file: string | null): string;
  cancelled: string;
  /** The registry has sent its caller to another origin. */
  strayed(registry: string): string;
  skipped(registry: string, entries: { host: string; given: string }[]): string;
  loggedOut: Record<LogoutResult, (registry: string, file: string) => string>;
  stateUnreadable: string;
  /** The input «sarif-file». */
  sarifNotWritten(file: string, reason: string): string;
}

export function stepWords(language: Language): Words {
  return WORDS[language];
}

const WORDS: Localized<Words> = {
  en: {
    loggedIn: (registry, username, tool, file) =>
      `Logged in to ${registry} as ${username} (${[tool, file].filter(Boolean).join(', ')}).`,
    cancelled: 'The step was cancelled: no login is left behind.',
    strayed: (registry) =>
      `No login to ${registry} was made: it sends its callers to another origin, and a client that logs in would take the token there.`,
    skipped: (registry, entries) =>
      `Not checked, because it is not on ${registry}: ${entries.map(({ given }) => given).join(', ')}`,
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
    sarifNotWritten: (file, reason) =>
      `The input «sarif-file» is «${file}», which could not be written (${reason}).`,
    stateUnreadable: 'What the main step has saved can not be read, so no login was undone.',
  },
  'zh-CN': {
    loggedIn: (registry, username, tool, file) =>
      `已以 ${username} 身份登录 ${registry}（${[tool, file].filter(Boolean).join('，')}）。`,
    cancelled: '此步骤已取消：没有留下登录凭据。',
    strayed: (registry) => `没有登录 ${registry}：它把访问者转到了其他来源，客户端登录时会把令牌发送到那里。`,
    skipped: (registry, entries) =>
      `以下镜像不在 ${registry} 上，未检查：${entries.map(({ given }) => given).join('、')}`,
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
    sarifNotWritten: (file, reason) => `无法写入输入 sarif-file 指定的文件 ${file}（${reason}）。`,
    stateUnreadable: '无法读取主步骤保存的状态，因此没有撤销任何登录。',
  },
};
