/** What `$(…)` prints: known of commands like echo and tr; else a hole that says what was asked. */
import type { Assignment, Command, CommandExpansionPart, Statement } from 'unbash';
import { CHANGED, FOUND, isUpToRun } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import { inWorkspace, WORKSPACE, workspacePath } from '../../language/workspace.js';
import { redirectedInput } from '../redirections.js';
import { assignedText, commandFields, writtenWords } from '../words/command-words.js';
import type { FunctionBody, WordScope } from '../words/words.js';
import { printedBy } from './printing.js';

/** Commands that find out which files changed. */
const ASKS_CHANGES =
  /\bgit\s+(?:-\S+\s+)*(?:diff|diff-tree|show|whatchanged)\b|\bgh\s+pr\s+(?:diff|view\b.*\bfiles)\b/;

/**
 * The text that a substitution stands for, without the line ends at its end.
 *
 * @param folder of the repository, in which it is run; null when not known
 * @param printed by its commands where they were walked; null when not known
 */
export function substitutedText(
  { script, text }: CommandExpansionPart,
  scope: WordScope,
  folder: string | null,
  printed: string | null,
): string {
  const said =
    printed ??
    (script ? (printedByList(script.commands, scope) ?? placeNamed(script.commands, scope, folder)) : null);
  const known = said?.replace(/\n+$/, '') ?? HOLE;
  return known.includes(HOLE) ? known.replaceAll(HOLE, () => openText(text, scope)) : known;
}

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
 * What a pipe of commands like echo and tr prints; null when it is anything else.
 *
 * @param fed what its first command reads; null when that is nothing or not known
 */
export function printedByList(
  statements: readonly Statement[],
  outer: WordScope,
  fed: string | null = null,
): string | null {
  const [only] = statements.slice(-1);
  const scope = withAssigned(statements.slice(0, -1), outer);
  if (!only || !scope) return null;
  const { command } = only;
  const pipe = command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
  let said = fed;
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
    ...handedOn(scope),
    variable: (name) => own.get(name) ?? scope.variable(name),
    array: (name) => (own.has(name) ? null : scope.array(name)),
    substitute: (part) =>
      namedIn(part.text).some((name) => own.has(name)) ? substitutedIn(inside, part) : scope.substitute(part),
  };
  for (const { command } of statements) {
    const set = command.type === 'Command' && command.redirects.length === 0 ? settingsOf(command) : null;
    if (set === null) return null;
    for (const each of set) own.set(each.name, assignedText(each, inside));
  }
  return inside;
}

/** `A=1 B=2`, `local A=1`; null where it is another command. */
function settingsOf({ name, prefix, args }: Command): Assignment[] | null {
  const isDeclared = name !== undefined && /^(?:local|readonly|export)$/.test(name.text);
  const set = (isDeclared ? args : prefix).filter((each) => each.type === 'Assignment');
  return name === undefined || (isDeclared && set.length === args.length) ? set : null;
}

/** All that words refer to; what is changed of it is set beside this. */
function handedOn(scope: WordScope): WordScope {
  return {
    variable: (name) => scope.variable(name),
    array: (name) => scope.array(name),
    read: (path) => scope.read(path),
    glob: (pattern) => scope.glob(pattern),
    substitute: (part) => scope.substitute(part),
    body: (name) => scope.body(name),
    positional: scope.positional,
    self: scope.self,
  };
}

/** @param fed what is piped into it; null when that is nothing or not known */
export function printedByCommand(command: Command, fed: string | null, scope: WordScope): string | null {
  const input = redirectedInput(command.redirects, scope) ?? fed;
  // `$(< FILE)`.
  if (!command.name && command.prefix.every(({ type }) => type === 'Redirect')) return input;
  const words = commandFields(command, scope);
  const body = scope.body(words[0] ?? '');
  return body ? printedByFunction(body, words.slice(1), input, scope) : printedBy(words, input, scope);
}

/** A longer function is not followed at each of its calls. In characters. */
const LONGEST_FUNCTION = 1000;

/** `image() { local tag=$2; echo "ghcr.io/octo/$1:$tag"; }`: what it prints that does nothing else. */
function printedByFunction(
  body: FunctionBody,
  args: readonly string[],
  input: string | null,
  outer: WordScope,
): string | null {
  if (body.type !== 'BraceGroup' || body.end - body.pos > LONGEST_FUNCTION) return null;
  const inside: WordScope = {
    ...handedOn(outer),
    positional: args,
    // Functions that call each other would multiply.
    body: () => null,
    substitute: (part) => substitutedIn(inside, part),
  };
  const statements = body.body.commands;
  const isEnded = /^return(?: 0)?$/.test(writtenIn(statements.at(-1)));
  return printedByList(isEnded ? statements.slice(0, -1) : statements, inside, input);
}

function writtenIn(statement: Statement | undefined): string {
  const { command } = statement ?? {};
  return command?.type === 'Command'
    ? writtenWords(command)
        .map(({ text }) => text)
        .join(' ')
    : '';
}

/** What a substitution among other commands stands for, where these have variables of their own. */
function substitutedIn(scope: WordScope, { script }: CommandExpansionPart): string {
  return (script ? (printedByList(script.commands, scope) ?? HOLE) : HOLE).replace(/\n+$/, '');
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
