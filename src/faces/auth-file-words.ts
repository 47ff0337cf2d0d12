/** What keeps an auth file from being used, in words. */
import type { Language, Localized } from '../types.js';

/** Without a full stop. @param reason, key of an `AuthFileError` */
export function authFileFault(
  file: string,
  reason: string,
  language: Language,
  key: string | null = null,
): string {
  const say = WORDS[language];
  return say.known[reason]?.(file, key ?? '') ?? say.unusable(file, reason);
}

interface Words {
  /** By the reason. */
  known: Readonly<Record<string, (file: string, key: string) => string>>;
  /** @param code the system's */
  unusable(file: string, code: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    known: {
      'not-an-object': (file) => `${file} is no auth file: it holds no JSON object`,
      'no-regular-file': (file) => `${file} is no regular file`,
      'too-large': (file) => `${file} is too large for an auth file`,
      'byte-order-mark': (file) => `${file} begins with a byte order mark, which no JSON may`,
      'wrong-type': (file, key) => `${file} has at ${key} a value that may not stand there`,
      'auth-not-base64': (file, key) =>
        `${file} has at ${key} something else than base64 of USER:TOKEN, as docker login writes it`,
      'no-login': (file, key) => `${file} has an entry for ${key} with no login in it`,
      'other-case': (file, key) =>
        `${file} has a login for ${key}, which is another name to clients than ${key.toLowerCase()}`,
    },
    unusable: (file, code) => `${file} could not be read or written (${code})`,
  },
  'zh-CN': {
    known: {
      'not-an-object': (file) => `${file} 不是凭据文件：其内容不是 JSON 对象`,
      'no-regular-file': (file) => `${file} 不是普通文件`,
      'too-large': (file) => `${file} 过大，不像凭据文件`,
      'byte-order-mark': (file) => `${file} 以字节顺序标记（BOM）开头，而 JSON 中不允许有它`,
      'wrong-type': (file, key) => `${file} 中 ${key} 的值类型不对`,
      'auth-not-base64': (file, key) =>
        `${file} 中 ${key} 不是 USER:TOKEN 的 base64 编码（docker login 写入的形式）`,
      'no-login': (file, key) => `${file} 中有 ${key} 的条目，但其中没有登录凭据`,
      'other-case': (file, key) =>
        `${file} 中的登录凭据属于 ${key}，而客户端会区分大小写，不把它当作 ${key.toLowerCase()}`,
    },
    unusable: (file, code) => `无法读取或写入 ${file}（${code}）`,
  },
};
