/** What each simple command of a script does: it changes the shell, starts a script, or is there for who reads the effects. */
import type { Command } from 'unbash';
import { commandLooks, mayLogIn } from '../knowledge/commands.js';
import { looksForImage, mayTransfer } from '../knowledge/looks.js';
import { both, type Chance } from '../language/chance.js';
import { FOUND, isUpToRun, unsetVariable } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';
import { answerOfBuiltin, assign, declare, isDeclaration, runBuiltin } from './builtins.js';
import type { Invocation } from './effects.js';
import { answerOf, type Outcome } from './flow/answers.js';
import { askedEndings } from './flow/asked-endings.js';
import { onEachWay } from './known/alternatives.js';
import { madeAfter } from './known/found-files.js';
import { fileKey, madeText } from './known/made-files.js';
import { inheritedVariables, isUnset } from './known/process.js';
import { NestedWalk, type StartAt } from './nested-walk.js';
import { printedBy } from './printing/printing.js';
import { isGivenInput, namedDescriptors, outputFiles, redirectedInput } from './redirections.js';
import { isSpecialBuiltin } from './starting/dialects.js';
import {
  bringsVariables,
  clearsVariables,
  givenVariables,
  movedBy,
  withoutPrefix,
} from './starting/prefixes.js';
import { isReadByScript, printedScript } from './starting/printed-scripts.js';
import type { StartedScript } from './starting/started.js';
import { sudoOf } from './starting/sudo.js';
import { bracketTest } from './tests.js';
import { handOnEndings, pushSwitch } from './told-endings.js';
import { mayPushUnread, maySetAnew, SETS_UNSEEN } from './unread-programs.js';
import {
  assignmentsOf,
  commandFields,
  isRestOfLast,
  ownVariables,
  separatorsOf,
  withFiles,
  writtenWords,
} from './words/command-words.js';
import { nothingIn, type WordScope } from './words/words.js';
import { filesWritten } from './written-files.js';

/** The walk of one script, with the scripts that it starts. */
export class ScriptWalk extends NestedWalk {
  protected simple(command: Command, runs: Chance, fed: string | null): Outcome {
    if (!command.name) return this.#nameless(command, runs);
    const { shell } = this;
    const { redirects } = command;
    const given = commandFields(command, shell);
    for (const each of namedDescriptors(redirects)) shell.set(each, FOUND);
    const own = withFiles(withoutPrefix(given, shell.state.functions), shell);
    const piped = isGivenInput(redirects) ? redirectedInput(redirects, shell) : (fed ?? this.input);
    const { words, stdin: shown } = printedScript(command, own, piped, shell);
    const [name = '', ...args] = words;
    if (isRestOfLast(name)) {
      this.commands.at(-1)?.words.push(...words);
      return 'assumed';
    }
    const stdin = shown ?? piped;
    const said = printedBy(words, stdin, shell);
    const body = isProgram(given, words) ? undefined : shell.state.functions.get(name);
    if (!body) {
      shell.outputs.print(command, words, said);
      handOnEndings({ command, stdin, said }, shell);
    } else if (!shell.isOneFunction(name)) shell.outputs.unknown();
    const inFront = ownVariables(command, shell);
    this.#keepsGiven(words, inFront);
    if (isDeclaration(name)) {
      declare(command, words, shell);
      return 'yes';
    }
    const simple = { command, given, words, stdin, said };
    this.#changesShell(simple, runs);
    const left = this.#leaves(words, runs);
    if (left !== null) return left;
    if (body) {
      shell.outputs.keep(writtenWords(command));
      const answer = shell.outputs.within(redirects, () =>
        this.reading(stdin, () => this.call(body, { args, given: inFront }, runs)),
      );
      // There they stay for some, and not for others.
      if (shell.state.process.keepsPrefixed) for (const each of inFront.keys()) shell.set(each, FOUND);
      return answer;
    }
    if (name === '[' || name === 'test')
      return this.testing((scope) => bracketTest(writtenWords(command), scope));
    const answer = this.#keptAnswer(command, words) ?? answerOfBuiltin(words, shell);
    if (answer === null) return this.#program(simple, runs);
    this.#replaced(given, runs);
    return answer;
  }

  /** What stands in front of a builtin, and stays: of `export` and `readonly` in every shell what they name. */
  #keepsGiven([name = '', ...args]: readonly string[], given: ReadonlyMap<string, string>): void {
    const { shell } = this;
    const isKept = shell.state.process.keepsPrefixed && isSpecialBuiltin(name);
    const isNamed = name === 'export' || name === 'readonly';
    for (const [each, value] of given) if (isKept || (isNamed && args.includes(each))) shell.set(each, value);
  }

  /** `if $EXISTS; then`, where the variable is `true` or `false` by how something has ended; null: it is none of these. */
  #keptAnswer(command: Command, [name = '', ...args]: readonly string[]): Outcome | null {
    if (args.length > 0 || !(hasHole(name) || BOOLEANS.has(name)) || !this.shell.keepsEndings) return null;
    const answerIn = (scope: WordScope): Chance => {
      const [only, ...others] = commandFields(command, scope);
      return others.length > 0 ? 'unknown' : (BOOLEANS.get(only ?? '') ?? 'sometimes');
    };
    const asked = askedEndings(this.shell, answerIn);
    return asked === null || typeof asked === 'string' ? null : this.testing(answerIn);
  }

  /** `A=1`, `$(< FILE)`, which prints the file, and `> FILE`, which empties it. */
  #nameless(command: Command, runs: Chance): Outcome {
    const { shell } = this;
    const assignments = assignmentsOf(command);
    for (const each of assignments) assign(each, shell);
    if (assignments.length === 0) {
      const { redirects } = command;
      const said = isGivenInput(redirects) ? redirectedInput(redirects, shell) : '';
      shell.outputs.print(command, [], said);
      if (outputFiles(redirects).length > 0)
        this.#program({ command, given: [':'], words: [':'], stdin: null, said }, runs);
    }
    // `A=$(x)` ends as x does (bash manual, Simple Command Expansion).
    return this.ended ?? 'yes';
  }

  /** What a word of the shell's own does to the shell, to what is read there, and to how it fails and ends. */
  #changesShell({ command, words, stdin }: SimpleCommand, runs: Chance): void {
    const { shell } = this;
    const [name, ...args] = words;
    runBuiltin(words, stdin, () => separatorsOf(command, shell), shell);
    this.failures.said(words, runs === 'yes');
    // The rest of it is for whoever reads next, and nobody knows how much that is.
    if (name === 'read' || (name === 'exec' && isGivenInput(command.redirects))) this.input = null;
    if (name === 'trap') this.trap(args, runs, command.pos);
  }

  /** `continue`, `break`, `exit`, `return` and `set -n`, behind which nothing is run; null: what follows is not left. */
  #leaves(words: readonly string[], runs: Chance): Outcome | null {
    const [name, code = ''] = words;
    if (readsOnly(words)) {
      const leaves = this.conditions.leaves(runs);
      this.shell.state.left = leaves;
      this.shell.state.exited = leaves;
      return 'yes';
    }
    if (name === 'continue' || name === 'break') {
      this.leaveLoop(words, runs);
      return 'yes';
    }
    if (name !== 'exit' && name !== 'return') return null;
    if (name === 'return' && !this.mayReturn) return 'no';
    // Nor is it left with an error that was kept: `exit $CODE`.
    const isError = /^[1-9]/.test(code) || hasHole(code);
    const leaves = this.conditions.leaves(runs);
    if (isError && !hasHole(code) && name === 'exit') this.endInError(leaves);
    if (isError && leaves !== 'yes') return 'unknown';
    this.shell.state.left = leaves;
    if (isError) return hasHole(code) ? 'unknown' : 'no';
    this.#leavesFor(this.conditions);
    if (name === 'exit') {
      this.shell.state.exited = leaves;
      this.conditions.endsWell = true;
    }
    return 'unknown';
  }

  /** For whose failure it is left, and for whose it is not: without the image that one of them looks for it ends before it comes to the others. */
  #leavesFor({
    succeeded,
    failing,
  }: {
    succeeded: readonly Invocation[];
    failing: readonly Invocation[];
  }): void {
    const { shell } = this;
    const { leftFor } = shell.state;
    shell.state.leftBehind = succeeded.filter((each) => !leftFor.includes(each));
    shell.state.leftFor = failing.filter(({ words }) => looksForImage(words));
  }

  /** A program that is started: one that runs a script of the repository, or one for who reads the effects. */
  #program(simple: SimpleCommand, runs: Chance): Outcome {
    const { shell } = this;
    const { command, given, words, stdin } = simple;
    const own = new Map([...ownVariables(command, shell), ...givenVariables(given, words)]);
    const { made, process, variables } = shell.state;
    const isOpen = process.isOpen || bringsVariables(given);
    const folder = movedBy(given, words, process.folder);
    // The variables as they are now, and the files: this command and later ones may change them.
    const { environment } = shell;
    const { byRoot: sudo, isReset } = sudoOf(given, process.isRoot, environment('USER'));
    const isCleared = !isOpen && clearsVariables(given, words);
    const variable = isCleared
      ? ownVariable(own)
      : inheritedVariables({ ...process, isOpen }, { own, variables, environment }, isReset);
    const scripts = this.launches.startedBy({ words, folder, stdin, variable });
    if (scripts) {
      const ended = this.#start(scripts, simple, { runs, isRoot: sudo, offset: command.pos });
      this.#replaced(given, runs);
      return ended;
    }
    // The rest of what a `$(…)` runs is there for its text, and changes nothing.
    const answer = () => answerOf(words, stdin, (each) => printedBy(each, stdin, shell));
    const isForText = this.isSubstituted && !mayPushUnread(words) && !looksForImage(words);
    if (isForText && !this.#endsWithLook(words)) return answer();
    this.#changesUnseen(words, command, folder);
    const ofProcess = (name: string) => {
      const value = own.get(name) ?? variables.get(name) ?? environment(name);
      return isOpen && isUnset(value) ? null : value;
    };
    const written: Invocation['written'] = (path, checkedOut) =>
      madeText(made, fileKey(folder, path), checkedOut);
    this.#keep(simple, { runs, sudo, folder, variable: isCleared ? variable : ofProcess, written });
    this.last = words;
    this.#replaced(given, runs);
    return answer();
  }

  /** It asks the registry for an image, and where that is refused the script may end. */
  #endsWithLook(words: readonly string[]): boolean {
    const { ends } = this.failures.ofCommand;
    return ends !== undefined && ends !== 'never' && commandLooks(words).length > 0;
  }

  /** `exec PROGRAM`: nothing of the shell comes after it (POSIX 2.14, exec). */
  #replaced(given: readonly string[], runs: Chance): void {
    // Without one it but changes what the shell reads and prints: `exec 2>&1`.
    if (given[0] !== 'exec' || given.length < 2) return;
    const leaves = this.conditions.leaves(runs);
    this.shell.state.left = leaves;
    this.shell.state.exited = leaves;
    this.conditions.endsWell = true;
  }

  /** The first of several that surely fails ends the command, where whoever starts them goes on to no other. */
  #start(scripts: readonly StartedScript[], { command, words, stdin }: SimpleCommand, at: StartAt): Outcome {
    const { shell } = this;
    const inFront = ownVariables(command, shell);
    let ended: Outcome = 'assumed';
    shell.outputs.within(command.redirects, () => {
      for (const each of scripts) {
        const walk = () =>
          this.reading(isReadByScript(words, each, stdin) ? stdin : null, () => this.run(each, words, at));
        // A process of its own finds them in its environment.
        const own = each.isSourced ? shell.withGiven(inFront, walk) : walk();
        const isLast = scripts.length === 1 && each.atFailure === undefined;
        if (own === 'no' && each.runs === 'yes' && (isLast || each.atFailure === 'ends')) {
          ended = own;
          break;
        }
      }
    });
    this.last = words;
    return ended;
  }

  /** What a program may do to the shell, and to the files that were made before it, where nobody sees it. */
  #changesUnseen(words: readonly string[], command: Command, folder: string | null): void {
    const { shell } = this;
    const { made } = shell.state;
    if (SETS_UNSEEN.test(words[0] ?? '')) {
      shell.change({ isOpen: true });
      this.failures.unseen();
    }
    const written = writtenWords(command).map(({ text }) => text);
    if (maySetAnew(words, written, folder)) shell.forget();
    const [, set] = /^eval (?:export )?([A-Za-z_]\w*)=/.exec(words.join(' ')) ?? [];
    if (set !== undefined) shell.set(set, words.every(isUpToRun) ? FOUND : HOLE);
    if (made.size > 0) shell.state.made = madeAfter(made, words, mayLogIn(words));
  }

  /** The command, as whoever reads the effects finds it. */
  #keep(
    { command, given, words, stdin, said }: SimpleCommand,
    process: Pick<Invocation, 'runs' | 'sudo' | 'folder' | 'variable' | 'written'>,
  ): void {
    const { shell, conditions } = this;
    const written = writtenWords(command);
    const { succeeded, failed } = pushSwitch(command, shell);
    const onlyWith = [...conditions.succeeded, ...succeeded].filter((each) => looksForImage(each.words));
    const nothing = given.length < written.length ? nothingIn(written, shell) : '';
    const kept: Omit<Invocation, 'words'> = {
      ...process,
      ...(nothing === '' ? {} : { nothing }),
      ...(this.isTurned ? { isTurned: true as const } : {}),
      ...(conditions.isForgiven ? { mayFail: true as const } : {}),
      ...(given[0] === 'exec' ? { ends: this.failures.atExit } : this.failures.ofCommand),
      ...(onlyWith.length > 0 ? { onlyWith } : {}),
      ...(failed.length > 0 ? { insteadOf: failed } : {}),
      offset: this.offset ?? command.pos,
      stdin,
      ...(typeof this.source === 'string' ? { script: this.source } : {}),
      ...(this.isSubstituted ? { isSubstituted: true as const } : {}),
      writes: filesWritten(command, words, said, shell),
    };
    const ways = mayTransfer(words) ? onEachWay(words) : [words];
    const runs = ways.length > 1 ? both(kept.runs, 'sometimes') : kept.runs;
    for (const each of ways) this.commands.push({ ...kept, words: [...each], runs });
  }
}

/** `set -n`: commands are read, and none is run any more (bash manual, The Set Builtin). */
function readsOnly([name, ...args]: readonly string[]): boolean {
  if (name !== 'set') return false;
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.some(
    (each, at) =>
      /^-[A-Za-mo-z]*n\w*$/.test(each) || (each === 'noexec' && /^-\w*o$/.test(options[at - 1] ?? '')),
  );
}

/** Programs of which nobody asks more than the answer. */
const BOOLEANS: ReadonlyMap<string, Chance> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
]);

/** `command docker push` is the program, whatever function has its name (bash manual, Bash Builtins); so is what a program starts. */
function isProgram(given: readonly string[], words: readonly string[]): boolean {
  return given
    .slice(0, Math.max(0, given.length - words.length))
    .some((each) => /^[A-Za-z/.]/.test(each) && each !== 'time');
}

/** Those alone that stand in front of a command: nothing else is set for it. */
function ownVariable(own: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => own.get(name) ?? unsetVariable(name);
}

/** A simple command with its words expanded. */
interface SimpleCommand {
  command: Command;
  /** With what stands before the program, such as `sudo`. */
  given: readonly string[];
  words: string[];
  stdin: string | null;
  /** What it prints. */
  said: string | null;
}
