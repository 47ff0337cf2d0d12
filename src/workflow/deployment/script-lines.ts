/** The lines of a script with the variables that it sets itself. */
import { interpolated } from '../knowledge/project-files/interpolation.js';

/** A word that stands for itself, bare or in quotes. */
const SET =
  /^[ \t]*(?:export[ \t]+|readonly[ \t]+)?([A-Za-z_]\w*)=(?:"([^"`]*)"|'([^'$]*)'|([^\s"'`;&|()]*))[ \t]*;?[ \t]*\r?$/;
/** Characters: no name of an image is longer. */
const LONGEST = 512;

/** @returns without the lines that set what others are made of: half a name is another image's */
export function withOwnVariables(lines: readonly string[]): string[] {
  const values = new Map<string, string | null>();
  const filled = (word: string, used?: Set<string>) => {
    if (!word.includes('$') || word.length > LONGEST) return word;
    const { text, missing } = interpolated(word, (name) => {
      const value = values.get(name) ?? undefined;
      if (value !== undefined) used?.add(name);
      return value;
    });
    return missing.length > 0 ? word : text;
  };
  const settings = lines.map((line) => SET.exec(line));
  for (const [, name = '', ...quoted] of settings.flatMap((each) => (each ? [each] : []))) {
    const value = filled(quoted.find((each) => each !== undefined) ?? '');
    // Which of two values counts, and what a program prints, nobody tells.
    values.set(name, values.has(name) || value.includes('$') ? null : value);
  }
  const used = new Set<string>();
  const made = lines.map((line) => line.replace(/\S+/g, (word) => filled(word, used)));
  return made.filter((_, index) => !used.has(settings[index]?.[1] ?? ''));
}
