/** What `$(…)` prints: known of commands like echo and tr; else a hole that says what was asked. */
import type { Command, CommandExpansionPart, Statement } from 'unbash';
import { CHANGED, FOUND, isUpToRun } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import { redirectedInput } from '../redirections.js';
import { commandFields } from '../words/command-words.js';
import type { WordScope } from '../words/words.js';
import { printedBy } from './printing.js';

/** Commands that find out which files changed. */
const ASKS_CHANGES =
  /\bgit\s+(?:-\S+\s+)*(?:diff|diff-tree|show|whatchanged)\b|\bgh\s+pr\s+(?:diff|view\b.*\bfiles)\b/;

/**
 * The text that a substitution stands for, without the line ends at its end.
 *
 * @param printed by its commands where they were walked; null when not known
 */
export function substitutedText(
  { script, text }: CommandExpansionPart,
  scope: WordScope,
  printed: string | null,
): string {
  const said = pathOfClient(text) ?? printed ?? (script ? printedByList(script.commands, scope) : null);
  const known = said?.replace(/\n+$/, '') ?? HOLE;
  return known.includes(HOLE) ? known.replaceAll(HOLE, () => openText(text, scope)) : known;
}

/** `$(command -v docker || command -v podman)`: where the first of them is. Each pushes as the other would, and without any nothing is. */
function pathOfClient(text: string): string | null {
  const [, client] = PATH_OF_CLIENT.exec(text) ?? [];
  return client === undefined ? null : `/usr/bin/${client}`;
}

const PATH_OF_CLIENT =
  /^(?:\$\(|`)\s*(?:command\s+-v|which|type\s+-[pP])\s+(docker|podman|buildah|skopeo|nerdctl|crane|oras|helm|ko)(?:\s+(?:2>|&>)\s*\S+)?(?:\s*\|\|[^()`]*)?\s*[)`]$/;

/** What stands for what is not known of it. */
function openText(text: string, scope: WordScope): string {
  // What a command finds out is a fact of the run, unless it was told something that is none.
  // Between single quotes stand names of another language, such as those of jq.
  const told = namedIn(text.replace(/'[^']*'/g, '')).map((name) => scope.variable(name));
  if (!told.every(isUpToRun) || !isUpToRun(text)) return HOLE;
  return ASKS_CHANGES.test(text) ? CHANGED : FOUND;
}

function namedIn(text: string): string[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
}

/**
 * What a pipe of commands like echo and tr prints where nobody walks it; null when it is anything else.
 */
export function printedByList(statements: readonly Statement[], scope: WordScope): string | null {
  const [only, ...more] = statements;
  if (!only || more.length > 0) return null;
  const { command } = only;
  const pipe = command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
  let said: string | null = null;
  for (const [index, each] of pipe.entries()) {
    if (each.type !== 'Command' || (index > 0 && said === null)) return null;
    said = handedOver(printedByCommand(each, said, scope), each, pipe[index + 1]);
  }
  return said;
}

/** `find` names what it finds in the order of the disk: which of several comes first nobody knows. */
export function handedOver(said: string | null, from: Piped, to: Piped | undefined): string | null {
  const nameOf = (part?: Piped) => (part?.type === 'Command' ? part.name?.text : undefined);
  const isOpen = nameOf(from) === 'find' && /^(?:head|tail)$/.test(nameOf(to) ?? '');
  return isOpen && said?.trimEnd().includes('\n') ? null : said;
}

type Piped = Statement['command'];

/** @param fed what is piped into it; null when that is nothing or not known */
function printedByCommand(command: Command, fed: string | null, scope: WordScope): string | null {
  const input = redirectedInput(command.redirects, scope) ?? fed;
  // `$(< FILE)`.
  if (!command.name && command.prefix.every(({ type }) => type === 'Redirect')) return input;
  return printedBy(commandFields(command, scope), input, scope);
}
