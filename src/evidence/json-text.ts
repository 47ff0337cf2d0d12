/** Texts that may be JSON, and what they hold. Of whose they are nothing is known: each value is looked at before it is used. */

/** What a text holds; undefined where it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values of an object by their names; null for anything else, a list and a text among it. */
export function recordOf(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? value : null;
}

/** Is it an object with names, and no list? */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
