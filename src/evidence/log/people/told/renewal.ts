/**
 * Somebody tells, beside a refusal, that a new credential has taken the place of the old one, and that it was not the
 * cure: then it is the new one that is refused, whatever became of the old.
 */
import { LONGEST_OF_PEOPLE, SENTENCE_END } from '../prose.js';

const CREDENTIAL = '(?:tokens?|PATs?|credentials?|secrets?|passwords?|log-?ins?|one|it)';

const RENEWED = [
  `\\b(?:renewed|rotated|regenerated|re-?issued|replaced|refreshed) (?:[\\w'’]+ ){0,3}?${CREDENTIAL}\\b`,
  `\\b(?:created|generated|issued|made|got|added|tried|used|using) (?:\\w+ )?(?:new|fresh|another|different) (?:[\\w-]+ ){0,2}?${CREDENTIAL}\\b`,
  `\\b(?:with|the) (?:a )?(?:new|fresh|renewed|regenerated) (?:[\\w-]+ ){0,2}?${CREDENTIAL} (?:also|too|still|as well|gives|gave|fails|failed|is|has|gets|got|does|did)\\b`,
  '(?:换了|已?换成|重新?(?:生成|创建|申请)了?|更新了|新建了|已(?:经)?(?:重新|更新|更换))[^。；？]{0,12}(?:令牌|[Tt]oken|PAT|凭[据证]|新的)|(?:令牌|[Tt]oken|PAT|凭[据证])[^。；？]{0,10}(?:已?(?:经)?(?:重新生成|更新过|更换|换过|换了新))',
].map((source) => new RegExp(source, 'iu'));

/** That was to be done, or was not. */
const TO_BE_DONE = /n['’]t\b|\b(?:not|never|should|must|need|please)\b|[没未不别请]/iu;

/** It was not the cure. */
const IN_VAIN =
  /\b(?:still|same|since|already|no luck|as well|too|also|nothing changed|no (?:change|difference|effect)|to no avail)\b|\b(?:40[13]|denied|unauthorized|forbidden|fails|failed|refused) again\b|(?:does|did|has|do)(?: not|n['’]t) (?:work|help|change|fix)|\bnot work|还是|仍|依然|依旧|一样|没用|不行/i;

/** Nearly every line has none of them. */
const WORD = /new|fresh|rotated|generated|issued|replaced|another|different|换|重新|更新|新/i;

/** Whether a line tells of a new credential that is refused as well. */
export function tellsOfRenewal(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  const isRenewed = text
    .split(SENTENCE_END)
    .some((sentence) => RENEWED.some((pattern) => pattern.test(sentence)) && !isToBeDone(sentence));
  return isRenewed && IN_VAIN.test(text);
}

/** What follows the new credential is of what came of it. */
function isToBeDone(sentence: string): boolean {
  const [before = ''] = sentence.split(
    /\b(?:re-?newed|rotated|regenerated|created|generated|issued|replaced)\b|换|生成|更新/iu,
  );
  return TO_BE_DONE.test(before.split(/[,;，]/).at(-1) ?? '');
}
