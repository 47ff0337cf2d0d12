/** What a command has to know about the terminal it prints to. */
import { fstatSync } from 'node:fs';
import { createSupportsHyperlinks } from 'supports-hyperlinks';
import type { Language } from '../../types.js';

/** What every command takes. */
export interface CommonOptions {
  format: 'text' | 'json' | 'sarif' | 'github';
  language: Language;
  color: boolean;
}

/**
 * Colours for a person: on a terminal, in the log of GitHub Actions, which shows them, and where FORCE_COLOR asks for them
 * (force-color.org). Not into a file, not with NO_COLOR (no-color.org) or `--no-color`, not into a dumb terminal.
 */
export function wantsColor({ color }: Pick<CommonOptions, 'color'>, env: NodeJS.ProcessEnv): boolean {
  if (!color || env.NO_COLOR) return false;
  const { FORCE_COLOR: forced = '' } = env;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  if (env.TERM === 'dumb') return false;
  return isShown(env);
}

/** Does what is printed stand on a terminal, or in a step's log? Else another program takes it as it is. */
export function isShown(env: NodeJS.ProcessEnv): boolean {
  return process.stdout.isTTY === true || (env.GITHUB_ACTIONS === 'true' && !isFile(1));
}

/** A step's log comes out of a pipe; what somebody sends into a file is for another program. */
export function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Does the terminal open the address behind a text? */
export function wantsLinks(options: Pick<CommonOptions, 'color'>, env: NodeJS.ProcessEnv): boolean {
  return wantsColor(options, env) && createSupportsHyperlinks(process.stdout);
}

/** The language of the locale, as other command lines have it (POSIX, "Environment Variables": LC_ALL, LC_MESSAGES, LANG). */
export function preferredLanguage(env: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh-CN' : 'en';
}
