/**
 * Somebody tells, beside a refusal, that it comes and goes: the same thing went through when it was tried again, or it
 * fails at some times only. No right is missing then (facts W17). That it went through after something was changed is
 * the opposite: what was changed was the cure.
 */
import { LONGEST_OF_PEOPLE, SENTENCE_END } from '../prose.js';

/** It is tried again, as people put it. */
const AGAIN =
  '(?:re-?r[ua]n(?:s|ning)?|re-?queue[sd]?|re-?tr(?:y|ies|ied|ying)|(?:second|third|next|another|later) (?:attempt|try|run)|(?:tr(?:y|ied|ying)|r[ua]n(?:ning)?|start(?:ed|ing)?) (?:it |that |the [\\w-]+ |the same [\\w-]+ )?(?:once more|again|a second time)|run the same [\\w-]+)';
/** It went through. "It seems to resolve things" is as good. */
const THROUGH =
  '(?:succe(?:ed(?:s|ed)?|ss(?:ful(?:ly)?)?)|works?|worked|pass(?:e[sd])?|merge[sd]|(?:goes|went|go) (?:through|fine)|is (?:fine|green)|(?:resolve|solve|fixe|cure)[sd]|help(?:s|ed)|(?:seems|appears) to (?:resolve|solve|fix|help|work))';
/** Words of one sentence between them. */
const BETWEEN = '[^.;?]{0,60}?';
/** How a push or a pull fails. */
const FAILS =
  '(?:fail(?:s|ed|ing|ure)?|den(?:y|ied|ies)|refus\\w+|reject\\w+|forbidden|40[13]s?|unauthorized|errors?)';
const AT_TIMES =
  '(?:sometimes|intermittent(?:ly)?|randomly|sporadic(?:ally)?|occasional(?:ly)?|from time to time|now and then|once in a while)';

const PASSES = [
  `\\b${AGAIN}\\b${BETWEEN}\\b${THROUGH}\\b`,
  `\\b${THROUGH}\\b${BETWEEN}\\b(?:on|after|with|by|upon|if|when|in)\\b[^.;?]{0,20}?\\b${AGAIN}\\b`,
  `\\b${AT_TIMES}\\b${BETWEEN}\\b${FAILS}(?![\\w-])`,
  `\\b${FAILS}\\b[^.;?]{0,30}?\\b${AT_TIMES}\\b`,
  '\\b(?:erneut|nochmals?|noch einmal|neu gestartet|zweite[nr]? (?:Versuch|Lauf))\\b[^.;?]{0,40}?\\b(?:klappt\\w*|durch|geht|ging|funktioniert\\w*|erfolgreich|grün)(?![\\p{L}\\d])',
  '(?<![\\p{L}\\d])(?:manchmal|sporadisch|gelegentlich|hin und wieder)\\b[^.;?]{0,40}?(?:fehl|Fehler|abgelehnt|denied|40[13])',
  '(?:重新?(?:运行|跑|试|推|执行)|再(?:跑|试|推|运行))[^。；？]{0,12}?(?:成功|好了|通过|正常|可以了|就行)',
  '(?:偶尔|有时候?|间歇性?|随机)[^。；？]{0,30}?(?:失败|报错|错误|拒绝|denied|40[13])',
  '(?:再実行|リトライ|再試行)[^。？]{0,12}?(?:成功|通[りる]|直)',
].map((source) => new RegExp(source, 'iu'));

const CHANGE =
  '(?:add|chang|set|switch|fix|grant|enabl|log|renew|updat|remov|delet|creat|link|mov|renam|bump|upgrad|downgrad|revert|rotat|replac|giv|mak|us)';

/** It did not, or nobody has seen it yet; or something was changed before. */
const TAKEN_BACK = new RegExp(
  [
    '\\b(?:not|never|neither|nor|no luck|cannot|still|should|would|will|may|might|can|could|hope\\w*|please|(?<!now and )then|until|unless|same (?:error|result|failure|problem|issue|message|thing|refusal))\\b',
    "n['’]t\\b",
    '\\b(?:fails?|failed|denied|refused) (?:to|again|too|as well|the same|each|every)\\b',
    `\\b(?:after|once|when|by|with|because|since)\\b[^.;?]{0,20}?\\b${CHANGE}\\w*(?:ing|ed|t)\\b`,
    `\\b(?:I|we)(?:['’]ve| have)? (?:also |then |now )?(?:${CHANGE}(?:e?d)?|gave|made)\\b`,
    '\\bnow (?:it |that |everything )?(?:works?|pass|succe)',
    '\\bnicht\\b|\\bkein|[没未不别]|还是|仍然|应该|请|ません|ない|てください',
  ].join('|'),
  'iu',
);

/** Whoever says so speaks of the opposite of a change. */
const UNCHANGED =
  /\b(?:nothing (?:else )?(?:was |has |had )?changed|without (?:any |a )?chang\w+|(?:did|have|had)(?:n['’]t| not) (?:chang|touch)\w* (?:anything|a thing|any \w+)|no (?:code )?changes?)\b/gi;

/** Nearly every line has none of them. */
const WORD =
  /re-?r[ua]n|re-?tr|re-?queue|again|attempt|\btry\b|times|intermittent|randomly|sporadi|occasional|now and then|once in|next run|erneut|noch|manchmal|gelegentlich|hin und|zweite|重|再|偶|有时|间歇|随机|リトライ/i;

/** Whether a line tells, in a sentence of its own, that the same thing passes when it is tried again, or fails at times only. */
export function tellsOfPassing(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  return text
    .replace(/[*_`]+/g, '')
    .replace(UNCHANGED, '')
    .split(SENTENCE_END)
    .some((sentence) => PASSES.some((pattern) => pattern.test(sentence)) && !TAKEN_BACK.test(sentence));
}
