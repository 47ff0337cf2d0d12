/** What the steps say besides the report. */
import type { LoginTool, LogoutResult } from '../../login/login.js';
import type { Language, Localized } from '../../types.js';

interface Words {
  loggedIn(registry: string, username: string, tool: LoginTool, file: string): string;
  noSuchTool(tool: LoginTool): string;
  loginFailed(tool: LoginTool, registry: string, detail: string): string;
  skipped(registry: string, entries: { host: string; given: string }[]): string;
  workflowSkipped(reason: string): string;
  notJson(input: string): string;
  loggedOut: Record<LogoutResult, (registry: string, file: string) => string>;
}

export function stepWords(language: Language): Words {
  return WORDS[language];
}

const WORDS: Localized<Words> = {
  en: {
    loggedIn: (registry, username, tool, file) =>
      `Logged in to ${registry} as ${username} (${tool}, ${file}).`,
    noSuchTool: (tool) =>
      `The input «login» is «${tool}», but there is no ${tool} on this runner: use «auto», which can write the auth file itself.`,
    loginFailed: (tool, registry, detail) => `The login to ${registry} with ${tool} failed: ${detail}`,
    skipped: (registry, entries) =>
      `Not checked, because it is not on ${registry}: ${entries.map(({ given }) => given).join(', ')}`,
    workflowSkipped: (reason) =>
      `The workflow file was not checked, which leaves the verdict as it is. ${reason}`,
    notJson: (input) =>
      `The input «${input}» is not a JSON object, so it is left aside: what the workflow's text says counts.`,
    loggedOut: {
      removed: (registry) => `Logged out of ${registry}.`,
      restored: (registry) => `Logged out of ${registry}; the login that was there before is back.`,
      'replaced-meanwhile': (registry) =>
        `The login to ${registry} was replaced by a later step and is left as it is.`,
      gone: (registry) => `The login to ${registry} is gone already.`,
      failed: (registry, file) => `The login to ${registry} could not be removed from ${file}.`,
    },
  },
  'zh-CN': {
    loggedIn: (registry, username, tool, file) =>
      `已以 ${username} 身份登录 ${registry}（${tool}，${file}）。`,
    noSuchTool: (tool) =>
      `输入 login 为 ${tool}，但此运行器上没有 ${tool}：请改用 auto，它可以直接写入凭据文件。`,
    loginFailed: (tool, registry, detail) => `使用 ${tool} 登录 ${registry} 失败：${detail}`,
    skipped: (registry, entries) =>
      `以下镜像不在 ${registry} 上，未检查：${entries.map(({ given }) => given).join('、')}`,
    workflowSkipped: (reason) => `未检查工作流文件，判定结果不受影响。${reason}`,
    notJson: (input) => `输入 ${input} 不是 JSON 对象，已忽略：以工作流文本为准。`,
    loggedOut: {
      removed: (registry) => `已退出 ${registry}。`,
      restored: (registry) => `已退出 ${registry}，并恢复了之前的登录。`,
      'replaced-meanwhile': (registry) => `${registry} 的登录已被后面的步骤替换，保持不变。`,
      gone: (registry) => `${registry} 的登录已不存在。`,
      failed: (registry, file) => `无法从 ${file} 中移除 ${registry} 的登录。`,
    },
  },
};
