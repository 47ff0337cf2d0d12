/** What `$(…)` prints: known of commands like echo and tr; else a hole that says what was asked. */
import type { Command, CommandExpansionPart, Statement } from 'unbash';
import { CHANGED, FOUND, isUpToRun } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import { inWorkspace, WORKSPACE, workspacePath } from '../../language/workspace.js';
import { redirectedInput } from '../redirections.js';
import { assignedText, commandFields } from '../words/command-words.js';
import type { WordScope } from '../words/words.js';
import { printedBy } from './printing.js';

/** Commands that find out which files changed. */
const ASKS_CHANGES =
  /\bgit\s+(?:-\S+\s+)*(?:diff|diff-tree|show|whatchanged)\b|\bgh\s+pr\s+(?:diff|view\b.*\bfiles)\b/;

/**
 * The text that a substitution stands for, without the line ends at its end.
 *
 * @param folder of the repository, in which it is run; null when not known
 */
export function substitutedText(
  { script, text }: CommandExpansionPart,
  scope: WordScope,
  folder: string | null,
): string {
  const said = script
    ? (printedByList(script.commands, scope) ?? placeNamed(script.commands, scope, folder))
    : null;
  if (said !== null) return said.replace(/\n+$/, '');
  // What a command finds out is a fact of the run, unless it was told something that is none.
  // Between single quotes stand names of another language, such as those of jq.
  const told = [...text.replace(/'[^']*'/g, '').matchAll(/\$\{?(\w+)/g)].map(([, name = '']) =>
    scope.variable(name),
  );
  if (!told.every(isUpToRun) || !isUpToRun(text)) return HOLE;
  return ASKS_CHANGES.test(text) ? CHANGED : FOUND;
}

/** What a pipe of commands like echo and tr prints; null when it is anything else. */
export function printedByList(statements: readonly Statement[], outer: WordScope): string | null {
  const [only] = statements.slice(-1);
  const scope = withAssigned(statements.slice(0, -1), outer);
  if (!only || !scope) return null;
  const { command } = only;
  const pipe = command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
  let said: string | null = null;
  for (const [index, each] of pipe.entries()) {
    if (each.type !== 'Command' || (index > 0 && said === null)) return null;
    said = printedByCommand(each, said, scope);
  }
  return said;
}

/** `IFS=,; echo "${TAGS[*]}"`: variables that are set on the way; null where anything else is done. */
function withAssigned(statements: readonly Statement[], scope: WordScope): WordScope | null {
  if (statements.length === 0) return scope;
  const own = new Map<string, string>();
  const inside: WordScope = {
    variable: (name) => own.get(name) ?? scope.variable(name),
    array: (name) => (own.has(name) ? null : scope.array(name)),
    read: (path) => scope.read(path),
    glob: (pattern) => scope.glob(pattern),
    substitute: (part) => scope.substitute(part),
    positional: scope.positional,
    self: scope.self,
  };
  for (const { command } of statements) {
    if (command.type !== 'Command' || command.name || command.redirects.length > 0) return null;
    for (const each of command.prefix) {
      if (each.type === 'Assignment') own.set(each.name, assignedText(each, inside));
    }
  }
  return inside;
}

/** @param fed what is piped into it; null when that is nothing or not known */
export function printedByCommand(command: Command, fed: string | null, scope: WordScope): string | null {
  const input = redirectedInput(command.redirects, scope) ?? fed;
  // `$(< FILE)`.
  if (!command.name && command.prefix.every(({ type }) => type === 'Redirect')) return input;
  return printedBy(commandFields(command, scope), input, scope);
}

/** `cd FOLDER && pwd`, `pwd`, `git rev-parse --show-toplevel`: a folder of the checkout. */
function placeNamed(
  statements: readonly Statement[],
  scope: WordScope,
  folder: string | null,
): string | null {
  let at = folder;
  const links = statements.flatMap(({ command }) =>
    command.type === 'AndOr' ? command.commands : [command],
  );
  for (const each of links) {
    const words = each.type === 'Command' ? commandFields(each, scope) : [];
    const said = words.join(' ');
    if (words[0] === 'cd') at = inWorkspace(at, words.findLast((word) => !/^-[LP]$|^--$/.test(word)) ?? '');
    else if (/^pwd(?: -[LP])?$/.test(said)) return at === null ? null : workspacePath(at);
    else return said === 'git rev-parse --show-toplevel' ? WORKSPACE : null;
  }
  return null;
}
