/** Commands that name an image and push nothing – `docker build -t`, `docker tag` –, of names that their client may refuse. */
import { commandBuilds } from '../../../knowledge/commands.js';
import type { Invocation } from '../../../shell/effects.js';
import { mayBeUnfit } from '../../sound-names.js';
import type { Act } from '../frame.js';
import { looksAfterFailures } from '../tolerance.js';
import type { OfCommand } from './command-acts.js';
import type { ScriptText } from './script-text.js';

/** For the run that we are in: where such a command surely ends its step. */
export function namedBuilds(command: Invocation, text: ScriptText, act: OfCommand): Act[] {
  if (text.here.own === undefined || command.mayFail || command.isSubstituted) return [];
  const names = commandBuilds(command.words).filter(mayBeUnfit);
  if (names.length === 0 || !endsScript(command, text)) return [];
  return [{ ...act, kind: 'build', names, place: text.lineOf(command) }];
}

/**
 * Does the step end where the command fails? Only where the shell ends at the first error, and nothing stands around the command
 * by which it would go on: a pipe, a list, a group that is used as one command, a function, or another script.
 */
function endsScript({ words: [program = ''], offset }: Invocation, text: ScriptText): boolean {
  const isStrict = STRICT.get(text) ?? endsAtErrors(text);
  STRICT.set(text, isStrict);
  if (!isStrict) return false;
  const { script } = text;
  const line = lineAround(script, offset);
  if (!line.text.includes(program) || /[|&!]/.test(line.text.replaceAll('&&', ''))) return false;
  // Under `set -e`, a list goes on where one fails that is not its last; what ends the script is its own end.
  return !line.text.includes('&&') || script.slice(line.end).trim() === '';
}

/** Each of its commands asks. */
const STRICT = new WeakMap<ScriptText, boolean>();

function endsAtErrors({ script, shell, isForeign }: ScriptText): boolean {
  if (isForeign || looksAfterFailures(script) || PASSES_FAILURES.test(script)) return false;
  return !shell.includes('{0}') || /\s-\w*e|errexit/.test(shell);
}

const PASSES_FAILURES = /^\s*[)}]|\(\s*\)|\bfunction\b|\b(?:done|esac)\b\s*[|&]|\bset\s+\+o\b|\btrap\b/m;

/** With the lines that a backslash joins to it. */
function lineAround(script: string, offset: number): { text: string; end: number } {
  const start = script.lastIndexOf('\n', offset - 1) + 1;
  let end = script.indexOf('\n', offset);
  while (end > 0 && script[end - 1] === '\\') end = script.indexOf('\n', end + 1);
  if (end === -1) end = script.length;
  return { text: script.slice(start, end), end };
}
