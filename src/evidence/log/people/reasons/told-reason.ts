/**
 * Somebody tells that a push or a pull at GitHub's registry, which he names, failed, and what the reason was: the registry's own
 * words are not in it, but what they would have been is. A reason that is only looked for, or holds in some case, is none.
 */
import type { Access } from '../../../../types.js';
import { happenedTo, isAdvice } from '../met.js';
import { showsCapitals, tellsOfRefusedName } from './capitals.js';
import { curedReason, isOfOneThing, REASONS, type ToldReason } from './table.js';
import { failedTransfer } from './transfer.js';

/** A source has the sentence, maybe behind a statement. */
const OF_A_SOURCE =
  /^\s*[\w.$]+(?: ?[+:]?= ?|\()[^#]{0,200}\s(?:#|\/\/)\s|\w\(["'\x60]|^(?!(?:error|message|msg|reason)\b)[\w-]+: ["']/i;
/** It is over, as he says himself. */
const OVER =
  /\b(?:is|are|was|got|been) (?:now )?(?:fixed|resolved|solved)\b|\b(?:fine|works?|worked|green) (?:again|now)\b/i;

/** What was looked for was found. */
const FOUND =
  /\bturn(?:s|ed) out\b|\bfigured out\b|\bfound (?:out|that|the (?:cause|reason|problem|issue))\b/i;

/** It is asked, wished, ruled out or holds in some case. */
const OPEN =
  /\b(?:if|whether|unless|when(?:ever)?(?! (?:push|publish|upload|pull|download)ing\b)|may|might|maybe|perhaps|should|would|could be|must|avoid|prevent|handle|not because|isn['’]t|is not|wasn['’]t|was not|no longer|although|though|despite|limits?|up to)\b|\?|^\W*(?:fix(?:e[sd])?|test|note)\b|如果|若|要是|可能|也许|是否|应该|应当|(?<!申)请|避免|不是因为|[吗？]/i;

/** Texts that are longer have a log in them. */
const LONGEST = 400;

/** What came to nothing, and why. */
export interface ToldFailure {
  access: Access;
  reason: ToldReason;
}

/** A change, as its title tells it. */
const OF_A_CHANGE = /^\W*(?:fix(?:e[sd])?|test|note|feat|docs|chore|ci)\b/i;

/**
 * @param text a sentence or two, in which GitHub's registry is named and no other
 * @param isMet nobody writes a guide here: who says what fails has met it, unless he says what is to be done
 * @param known what was refused, where that is known
 */
export function toldReason(text: string, isMet = false, known: Access | null = null): ToldFailure | null {
  if (text.length > LONGEST || OF_A_SOURCE.test(text)) return null;
  return toldCure(text, known) ?? (OVER.test(text) ? null : givenReason(text, isMet, known));
}

/** What helped tells the reason, though it is over. */
function toldCure(text: string, known: Access | null): ToldFailure | null {
  if (OF_A_CHANGE.test(text)) return null;
  const access = failedTransfer(text, true) ?? known;
  const reason = access && curedReason(text, access);
  return reason && { access, reason };
}

function givenReason(text: string, isMet: boolean, known: Access | null): ToldFailure | null {
  const isOnes = happenedTo(text);
  const rest = REASONS.reduce((left, { negated }) => (negated ? left.replace(negated, ' ') : left), text);
  if (OPEN.test(rest) && !isOnes) return null;
  const isOneThings =
    isOnes || (isMet && !isAdvice(text)) || isOfOneThing(text) || FOUND.test(text) || showsCapitals(text);
  const access = tellsOfRefusedName(text) ? 'push' : (failedTransfer(text, isOneThings) ?? known);
  if (access === null) return null;
  const reason = REASONS.find((each) => each[access] !== null && each.tells(text, access))?.[access];
  return reason ? { access, reason } : null;
}
