/** What is done on another machine: `ssh HOST COMMAND`, a script that is fed to a shell there, or one of an action that goes there. */
import { readArguments } from '../../../knowledge/arguments.js';
import { commandInContainer } from '../../../knowledge/containers.js';
import type { Invocation } from '../../../shell/effects.js';
import { asScript } from '../../../shell/starting/as-script.js';
import { isReadable } from '../../../shell/starting/readable.js';
import type { Here } from '../frame.js';
import { effortFor, starterFor } from './script-place.js';

/** man ssh(1): options that take the next word as their value. */
const TAKES = [...'BbcDEeFIiJLlmOoPpQRSWw'].map((letter) => `-${letter}`);

/** A shell that reads its script from its stdin. */
const SHELL = /^(?:sudo )?(?:\/bin\/)?(?:ba)?sh(?: -\w+)*(?: -)?$/;

/** Programs of another machine's, whose words are told to it: it is there that they log in. */
const GOES_THERE =
  /^(?:\S*\/)?(?:ssh|sshpass|mosh|kubectl|oc)\s|^(?:gcloud|doctl|aws|az|tailscale|tsh|fly|flyctl|vagrant|heroku)\s.*\b(?:ssh|ssm|run-command|console)\b/;

/** Is all that the words say done elsewhere? */
export function isDoneElsewhere(words: readonly string[]): boolean {
  return GOES_THERE.test(`${words.slice(0, 8).join(' ').slice(0, 400)} `);
}

/** The commands that run there, none of whose variables this machine knows; none: it is no ssh, or is not read. */
export function remoteCommands({ words, stdin }: Invocation, { scripts }: Here): readonly Invocation[] {
  const at = words.findIndex((each) => /(?:^|\/)ssh$/.test(each));
  // `sshpass -e ssh HOST`; whatever else ssh is a word of is none.
  if (at === -1 || (at > 0 && !/(?:^|\/)sshpass$/.test(words[0] ?? ''))) return [];
  const after = words.slice(at + 1);
  const first = firstOperand(after);
  if (first === -1) return [];
  // Options end with the host: what stands behind it are words of the command.
  const command = after.slice(first + 1).join(' ');
  const source = command === '' || SHELL.test(command) ? stdin : command;
  return source === null ? [] : remoteScript(source, scripts);
}

/** Those that run in a container of an image that nobody knows, in which the workspace may stand. */
export function commandsInContainer({ words }: Invocation, here: Here): readonly Invocation[] {
  const inner = commandInContainer(words);
  const at = inner.findIndex((each) => /^-\w*c$/.test(each));
  const isShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z)?sh$/.test(inner[0] ?? '') && at !== -1;
  const source = isShell ? (inner[at + 1] ?? '') : asScript(inner);
  if (inner.length === 0 || (isShell && !isReadable(source))) return [];
  const place = { folder: '', start: starterFor(here), effort: effortFor(here.project), isOpen: true };
  return here.scripts(source, () => null, place)?.commands ?? [];
}

/** The commands of a script that runs on another machine. */
export function remoteScript(source: string, scripts: Here['scripts']): readonly Invocation[] {
  return isReadable(source) ? (scripts(source, () => null, ELSEWHERE)?.commands ?? []) : [];
}

function firstOperand(words: readonly string[]): number {
  const [host] = readArguments(words, TAKES).positional;
  return host === undefined ? -1 : words.indexOf(host);
}

const ELSEWHERE = { folder: null, start: () => null, effort: { left: 0 }, isOpen: true };
