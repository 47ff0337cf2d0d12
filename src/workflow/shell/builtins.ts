/** Commands of the shell itself, what they change in it and what they answer: `export`, `cd`, `set`, `read` and their kin. */
import type { Assignment, Command, Word } from 'unbash';
import { FOUND } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';
import { inWorkspace } from '../language/workspace.js';
import { changedBy } from './changed-files.js';
import type { Outcome } from './flow/answers.js';
import { type Ending, knownEnding } from './known/endings.js';
import type { VariableKind } from './known/memory.js';
import { isUnset } from './known/process.js';
import { endOfOptions, takeOption } from './options.js';
import { parseScript } from './parse.js';
import { printedBy } from './printing/printing.js';
import { fill, fillLines, lineRead, MAX_ELEMENTS, readOf } from './read.js';
import type { Shell } from './shell.js';
import { arithmeticTest } from './tests.js';
import { numberIn, VARIABLE_NAME } from './words/arithmetic.js';
import { elementName, elementPlace, KEYS } from './words/arrays.js';
import { assignedText } from './words/command-words.js';
import { fieldsOf, wordText } from './words/words.js';

const DECLARATIONS = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

const MOVES = new Set(['cd', 'pushd', 'popd']);

/** `export` and its like, whose arguments set variables. */
export function isDeclaration(name: string): boolean {
  return DECLARATIONS.has(name);
}

/** `export NAME=value`, `export "NAME=value"`, `export NAME`; of `export $(…)` nobody knows what it sets. */
export function declare(command: Command, [name, ...args]: readonly string[], shell: Shell): void {
  const names: string[] = [];
  const kind = name === 'export' ? undefined : kindOf(args);
  const isLocal =
    /^(?:local|declare|typeset)$/.test(name ?? '') && !args.some((each) => /^-[A-Za-z]*g/.test(each));
  for (const each of command.args) {
    if (each.type === 'Assignment') {
      if (kind) shell.keepKind(each.name, kind);
      assign(each, shell);
      if (isLocal) shell.keepLocal(each.name);
      names.push(each.name);
      continue;
    }
    // `export $(grep -v '^#' .env | xargs)`: as many words as there are.
    for (const text of /\$\(|`/.test(each.text) ? fieldsOf([each], shell) : [wordText(each, shell)]) {
      const [, declared, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text) ?? [];
      if (declared === undefined && hasHole(text)) shell.change({ isOpen: true });
      if (declared === undefined) continue;
      if (kind) shell.keepKind(declared, kind);
      const isNew = isLocal && shell.keepLocal(declared);
      if (value !== undefined) shell.set(declared, value);
      else if (isNew) shell.set(declared, '');
      names.push(declared);
    }
  }
  if (name === 'export' || args.some((each) => /^-\w*x/.test(each))) shell.export(names);
  if (name !== 'export' && args.some((each) => /^-[A-Za-z]*n/.test(each))) openReferences(names, shell);
}

/** `declare -n ref=NAME`: what is set by the one name is set by the other, which is not followed. */
function openReferences(names: readonly string[], shell: Shell): void {
  for (const name of names) {
    const target = shell.variable(name);
    if (VARIABLE_NAME.test(target)) shell.set(target, FOUND);
    else shell.change({ isOpen: true });
    shell.set(name, FOUND);
  }
}

/** `declare -l`, `local -ri`. */
function kindOf(args: readonly string[]): VariableKind | undefined {
  const options = args.filter((each) => /^-[A-Za-z]+$/.test(each)).join('');
  return (['l', 'u', 'i'] as const).find((each) => options.includes(each));
}

/** `NAME=value`, `NAME[0]=value`, `NAME+=value` and `NAME=(…)`. */
export function assign(assignment: Assignment, shell: Shell): void {
  const { name, value, index, append } = assignment;
  shell.outputs.keep(value.type === 'ArrayValue' ? value.elements : [value]);
  if (value.type !== 'ArrayValue' || index) {
    const ending = value.type === 'ArrayValue' ? null : endingIn(value, shell);
    if (!index || value.type === 'ArrayValue') shell.set(name, assignedText(assignment, shell));
    else setElement(name, wordText(index, shell), append ? HOLE : wordText(value, shell), shell);
    if (ending && !index && !append) shell.keepEnding(name, ending);
    return;
  }
  const named = namedElements(value.elements, shell);
  if (named) {
    // As one of many, so that nothing is known of those that are not among them.
    for (const [key, text] of named) shell.setArray(elementName(name, key), [text]);
    shell.setArray(elementName(name, KEYS), [...new Set(named.map(([key]) => key))]);
    return;
  }
  const held = shell.variable(name);
  const before = append ? (shell.array(name) ?? (held === '' || isUnset(held) ? [] : [held])) : [];
  const elements = [...before, ...fieldsOf(value.elements, shell)];
  shell.set(name, elements[0] ?? '');
  // `([key]=value)` and what the file system would fill in are not followed.
  if (!value.elements.some(({ text }) => /^\[|^[^"'$]*[*?]/.test(text)) && elements.length <= MAX_ELEMENTS)
    shell.setArray(name, elements);
}

/** What a word tells that is nothing but `$?` or a `$(…)`. */
function endingIn(value: Word, shell: Shell): Ending | null | undefined {
  if (ENDED.test(value.text)) return shell.state.endings.get('?');
  const [only, ...others] = value.parts ?? [];
  const [part, ...more] = only?.type === 'DoubleQuoted' ? only.parts : [only];
  if (others.length > 0 || more.length > 0 || part?.type !== 'CommandExpansion') return null;
  const ending = shell.saidEnding(part.script);
  const [well, failed] = [ending?.well, ending?.failed].map((each) => each?.replace(/\n+$/, ''));
  return ending && knownEnding([well, failed], ending.of);
}

/** `$?` and nothing else. */
const ENDED = /^"?\$(?:\?|\{\?\})"?$/;

/** `NAME[0]=value`, `NAME[key]=value`. */
function setElement(name: string, key: string, text: string, shell: Shell): void {
  const list = shell.array(name);
  const keys = shell.array(elementName(name, KEYS));
  shell.set(name, HOLE);
  if (list && !keys) {
    const at = elementPlace(key, shell);
    // Of an element that nobody can place, all the others may be left or not.
    if (at === null || at < 0 || at > list.length || at >= MAX_ELEMENTS) return;
    const next = [...list];
    next[at] = text;
    shell.set(name, next[0] ?? '');
    shell.setArray(name, next);
    return;
  }
  if (hasHole(key)) for (const each of keys ?? []) shell.setArray(elementName(name, each), [HOLE]);
  else shell.setArray(elementName(name, key), [text]);
  shell.setArray(elementName(name, KEYS), [...new Set([...(keys ?? []), key])]);
}

/** `([api]=app [web]=site)`, whose keys are plain; null for any other list. */
function namedElements(elements: readonly Word[], shell: Shell): [string, string][] | null {
  if (elements.length === 0 || elements.length > MAX_ELEMENTS) return null;
  const found = elements.map((each) => /^\[(["']?)([\w./-]+)\1\]=/.exec(each.text));
  if (found.some((each) => each === null)) return null;
  return elements.map((each, index) => {
    const text = wordText(each, shell);
    return [found[index]?.[2] ?? '', text.slice(text.indexOf(']=') + 2)];
  });
}

/**
 * What a command of the shell changes in it; nothing for any other command.
 *
 * @param stdin what it reads; null when that is not known
 * @param separators IFS, as the command has it
 */
export function runBuiltin(
  words: readonly string[],
  stdin: string | null,
  separators: () => string,
  shell: Shell,
): void {
  const [name = '', ...args] = words;
  if (MOVES.has(name)) move(name, args, shell);
  if (name === 'set') setUnset(args, shell);
  if (name === 'set' && (args.includes('allexport') || args.some((each) => /^-\w*a/.test(each)))) {
    shell.change({ exportsAll: true });
  }
  if (name === 'shopt' && args.includes('lastpipe')) shell.change({ keepsPiped: !args.includes('-u') });
  if (name === 'shopt' && args.includes('nocasematch'))
    shell.change({ ignoresCase: !args.some((each) => /^-\w*u/.test(each)) });
  if (mayExpandAliases(words, shell)) shell.change({ isOpen: true });
  if (name === 'set' && args.includes('posix')) shell.change({ keepsPrefixed: true });
  if (name === 'printf' && args[0] === '-v')
    shell.set(args[1] ?? '', printedBy(['printf', ...args.slice(2)], null, shell) ?? FOUND);
  if (name === 'unset' && args[0] === '-f')
    for (const each of args.slice(1)) shell.state.functions = shell.state.functions.without(each);
  // Of an array without one of its elements nothing is kept.
  else if (name === 'unset')
    for (const each of args) shell.set(each.split('[', 1)[0] ?? '', each.includes('[') ? HOLE : '');
  if (name === 'mapfile' || name === 'readarray') fillLines(args, stdin, shell);
  if (name === 'getopts') takeOption(args, shell);
  if (name === 'wait' && args.includes('-p')) shell.set(args[args.indexOf('-p') + 1] ?? '', FOUND);
  const read = readOf(words);
  if (read) fill(read, lineRead(read, stdin), separators(), shell);
  if (name === 'shift') shell.state.positional = shifted(shell.positional, numberIn(args[0] ?? '1'));
  if (name === 'set' && args[0] === '--') shell.state.positional = args.slice(1);
  shell.state.made = changedBy(words, stdin, shell);
}

/** `set -euo pipefail`, `set +u`, `set -o nounset`. */
function setUnset(args: readonly string[], shell: Shell): void {
  const said = args.join(' ').replace(/(?:^|\s)--(?:\s.*)?$/s, '');
  const [option] = /(?:^|\s)[-+](?:\w*u|o nounset\b)/.exec(said) ?? [];
  if (option) shell.change({ endsAtUnset: option.includes('-') });
}

/** What an alias stands for is not followed, and may set anything. bash expands them where it is told to (manual, Aliases). */
function mayExpandAliases([name, ...args]: readonly string[], { state }: Shell): boolean {
  const { keepsPiped, keepsPrefixed } = state.process;
  if (name === 'shopt') return args.includes('expand_aliases') && !args.includes('-u');
  return name === 'alias' && args.length > 0 && (keepsPiped || keepsPrefixed);
}

/** Where there are fewer of them all stay; null: they are not known. */
function shifted(all: readonly string[] | null, count: number | null): readonly string[] | null {
  return all === null || count === null ? null : count > all.length ? all : all.slice(count);
}

/** `cd` and its kin. Of a stack that is turned (`pushd +1`, `popd -n`) nothing is known. */
function move(name: string, args: readonly string[], shell: Shell): void {
  const to = args.findLast((each) => !/^-[LPe@]+$|^--$/.test(each));
  const { folder, left, pushed } = shell.state.process;
  const last = pushed.at(-1) ?? null;
  if (name === 'cd')
    shell.change({ folder: to === '-' ? left : inWorkspace(folder, to ?? '~'), left: folder });
  else if (name === 'popd' && to === undefined)
    shell.change({ folder: last, left: folder, pushed: pushed.slice(0, -1) });
  // Only put on the stack, and not gone to.
  else if (name === 'pushd' && args.includes('-n') && !/^[-+]/.test(to ?? '+'))
    shell.change({ pushed: [...pushed, inWorkspace(folder, to ?? '')].slice(-MOST_PUSHED) });
  else if (name === 'pushd' && !/^[-+]/.test(to ?? '+'))
    shell.change({
      folder: inWorkspace(folder, to ?? ''),
      left: folder,
      pushed: [...pushed, folder].slice(-MOST_PUSHED),
    });
  else if (name === 'pushd' && to === undefined)
    shell.change({ folder: last, left: folder, pushed: [...pushed.slice(0, -1), folder] });
  else shell.change({ folder: null, left: folder, pushed: [] });
}

/** Of a longer stack only the end is kept. */
const MOST_PUSHED = 20;

/** `let N++ M=2` counts as `((…))` does, and fails where the last of them comes to 0 (bash manual, Bourne Shell Builtins: let). */
function counting(expressions: readonly string[], shell: Shell): Outcome {
  let last: Outcome = 'unknown';
  for (const each of expressions) {
    const command = hasHole(each) ? undefined : parseScript(`((${each}))`)?.commands[0]?.command;
    last = command?.type === 'ArithmeticCommand' ? arithmeticTest(command, shell.counting) : 'unknown';
    const [, changed] = /^\s*([A-Za-z_]\w*)\s*(?:\+\+|--|[-+*/%]?=(?!=))/.exec(each) ?? [];
    if (command?.type !== 'ArithmeticCommand' && changed !== undefined) shell.set(changed, FOUND);
  }
  return last;
}

/** What the shell itself answers, whatever it is asked with; null: it is none of its own commands that always answer the same. */
export function answerOfBuiltin([name = '', ...args]: readonly string[], shell: Shell): Outcome | null {
  if (name === 'true' || name === ':') return 'yes';
  if (name === 'false') return 'no';
  if (name === 'let') return counting(args, shell);
  if (name === 'getopts') return endOfOptions(args, shell);
  return null;
}
