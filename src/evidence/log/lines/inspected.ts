/**
 * Objects that Node's console sets out over many lines: an answer of `fetch`, and what Axios asked. The status stands in one of
 * them, the address in another. Here such an object becomes one line again, with the fields that tell of the request.
 */

/** How one begins: `Response {`, `config: {`; what stands in front stays. */
const OPENS = /^(\s*)(?:.{0,200}\s)?(?:Response|config:|['"]config['"]:) \{\s*$/;
/** The fields that tell, with their values. */
const FIELD = /^\s*['"]?(status|statusText|method|url)['"]?: ((['"`])(?:(?!\3).){1,1000}\3|\d{3}),?\s*$/;

/** No such object is set out over more lines, and no line of one is longer. */
const MOST = 120;
const LONGEST = 2_000;

/** In which order they are read. */
const ORDER = ['method', 'status', 'statusText', 'url'];

/** The object that begins in a line, as one, and its last line; null: none, or one that tells nothing. */
function objectAt(lines: readonly string[], index: number): { whole: string; to: number } | null {
  const first = lines[index] as string;
  if (first.length > LONGEST) return null;
  const indent = OPENS.exec(first)?.[1];
  if (indent === undefined) return null;
  const fields = new Map<string, string>();
  for (let at = index + 1; at <= index + MOST; at++) {
    const line = lines[at];
    if (line === undefined || line.length > LONGEST) return null;
    if (line.startsWith(`${indent}}`)) {
      if (!fields.has('url')) return null;
      const told = ORDER.flatMap((name) => (fields.has(name) ? [`${name}: ${fields.get(name)}`] : []));
      return { whole: `${first.trimEnd()} ${told.join(', ')} ${line.trim()}`, to: at };
    }
    const [, name = '', value = ''] = FIELD.exec(line) ?? [];
    if (name !== '' && !fields.has(name)) fields.set(name, value);
  }
  return null;
}

/** The lines, each such object whole where it begins; the others of its lines are empty. */
export function withoutInspection(lines: readonly string[]): readonly string[] {
  const whole = [...lines];
  for (let index = 0; index < lines.length; index++) {
    const found = objectAt(lines, index);
    if (!found) continue;
    whole[index] = found.whole;
    whole.fill('', index + 1, found.to + 1);
    index = found.to;
  }
  return whole;
}
