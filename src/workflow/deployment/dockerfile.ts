/** The images of a Dockerfile that the defaults of its own arguments make (docs: Docker, "Dockerfile reference", ARG and FROM). */
import { interpolated } from '../knowledge/project-files/interpolation.js';

const FROM = /^[ \t]*FROM[ \t]/i;
const ARG = /^[ \t]*ARG[ \t]+(.+)$/i;
/** `NAME=value`, the value in quotes or bare. */
const DEFAULT = /([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g;

/** Characters: no name of an image is longer. */
const LONGEST = 512;

/** The lines with what stands for the arguments of each FROM; one that nothing gives a value stays as it is written. */
export function withArguments(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => FROM.test(line));
  if (first < 0) return [...lines];
  // FROM knows those alone that stand before the first one.
  const values = defaultsIn(lines.slice(0, first));
  return lines.map((line) => (FROM.test(line) ? line.replace(/\S+/g, (word) => filled(word, values)) : line));
}

function defaultsIn(lines: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of lines) {
    const [, written = ''] = ARG.exec(line.trimEnd()) ?? [];
    for (const [, name = '', value = ''] of written.matchAll(DEFAULT))
      values.set(name, filled(value.replace(/^(["'])(.*)\1$/, '$2'), values));
  }
  return values;
}

function filled(word: string, values: ReadonlyMap<string, string>): string {
  if (!word.includes('$') || word.length > LONGEST) return word;
  const { text, missing } = interpolated(word, (name) => values.get(name));
  return missing.length > 0 ? word : text;
}
