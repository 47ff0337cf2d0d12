/**
 * What the tasks of a Gradle build run, as far as a look at its text tells: which others each of them starts (`dependsOn`,
 * `finalizedBy`), and which programs. Docs: docs.gradle.org, Controlling Task Execution; DSL reference, Exec.
 */
import type { Chance } from '../../../language/chance.js';
import { givenAt, wordsGiven } from './gradle-words.js';

/** `unknown` where the build file asks something first. */
type Runs = Exclude<Chance, 'no' | 'sometimes'>;

interface GradleTask {
  /** By the names that the file has for them. */
  others: ReadonlyMap<string, Runs>;
  /** Programs, each as its words. */
  commands: readonly { words: string[]; runs: Runs }[];
}

/** The tasks of a build file. */
export type GradleBuild = ReadonlyMap<string, GradleTask>;

/** Longer blocks, and more of them, are not looked at. */
const LONGEST_BLOCK = 4_000;
const MOST_BLOCKS = 500;
const MOST_TASKS = 200;
/** Nor more that one of them says. */
const MOST_SAID = 20;

/** Where a task is named that is told something: by its own name, or by one in quotes. */
const HEADS = [
  // `task release(dependsOn: ['jib']) {`, `task("release") {`.
  /\btask[ \t(]+["']?([\w-]{1,100})["']?/g,
  // `tasks.register<Exec>("release") {`, `tasks.named('build')`.
  /\btasks\.(?:register|create|named|getByName|maybeCreate)(?:<[\w.]{1,60}>)?\(\s*["']([\w-]{1,100})["']/g,
  // `val release by tasks.registering(Exec::class) {`.
  /\bval[ \t]+(\w{1,100})[ \t]+by[ \t]+tasks\./g,
  // `build.dependsOn jib`, `tasks.build { … }`, `build { … }`.
  /(?:^|\n)[ \t]*(?:tasks\.)?(\w{1,100})(?=\.(?:dependsOn|finalizedBy|setDependsOn)\b|[ \t]*\{)/g,
];

interface Told {
  others: Map<string, Runs>;
  commands: { words: string[]; runs: Runs }[];
}

export function gradleBuild(text: string): GradleBuild {
  const tasks = new Map<string, Told>();
  const asked = conditionsIn(text);
  const runsAt = (at: number): Runs =>
    asked.some(({ start, end }) => start < at && at < end) ? 'unknown' : 'yes';
  let blocks = 0;
  for (const head of HEADS)
    for (const { 0: all, 1: name = '', index } of text.matchAll(head)) {
      blocks += 1;
      if (tasks.size >= MOST_TASKS || blocks > MOST_BLOCKS) break;
      const from = index + all.length;
      const task = tasks.get(name) ?? { others: new Map(), commands: [] };
      look(task, blockAt(text, from), (at) => runsAt(from + at));
      tasks.set(name, task);
    }
  return tasks;
}

function look({ others, commands }: Told, said: string, runsAt: (at: number) => Runs): void {
  for (const { 0: all, index } of [...said.matchAll(STARTS)].slice(0, MOST_SAID))
    for (const other of namesIn(givenAt(said, index + all.length)))
      if (others.get(other) !== 'yes') others.set(other, runsAt(index));
  // It may be passed over, and what it needs runs all the same.
  const isOpen = /\bonlyIf\b|\benabled\b\s*(?:=|\.set\()(?!\s*true)/.test(said);
  for (const { words, at } of commandsIn(said).slice(0, MOST_TASKS - commands.length))
    commands.push({ words, runs: isOpen ? 'unknown' : runsAt(at) });
}

/** What stands behind an `if`: to the end of its block, or of its line. */
function conditionsIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const { index } of text.matchAll(/\b(?:if[ \t]*\(|else\b)/g)) {
    if (found.length >= MOST_BLOCKS) break;
    found.push({ start: index, end: index + blockAt(text, index).length });
  }
  return found;
}

/** The rest of the line, and the block that begins in it. */
export function blockAt(text: string, from: number): string {
  const near = text.slice(from, from + LONGEST_BLOCK);
  const line = near.split('\n', 1)[0] ?? '';
  // The list of a task may have lines of its own: `task a(dependsOn: [`.
  const [head] = /^[^\n{]*\([^(){]{0,600}\)[ \t]*(?=\{)/.exec(near) ?? [line];
  const open = near.slice(0, head.length + 1).indexOf('{');
  if (open === -1) return /^[^\n]*[([,]\s*$/.test(line) ? givenAt(near, 0) : line;
  let depth = 0;
  for (let at = open; at < near.length; at += 1) {
    if (near[at] === '{') depth += 1;
    else if (near[at] === '}') depth -= 1;
    if (depth === 0) return near.slice(0, at + 1);
  }
  return near;
}

const STARTS = /\b(?:dependsOn|finalizedBy|setDependsOn)\b[ \t]*[:=]?/g;
/** In quotes, of `tasks`, or the name alone. */
const NAMES =
  /["'](:?[\w-]+(?::[\w-]+)*)["']|\btasks\.(\w+)\b(?!\s*[(<])|(?<![\w.$:"'-])([a-z]\w*)(?![\w.(:"'<-])/g;

function namesIn(given: string): string[] {
  return [...given.matchAll(NAMES)].map(([, quoted, member, bare]) => quoted ?? member ?? bare ?? '');
}

const COMMAND_LINE = /\bcommandLine\b/g;
const EXECUTABLE = /\bexecutable\b[ \t]*[=(]?[ \t]*["']([^"'\n]{1,200})["']/;
const ARGS = /\bargs\b/g;

function commandsIn(block: string): { words: string[]; at: number }[] {
  const given = (name: RegExp) =>
    [...block.matchAll(name)].slice(0, MOST_SAID).map(({ 0: all, index }) => ({
      words: wordsGiven(givenAt(block, index + all.length)),
      at: index,
    }));
  const executable = EXECUTABLE.exec(block);
  const own = executable
    ? [{ words: [executable[1] ?? '', ...given(ARGS).flatMap(({ words }) => words)], at: executable.index }]
    : [];
  return [...given(COMMAND_LINE), ...own].filter(({ words }) => words.length > 1);
}
