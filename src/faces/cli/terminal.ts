/** What a command has to know about the terminal it prints to. */
import type { Language } from '../../types.js';

/** What every command takes. */
export interface CommonOptions {
  format: 'text' | 'json' | 'sarif' | 'github';
  language: Language;
  color: boolean;
}

/** Colours only for a person: not into a file, not with NO_COLOR (no-color.org), not into a dumb terminal. */
export function wantsColor({ color }: Pick<CommonOptions, 'color'>, env: NodeJS.ProcessEnv): boolean {
  return color && !env.NO_COLOR && env.TERM !== 'dumb' && process.stdout.isTTY === true;
}

/** The language of the locale, as other command lines have it (POSIX, "Environment Variables": LC_ALL, LC_MESSAGES, LANG). */
export function preferredLanguage(env: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh-CN' : 'en';
}
