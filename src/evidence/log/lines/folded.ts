/**
 * Values that YAML folds: `kubectl get -o yaml` breaks a message at 80 columns, wherever a space stands, and sets the
 * rest of it in below its key (YAML 1.2, sections 6.5 and 7.3). Here such a value becomes one line again.
 */

/** A key, and a value in quotes, or one that says that it is folded. */
const OPENED = /^(\s*(?:- )*[\w./-]{1,100}: )(?:(['"])(.*)|>[+-]?\s*)$/;

/** No message is broken into more lines. */
const MOST = 40;
/** Characters; what is broken at 80 columns comes to fewer in so many lines, even with words that are longer. */
const LONGEST = 16_000;

const indentOf = (line: string) => line.search(/\S|$/);

/** In single quotes one is doubled, in double quotes a backslash stands in front of it. */
const ENDED = { "'": /^(?:[^']|'')*'\s*$/, '"': /^(?:[^"\\]|\\.)*"\s*$/ } as const;
const OPEN = { "'": /^(?:[^']|'')*$/, '"': /^(?:[^"\\]|\\.)*\\?$/ } as const;

/** What stands between two lines of a value: a space, or nothing where the break is taken back. */
function joined(value: string, next: string, mark: "'" | '"' | null): string {
  if (mark !== '"') return `${value.trimEnd()} ${next.trimStart()}`;
  // A space that stands first in its line is one that was written so.
  const rest = next.trimStart().replace(/^\\(?= )/, '');
  return /(?<!\\)(?:\\\\)*\\$/.test(value) ? value.slice(0, -1) + rest : `${value.trimEnd()} ${rest}`;
}

/** The value that begins in a line, and how many lines it takes; null: none that is folded. */
function foldedAt(lines: readonly string[], index: number): { whole: string; count: number } | null {
  const first = lines[index] as string;
  const found = OPENED.exec(first);
  if (!found) return null;
  const [, key = '', quote, begun = ''] = found;
  const mark = quote === "'" || quote === '"' ? quote : null;
  if (begun.length > LONGEST || (mark && !OPEN[mark].test(begun))) return null;
  const indent = indentOf(first);
  let value = begun;
  for (let count = 1; count < MOST; count++) {
    const line = lines[index + count];
    const isPart = line !== undefined && line.trim() !== '' && indentOf(line) > indent;
    if (!isPart && mark === null) return count > 1 ? { whole: `${key}${value.trim()}`, count } : null;
    if (!isPart || value.length + line.length > LONGEST) return null;
    value = joined(value, line, mark);
    if (mark && ENDED[mark].test(value)) {
      const plain = mark === "'" ? value.replace(/''/g, "'") : value;
      return { whole: `${key}${mark}${plain}`, count: count + 1 };
    }
    if (mark && !OPEN[mark].test(value)) return null;
  }
  return null;
}

/** The lines, each folded value whole where it begins; the others of its lines are empty. */
export function withoutFolds(lines: readonly string[]): readonly string[] {
  const whole = [...lines];
  for (let index = 0; index < lines.length; index++) {
    const folded = foldedAt(lines, index);
    if (!folded) continue;
    whole[index] = folded.whole;
    whole.fill('', index + 1, index + folded.count);
    index += folded.count - 1;
  }
  return whole;
}
