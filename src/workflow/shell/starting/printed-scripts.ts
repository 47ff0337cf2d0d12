/** Scripts that a command prints, and what a started script reads as its input. */
import type { Command } from 'unbash';
import { isHole } from '../../language/values.js';
import { printedFile } from '../redirections.js';
import type { WordScope } from '../words/words.js';
import type { StartedScript } from './started.js';

/** `bash <(command) ARGUMENT` and `source <(command)` read what a command prints, as `bash -s ARGUMENT` and `eval` do. */
export function printedScript(
  { args }: Command,
  words: string[],
  scope: WordScope,
): { words: string[]; stdin: string | null } {
  const [name = ''] = words;
  const isSourced = name === 'source' || name === '.';
  if (!isSourced && !/^(?:ba|da|z)?sh$/.test(name)) return { words, stdin: null };
  const at = words.findIndex((each, index) => index > 0 && !each.startsWith('-'));
  const printed = args.map((each) => (each.type === 'Word' ? printedFile(each, scope) : null));
  const text = isHole(words[at] ?? '') ? printed.find((each) => each !== null) : undefined;
  if (text === undefined || text === null) return { words, stdin: null };
  if (isSourced) return { words: ['eval', text], stdin: null };
  return { words: [...words.slice(0, at), '-s', ...words.slice(at + 1)], stdin: text };
}

/** Is what a script is started with its input, and neither its text nor the arguments that it gets? */
export function isReadByScript(
  [name = '']: readonly string[],
  { source }: StartedScript,
  stdin: string | null,
): boolean {
  return name !== 'xargs' && name !== 'find' && source !== stdin;
}
