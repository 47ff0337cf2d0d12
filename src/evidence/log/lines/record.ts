/** A line that a log's keeper wrote as a JSON object of its own: what was printed, when, and from where; and nothing else. */

/** What was printed. */
const PRINTED = /^(?:log|line|msg|message|text)$/i;
/** When. */
const WHEN = /^(?:@?time(?:stamp)?|ts|date|datetime)$/i;
/** How much it matters, and from where it came. */
const BESIDE =
  /^(?:level|severity|lvl|stream|source|stage|logger|caller|host(?:name)?|pod|container(?:_?(?:id|name))?|namespace|service|job|step|build|task|pid|v|seq|line_?(?:no|number)|id|attrs|tag)$/i;

/** Longer ones hold more than a line. */
const LONGEST = 64 * 1024;

export interface PrintedRecord {
  text: string;
  /** As it was written; empty: not said. */
  time: string;
}

/**
 * @returns null: it is no such object. One that says when it was written is a log's; an answer of a registry or an API says no
 *   such thing, and one with an error in a field of its own tells more than its message
 */
export function recordIn(line: string): PrintedRecord | null {
  if (!line.startsWith('{"') || line.length > LONGEST) return null;
  const fields = fieldsOf(line);
  const printed = fields.filter(([key, value]) => PRINTED.test(key) && typeof value === 'string');
  const [when, ...others] = fields.filter(([key]) => WHEN.test(key));
  const [, text] = printed[0] ?? [];
  if (typeof text !== 'string' || printed.length > 1 || when === undefined || others.length > 0) return null;
  if (!fields.every(([key]) => PRINTED.test(key) || WHEN.test(key) || BESIDE.test(key))) return null;
  return { text: text.trimEnd(), time: String(when[1]) };
}

function fieldsOf(line: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(line) as object);
  } catch {
    return [];
  }
}
