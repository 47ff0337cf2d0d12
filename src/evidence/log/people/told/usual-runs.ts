/**
 * Somebody tells, beside a refusal in a pull request, that pushes of the repository's own branches fail as well. Then it is not
 * the token that such a run gets (facts W4).
 */
import { LONGEST_OF_PEOPLE, sentencesOf } from '../prose.js';

const BRANCH = '(?:main|master|trunk|develop(?:ment)?)';
const OWN_BRANCH = String.raw`(?:\b(?:on|to|of|from|for|in|into|against) (?:(?:the|our|my) )?${BRANCH}\b(?! repo)|\b(?:${BRANCH}|default) branch\b|\b(?:after|once|even)\b[^.;?]{0,20}?\bmerg(?:ed|ing)\b|(?:主|默认)分支|(?<![\w-])(?:main|master|develop)\s?分支)`;
const FAILS = String.raw`(?:\b(?:fail(?:s|ed|ing|ures?)?|broken|breaks?|den(?:y|ied)|refus\w+|reject\w+|forbidden|40[13]s?|errors?)\b|失败|报错|被拒|拒绝|403)`;
const AS_WELL = String.raw`(?:\b(?:also|too|as well|same|still|even|likewise|both|every (?:run|branch|push))\b|也|同样|依然|仍|还是|都)`;

/** It is asked, is to be seen yet, or goes well there. */
const TAKEN_BACK =
  /[?？]\s*$|\b(?:if|whether|unless|until|would|should|might|may|could|will|no longer|works?|worked|working|succe\w+|pass(?:es|ed)?|fine|green|only)\b|\b(?:not|never)\b|n['’]t\b|成功|正常|没有?(?:问题|失败|报错)|不会|如果|是否|吗/i;

/** Words that stand in any order in one sentence. */
const PARTS = [OWN_BRANCH, FAILS, AS_WELL].map((source) => new RegExp(source, 'i'));

/** Nearly every line has none of them. */
const WORD = /\b(?:main|master|trunk|develop(?:ment)?|default branch|merg(?:ed|ing))\b|分支/i;

/** Whether a line tells so in a sentence of its own. */
export function tellsOfUsualRuns(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  return sentencesOf(text.replace(/[*_`"']+/g, '')).some(
    (sentence) => PARTS.every((part) => part.test(sentence)) && !TAKEN_BACK.test(sentence),
  );
}
