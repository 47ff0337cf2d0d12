/** Scripts that a script starts: which of them are followed, and in which shell each of them runs. */
import { mayLogIn } from '../../knowledge/commands.js';
import { mayTransfer } from '../../knowledge/looks.js';
import { either } from '../../language/chance.js';
import { fileKey, madeText } from '../known/made-files.js';
import { freshProcess, type ProcessState } from '../known/process.js';
import { freshState } from '../known/state.js';
import { parseScript } from '../parse.js';
import { printedByList } from '../printing/substitution.js';
import type { Shell } from '../shell.js';
import type { FunctionBody } from '../words/words.js';
import { asScript } from './as-script.js';
import { dialectOfStarted } from './dialects.js';
import { withoutPrefix } from './prefixes.js';
import { isReadable } from './readable.js';
import type { Effort, StartedScript, Starter, Starting } from './started.js';
import { xargsCommands, xargsFile } from './xargs.js';

/** Scripts that start scripts. */
const MAX_STARTED_DEPTH = 8;

/** Scripts that are started in one step, and what they may have in characters. */
const MAX_STARTED = 400;
const MAX_STARTED_TEXT = 2 * 1024 * 1024;

/** A command in a script that is started, measured by the steps in a Makefile. */
const COST_OF_COMMAND = 100;

/** The command that starts a script. */
interface StartedBy {
  isRoot: boolean;
  words: readonly string[];
}

/** Follows the scripts that one shell starts, as far as depth, number and length allow. */
export class Launches {
  readonly #shell: Shell;
  readonly #start: Starter;
  readonly #effort: Effort;
  #depth = 0;
  #scripts = 0;
  #text = 0;

  constructor(shell: Shell, start: Starter, effort: Effort) {
    this.#shell = shell;
    this.#start = start;
    this.#effort = effort;
  }

  /** A command is walked: one of a started script costs something. */
  charge(): void {
    if (this.#depth > 0) this.#effort.left -= COST_OF_COMMAND;
  }

  /** The scripts that a command starts; null where that is not known, or would be too much. */
  startedBy(starting: Omit<Starting, 'prints' | 'written'>): readonly StartedScript[] | null {
    const [name, ...args] = starting.words;
    if (
      this.#effort.left < 0 ||
      this.#depth >= MAX_STARTED_DEPTH ||
      this.#scripts > MAX_STARTED ||
      this.#text > MAX_STARTED_TEXT
    )
      return null;
    const { state, positional } = this.#shell;
    if (name === 'eval') {
      const source = args.join(' ');
      const { file } = state.process;
      const { folder, variable } = starting;
      return !isReadable(source)
        ? null
        : [{ source, file, positional, folder, variable, runs: 'yes', isSourced: true }];
    }
    if (name === 'xargs') {
      const file = xargsFile(starting.words);
      return forEachPiped(file === null ? starting : { ...starting, stdin: this.#shell.read(file) });
    }
    const started = this.#start({
      ...starting,
      prints: (script) => this.#prints(script),
      written: (path, checkedOut) => madeText(state.made, fileKey('', path), checkedOut),
    });
    if (!started?.every(({ source }) => parseScript(source))) return null;
    this.#scripts += started.length;
    this.#text += started.reduce((sum, { source }) => sum + source.length, 0);
    return started;
  }

  /** What a script prints that is run here. */
  #prints(source: string): string | null {
    const script = parseScript(source);
    return script && printedByList(script.commands, this.#shell);
  }

  /** Walks a started script in the shell that it runs in. */
  enter<Result>(started: StartedScript, { isRoot, words }: StartedBy, walk: () => Result): Result {
    this.#depth += 1;
    const result = started.isSourced
      ? this.#source(started, walk)
      : this.#inProcess(started, { isRoot, words }, walk);
    this.#depth -= 1;
    return result;
  }

  /** In this shell: what it sets stays, but it has arguments and a name of its own. */
  #source<Result>({ file, positional }: StartedScript, walk: () => Result): Result {
    const shell = this.#shell;
    const { positional: own, left, leftBehind, leftFor, process } = shell.state;
    shell.state.positional = positional ?? own;
    shell.change({ file: file ?? process.file });
    const result = walk();
    shell.change({ file: process.file });
    shell.state = {
      ...shell.state,
      positional: own,
      left: either(left, shell.state.exited),
      ...(shell.state.exited === 'no' ? { leftBehind, leftFor } : {}),
    };
    return result;
  }

  /** In a process of its own, of which only what it does is left. */
  #inProcess<Result>(started: StartedScript, { isRoot, words }: StartedBy, walk: () => Result): Result {
    const { source, file, name, folder, positional, variable } = started;
    const shell = this.#shell;
    const { state, environment } = shell;
    shell.environment = variable;
    const process: ProcessState = {
      ...freshProcess(folder, false),
      ...dialectOfStarted(words, source),
      file,
      isRoot,
      ...(name === undefined ? {} : { name }),
    };
    const { files, handedEndings, made } = state;
    const { functions, process: outer } = state;
    const handedOn = process.keepsPrefixed ? [] : [...outer.exported].filter((each) => functions.has(each));
    shell.state = { ...freshState(process), positional, files, handedEndings, made };
    // `export -f NAME`, which bash alone reads again.
    for (const each of handedOn) shell.define(each, functions.get(each) as FunctionBody);
    shell.export(handedOn);
    const result = walk();
    const { exported } = shell.state.process;
    const { state: ended } = shell;
    shell.state = { ...state, files: ended.files, handedEndings: ended.handedEndings, made: ended.made };
    shell.environment = environment;
    // Whoever exports it there wants it here.
    shell.lose(exported);
    return result;
  }
}

/** What xargs runs, where that may concern images, as a task or a script may: all else that it runs is there for what it prints. */
function forEachPiped({
  words,
  stdin,
  folder,
  variable,
}: Omit<Starting, 'prints' | 'written'>): StartedScript[] | null {
  const commands = xargsCommands(words, stdin);
  const isOurs = (given: string[]) => {
    const inner = withoutPrefix(given);
    return mayTransfer(inner) || mayLogIn(inner) || /^(?:ba)?sh$/.test(inner[0] ?? '');
  };
  if (!commands?.some((each) => isOurs(each.words))) return null;
  return commands.map(({ words: run, runs }) => ({
    source: asScript(run),
    file: null,
    positional: [],
    folder,
    variable,
    runs,
  }));
}
