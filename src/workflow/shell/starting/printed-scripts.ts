/** Scripts that a command prints, and what a started script reads as its input. */
import type { Command } from 'unbash';
import { isHole } from '../../language/values.js';
import { printedFile } from '../redirections.js';
import type { WordScope } from '../words/words.js';
import type { StartedScript } from './started.js';

/**
 * `bash <(command) ARGUMENT` and `source <(command)` read what a command prints, as `bash -s ARGUMENT` and `eval` do; so does
 * `source /dev/stdin` what it is given.
 *
 * @param fed what the command reads; null: not known
 */
export function printedScript(
  { args }: Command,
  words: string[],
  fed: string | null,
  scope: WordScope,
): { words: string[]; stdin: string | null } {
  const [name = ''] = words;
  const isSourced = name === 'source' || name === '.';
  if (!isSourced && !/^(?:ba|da|z)?sh$/.test(name)) return { words, stdin: null };
  if (isSourced && fed !== null && STDIN.test(words[1] ?? '')) return { words: ['eval', fed], stdin: null };
  const at = words.findIndex((each, index) => index > 0 && !each.startsWith('-'));
  const printed = args.map((each) => (each.type === 'Word' ? printedFile(each, scope) : null));
  const text = isHole(words[at] ?? '') ? printed.find((each) => each !== null) : undefined;
  if (text === undefined || text === null) return { words, stdin: null };
  if (isSourced) return { words: ['eval', text], stdin: null };
  return { words: [...words.slice(0, at), '-s', ...words.slice(at + 1)], stdin: text };
}

const STDIN = /^\/dev\/(?:stdin|fd\/0)$/;

/** Is what a script is started with its input, and neither its text nor the arguments that it gets? */
export function isReadByScript(
  [name = '']: readonly string[],
  { source }: StartedScript,
  stdin: string | null,
): boolean {
  return name !== 'xargs' && name !== 'find' && source !== stdin;
}
