/**
 * Answers of a registry that `jq`, a browser or a logger sets out over several lines: the code stands in one, what it
 * means in the next. Here such an answer becomes one line again, as the registry sends it.
 */

/** Where its list of errors begins; the brace in front may have a line of its own. */
const LIST = /^(.*?)"errors": *\[(?: *\{)? *$/;
/** Nothing but a brace, and what a client sets in front of it. */
const BRACE = /^.{0,200}\{ *$/;
/** A piece of it, without the spaces around it: brackets, or a field and its value. */
const PIECE =
  /^(?:[\][{},]{1,20}|"(?!errors")\w{1,20}": *(?:"(?:[^"\\]|\\.)*"|null|[\d.]+|[{[])?[\][{},]{0,20})$/;

/** The same as Firefox shows it, a name and its value a line, without the marks of JSON: its list, the number in it, a field. */
const TREE = /^\s*errors:?\s*$/;
const NUMBER = /^\s*\d{1,2}:?\s*$/;
const FIELD = /^\s*(\w{1,20}):?\s+("(?:[^"\\]|\\.){0,500}"|null)\s*$/;

/** No answer is set out over more lines, and no line of one is longer. */
const MOST = 30;
const LONGEST = 2_000;

/** As the registry sends it, without a space between a field and its value. */
const tidy = (text: string): string => text.replace(/("\w{1,20}":) +(?=["[{\dn]|$)/, '$1');

/** Brackets that are open at the end of a text, beside those of its values. */
function openIn(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}

/** The answer whose list begins in a line, from its brace on, and how many lines it takes; null: it is not whole. */
function answerAt(
  lines: readonly string[],
  index: number,
): { whole: string; from: number; to: number } | null {
  const first = lines[index] as string;
  if (first.length > LONGEST || !LIST.test(first)) return null;
  const before = lines[index - 1] ?? '';
  const hasBrace = !first.includes('{"errors"') && before.length <= LONGEST && BRACE.test(before);
  const from = hasBrace ? index - 1 : index;
  let whole = tidy(hasBrace ? `${before.trimEnd()}${first.trim()}` : first.trimEnd());
  let open = openIn(whole);
  for (let at = index + 1; at < index + MOST; at++) {
    const line = lines[at];
    if (line === undefined || line.length > LONGEST) return null;
    const piece = line.trim();
    if (!PIECE.test(piece)) return null;
    whole += tidy(piece);
    open += openIn(piece);
    if (open <= 0) return { whole, from, to: at };
  }
  return null;
}

/** An answer that Firefox shows from a line on; null: there is none, or not both of its fields. */
function treeAt(lines: readonly string[], index: number): { whole: string; from: number; to: number } | null {
  if (!TREE.test(lines[index] ?? '') || !NUMBER.test(lines[index + 1] ?? '')) return null;
  const fields: string[] = [];
  let at = index + 2;
  for (let line = lines[at]; line !== undefined && line.length <= LONGEST; line = lines[++at]) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || fields.length > MOST) break;
    fields.push(`"${name}":${value}`);
  }
  const has = (name: string) => fields.some((field) => field.startsWith(`"${name}":`));
  if (!has('code') || !has('message')) return null;
  return { whole: `{"errors":[{${fields.join(',')}}]}`, from: index, to: at - 1 };
}

/** The lines, each answer whole where it begins; the others of its lines are empty. */
export function withoutLayout(lines: readonly string[]): readonly string[] {
  const whole = [...lines];
  for (let index = 0; index < lines.length; index++) {
    const answer = answerAt(lines, index) ?? treeAt(lines, index);
    if (!answer) continue;
    whole[answer.from] = answer.whole;
    whole.fill('', answer.from + 1, answer.to + 1);
    index = answer.to;
  }
  return whole;
}
