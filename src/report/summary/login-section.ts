/** The part of the page that tells of a login which could not be made. */
import type { Language } from '../../types.js';
import { loginFailureWords } from '../login-failure.js';
import type { LoginFailure } from '../report.js';
import { words } from '../words.js';
import { prose } from './markdown.js';
import { SEVERITY_SIGNS } from './signs.js';

/** @param isHeaded by the page's own heading */
export function loginSection({ message, fix }: LoginFailure, isHeaded: boolean, language: Language): string {
  const say = words(language);
  return [
    isHeaded ? '' : `### ${SEVERITY_SIGNS.error} ${loginFailureWords(language).title}`,
    say.label(`**${say.fix}**`, prose(fix)),
    prose(message),
  ]
    .filter(Boolean)
    .join('\n\n');
}
