/** Somebody tells in one sentence that a push or a pull at GitHub's registry, which it calls by its name, got no answer. */

import { accessIn } from '../../words/access.js';
import type { Phrase } from '../../words/phrases/phrase.js';
import { speaksOfAnother, speaksOfOurs } from '../../words/registry-names.js';
import { SENTENCE_END } from '../prose.js';

/** What no verdict is given with: whoever is refused is told by more than these words. */
const NO_VERDICT: readonly Phrase['kind'][] = ['unreachable', 'unavailable', 'limited'];

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** What is done with an image, as people put it who name no image. */
const TRANSFER =
  /\b(?:push|pull|publish|upload|download|login|log in)(?:s|es|ed|ing)?\b|推送|拉|上传|下载|登录/i;

/** It may happen, or is to happen no more: a guide's, or what a change is about. */
const SPOKEN_OF =
  /^\W*(?:if|when(?:ever)?|should|in case|to)\b|\b(?:may|might|can|could|would|will|should|retry|retries|handle|avoid|prevent|resolve|fix|fixes|improve|no longer|not|never)\b|n['’]t\b|如果|若|假如|可能|不/i;

/** GitHub Packages has registries of other things than images. */
const OTHER_PACKAGES = /\b(?:npm|pnpm|yarn|maven|mvn|gradle|nuget|dotnet nuget|gems?|rubygems)\b/i;

/** A clause begins. */
const CLAUSES = /[,，;]\s*|\s+(?=(?:and|but|then|while)\s)/;
/** It goes on with what was said, and has no other subject. */
const GOES_ON =
  /^(?:and|but|then)$|^(?:and |but |then )*(?:(?:it|that|this|which|I|we) )?(?:always |sometimes |then )?(?:gets?|got|gives?|gave|returns?|returned|fails?|failed|sees?|saw|receives?|received|times? out|timed out|is|was|has been)\b|^(?:总是|有时|最后|然后|就|一直|老是|经常|最终| )*(?:报|返回|提示|得到|失败|出现|超时|timeout|i\/o timeout|TLS|net\/http|connection)/i;

/** Programs write down addresses; people do not. */
const BY_A_PROGRAM = /:\/\//;

export function isToldOfOurs(text: string, { kind, pattern }: Phrase): boolean {
  if (text.length > LONGEST || !NO_VERDICT.includes(kind) || BY_A_PROGRAM.test(text)) return false;
  return text
    .split(SENTENCE_END)
    .some(
      (sentence) =>
        clausesIn(sentence).some((clause) => pattern.test(clause) && speaksOfOurs(clause)) &&
        !speaksOfAnother(sentence) &&
        !OTHER_PACKAGES.test(sentence) &&
        !SPOKEN_OF.test(sentence) &&
        (TRANSFER.test(sentence) || accessIn(sentence) !== null),
    );
}

/** Each clause with what goes on with it: what fails in one that has a subject of its own is another thing. */
export function clausesIn(sentence: string): string[] {
  const clauses: string[] = [];
  for (const part of sentence.split(CLAUSES)) {
    if (clauses.length > 0 && GOES_ON.test(part)) clauses.push(`${clauses.pop()}, ${part}`);
    else clauses.push(part);
  }
  return clauses;
}
