/** What would tell the named cause and the next ones apart. */

import type { Subject } from '../causes/case.js';
import { textOf } from '../causes/rules.js';
import type { Finding, Language } from '../types.js';
import { factsOfClaim } from './finding.js';
import type { Judgement } from './judge.js';

/** How many alternatives are told apart in words; the rest have their pages. */
const TOLD = 3;

/** Nothing where there is nothing to doubt. */
export function tellsApart(
  { best, others }: Judgement,
  seen: Subject,
  language: Language,
): NonNullable<Finding['tell']> {
  if (best.claim.confidence === 'certain') return [];
  const told = new Set<string>();
  return others.slice(0, TOLD).map(({ cause, claim }) => {
    const facts = factsOfClaim(claim, seen, language);
    const { title } = textOf(cause, facts, claim.detail, language);
    const how = cause.text[language].tell?.(facts, claim.detail) ?? '';
    // What tells two apart in the same way is said once.
    const isSaid = told.has(how);
    told.add(how);
    return { id: cause.id, title, how: isSaid ? '' : how };
  });
}
