/**
 * Somebody tells that a run does not start, and that a called workflow asks for more of packages than its caller has (facts G1):
 * GitHub's own sentence says both, people put it in their words.
 */

const NOT_STARTED =
  /\bstartup[ _-]failure\b|\bfail(?:s|ed|ing)? (?:at|on|during) start-?up\b|\b(?:does|do|did|will) ?n(?:o|['’])t (?:even )?(?:start|run)\b|\bnever (?:starts?|runs?|started|ran)\b|\binvalid workflow file\b|\bno jobs? (?:is|are|were|was)\b|\bnothing runs\b|\bnested job\b[^.]{0,60}\b(?:requires?|requests?|asks? for|needs?)\b|(?:无法|没有|不能|不会)启动|启动(?:时)?(?:就|直接)?失败|直接启动失败/i;
const CALLED = /\b(?:reusable|called|calling|caller)\b|可(?:复|重)用|被?调用/i;
/** What is asked for, and of whom less is said. */
const ASKED = /\bpackages: ?write\b/i;
const LESS =
  /\bpackages: ?(?:read|none)\b|\bcontents: ?read\b|\bread-only\b|\b(?:only|just|not|no|none|lacks?|without|missing|less)\b|只有|没有|缺少|不够/i;
/** The same as a rule: nobody tells of a run. */
const RULE = /\b(?:must|should|may|can|cannot|if|unless|whenever)\b|如果|必须|应该|需要给/i;

/** A text that is longer has a log in it. */
const LONGEST = 600;

/** @param text the whole of it */
export function tellsOfStart(text: string): boolean {
  if (text.length > LONGEST || RULE.test(text)) return false;
  return [NOT_STARTED, CALLED, ASKED, LESS].every((pattern) => pattern.test(text));
}
