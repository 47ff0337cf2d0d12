/** The files that a command prints to, for who reads the effects of a script. */
import type { Command, Word } from 'unbash';
import { TEMPORARY } from '../language/workspace.js';
import type { Invocation } from './effects.js';
import { outputFiles } from './redirections.js';
import { writtenWords } from './words/command-words.js';
import { type WordScope, wordText } from './words/words.js';

/** Each with what is printed there: those of `>` and `>>`, and the arguments of `tee`. */
export function filesWritten(
  command: Command,
  [name, ...args]: readonly string[],
  text: string | null,
  scope: WordScope,
): Invocation['writes'] {
  const printed = outputFiles(command.redirects).map((file) => stepFileAt(file) ?? wordText(file, scope));
  const copied = name === 'tee' ? teeFiles(args, writtenWords(command)) : [];
  return [...printed, ...copied].map((file) => ({ file, text }));
}

/** A file by which the step hands something on: in a folder of the runner's own, and none of the checkout (docs: Variables reference). */
function stepFileAt({ text }: Word): string | null {
  const [, name] = /^"?\$\{?(GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))\}?"?$/.exec(text) ?? [];
  return name === undefined ? null : `${TEMPORARY}/${name}`;
}

function teeFiles(args: readonly string[], written: readonly Word[]): readonly string[] {
  const given = written.slice(-args.length);
  return given.length === args.length ? args.map((file, at) => stepFileAt(given[at] as Word) ?? file) : args;
}
