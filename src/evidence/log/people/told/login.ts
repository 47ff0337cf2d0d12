/**
 * Somebody tells, beside a refusal, that no login was made, that the one which was made is kept where whoever was refused does
 * not look, or that another took its place. The registry says the same to nobody as to a token that is dead (facts L2, L8, K10): then this decides.
 */
import { isLoginKeptElsewhere, isLoginLeftOut } from '../../words/login-words.js';
import { OUR_HOST, speaksOfAnother } from '../../words/registry-names.js';
import { LONGEST_OF_PEOPLE, sentencesOf } from '../prose.js';
import { isCuredBy } from '../reasons/cures.js';

/** It is asked, or holds in some case. */
const OPEN = /\b(?:if|whether|unless|maybe|perhaps|might|may|should|must)\b|\?|如果|是否|可能|应该|[吗？]/i;

/** Nearly every line has none of them. */
const WORD = /log[ -]?in|登录/i;

export function tellsOfMissingLogin(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  if (isCuredBy('login', text)) return true;
  return !OPEN.test(text) && (isLoginLeftOut(text) || isLoginKeptElsewhere(text));
}

const LOGIN =
  '(?:(?:(?:docker |podman |registry )?log-?ins?|docker/login-action)\\b(?: (?:step|action))?(?: to [\\w.-]+)?)';
const TAKES_OVER =
  '(?:replac(?:es|ed|ing)|overwr(?:ites|ote|itten|iting)|overrid(?:es|den|ing)|overrode|clobber(?:s|ed)|wip(?:es|ed))';

const AGAIN = '(?:again|twice|once more|(?:a|the) second time)';
const TAKES_OVER_ZH = '(?:覆盖|替换|顶掉|取代|冲掉|挤掉)';

/** A later one is named with what it does to the first, or the first with what becomes of it; one made again is a later one. */
const REPLACED = new RegExp(
  [
    String.raw`\b(?:second|another|later|next|other|extra|subsequent|third|base[- ]image) (?:[\w-]+ )?${LOGIN}[^.;?]{0,30}?\b${TAKES_OVER}\b`,
    String.raw`\b(?:${LOGIN}|log(?:s|ged)? in)\b(?: to [\w.-]+)?(?: [\w./-]+){0,3} ${AGAIN}\b[^;?]{0,60}?\b${TAKES_OVER}\b`,
    String.raw`\b(?:two|both|several|2) (?:[\w-]+ )?${LOGIN}s?\b[^;?]{0,50}?\b(?:last|later|latter|second) (?:one |step |log-?in )?(?:wins|won|${TAKES_OVER})\b`,
    String.raw`\b(?:${LOGIN}|credentials?)[^.;?]{0,20}? (?:was|were|is|are|gets|got|has been) (?:then |later |just )?${TAKES_OVER} by (?:an?|the|its|my|our) (?:second|another|later|next|other|different|subsequent)\b[^.;?]{0,30}\b(?:log-?in|docker/login-action|step|action)\b`,
    `(?:第二|后面|后来|另一|后一|[又再]|重新|重复|两)(?:次|个|步)?的?[^。；，？]{0,14}(?:登录|login)[^。；？]{0,24}${TAKES_OVER_ZH}`,
    `(?:登录|凭[据证])[^。；？]{0,8}被[^。；？]{0,10}(?:第二|后面|后来|另一|后一)[^。；？]{0,8}(?:登录|login)[^。；？]{0,8}${TAKES_OVER_ZH}`,
  ].join('|'),
  'i',
);

/** Whether somebody tells, in a sentence of its own, that a later login took the place of the first (facts W22). */
export function tellsOfReplacedLogin(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  return sentencesOf(text).some(
    (each) => REPLACED.test(each) && !OPEN.test(each) && !NOT.test(each) && !isElsewhere(each),
  );
}

const NOT = /\b(?:not|nothing|none|never|no|without|fixed|removed|(?<!-)only)\b|n['’]t\b|[没未不]/i;

/** A login to another host leaves the first as it is. */
function isElsewhere(sentence: string): boolean {
  return speaksOfAnother(sentence) || TO_ANOTHER.test(sentence);
}

const TO_ANOTHER = new RegExp(
  String.raw`\b(?:log-?ins?|login-action|step|action) (?:to|for|at|of|with) (?!${OUR_HOST}|(?:the |our )?(?:GHCR\b|GitHub\b|same\b|(?:container )?registry(?![.\w-])))(?:[\w-]+\.)+[a-z]{2,}\b|\bdocker\.io\b`,
  'i',
);
