/**
 * Somebody tells that a push or a pull at GitHub's registry, which he names, came to no end: it took too long, or nothing answered.
 * The words are everybody's, so what asks for a condition, sets a limit or has a refusal beside it is another matter.
 */
import type { Access } from '../../../../types.js';
import { happenedTo } from '../met.js';
import { sentencesOf } from '../prose.js';
import { clausesIn } from './failure.js';
import { tellsOfFiltersPage } from './filters.js';

/** It took too long, or broke: of whatever was under way. */
const BROKEN =
  /\b(?:times? out|timed out|timing out|hangs (?:and|until|forever|for)|connection (?:was |got |is )?(?:refused|reset))\b|\b(?:get(?:s|ting)?|got|sees?|seeing|hits?|with|in|errors?|fail\w*|constant|frequent|random|due to|TLS|handshake|connection|network)[ :]+(?:an? |the )?(?:\w+ )?timeouts?\b|\btimeouts?[.!]?$|超时|(?<![a-z])timeout ?了|タイムアウト|拉不(?:下来|动|了)|下不(?:下来|动)|推不(?:上去|动)/i;
/** The registry itself is not to be had. */
const NOT_REACHED =
  /\b(?:can(?:not|['’]t)|could(?:n['’]t| not)|unable to) (?:reach|connect to)\b|\bnot reachable\b|\bunreachable\b|连不上|连接(?:不上|失败|被重置|被拒绝)|无法(?:连接|访问)|访问不(?:了|到)/i;

/** It answers, and with nothing. */
const UNAVAILABLE =
  /(?<![#.\d])\b50[0234]\b(?! ?(?:ms|[km]?b|s|seconds?|lines?|images?|MB|GB)\b)|\b(?:bad gateway|service unavailable|gateway time-?out)\b/i;

/** What is no timeout: a refusal, a cluster's word for any failure, a limit that somebody sets. */
const OTHERWISE =
  /\b(?:denied|forbidden|unauthorized|unauthenticated|4\d\d|manifest unknown|ErrImagePull|ImagePullBackOff)\b|\btimeout(?:[-_]\w+)? ?[:=]|\btimeout (?:of|to|is) \d|(?:设置|增加|调大)[^，。；]{0,8}超时/i;
const MAY_COME =
  /\b(?:if|when(?:ever)?|may|might|could|should|would|avoid|prevent|handle|retry|retries|no longer|test(?:s|ed)?)\b|如果|若|可能|避免|防止|不再/i;

/** A sentence that begins with the answer, with whose it is or with who tells it: what was being done is no condition there. */
const OF_REGISTRY =
  /^\W*(?:(?:HTTP )?50\d\b|bad gateway\b|service unavailable\b|gateway time-?out\b|(?:GHCR|ghcr\.io|GitHub(?:['’]s)? (?:Container Registry|Packages)|the registry|it|we|I) (?:\w+ ){0,2}?(?:returns?|returned|answers?|answered|gives?|gave|responds?|responded|shows?|throws?|threw|says?|said|fails?|failed|gets?|got|sees?|saw|is|was)\b)/i;
const WHILE_DONE = / when(?:ever)? (?:push|pull|publish|upload|download)ing\b(?! .*\b(?:is|are)\b)/;

/** What is done, in the one character that people write for it. */
const PULLS = /拉|下载|\bpull|\bdownload/i;
const PUSHES = /推|上传|\bpush|\bupload/i;

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** @param line in which GitHub's registry is named, and no other */
export function tellsUnreached(line: string): boolean {
  if (line.length > LONGEST) return false;
  // Whatever status it came with, it is no answer of the registry.
  if (tellsOfFiltersPage(line) && (PULLS.test(line) || PUSHES.test(line)))
    return happenedTo(line) || !MAY_COME.test(line);
  if (OTHERWISE.test(line)) return false;
  const isTold = clausesIn(line).some(
    (clause) =>
      NOT_REACHED.test(clause) || (BROKEN.test(clause) && (PULLS.test(clause) || PUSHES.test(clause))),
  );
  return isTold && (happenedTo(line) || !MAY_COME.test(line));
}

/** The same of an error that it answers with: to whoever pushes or pulls, as the same sentence or the next one says. */
export function tellsUnavailable(line: string): boolean {
  if (line.length > LONGEST || OTHERWISE.test(line) || !UNAVAILABLE.test(line)) return false;
  const isTransfer = PULLS.test(line) || PUSHES.test(line);
  const isOfAnother = clausesIn(line).length > 1 && !clausesIn(line).some(isOfOneBreath);
  return isTransfer && !isOfAnother && hasCome(line, UNAVAILABLE);
}

/** What is to be done about it is the next sentence's. */
function hasCome(line: string, what: RegExp): boolean {
  return (
    happenedTo(line) ||
    sentencesOf(line).some((each) => {
      const told = OF_REGISTRY.test(each) ? each.replace(WHILE_DONE, ' ') : each;
      return what.test(each) && !MAY_COME.test(told);
    })
  );
}

const isOfOneBreath = (clause: string): boolean =>
  UNAVAILABLE.test(clause) && (PULLS.test(clause) || PUSHES.test(clause));

/** @returns null: it is not told what was to be done */
export function toldTransfer(line: string): Access | null {
  const [pulls, pushes] = [PULLS.test(line), PUSHES.test(line)];
  return pulls === pushes ? null : pulls ? 'pull' : 'push';
}
