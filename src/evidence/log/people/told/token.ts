/**
 * Whose token it was that was refused, as somebody tells who names two: the job's own, and the one that works or is to
 * be used instead.
 */
import { LONGEST_OF_PEOPLE } from '../prose.js';

const JOB_TOKEN = '(?:\\$\\{\\{ ?)?(?:secrets\\.)?GITHUB_TOKEN\\b[`\'"*]*(?: ?\\}\\})?[`\'"*]*';
/** A few words without a verb of their own. */
const FEW = '(?:(?:also|currently|hence|itself|now|only|still|always|then|there|therefore|thus) )?';

const REFUSED = new RegExp(
  [
    `${JOB_TOKEN} ${FEW}(?:is|was|gets?|got|has been|is being) ${FEW}(?:denied|refused|rejected|not (?:allowed|authori[sz]ed|granted))`,
    `${JOB_TOKEN} ${FEW}(?:lacks?|lacked|misses|cannot|can(?:no|['’])t|could(?: not|n['’]t)|has no|had no|has (?:only|write access to)|does(?: not|n['’]t) (?:have|get|work)|did(?: not|n['’]t) (?:have|get|work)|only has|fails?|failed|receives? (?:an? )?403|gets? (?:an? )?403)\\b`,
    `\\b(?:fail(?:s|ed|ing)?|denied|refused|rejected|403|forbidden)(?: \\([^)]{1,60}\\))? (?:\\w+ )?(?:with|using|by|for|when using) (?:the |its |our )?(?:[\\w-]+(?:['’]s)? )?[\`'"*]*${JOB_TOKEN}`,
    `\\b(?:does|did)(?: not|n['’]t) (?:grant|give|allow|let) (?:the |its |our |this )?(?:[\\w-]+(?:['’]s)? ){0,2}[\`'"*]*${JOB_TOKEN}`,
  ].join('|'),
  'i',
);

/** Whether the line tells that it was the job's own token that was refused. */
export function tellsOfJobToken(text: string): boolean {
  return text.length <= LONGEST_OF_PEOPLE && /GITHUB_TOKEN/.test(text) && REFUSED.test(text);
}

/** Who made a package once, and with what. */
const MAKER =
  /\b(?:packages?|images?|it|they)\b[^.;]{0,40}\b(?:created|(?:first|initially|originally|previously) (?:pushed|published)|(?:pushed|published) (?:before|by hand|earlier|first|manually|once))\b[^.;]{0,40}\b(?:by|from|under|using|via|with)\b[^.;]{0,40}\b(?:PATs?|personal access tokens?)\b/i;

/** The same as its maker tells it, who pushes from elsewhere since. */
const MADE_BY_TELLER =
  /\bI (?:first|initially|originally|once|had first)\s(?:pushed|published|created|uploaded)\b(?:[^.;]|\.(?=\S)){0,80}\b(?:with|using|via|by)\b(?:[^.;]|\.(?=\S)){0,30}\bPATs?\b|\bI (?:pushed|published|created) (?:it|the (?:package|image)|\S*ghcr\.io\/\S+) (?:once|first|initially|by hand|manually)\b(?:[^.;]|\.(?=\S)){0,60}\bPATs?\b|(?:第一次|首次|最初|最早|一开始|当初|之前|以前|曾经?|本地|手动)[^。；？]{0,30}(?:PAT|个人访问令牌)[^。；？]{0,20}?(?:推送?|push|上传|发布|创建)\s?(?:过|了一[次遍]|的)/i;

/** Whether the line tells of the token that made the package, which says nothing of the one that was refused. */
export function tellsOfMaker(text: string): boolean {
  return text.length <= LONGEST_OF_PEOPLE && (MAKER.test(text) || MADE_BY_TELLER.test(text));
}
