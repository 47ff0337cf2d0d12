/** `getopts`: the options that a function, or a script, is called with, one after the other (POSIX, Shell and Utilities: `getopts`). */
import { FOUND } from '../language/origins.js';
import { hasHole } from '../language/values.js';
import type { Shell } from './shell.js';
import { numberIn } from './words/arithmetic.js';

/** What it sets where there is no option left, and for one that it does not know. */
const NONE = '?';

/** Takes the next option, where it and those before it are known and none is joined to another: `-ab`. */
export function takeOption([known = '', name = '', ...given]: readonly string[], shell: Shell): void {
  const args = given.length > 0 ? given : shell.positional;
  // It begins at the first, and so it does where a function has it for its own.
  const at = numberIn(shell.state.variables.get('OPTIND') || '1');
  const [option, argument, next] =
    args === null || at === null || hasHole(known) ? UNKNOWN : optionAt(args, at, known);
  shell.set(name, option);
  shell.set('OPTARG', argument);
  shell.set('OPTIND', next);
}

/** An option, its argument, and where the next one is. */
type Option = readonly [option: string, argument: string, next: string];

const UNKNOWN: Option = [FOUND, FOUND, FOUND];

function optionAt(args: readonly string[], at: number, known: string): Option {
  const word = args[at - 1] ?? '';
  if (hasHole(word)) return UNKNOWN;
  if (word === '--') return [NONE, '', String(at + 1)];
  if (!/^-./.test(word)) return [NONE, '', String(at)];
  const option = word.charAt(1);
  const place = option === ':' ? -1 : known.indexOf(option);
  const joined = word.slice(2);
  if (place !== -1 && known[place + 1] === ':') {
    if (joined !== '') return [option, joined, String(at + 1)];
    return args[at] === undefined ? UNKNOWN : [option, args[at] as string, String(at + 2)];
  }
  return place === -1 || joined !== '' ? UNKNOWN : [option, '', String(at + 1)];
}

/** Is there none left? null: nobody knows. */
export function endOfOptions([, name = '']: readonly string[], shell: Shell): 'yes' | 'no' | null {
  const option = shell.variable(name);
  return hasHole(option) ? null : option === NONE ? 'no' : 'yes';
}
