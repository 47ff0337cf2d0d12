/** In which language the findings of a report are told: a report holds their words, and nothing to tell them anew by. */
import type { Finding, Language } from '../../types.js';
import { auditWords } from './words.js';

/** null: there is none to tell it by. */
export function languageOfFindings([first]: readonly Finding[]): Language | null {
  if (!first) return null;
  return /\p{Script=Han}/u.test(first.title) ? 'zh-CN' : 'en';
}

/** A line for whoever meets findings in another language than the page's; none where they are in the same. */
export function otherLanguageLines(findings: readonly Finding[], language: Language): string[] {
  const found = languageOfFindings(findings);
  return found === null || found === language ? [] : [auditWords(language).otherLanguage[found]];
}
