/**
 * The title of a change, and nothing else. In a log it tells of nothing that happened there; but who asks with it alone asks about
 * the message that it quotes.
 */
import { phraseIn } from '../words/phrases/phrases.js';

/** Longer ones have words of their own. */
const LONGEST = 200;

/** As titles begin: by the kind of change, or with what it does. */
const BEGINNING =
  /^(?:(?:fix|feat|chore|docs|refactor|perf|style|revert|ci|build|test|deps)(?:\([\w./ -]{1,40}\))?!?: |(?:Fix(?:e[sd])?|Resolve[sd]?|Close[sd]?|Handle[sd]?|Avoid(?:s|ed)?|Prevent(?:s|ed)?|Explain(?:s|ed)?|Document(?:s|ed)?|Work(?:s|ed)? around):? (?:(?:#\d+|the|an?|error|errors|issue|problem)[:,]? )*)/i;
/** The message stands right behind what is done about it: then nobody can mean anything else. */
const DIRECTLY = /^(?:Fix(?:e[sd])?|Resolve[sd]?):? ["“`'](?=.{6,})/;
const QUOTED = /["“]([^"”]{6,160})["”]|`([^`]{6,160})`|(?<![\w])'([^']{6,160})'(?!\w)/;

/**
 * @param isAsked somebody asks with a message of his own
 * @returns the message that it is about; null: it is no such title
 */
export function messageInTitle(text: string, isAsked: boolean): string | null {
  const title = text.trim();
  if (title.length > LONGEST || title.includes('\n')) return null;
  if (!(isAsked ? BEGINNING : DIRECTLY).test(title)) return null;
  const [, ...quotes] = QUOTED.exec(title) ?? [];
  const quoted = quotes.find((each) => each !== undefined);
  if (quoted !== undefined) return phraseIn(quoted) ? quoted : null;
  return isAsked ? title.replace(BEGINNING, '') : null;
}
