/** The words of a broken chain of permissions, in every language. */
import type { ChainLink, Language, Localized } from '../../types.js';

export interface ChainWords {
  /** In front of the chain as a sentence. */
  inWords: string;
  kinds: Record<ChainLink['kind'] | 'file', string>;
  /** Of the repository's setting, which nobody can see from here. */
  settingLevel: string;
  unknownLevel: string;
  needs(level: string): string;
  /** Of a package that does not take what the token has. */
  closed: string;
  broken: string;
}

export function chainWords(language: Language): ChainWords {
  return WORDS[language];
}

const WORDS: Localized<ChainWords> = {
  en: {
    inWords: 'The chain of `packages` permissions',
    kinds: {
      setting: "the repository's setting",
      workflow: 'workflow',
      caller: 'calling job',
      called: 'called job',
      file: 'called workflow',
      job: 'job',
      token: 'GITHUB_TOKEN',
      package: 'package',
    },
    settingLevel: 'read, unless changed',
    unknownLevel: 'not known',
    needs: (level) => `needs ${level}`,
    closed: 'gives this repository no Write role',
    broken: 'it breaks here',
  },
  'zh-CN': {
    inWords: '`packages` 权限的传递',
    kinds: {
      setting: '存储库设置',
      workflow: '工作流',
      caller: '调用方作业',
      called: '被调用的作业',
      file: '被调用的工作流',
      job: '作业',
      token: 'GITHUB_TOKEN',
      package: '软件包',
    },
    settingLevel: '默认只有 read',
    unknownLevel: '未知',
    needs: (level) => `需要 ${level}`,
    closed: '没有授予本存储库 Write 角色',
    broken: '在这里中断',
  },
};
