/**
 * A text of several lines that somebody gives as JSON, as APIs hand out an issue, a comment or a log: its lines stand there as one
 * text with marks for their ends.
 */

export interface JsonBody {
  text: string;
  /** Where the first of it stands, 1-based. */
  line: number;
}

/** What holds such a text; an answer of a registry has none of these with several lines. */
const BODY =
  /^(?:body(?:_?text)?|text|logs?|output|content|description|question|comment|message|msg|error|err|stdout|stderr)$/i;
const TITLE = /^(?:title|subject)$/i;
const KEY =
  /"(?:body(?:_?text)?|text|logs?|output|content|description|question|comment|message|msg|error|err|stdout|stderr)"\s*:/i;

const MOST_DEEP = 4;

/** GitHub's API says so where it says no: it is read as it stands. */
const OF_THE_API = /"documentation_url"\s*:/;

/**
 * @param mayBeOneLine nothing else was found in what is given: then one line is a text, too
 * @returns null: it is no JSON, or has no such text
 */
export function bodyInJson(given: string, mayBeOneLine = false): JsonBody | null {
  if (!/^\s*[[{]/.test(given) || !KEY.test(given)) return null;
  if (mayBeOneLine ? OF_THE_API.test(given) : !given.includes('\\n')) return null;
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    return null;
  }
  const texts = textsIn(value, MOST_DEEP);
  // What ends a line is of it: so a container's runtime writes each.
  if (mayBeOneLine ? texts.length === 0 : !texts.some((text) => text.trimEnd().includes('\n'))) return null;
  const asked = mayBeOneLine && texts.length === 1 ? addressIn(value, MOST_DEEP) : null;
  const text =
    asked === null || /https?:\/\//.test(texts[0] ?? '') ? texts.join('\n\n') : `${asked}: ${texts[0]}`;
  return { text, line: given.slice(0, given.search(KEY)).split('\n').length };
}

/** What was asked, in a field of its own: whose answer it is that a message tells of, as loggers write it down. */
const ADDRESS = /^https?:\/\/[^\s/]+\/(?:v2|token)\b\S*$/;

function addressIn(value: unknown, deep: number): string | null {
  if (typeof value === 'string') return ADDRESS.test(value) ? value : null;
  if (deep === 0 || typeof value !== 'object' || value === null) return null;
  return Object.values(value).reduce<string | null>(
    (found, each) => found ?? addressIn(each, deep - 1),
    null,
  );
}

/** The title stands above what it is of, in whichever order they come. */
function textsIn(value: unknown, deep: number): string[] {
  if (deep === 0 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, deep - 1));
  const entries = Object.entries(value);
  const under = (key: RegExp) =>
    entries.flatMap(([name, each]) => (key.test(name) && typeof each === 'string' ? [each] : []));
  return [...under(TITLE), ...under(BODY), ...entries.flatMap(([, each]) => textsIn(each, deep - 1))];
}
