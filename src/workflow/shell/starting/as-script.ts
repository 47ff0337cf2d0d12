/** Words of a command as the text of a script. */

/** A command as a script has it. */
export function asScript(words: readonly string[]): string {
  return words.map((each) => `'${each.replaceAll("'", `'\\''`)}'`).join(' ');
}
