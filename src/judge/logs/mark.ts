/** Which part of a log's line is the message: what an excerpt underlines. */

import type { Symptom } from '../../evidence/log/types.js';
import { phraseIn } from '../../evidence/log/words/phrases/phrases.js';

export interface Marked {
  text: string;
  /** Part to underline, 0-based, end excluded. */
  from: number;
  to: number;
}

/** What leads into the registry's own words. */
const LEAD =
  /(?:(?:denied|unauthorized|permission_denied|unauthenticated|not_found|error from registry): ?)+$/i;
/** A match of a pattern that reaches further tells nothing of the place. */
const LONGEST = 60;

/** The registry's words with what leads into them; where it said none, what made the line a symptom. */
export function markedIn(text: string, { said, status }: Pick<Symptom, 'said' | 'status'>): Marked {
  const at = said === null ? -1 : text.toLowerCase().lastIndexOf(said.toLowerCase());
  if (said !== null && at >= 0) {
    const lead = LEAD.exec(text.slice(0, at))?.[0].length ?? 0;
    return { text, from: at - lead, to: at + said.length };
  }
  const found = phraseIn(text)?.pattern.exec(text);
  if (found && found[0].length > 0 && found[0].length <= LONGEST)
    return { text, from: found.index, to: found.index + found[0].length };
  const code = status === null ? null : new RegExp(`\\b${status}\\b[\\s(]*[A-Z]?[\\w ]*\\)?`).exec(text);
  if (code) return { text, from: code.index, to: code.index + code[0].trimEnd().length };
  return { text, from: 0, to: text.length };
}
