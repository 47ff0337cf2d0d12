/** The words of a simple command: as they are written, and as the command gets them. */
import type { Assignment, AssignmentPrefix, Command, Word } from 'unbash';
import { HOLE, hasHole } from '../../language/values.js';
import { BLANKS, fieldsOf, type WordScope, wordText } from './words.js';

/** The words of a command as they are written. */
export function writtenWords({ name, args }: Command): Word[] {
  return [...(name ? [name] : []), ...args.filter((each) => each.type === 'Word')];
}

/** Its name and arguments, expanded; none where it only sets variables. */
export function commandFields(command: Command, scope: WordScope): string[] {
  if (!command.name) return [];
  const words = [command.name, ...command.args].map((each) =>
    each.type === 'Word' ? each : assignmentWord(each, assignedText(each, scope)),
  );
  return fieldsOf(words, scope);
}

/** What divides the fields that the command reads: its own IFS, else that of the shell, else blanks. */
export function separatorsOf({ prefix }: Command, scope: WordScope): string {
  const own = prefix.findLast((each) => each.type === 'Assignment' && each.name === 'IFS');
  const value = own?.type === 'Assignment' ? assignedText(own, scope) : scope.separators;
  return hasHole(value) ? BLANKS : value;
}

/** What a name is given; a hole for an array's element. */
export function assignedText({ name, value, index, append }: Assignment, scope: WordScope): string {
  if (index || value.type === 'ArrayValue') return HOLE;
  const text = wordText(value, scope);
  return append ? scope.appended(name, text) : text;
}

/** An assignment among the arguments is one field. */
function assignmentWord({ name, pos, end }: Assignment, value: string): Word {
  const text = `${name}=${value}`;
  return { type: 'Word', text, value: text, pos, end };
}

/** What a command sets before its name: all that it does where it has none. */
export function assignmentsOf({ prefix }: Command): AssignmentPrefix[] {
  return prefix.filter((each) => each.type === 'Assignment');
}

/** What stands in front of a command holds for it alone: `TAG=1.0 make push`. */
export function ownVariables(command: Command, scope: WordScope): Map<string, string> {
  return new Map(assignmentsOf(command).map((each) => [each.name, assignedText(each, scope)]));
}

/** `helm push out/*.tgz URL`: the one file that is meant. */
export function withFiles(words: string[], scope: WordScope): string[] {
  if (words[0] !== 'helm' || words[1] !== 'push') return words;
  return words.map((each) => {
    const found = each.includes('*') ? scope.glob(each) : null;
    return found?.length === 1 ? (found[0] as string) : each;
  });
}

/** `--creds=…` at the beginning of a line: the command above lost its backslash. */
export function isRestOfLast(name: string): boolean {
  return /^--(?:creds|password|username|registry-password|registry-username)(?:=|$)/.test(name);
}
