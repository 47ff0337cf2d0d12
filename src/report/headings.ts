/** The headings of the commands, each a few words without a full stop. A step that only asks the registry loads none of them. */
import type { Access, Localized, Verdict } from '../types.js';

interface Headings {
  /** `check`, which else has those of a step. */
  notNeeded: Record<Access, string>;
  lint: Record<Verdict, string>;
  /** `lint`: no file could be read. */
  nothingRead: string;
  /** `lint`: nothing was found, and the name or the login of some push stands nowhere. */
  untold: string;
  audit: Record<Verdict, string>;
  explain: Record<Verdict, string>;
}

export const HEADINGS: Localized<Headings> = {
  en: {
    notNeeded: { push: 'Nothing to push', pull: 'Nothing to pull' },
    lint: {
      allowed: 'Nothing found that would be refused',
      denied: 'A push or pull here would fail',
      unknown: 'Some pushes or pulls here may fail',
      'not-needed': 'No workflow here uses the registry',
    },
    nothingRead: 'The workflows could not be read',
    untold: 'Nothing found that would be refused, as far as the text tells',
    audit: {
      allowed: 'Nothing found that would be refused',
      denied: 'Some pushes or pulls would fail',
      unknown: 'Some of it depends on what could not be seen',
      'not-needed': 'No workflow of these repositories uses the registry',
    },
    explain: {
      allowed: 'The logs show no refusal',
      denied: 'Why it failed',
      unknown: "The logs show no known refusal by GitHub's registry",
      'not-needed': 'No failure to explain',
    },
  },
  'zh-CN': {
    notNeeded: { push: '无需推送', pull: '无需拉取' },
    lint: {
      allowed: '没有发现会被拒绝的推送或拉取',
      denied: '这里有推送或拉取会失败',
      unknown: '这里有推送或拉取可能失败',
      'not-needed': '这里没有使用该注册表的工作流',
    },
    nothingRead: '无法读取工作流',
    untold: '从文本来看，没有发现会被拒绝的推送或拉取',
    audit: {
      allowed: '没有发现会被拒绝的内容',
      denied: '部分推送或拉取会失败',
      unknown: '部分结果取决于无法查看的内容',
      'not-needed': '这些存储库的工作流都没有使用该注册表',
    },
    explain: {
      allowed: '日志中没有被拒绝的记录',
      denied: '失败的原因',
      unknown: '日志中没有已知的 GitHub 注册表拒绝信息',
      'not-needed': '没有需要说明的失败',
    },
  },
};
