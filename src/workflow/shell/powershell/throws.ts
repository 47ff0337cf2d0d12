/** `throw`: where nothing catches it, it ends the script as an error (docs: about_Throw, about_Try_Catch_Finally, about_Trap). */

/** What may take it back, or let the script go on. */
const CATCHES = /\b(?:try|trap|catch)\b|\bErrorActionPreference\s*=\s*["']?(?:SilentlyContinue|Ignore)\b/i;

/** At the start of a statement, with what it says. */
const THROWN = /((?:^|[;{}])\s*)throw\b(?:\s+(?:"[^"]*"|'[^']*'|[^"';{}])*)?(?=\s*(?:[;}]|$))/gi;

/** The lines with the end that a `throw` makes in its place; as they are where a script may catch it. */
export function withEnds(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => /\bthrow\b/i.test(line)) || lines.some((line) => CATCHES.test(line)))
    return lines;
  return lines.map((line) => line.replace(THROWN, '$1exit 1'));
}
