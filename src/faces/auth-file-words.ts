/** What keeps an auth file from being used, in words. */
import type { Language, Localized } from '../types.js';

/** Without a full stop. @param reason of an `AuthFileError` */
export function authFileFault(file: string, reason: string, language: Language): string {
  const say = WORDS[language];
  return say.known[reason]?.(file) ?? say.unusable(file, reason);
}

interface Words {
  /** By the reason. */
  known: Readonly<Record<string, (file: string) => string>>;
  /** @param code the system's */
  unusable(file: string, code: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    known: {
      'not-an-object': (file) => `${file} is no auth file: it holds no JSON object`,
      'no-regular-file': (file) => `${file} is no regular file`,
      'too-large': (file) => `${file} is too large for an auth file`,
    },
    unusable: (file, code) => `${file} could not be read or written (${code})`,
  },
  'zh-CN': {
    known: {
      'not-an-object': (file) => `${file} 不是凭据文件：其内容不是 JSON 对象`,
      'no-regular-file': (file) => `${file} 不是普通文件`,
      'too-large': (file) => `${file} 过大，不像凭据文件`,
    },
    unusable: (file, code) => `无法读取或写入 ${file}（${code}）`,
  },
};
