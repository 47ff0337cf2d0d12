/** What `check` says beside its report: why it can't begin, and what a text did not tell. */
import type { Language, Localized } from '../../../types.js';
import { CREDENTIAL_WORDS, type CredentialWords } from './words/credentials.js';
import { DEPLOYMENT_WORDS, type DeploymentWords } from './words/deployments.js';
import { NAMED_WORDS, type NamedWords } from './words/named.js';
import { USAGE_WORDS, type UsageWords } from './words/usage.js';

type CheckWords = UsageWords & CredentialWords & NamedWords & DeploymentWords;

const WORDS: Localized<CheckWords> = { en: wordsIn('en'), 'zh-CN': wordsIn('zh-CN') };

function wordsIn(language: Language): CheckWords {
  return {
    ...USAGE_WORDS[language],
    ...CREDENTIAL_WORDS[language],
    ...NAMED_WORDS[language],
    ...DEPLOYMENT_WORDS[language],
  };
}

/** Every sentence of `check` in that language. */
export function checkWords(language: Language): CheckWords {
  return WORDS[language];
}

/**
 * A sentence that says what a file is not, and behind it who takes such a file; where nobody is known to take it, how to ask
 * about the images that it names.
 *
 * @param areOpen a chart tells the versions of some
 */
export function withTaker(
  sentence: string,
  taker: string | null,
  language: Language,
  images: readonly string[] = [],
  areOpen = false,
): string {
  const { takenBy, names, ofChart } = WORDS[language];
  const others = [...(images.length > 0 ? [names(images)] : []), ...(areOpen ? [ofChart] : [])];
  return [sentence, ...(taker === null ? others : [takenBy(taker)])].join(language === 'en' ? ' ' : '');
}
