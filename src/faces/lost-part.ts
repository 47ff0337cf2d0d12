/** What is said where a part of this program, which is loaded when it is needed, is gone from the disk or cut off. */
import type { Language, Localized } from '../types.js';

/** One sentence; null: something else went wrong. */
export function lostPart(error: unknown, language: Language): string | null {
  const { code, stack = '' } = error as NodeJS.ErrnoException;
  const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  // Node puts the place of what it can't read before the error.
  const isCut = error instanceof SyntaxError && /^\S[^\n]*\.index\.js:\d+\n/.test(stack);
  const [part = ''] = /\b[\w-]+\.index\.js\b/.exec(stack) ?? [];
  return part !== '' && (isMissing || isCut) ? WORDS[language](part) : null;
}

/** In the language of an action's input. */
export function lostPartOfStep(error: unknown): string | null {
  return lostPart(error, process.env.INPUT_LANGUAGE?.trim() === 'zh-CN' ? 'zh-CN' : 'en');
}

const WORDS: Localized<(part: string) => string> = {
  en: (part) =>
    `dist/app/${part} of ghcr-preflight is missing or incomplete: the disk may be full or was cleaned meanwhile. Run it again with a fresh copy; on a runner of your own, remove its folder under _work/_actions first.`,
  'zh-CN': (part) =>
    `ghcr-preflight 的文件 dist/app/${part} 缺失或不完整：磁盘可能已满，或文件在运行期间被清理。请使用完整的副本重新运行；如为自托管运行器，请先删除 _work/_actions 下对应的目录。`,
};
