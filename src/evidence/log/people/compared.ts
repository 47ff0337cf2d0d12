/** Somebody compares: what another registry takes or gives is none of the refusal. */
import { OUR_HOST, speaksOfAnother, speaksOfOurs } from '../words/registry-names.js';

/** A clause, and what stands in front of it. */
const CLAUSE =
  /(?:^|[,;:，；。]|\.(?=\s)|\s(?:but|while|whereas|yet)(?=\s)|但是?|而)[^,;:，；。.]*?(?=$|[,;:，；。]|\.(?:\s|$)|\s(?:but|while|whereas|yet)\s|但|而)/giu;
const IS_FINE =
  /\b(?:works?|worked|working|is (?:fine|ok(?:ay)?)|are (?:fine|ok(?:ay)?)|fine|succeeds?|no (?:problems?|issues?))\b|正常|没问题|可以|成功/iu;
const NOT_FINE = /\b(?:not|never|no longer|neither)\b|n['’]t\b|不|没(?!问题)/iu;

const HOST = new RegExp(OUR_HOST, 'i');

/** What somebody says of GitHub's registry, without the clauses that tell of another one that it works there. */
export function withoutCompared(text: string): string {
  if (!speaksOfAnother(text)) return text;
  const rest = text.replace(CLAUSE, (clause) =>
    speaksOfAnother(clause) && !isOfOurs(clause) && IS_FINE.test(clause) && !NOT_FINE.test(clause)
      ? ''
      : clause,
  );
  return isOfOurs(rest) ? rest.replace(/^[\s,;:.，；。]+/, '') : text;
}

const isOfOurs = (text: string) => speaksOfOurs(text) || HOST.test(text);
