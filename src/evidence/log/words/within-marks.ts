/** Where what somebody shows of a message ends, when he goes on in words of his own. */

const OPENED_BY: ReadonlyMap<string, string> = new Map([
  ['}', '{'],
  [')', '('],
  [']', '['],
  ['”', '“'],
  ['」', '「'],
  ['»', '«'],
]);
const OPENERS = new Set(OPENED_BY.values());

/** Marks that open and close alike, with what stands before the first that no backslash is in front of. */
const ALIKE = [
  { mark: /(?<!\\)`/g, before: /^(?:\\.|[^`\\])*/ },
  { mark: /(?<!\\)"/g, before: /^(?:\\.|[^"\\])*/ },
];

/**
 * The piece of a message whose beginning stands behind the mark that opened it: as far as that mark is closed.
 *
 * @param rest from somewhere in the message to the end of the line
 */
export function withinMarks(rest: string): string {
  const shown = withinBrackets(rest);
  const alone = ALIKE.find(({ mark }) => (shown.match(mark)?.length ?? 0) % 2 === 1);
  return alone ? (alone.before.exec(shown)?.[0] ?? shown) : shown;
}

function withinBrackets(rest: string): string {
  const open: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const mark = rest[at] as string;
    const opener = OPENED_BY.get(mark);
    if (OPENERS.has(mark)) open.push(mark);
    else if (opener !== undefined && open.pop() !== opener) return rest.slice(0, at);
  }
  return rest;
}
