/** Texts in words of bash, which can stand between double quotation marks and, without any, in a `$(…)` there. */

/** In a text: letters, or what is filled in. */
export interface FragmentPart {
  text: string;
  isFilledIn: boolean;
}

/** A text, and perhaps the word in which it was written. */
export interface Fragment {
  parts: readonly FragmentPart[];
  written?: string;
}

/** Of it nothing is ever known: of a script's own names nothing is before it sets them. */
export const UNKNOWN_VALUE = '${value_of_powershell}';

/** A name, a command, or what else stands behind a `$`. */
const PIECE =
  /\$\{\w+(?:,,|\^\^|\[[^\][{}]*\])?\}|\$\((?:[^()"]|\([^()"]*\))*\)|\$GITHUB_(?:ENV|OUTPUT)|\\[$"`\\]|[^$\\]+|\\|\$/g;

/** Of a text in quotation marks, as bash has it. */
export function quotedFragment(written: string): Fragment {
  const inside = written.slice(1, -1);
  if (written.startsWith("'")) return { parts: [literal(inside)], written };
  const parts = (inside.match(PIECE) ?? []).map((piece): FragmentPart => {
    if (/^\$\{\w|^\$[(G]/.test(piece)) return { text: piece, isFilledIn: true };
    return literal(/^\\./.test(piece) ? piece.slice(1) : piece);
  });
  return { parts, written };
}

export function literal(text: string): FragmentPart {
  return { text, isFilledIn: false };
}

export function filledFragment(text: string): Fragment {
  return { parts: [{ text, isFilledIn: true }] };
}

export function joined(fragments: readonly Fragment[], mark = ''): Fragment {
  const marks = mark === '' ? [] : [literal(mark)];
  return { parts: fragments.flatMap(({ parts }, at) => (at === 0 ? parts : [...marks, ...parts])) };
}

/** Between quotation marks; a name alone has none. */
export function asWord({ parts, written }: Fragment): string {
  const [only] = parts;
  if (written !== undefined) return written;
  return parts.length === 1 && only?.isFilledIn && only.text.startsWith('${')
    ? only.text
    : `"${inText(parts)}"`;
}

/** Between quotation marks in any case, as one word. */
export function asQuoted(text: Fragment): string {
  const word = asWord(text);
  return word.startsWith('$') ? `"${word}"` : word;
}

/** As a part of a text between double quotation marks. */
export function inText(parts: readonly FragmentPart[]): string {
  return parts.map(({ text, isFilledIn }) => (isFilledIn ? text : text.replace(/["$`\\]/g, '\\$&'))).join('');
}

/** Without double quotation marks, which would end the text around; null: it needs them. */
export function bare({ parts }: Fragment): string | null {
  const words = parts.map(({ text, isFilledIn }) =>
    isFilledIn ? text : /['"\n]/.test(text) ? null : `'${text}'`,
  );
  return words.includes(null) ? null : words.join('') || "''";
}
