/**
 * What people say, beside a refusal, of what its job may do to packages. The runner's own list of the permissions and
 * the registry's own sentences tell more; but a bare status tells nothing, and then such a sentence decides.
 *
 * Two questions of a sentence that names the permission: does anything in it show that it is in place, and is there
 * nothing that takes this back? A sentence that leaves either open says nothing.
 */
import type { PackagesLevel } from '../../../types/permissions.js';

/** An entry of `permissions`, with the marks of code that people set around it. */
const entry = (scope: string, levels: string) =>
  `[\`'"*({]*(?:permissions?['"\`*]*: ?[\`'"*({]*)?${scope}['"\`*]*: ?['"\`*]*(?:${levels})\\b`;

/** A few words, in one clause. */
const FEW = '(?:[^\\s.,;:]+ ){0,4}?';

/** Words of languages that put spaces between them; a letter with an accent is one, too. */
const words = (...lists: string[]) => `(?<![\\p{L}\\d])(?:${lists.join('|')})(?![\\p{L}\\d])`;

const any = (...sources: string[]) => new RegExp(sources.join('|'), 'iu');

/** The permission to write packages. */
const WRITE = /\bpackages['"`*]*: ?['"`*]*write\b|\bwrite-all\b/i;

/** In front of it: somebody has it, or gave it. */
const HELD = any(
  words(
    '(?:has|have|having|carries|declares|defines|grants?|granted|contains|includes?|specifies|uses?|with)(?! (?:no|to)\\b)',
    "(?:I|we)(?:['’]ve| have)? (?:already |even |also )?(?:set|added|gave|granted|enabled|tried|put)",
    'already|although|even though|despite',
    'hat|habe|bereits|schon|trotz',
    'tengo|tiene|añadí|agregué|puse|a pesar de',
    "j['’]ai|déjà|bien|malgré",
  ),
  '已|加了|加上了|设置了|配置了|添加了|给了',
);

/** Right behind it: it is there. */
const IN_PLACE = any(
  '^[^\\s.,;]{0,3} ?(?:permissions? )?(?:(?:is|are) (?:already |also |clearly |definitely |correctly |both )?(?:set|there|in|present|granted|enabled|declared|defined|given|configured|included)|in place)\\b',
  '^[^\\s.,;]{0,3} ?(?:ist )?(?:bereits |schon )?(?:gesetzt|vorhanden)\\b',
  '^[^\\s.,;]{0,3} ?[はをもが]? ?(?:(?:設定|追加|付与|指定)(?:済|し(?:てい(?:ます|る)|てあ|ました|たのに|たが|ても))|付け(?:てい(?:ます|る)|ました|たのに|ても))',
  '^[^。，；？]{0,6}(?:已|加了|有了|设置了|配置了)',
  '^[^\\s]{0,2}\\s?(?:✅|✔|✓)',
);

/** All the same: whoever says so speaks of what is in place. */
const ALL_THE_SAME = any(
  words(
    "still|anyway|nevertheless|no luck|to no avail|no (?:effect|difference)|(?:did|does|do|has|had)(?: not|n['’]t) (?:help|work|change|fix|solve|matter)",
    'trotzdem|dennoch',
    'sigue|aun así',
    'toujours|quand même',
  ),
  '还是|仍然|仍旧|依然|依旧|没用|无效|のに',
);

/** In front of it: it is not, or is to be, or was; it is asked about, or is a change that somebody makes or that was the cure. */
const TAKEN_BACK = any(
  '^\\W*(?:use|add|set|give|grant|make|create|ensure|check|verify|put|enable)\\b',
  words(
    'no|not|never|neither|none|nor|without|lack(?:s|ed|ing)?|miss(?:es|ed|ing)|forgot(?:ten)?|thought|remove[sd]?|dropped',
    'should|must|needs?|needed|requires?d?|(?:has|have|had) to|may|might|could|can(?! confirm)|will|would|if|whether|unless|until|once|only',
    'now|had|previously|fix(?:e[sd])?|solve[sd]?|resolve[sd]?|solution|works?|PR|MR|pull request|commit|patch|change',
    '(?:do|does|did) (?:I|we|you|it|the)',
    'nicht|kein\\w*|ohne|muss|sollte|fehlt|braucht?',
    'falta|debe|necesit\\w*|sin',
    'sans|pas|faut|doit|manque',
  ),
  "n['’]t\\b",
  '[没未不别忘]|需要|应该|如果|是否|如何|怎么|ない|べき|必要',
);

/** The same behind it. "It works" tells of the cure. */
const TAKEN_BACK_LATER = any(
  '[?？]\\s*$|吗|commented\\b',
  words(
    "(?:does|do|did|has|have)(?: not|n['’]t)\\s*(?=$|[.,;])",
    '(?:is|was|are|were|being) (?:missing|not|commented|gone|needed|required|removed)',
    '(?:can|may|will|could|would) (?:push|publish|write)',
    '(?:it|that|this|everything|push(?:es)?) (?:now |all |just )?(?:works?|worked|passes|succeed(?:s|ed)|(?:fix|solv|resolv)e[sd]|did the trick|helped)|now works',
    'nicht (?:gesetzt|drin|hinzugefügt|vergeben|dabei|da)|fehlt|nötig|falta|manque',
  ),
  '(?:設定|追加|付与|指定)し(?:ていません|ていない|ませんでした|なかった|てください)|必要',
);

/** What stands in front of the last sentence, and where a sentence ends: points in names and numbers end none. */
const SENTENCES_BEFORE = /^.*(?:[.!?…](?=\s)|[。！？])/su;
const END = /[.!?…](?:\s|$)|[。！？]/u;

/** A block that names other scopes gives nothing for packages. */
const ONLY_CONTENTS = new RegExp(
  `\\b(?:only|just)\\b ${FEW}${entry('contents', 'read|write')}(?![^.;]*\\b(?:and|with|plus)\\b[^.;]*packages: )|${entry('contents', 'read|write')}[\`'")*}]* only\\b|(?:只(?:有|写|给|设置?|声明|配置?|加)了?|仅(?:有|写|设置?|声明)?了?)[^。，；]{0,20}${entry('contents', 'read|write')}`,
);

/** Who may not read may not write either. */
const LACKS_READ = new RegExp(
  `\\b(?:lacks?|lacked|lacking|misses|missing|without|removed|dropped|(?:has|had|have|with) no|(?:do|does|did)(?: not|n['’]t) have)\\b ${FEW}${entry('packages', 'read')}|缺少[^。，；]{0,20}${entry('packages', 'read')}`,
);

/** The entry that was the cure had been missing; in the same clause nothing takes it back. */
const ENTRY = entry('packages', 'read|write');
const UP_TO = "(?:(?!\\b(?:not|never|no|if|should|would|might|may|must|try|tried)\\b|n['’]t\\b)[^.;])";
const CURED =
  '(?:fix(?:e[sd])?|solve[sd]|resolve[sd]|cured|helped|did (?:the trick|it)|made it work|works?|worked|went through|goes through|is gone|was gone)';
const ADDS =
  '(?:add(?:ing|ed)?|set(?:ting)?|giv(?:e|ing)|gave|grant(?:ing|ed)?|put(?:ting)?|includ(?:ing|ed)|specif(?:ying|ied)|declar(?:ing|ed)|with)';
const CURE = any(
  `\\b${ADDS} ${FEW}${ENTRY}${UP_TO}{0,40}?\\b${CURED}\\b`,
  `\\b${CURED} (?:it |this |that |now |again |the \\w+ |fine ){0,2}(?:by|with|after|once|when|since) (?:[\\w'’]+ ){0,2}?${ADDS} ${FEW}${ENTRY}`,
  `\\b(?:until|till) (?:[\\w'’]+ ){0,2}?${ADDS} ${FEW}${ENTRY}`,
  `(?<![没未不])(?:加上?|添加|设置|补上?|写上?|配置|给)了?[^。，；没未不]{0,10}${ENTRY}[^。；没未不还仍]{0,12}(?:好了|就行|可以了?|就能|正常|成功|解决|修复|恢复)`,
);

const ADDED = any(
  `\\b${ADDS} ${FEW}${ENTRY}`,
  `(?<![没未不])(?:加上?|添加|设置|补上?|写上?|配置|给)了?[^。，；没未不]{0,10}${ENTRY}`,
);

/** Whether the text says that the entry is added, or is to be. */
export function addsLevel(text: string): boolean {
  return text.length <= LONGEST && ADDED.test(text);
}

/** It worked once, with that entry: something else is refused now. */
const NO_LONGER = any(
  words('until|till|before|yesterday|previously|for (?:months|weeks|years|a)|but|still|again'),
  '但|之前|昨天|又',
);

/** It is asked, or advised. */
const MAY_BE = any(
  words('if|whether|try|should|would|might|may|maybe|must|does|did|will|can'),
  '如果|请|是否|可能|[?？]\\s*$|吗',
);

const LONGEST = 600;

/** @returns null: nothing is said of it */
export function toldLevel(text: string): PackagesLevel | null {
  if (text.length > LONGEST || !/: ?[`'"*]*(?:read|write)\b|write-all/i.test(text)) return null;
  if (ONLY_CONTENTS.test(text) || LACKS_READ.test(text) || isCured(text)) return 'none';
  return isInPlace(text) ? 'write' : null;
}

/** Whether the text says that the entry made it work: it had not been there. */
function isCured(text: string): boolean {
  const found = CURE.exec(text);
  if (!found) return false;
  const before = text.slice(0, found.index).replace(SENTENCES_BEFORE, '');
  const rest = text.slice(found.index + found[0].length);
  const end = END.exec(rest);
  const after = end ? rest.slice(0, end.index + 1) : rest;
  return !MAY_BE.test(before) && !MAY_BE.test(after) && !NO_LONGER.test(after);
}

/** Whether the text says that packages may be written. */
function isInPlace(text: string): boolean {
  const found = WRITE.exec(text);
  if (!found) return false;
  const before = text.slice(0, found.index).replace(SENTENCES_BEFORE, '');
  const rest = text.slice(found.index + found[0].length);
  const end = END.exec(rest);
  const after = end ? rest.slice(0, end.index + 1) : rest;
  if (TAKEN_BACK.test(before) || TAKEN_BACK_LATER.test(after)) return false;
  return HELD.test(before) || IN_PLACE.test(after) || ALL_THE_SAME.test(before + rest);
}
