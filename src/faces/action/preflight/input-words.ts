/** What is said of inputs that are taken otherwise than they were given. Apart, because hardly any run has one. */
import type { Language, Localized } from '../../../types.js';

interface InputWords {
  /** Both inputs hold the same token. */
  sameToken(name: string): string;
  /** The job's own token is not for this registry. */
  withheld(registry: string, server: string): string;
  noTokenFor(registry: string, server: string): string;
  /** A token of GitHub's, and a registry that is none of its by its name. */
  notGithubs(registry: string): string;
  notJson(input: string): string;
}

export function inputWords(language: Language): InputWords {
  return WORDS[language];
}

const WORDS: Localized<InputWords> = {
  en: {
    sameToken: (name) =>
      `The inputs "ghcr-token" and "github-token" hold the same token: it is tried once, as ${name}.`,
    withheld: (registry, server) =>
      `GITHUB_TOKEN is not sent to ${registry}: it belongs to ${server}, and that registry does not.`,
    noTokenFor: (registry, server) =>
      `The input "registry" is "${registry}", which does not belong to ${server}: GITHUB_TOKEN is not sent there, and no other token is at hand. Pass a token of that registry as "ghcr-token", or leave "registry" empty.`,
    notGithubs: (registry) =>
      `The input "registry" is "${registry}", which is no registry of GitHub's as far as its name tells, so the GitHub token in "ghcr-token" is not sent there: pass a token of that registry, or leave "registry" empty.`,
    notJson: (input) =>
      `The input "${input}" is not a JSON object, so it is left aside: what the workflow's text says counts.`,
  },
  'zh-CN': {
    sameToken: (name) => `输入 ghcr-token 与 github-token 的值是同一个令牌：只作为 ${name} 尝试一次。`,
    withheld: (registry, server) =>
      `没有把 GITHUB_TOKEN 发送给 ${registry}：该令牌属于 ${server}，而此注册表不属于该服务器。`,
    noTokenFor: (registry, server) =>
      `输入 registry 的值为“${registry}”，它不属于 ${server}：GITHUB_TOKEN 不会发送到那里，也没有其他可用的令牌。请在 ghcr-token 中传入该注册表的令牌，或将 registry 留空。`,
    notGithubs: (registry) =>
      `输入 registry 的值为“${registry}”，从名称来看不是 GitHub 的注册表，因此不会把 ghcr-token 中的 GitHub 令牌发送到那里：请传入该注册表的令牌，或将 registry 留空。`,
    notJson: (input) => `输入 ${input} 不是 JSON 对象，已忽略：以工作流文本为准。`,
  },
};
