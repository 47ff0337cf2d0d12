/** Texts in quotation marks, as regular expressions look for them. */
export const QUOTED_TEXT = `(?:"[^"]*"|'[^']*')`;

export const QUOTED_TEXTS = String.raw`${QUOTED_TEXT}(?:\s*,\s*${QUOTED_TEXT})*`;

/** Each of them. */
export const EACH_TEXT = new RegExp(QUOTED_TEXT, 'g');

/**
 * A line whose texts have no double quotation marks within them: those that `$(…)` has in one are of other texts (docs:
 * about_Quoting_Rules), and single ones do as well where nothing is filled in.
 */
export function withPlainQuotes(line: string): string {
  if (!/"[^"]*\$\(/.test(line)) return line;
  const made: string[] = [];
  let [isOpen, depth, begun] = [false, 0, -1];
  for (const piece of line.split(/(\$\(|["()'])/)) {
    made.push(piece);
    if (begun !== -1) {
      if (piece !== '"') continue;
      const inner = made.splice(begun).slice(1, -1).join('');
      if (/['$]/.test(inner)) return line;
      made.push(`'${inner}'`);
      begun = -1;
    } else if (piece === '"' && depth > 0) begun = made.length - 1;
    else if (piece === '"') isOpen = !isOpen;
    else if (isOpen && (piece === '$(' || (piece === '(' && depth > 0))) depth += 1;
    else if (piece === ')' && depth > 0) depth -= 1;
  }
  return isOpen || depth > 0 || begun !== -1 ? line : made.join('');
}
