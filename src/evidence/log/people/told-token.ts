/**
 * Whose token it was that was refused, as somebody tells who names two: the job's own, and the one that works or is to
 * be used instead.
 */

const JOB_TOKEN = '(?:\\$\\{\\{ ?)?(?:secrets\\.)?GITHUB_TOKEN\\b[`\'"*]*(?: ?\\}\\})?[`\'"*]*';
/** A few words without a verb of their own. */
const FEW = '(?:(?:also|currently|still|always|itself|there|only) )?';

const REFUSED = new RegExp(
  [
    `${JOB_TOKEN} ${FEW}(?:is|was|gets?|got|has been|is being) ${FEW}(?:denied|refused|rejected|not (?:allowed|authori[sz]ed|granted))`,
    `${JOB_TOKEN} ${FEW}(?:lacks?|lacked|misses|cannot|can(?:no|['’])t|could(?: not|n['’]t)|has no|had no|has (?:only|write access to)|does(?: not|n['’]t) (?:have|get|work)|did(?: not|n['’]t) (?:have|get|work)|only has|fails?|failed|receives? (?:an? )?403|gets? (?:an? )?403)\\b`,
    `\\b(?:fail(?:s|ed|ing)?|denied|refused|rejected|403|forbidden)(?: \\([^)]{1,60}\\))? (?:\\w+ )?(?:with|using|by|for|when using) (?:the |its |our )?(?:[\\w-]+(?:['’]s)? )?[\`'"*]*${JOB_TOKEN}`,
  ].join('|'),
  'i',
);

/** Lines that are longer were written by a program. */
const LONGEST = 600;

/** Whether the line tells that it was the job's own token that was refused. */
export function tellsOfJobToken(text: string): boolean {
  return text.length <= LONGEST && /GITHUB_TOKEN/.test(text) && REFUSED.test(text);
}
