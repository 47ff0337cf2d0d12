/** What each simple command of a script does: it changes the shell, starts a script, or is there for who reads the effects. */
import type { Command, CommandNode, CompoundList } from 'unbash';
import { mayLogIn } from '../knowledge/commands.js';
import { both, type Chance } from '../language/chance.js';
import { hasHole } from '../language/values.js';
import { answerOf, type Outcome } from './answers.js';
import { answerOfBuiltin, assign, declare, isDeclaration, runBuiltin } from './builtins.js';
import { ControlFlow } from './control-flow.js';
import { madeAfter } from './known/found-files.js';
import { fileKey, madeText } from './known/made-files.js';
import { inheritedVariables, isUnset } from './known/process.js';
import { parseScript } from './parse.js';
import { printedBy } from './printing/printing.js';
import { isGivenInput, outputFiles, redirectedInput } from './redirections.js';
import type { Shell } from './shell.js';
import type { Launches } from './starting/launches.js';
import { bringsVariables, givenVariables, movedBy, withoutPrefix } from './starting/prefixes.js';
import { isReadByScript, printedScript } from './starting/printed-scripts.js';
import { isReadable } from './starting/readable.js';
import { isStrictStart } from './starting/shells.js';
import type { StartedScript } from './starting/started.js';
import { sudoOf } from './starting/sudo.js';
import { mayPushUnread, readsMadeFile, SETS_UNSEEN } from './unread-programs.js';
import { counted } from './words/arithmetic.js';
import {
  assignmentsOf,
  commandFields,
  isRestOfLast,
  ownVariables,
  separatorsOf,
  withFiles,
} from './words/command-words.js';
import { doingsOf, type Substitution } from './words/substitutions.js';
import { joinedParts, namedValue, wordText } from './words/words.js';

/** Functions that call themselves. */
const MAX_DEPTH = 10;

/** What is run at the end of a process, and where it was said. */
interface Trap {
  source: string;
  runs: Chance;
  offset: number;
}

/** The walk of one script, with the scripts that it starts. */
export class ScriptWalk extends ControlFlow {
  readonly #launches: Launches;
  #depth = 0;
  /** What is started by a command stands where the command does. */
  #offset: number | null = null;
  /** For the run that we are in; `lint` takes what stands behind the script for what its author has in mind. */
  readonly #readsTraps: boolean;
  /** What the process has set a trap for at its end. */
  #atExit: Trap | null = null;
  /** How the last `$(…)` of the command that is walked has ended; null: it has none. */
  #ended: Outcome | null = null;
  /** In a `$(…)`, whose commands are run for what they print. */
  #isSubstituted = false;

  constructor(
    shell: Shell,
    launches: Launches,
    { readsPassed, hasNoInput }: { readsPassed: boolean; hasNoInput: boolean },
  ) {
    super(shell, readsPassed);
    if (hasNoInput) this.input = '';
    this.#readsTraps = readsPassed;
    this.#launches = launches;
  }

  protected override command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.#launches.charge();
    const { substitutions, defaults, countings } = doingsOf(command, (name) => namedValue(name, this.shell));
    this.#ended = null;
    for (const each of substitutions) this.#substituted(each, command.pos, runs);
    for (const each of defaults) this.shell.set(each.parameter, joinedParts([each], this.shell));
    const outcome = super.command(command, runs, fed);
    // Its own words have what was there before.
    for (const each of countings) counted(each, this.shell.counting);
    return outcome;
  }

  /** All that a process does: its commands, and what it has set a trap for at its end. */
  override process(walk: () => Outcome, runs: Chance): Outcome {
    const before = this.#atExit;
    this.#atExit = null;
    const outcome = this.failures.inProcess(walk);
    const trap = this.#atExit as Trap | null;
    const script = trap === null ? null : parseScript(trap.source);
    if (trap !== null && script !== null) {
      const { left } = this.shell.state;
      const offset = this.#offset;
      this.#offset ??= trap.offset;
      this.shell.state.left = 'no';
      this.failures.beside(() => this.statements(script.commands, both(runs, trap.runs)));
      this.shell.state.left = left;
      this.#offset = offset;
    }
    this.#atExit = before;
    return outcome;
  }

  protected simple(command: Command, runs: Chance, fed: string | null): Outcome {
    const { shell } = this;
    const { redirects } = command;
    if (!command.name) {
      const assignments = assignmentsOf(command);
      for (const each of assignments) assign(each, shell);
      // `$(< FILE)` prints the file, `> FILE` empties it.
      if (assignments.length === 0)
        shell.outputs.print(command, [], isGivenInput(redirects) ? redirectedInput(redirects, shell) : '');
      // `A=$(x)` ends as x does (bash manual, Simple Command Expansion).
      return this.#ended ?? 'yes';
    }
    const given = commandFields(command, shell);
    const own = withFiles(withoutPrefix(given, shell.state.functions), shell);
    const { words, stdin: shown } = printedScript(command, own, shell);
    const [name = '', ...args] = words;
    if (isRestOfLast(name)) {
      this.commands.at(-1)?.words.push(...words);
      return 'assumed';
    }
    const piped = isGivenInput(redirects) ? redirectedInput(redirects, shell) : (fed ?? this.input);
    const stdin = shown ?? piped;
    const said = printedBy(words, stdin, shell);
    const body = shell.state.functions.get(name);
    if (!body) shell.outputs.print(command, words, said);
    else if (!shell.isOneFunction(name)) shell.outputs.unknown();
    if (isDeclaration(name)) {
      declare(command, words, shell);
      return 'yes';
    }
    runBuiltin(words, stdin, () => separatorsOf(command, shell), shell);
    this.failures.said(words, runs === 'yes');
    // The rest of it is for whoever reads next, and nobody knows how much that is.
    if (name === 'read' || (name === 'exec' && isGivenInput(redirects))) this.input = null;
    if (name === 'trap') this.#trap(args, runs, command.pos);
    if (name === 'continue' || name === 'break') {
      this.leaveLoop(words, runs);
      return 'yes';
    }
    if (name === 'exit' || name === 'return') {
      // We ask what happens when all goes well, so nobody leaves with an error, nor with one that was kept: `exit $CODE`.
      const [code = ''] = args;
      const isError = /^[1-9]/.test(code) || hasHole(code);
      const leaves = this.conditions.leaves(runs);
      const isLeft = leaves === 'yes' || !isError;
      if (isLeft) shell.state.left = leaves;
      if (name === 'exit' && isLeft) this.conditions.endsWell = true;
      else if (name === 'exit') this.conditions.endsInError = true;
      return 'unknown';
    }
    if (body)
      return shell.outputs.within(redirects, () =>
        this.reading(stdin, () => this.#call(body, { args, given: ownVariables(command, shell) }, runs)),
      );
    return (
      answerOfBuiltin(name, command, shell) ?? this.#program({ command, given, words, stdin, said }, runs)
    );
  }

  /** `trap 'docker logout ghcr.io' EXIT`; `trap - EXIT` takes it back. Of one for an error, a run that goes well meets nothing. */
  #trap([source = '', ...signals]: readonly string[], runs: Chance, offset: number): void {
    if (!this.#readsTraps || !signals.some((each) => /^(?:EXIT|0)$/i.test(each))) return;
    this.#atExit = source === '-' || source === '' || !isReadable(source) ? null : { source, runs, offset };
  }

  /** A program that is started: one that runs a script of the repository, or one for who reads the effects. */
  #program({ command, given, words, stdin, said }: Started, runs: Chance): Outcome {
    const { shell } = this;
    const { redirects } = command;
    const own = new Map([...ownVariables(command, shell), ...givenVariables(given, words)]);
    const { made, process, variables } = shell.state;
    const isOpen = process.isOpen || bringsVariables(given);
    const folder = movedBy(given, words, process.folder);
    // The variables as they are now: a later command may change them.
    const { environment } = shell;
    const { byRoot, isReset } = sudoOf(given, process.isRoot, environment('USER'));
    const variable = inheritedVariables({ ...process, isOpen }, { own, variables, environment }, isReset);
    const started = this.#launches.startedBy({ words, folder, stdin, variable });
    if (started) {
      shell.outputs.within(redirects, () => {
        for (const each of started)
          this.reading(isReadByScript(words, each, stdin) ? stdin : null, () =>
            this.#run(each, words, { runs, isRoot: byRoot, offset: command.pos }),
          );
      });
      this.last = words;
      return 'assumed';
    }
    // The rest of what a `$(…)` runs is there for its text, and changes nothing.
    const answer = () => answerOf(words, stdin, (each) => printedBy(each, stdin, shell));
    if (this.#isSubstituted && !mayPushUnread(words)) return answer();
    const [name = '', ...args] = words;
    if (SETS_UNSEEN.test(name)) {
      shell.change({ isOpen: true });
      this.failures.unseen();
    }
    if (readsMadeFile(words, folder)) shell.forget();
    if (made.size > 0) shell.state.made = madeAfter(made, words, mayLogIn(words));
    this.commands.push({
      words,
      runs,
      ...(this.isTurned ? { isTurned: true as const } : {}),
      ...(this.conditions.isForgiven ? { mayFail: true as const } : {}),
      ...(given[0] === 'exec' ? { ends: this.failures.atExit } : this.failures.ofCommand),
      offset: this.#offset ?? command.pos,
      stdin,
      sudo: byRoot,
      ...(this.#isSubstituted ? { isSubstituted: true as const } : {}),
      folder,
      variable(each) {
        const value = own.get(each) ?? variables.get(each) ?? environment(each);
        return isOpen && isUnset(value) ? null : value;
      },
      written: (path, checkedOut) => madeText(made, fileKey(folder, path), checkedOut),
      writes: [
        ...outputFiles(redirects).map((file) => ({ file: wordText(file, shell), text: said })),
        ...(name === 'tee' ? args.map((file) => ({ file, text: said })) : []),
      ],
    });
    this.last = words;
    return answer();
  }

  /** `DIGEST=$(crane push …)` pushes, whatever becomes of what it prints. */
  #substituted({ script, runs: mayRun }: Substitution, offset: number, runs: Chance): void {
    if (!script) return;
    const { shell } = this;
    const [before, wasSubstituted] = [this.#offset, this.#isSubstituted];
    this.#offset ??= offset;
    this.#isSubstituted = true;
    const chance = both(runs, mayRun);
    const walk = () =>
      this.process(() => {
        const ended = this.failures.beside(() => this.statements(script.commands, chance));
        this.#ended = ended;
        return ended;
      }, chance);
    shell.keepSaid(
      script,
      this.printedIn(() => shell.subshell(walk)),
    );
    this.#isSubstituted = wasSubstituted;
    this.#offset = before;
  }

  /** A function of the script; its `return` ends nothing but itself. */
  #call(
    body: CommandNode | CompoundList,
    { args, given }: { args: readonly string[]; given: ReadonlyMap<string, string> },
    runs: Chance,
  ): Outcome {
    const { shell } = this;
    if (this.#depth >= MAX_DEPTH) {
      shell.outputs.unknown();
      return 'unknown';
    }
    const { left } = shell.state;
    this.#depth += 1;
    const [result, isWhole] = shell.calling(args, given, () => {
      const answer = this.conditions.behind(null, () => this.command(body, runs, null));
      // Where it may have returned before its end, its end says nothing.
      return [answer, shell.state.left === left] as const;
    });
    this.#depth -= 1;
    return isWhole || (result !== 'yes' && result !== 'no') ? result : 'unknown';
  }

  /** Walks a script that a command starts, as a part of this one. */
  #run(started: StartedScript, words: readonly string[], { runs, isRoot, offset }: StartAt): void {
    const script = parseScript(started.source);
    const chance = both(runs, started.runs);
    if (!script || (chance === 'no' && !this.isPassing)) return;
    const before = this.#offset;
    this.#offset ??= offset;
    const walk = () =>
      this.#launches.enter(started, isRoot, () => {
        const all = () => this.statements(script.commands, chance);
        if (started.isSourced) all();
        else this.process(all, chance);
      });
    if (started.isSourced) walk();
    else this.failures.inShell(isStrictStart(words, started), () => this.conditions.inOwnProcess(walk));
    this.#offset = before;
  }
}

/** How surely a script is started, by whom, and where the command stands that does. */
interface StartAt {
  runs: Chance;
  isRoot: boolean;
  offset: number;
}

/** A simple command with its words expanded. */
interface Started {
  command: Command;
  /** With what stands before the program, such as `sudo`. */
  given: readonly string[];
  words: string[];
  stdin: string | null;
  /** What it prints. */
  said: string | null;
}
