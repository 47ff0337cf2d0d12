/**
 * Somebody tells, beside a refusal, that no login was made, or that the one which was made is kept where whoever was refused does
 * not look. The registry says the same to nobody as to a token that is dead (facts L2, L8, K10): then this decides.
 */
import { isLoginKeptElsewhere, isLoginLeftOut } from '../../words/login-words.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';
import { isCuredBy } from '../reasons/cures.js';

/** It is asked, or holds in some case. */
const OPEN = /\b(?:if|whether|unless|maybe|perhaps|might|may|should|must)\b|\?|如果|是否|可能|应该|[吗？]/i;

/** Nearly every line has none of them. */
const WORD = /log ?in|登录/i;

export function tellsOfMissingLogin(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  if (isCuredBy('login', text)) return true;
  return !OPEN.test(text) && (isLoginLeftOut(text) || isLoginKeptElsewhere(text));
}
