/**
 * What a `run:` script does, as far as its text tells: the commands it runs with
 * their words expanded, whether each of them runs, and what it writes to
 * `GITHUB_ENV` and `GITHUB_OUTPUT`. What is not known is a hole in a word (see
 * values.ts), never a guess.
 */
import type {
  AndOr,
  Assignment,
  Case,
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  For,
  If,
  PipelineNode,
  Redirected,
  Redirection,
  Select,
  Statement,
  While,
  Word,
  WordPart,
} from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { CHANGED, FOUND, isUpToRun } from '../language/origins.js';
import { HOLE, hasHole, isHole } from '../language/values.js';
import { inWorkspace, WORKSPACE } from '../language/workspace.js';
import { answerOf, askedAnswer, type Outcome } from './answers.js';
import { parseScript } from './parse.js';
import { isByRoot, withoutPrefix } from './prefixes.js';
import { printedBy } from './printing.js';
import { freshProcess, isUnset, type ProcessState } from './process.js';
import { isSentAway, outputFiles, redirectedInput, stepFilesIn } from './redirections.js';
import { type Effort, NO_PLACE, type ScriptPlace, type StartedScript, type Starter } from './started.js';
import { copyOf, freshState, merged, type State } from './state.js';
import { oldStyleWrite, pairsOf, type StepFile, writesUnknownNames, writtenWith } from './step-files.js';
import { arithmeticTest, bracketTest, conditional } from './tests.js';
import { fieldsOf, isOpenField, joinedParts, type WordScope, wordText } from './words.js';

/** A command that the script runs. */
export interface Invocation {
  /** Name and arguments, expanded. */
  words: string[];
  runs: Chance;
  /** Offset of the command in the script. */
  offset: number;
  /** What is piped into it; null when that is not known. */
  stdin: string | null;
  /** Run by root, whose home is another: `sudo`. */
  sudo: boolean;
  /** Folder of the repository in which it is run; null when not known. */
  folder: string | null;
  /** A variable as this command has it; null when it is not known. */
  variable(name: string): string | null;
  /** Files that its output is written to, and what: null when not known. */
  writes: { file: string; text: string | null }[];
}

export interface ScriptEffects {
  commands: Invocation[];
  /** Names given a value for later steps; null: written, but what is not known. */
  environment: Map<string, string | null>;
  outputs: Map<string, string | null>;
  /** False when the script is in no language that we read: it may do anything. */
  isRead: boolean;
  /** It writes names to `GITHUB_ENV` that can't be followed. */
  writesUnknown: boolean;
}

/** How often a `for` with a known list is walked; beyond that its variable is a hole. */
const MAX_TURNS = 20;

/** A longer array is not followed. */
const MAX_ELEMENTS = 200;

/** Loops in loops are turned through twice only so deep. */
const MAX_LOOPS = 3;

/** Functions that call themselves. */
const MAX_DEPTH = 10;

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

/** Scripts that start scripts. */
const MAX_STARTED_DEPTH = 8;

/** Scripts that are started in one step, and what they may have in characters. */
const MAX_STARTED = 400;
const MAX_STARTED_TEXT = 2 * 1024 * 1024;

/** A command in a script that is started, measured by the steps in a Makefile. */
const COST_OF_COMMAND = 100;

/**
 * Follows a script, and the scripts that it starts. `variables` gives the value of an environment
 * variable, null when it is not known. A script that can't be read has no effects.
 */
export function followScript(
  source: string,
  variables: (name: string) => string | null,
  place: ScriptPlace = NO_PLACE,
): ScriptEffects {
  const walk = new Walk(variables, place);
  const script = parseScript(source);
  if (script) walk.statements(script.commands, 'yes');
  return { ...walk.effects(), isRead: script !== null && !walk.isCut };
}

class Walk implements WordScope {
  #environment: (name: string) => string | null;
  readonly #start: Starter;
  readonly #effort: Effort;
  readonly #commands: Invocation[] = [];
  #functions = new Map<string, CommandNode | CompoundList>();
  #state: State;
  /** The step's own files that whatever is printed here goes to. */
  #printsTo: readonly StepFile[] = [];
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  #last: readonly string[] | null = null;
  #depth = 0;
  #loops = 0;
  #count = 0;
  /** What is started by a command stands where the command does. */
  #offset: number | null = null;
  readonly #started = { depth: 0, scripts: 0, text: 0 };
  /** It was too much, and the rest was not read. */
  isCut = false;

  constructor(environment: (name: string) => string | null, { start, folder, isOpen, effort }: ScriptPlace) {
    this.#environment = environment;
    this.#start = start;
    this.#effort = effort;
    this.#state = freshState(freshProcess(folder, isOpen));
  }

  effects(): Omit<ScriptEffects, 'isRead'> {
    const { GITHUB_ENV, GITHUB_OUTPUT } = this.#state.files;
    return {
      writesUnknown: writesUnknownNames(GITHUB_ENV),
      commands: this.#commands,
      environment: pairsOf(GITHUB_ENV),
      outputs: pairsOf(GITHUB_OUTPUT),
    };
  }

  // -------------------------------------------- what words can refer to

  variable(name: string): string {
    if (name === 'BASH_SOURCE') return this.self;
    return this.#state.variables.get(name) ?? this.#outer(name) ?? HOLE;
  }

  /** A variable that this shell did not set itself. */
  #outer(name: string): string | null {
    const { isOpen, folder } = this.#state.process;
    if (name === 'PWD') return folder === null ? null : pathIn(folder);
    const value = this.#environment(name);
    return isOpen && isUnset(value) ? null : value;
  }

  get self(): string {
    const { file } = this.#state.process;
    return file === null ? HOLE : pathIn(file);
  }

  array(name: string): readonly string[] | null {
    return this.#state.arrays.get(name) ?? null;
  }

  get positional(): readonly string[] | null {
    return this.#state.positional;
  }

  substitute({ script, text }: CommandExpansionPart): string {
    const said = script ? (this.#printedByList(script.commands) ?? this.#place(script.commands)) : null;
    if (said !== null) return said.replace(/\n+$/, '');
    // What a command finds out is a fact of the run, unless it was told something that is none.
    const told = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => this.variable(name));
    if (!told.every(isUpToRun) || !isUpToRun(text)) return HOLE;
    return ASKS_CHANGES.test(text) ? CHANGED : FOUND;
  }

  /** `cd FOLDER && pwd`, `pwd`, `git rev-parse --show-toplevel`: a folder of the checkout. */
  #place(statements: readonly Statement[]): string | null {
    let { folder } = this.#state.process;
    const links = statements.flatMap(({ command }) =>
      command.type === 'AndOr' ? command.commands : [command],
    );
    for (const each of links) {
      const words = each.type === 'Command' ? this.#fields(each) : [];
      const said = words.join(' ');
      if (words[0] === 'cd')
        folder = inWorkspace(folder, words.findLast((word) => !/^-[LP]$|^--$/.test(word)) ?? '');
      else if (/^pwd(?: -[LP])?$/.test(said)) return folder === null ? null : pathIn(folder);
      else return said === 'git rev-parse --show-toplevel' ? WORKSPACE : null;
    }
    return null;
  }

  /** What a pipe of commands like echo and tr prints; null when it is anything else. */
  #printedByList([only, ...more]: readonly Statement[]): string | null {
    if (!only || more.length > 0) return null;
    const { command } = only;
    const pipe = command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
    let said: string | null = null;
    for (const [index, each] of pipe.entries()) {
      if (each.type !== 'Command' || (index > 0 && said === null)) return null;
      said = this.#printedBy(each, said);
    }
    return said;
  }

  #printedBy(command: Command, fed: string | null): string | null {
    const input = redirectedInput(command.redirects, this) ?? fed;
    return printedBy(this.#fields(command), input, (name) => this.variable(name));
  }

  #fields(command: Command): string[] {
    if (!command.name) return [];
    const words = [command.name, ...command.args].map((each) =>
      each.type === 'Word' ? each : assignmentWord(each, this.#assigned(each)),
    );
    return fieldsOf(words, this);
  }

  // ----------------------------------------------------------- lists

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome {
    let last: Outcome = 'yes';
    for (const { command } of statements) {
      if (this.#isGone) return last;
      last = command.type === 'AndOr' ? this.#andOr(command, runs) : this.#link(command, runs);
    }
    return last;
  }

  /** The script has surely ended before this point. */
  get #isGone(): boolean {
    return this.#state.left === 'yes';
  }

  #andOr({ commands, operators }: AndOr, runs: Chance): Outcome {
    let last = 'yes' as Outcome;
    let certain = runs;
    for (const [index, each] of commands.entries()) {
      if (this.#isGone) return last;
      const operator = index === 0 ? null : operators[index - 1];
      if (operator === '&&') certain = both(certain, last === 'assumed' ? 'yes' : last);
      // The right side of `||` is there for a failure, which nobody can foresee.
      else if (operator === '||') certain = both(certain, last === 'assumed' ? 'unknown' : opposite(last));
      if (certain === 'no') continue;
      const walk = () => {
        last = this.#link(each, certain);
      };
      // A command that may be passed over leaves its variables open.
      if (certain === runs) walk();
      else this.#branches([walk, () => {}], certain);
    }
    return last;
  }

  #link(command: PipelineNode, runs: Chance): Outcome {
    const { left } = this.#state;
    const sure = left === 'no' ? runs : both(runs, opposite(left));
    if (command.type !== 'Pipeline') return this.#command(command, sure, null);
    const result = this.#pipe(command.commands, sure);
    const isNegated = command.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    return isNegated ? opposite(this.#asked(result)) : result;
  }

  #pipe(commands: readonly CommandNode[], runs: Chance): Outcome {
    if (commands.length === 1) return this.#command(commands[0] as CommandNode, runs, null);
    // Each part of a pipe has a shell of its own.
    const before = this.#state;
    const printsTo = this.#printsTo;
    let fed: string | null = null;
    let result: Outcome = 'assumed';
    for (const [index, each] of commands.entries()) {
      this.#state = copyOf(before);
      this.#printsTo = index === commands.length - 1 ? printsTo : [];
      const said: string | null = each.type === 'Command' ? this.#printedBy(each, fed) : null;
      result = this.#command(each, runs, fed);
      fed = said;
      before.files = this.#state.files;
    }
    this.#state = before;
    return result;
  }

  // ------------------------------------------------- compound commands

  /** `fed`: what is piped into it; null when that is nothing or not known. */
  #command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.#count += 1;
    if (this.#started.depth > 0) this.#effort.left -= COST_OF_COMMAND;
    if (this.#count > MAX_COMMANDS) {
      this.isCut = true;
      return 'unknown';
    }
    switch (command.type) {
      case 'Command':
        return this.#simple(command, runs, fed);
      case 'CompoundList':
        return this.statements(command.commands, runs);
      case 'BraceGroup':
        return this.statements(command.body.commands, runs);
      case 'Subshell':
        return this.#subshell(() => this.statements(command.body.commands, runs));
      case 'Coproc':
        this.#subshell(() => this.#command(command.body, runs, null));
        return 'assumed';
      case 'Redirected':
        return this.#redirected(command, runs);
      case 'If':
        return this.#if(command, runs);
      case 'Case':
        return this.#case(command, runs);
      case 'While':
        this.#while(command, runs, fed);
        return 'unknown';
      case 'For':
      case 'Select':
        this.#for(command, runs);
        return 'assumed';
      case 'ArithmeticFor':
        this.#turns(command.body, runs);
        return 'assumed';
      case 'Function':
        this.#functions.set(command.name.value, command.body);
        return 'yes';
      case 'TestCommand':
        return conditional(command.expression, this);
      case 'ArithmeticCommand':
        return arithmeticTest(command, this);
    }
  }

  /** A shell of its own: what it sets is gone afterwards, and its `exit` ends only itself. */
  #subshell(walk: () => Outcome): Outcome {
    const before = this.#state;
    this.#state = copyOf(before);
    const result = walk();
    // The files stand outside of it.
    this.#state = { ...before, files: this.#state.files };
    return result;
  }

  #redirected({ command, redirects }: Redirected, runs: Chance): Outcome {
    const input = redirectedInput(redirects, this);
    return this.#printing(redirects, () => this.#command(command, runs, input));
  }

  /** Walks what prints to where the redirections say. */
  #printing(redirects: readonly Redirection[], walk: () => Outcome): Outcome {
    const before = this.#printsTo;
    if (isSentAway(redirects)) this.#printsTo = stepFilesIn(outputFiles(redirects));
    const result = walk();
    this.#printsTo = before;
    return result;
  }

  #asked(outcome: Outcome): Chance {
    return askedAnswer(outcome, this.#last);
  }

  #if(command: If, runs: Chance): Outcome {
    let open = runs;
    let decided: Chance = 'yes';
    const outcomes: (() => void)[] = [];
    for (const { clause, then } of [command, ...command.elif]) {
      const holds = this.#asked(this.statements(clause.commands, open));
      decided = both(decided, holds);
      const branch = both(open, holds);
      if (branch !== 'no') outcomes.push(() => this.statements(then.commands, branch));
      open = both(open, opposite(holds));
    }
    const otherwise = command.else?.commands ?? [];
    const branch = open;
    if (branch !== 'no') outcomes.push(() => this.statements(otherwise, branch));
    this.#branches(outcomes, decided);
    return 'assumed';
  }

  #case({ word, items }: Case, runs: Chance): Outcome {
    const chosen: Chance = isUpToRun(wordText(word, this)) ? 'sometimes' : 'unknown';
    this.#branches(
      [
        ...items.map(
          ({ body }) =>
            () =>
              this.statements(body.commands, both(runs, chosen)),
        ),
        () => {},
      ],
      chosen,
    );
    return 'unknown';
  }

  #for({ type, name, wordlist, body }: For | Select, runs: Chance): void {
    const items = wordlist ? fieldsOf(wordlist, this) : (this.positional ?? [FOUND]);
    if (type === 'For' && items.length > 0) this.#each(name.value, items, body, runs);
    else if (type === 'Select') this.#each(name.value, [FOUND], body, runs);
  }

  /** `while read LINE`: a turn for each line, where they are known. */
  #while({ clause, body }: While, runs: Chance, fed: string | null): void {
    const [only, ...more] = clause.commands;
    const { command } = only ?? {};
    const names = command?.type === 'Command' && more.length === 0 ? namesRead(this.#fields(command)) : [];
    const [name] = names;
    if (name !== undefined && names.length === 1 && fed !== null) {
      const lines = fed.split('\n').map((each) => each.trim());
      this.#each(name, lines.filter(Boolean), body, runs);
      return;
    }
    this.statements(clause.commands, runs);
    this.#turns(body, runs);
  }

  /** A turn for each item; those of which nothing is known may be any number. */
  #each(name: string, items: readonly string[], body: CompoundList, runs: Chance): void {
    if (items.length > MAX_TURNS) {
      this.#set(name, FOUND);
      this.#turns(body, runs);
      return;
    }
    for (const item of items) {
      const hole = isOpenField(item) ? openedItem(item) : item;
      this.#set(name, hole);
      if (isHole(hole)) this.#turns(body, runs);
      else this.statements(body.commands, runs);
    }
  }

  /** A body that is turned through any number of times, and once at least: nobody writes one that never turns. */
  #turns(body: CompoundList, runs: Chance): void {
    const chance = both(runs, 'sometimes');
    this.statements(body.commands, chance);
    if (this.#loops >= MAX_LOOPS) return;
    const once = this.#state;
    const known = this.#commands.length;
    this.#state = copyOf(once);
    this.#loops += 1;
    this.statements(body.commands, chance);
    this.#loops -= 1;
    // What it runs again stands at the same places.
    this.#commands.length = known;
    this.#state = this.#merged([once, this.#state], 'sometimes');
  }

  /**
   * Walks alternatives, each from the same start; afterwards only what they have in common is known.
   *
   * @param decided how sure it is which of them is taken: `sometimes` leaves it to the run
   */
  #branches(outcomes: (() => void)[], decided: Chance): void {
    const before = this.#state;
    const after = outcomes.map((run) => {
      this.#state = copyOf(before);
      run();
      return this.#state;
    });
    this.#state = after.length === 0 ? before : this.#merged(after, decided);
  }

  #merged(states: readonly State[], decided: Chance): State {
    return merged(states, decided !== 'unknown', (name) => this.#environment(name) ?? HOLE);
  }

  // --------------------------------------------------- simple commands

  #simple(command: Command, runs: Chance, fed: string | null): Outcome {
    const { redirects } = command;
    this.#setDefaults(command);
    const assignments = command.prefix.filter((each) => each.type === 'Assignment');
    if (!command.name) {
      for (const each of assignments) this.#assign(each);
      return 'yes';
    }
    const given = this.#fields(command);
    const words = withoutPrefix(given);
    const [name = '', ...args] = words;
    if (this.#isRestOfLast(name)) {
      this.#commands.at(-1)?.words.push(...words);
      return 'assumed';
    }
    const stdin = redirectedInput(redirects, this) ?? fed;
    const said = printedBy(words, stdin, (each) => this.variable(each));
    const files = outputFiles(redirects);
    const body = this.#functions.get(name);
    if (!body) this.#print(command, words, said);
    if (DECLARATIONS.has(name)) {
      this.#declare(command, name === 'export' || args.some((each) => /^-\w*x/.test(each)));
      return 'yes';
    }
    if (MOVES.has(name)) this.#move(name, args);
    if (name === 'set' && (args.includes('allexport') || args.some((each) => /^-\w*a/.test(each)))) {
      this.#change({ exportsAll: true });
    }
    if (name === 'printf' && args[0] === '-v') this.#set(args[1] ?? '', FOUND);
    if (name === 'unset') for (const each of args) this.#set(each, '');
    if (name === 'mapfile' || name === 'readarray') {
      for (const each of args) if (/^[A-Za-z_]\w*$/.test(each)) this.#set(each, FOUND);
    }
    if (name === 'read') this.#read(words, stdin);
    if (name === 'shift') this.#state.positional = this.positional?.slice(Number(args[0] ?? 1)) ?? null;
    if (name === 'set' && args[0] === '--') this.#state.positional = args.slice(1);
    if (name === 'exit' || name === 'return') {
      // We ask what happens when all goes well, so nobody leaves with an error.
      if (runs === 'yes' || !/^[1-9]/.test(args[0] ?? '')) this.#state.left = runs;
      return 'unknown';
    }
    if (body) return this.#printing(redirects, () => this.#call(body, args, runs));
    if (name === 'true' || name === ':') return 'yes';
    if (name === 'false') return 'no';
    if (name === '[' || name === 'test') return bracketTest(wordsOf(command), this);
    const own = new Map(assignments.map((each) => [each.name, this.#assigned(each)]));
    const { folder, isRoot, isOpen } = this.#state.process;
    const byRoot = isRoot || isByRoot(given);
    // The variables as they are now: a later command may change them.
    const { variables } = this.#state;
    const variable = this.#inherited(own, variables, byRoot);
    const started = this.#startedBy({
      words,
      folder,
      stdin,
      variable,
      prints: (script) => this.#prints(script),
    });
    if (started) {
      this.#printing(redirects, () => {
        for (const each of started) this.#run(each, runs, byRoot, command.pos);
        return 'assumed';
      });
      this.#last = words;
      return 'assumed';
    }
    // What is not read may set anything in the shell that it is part of.
    if (name === 'source' || name === '.' || name === 'eval') this.#change({ isOpen: true });
    const environment = this.#environment;
    this.#commands.push({
      words,
      runs,
      offset: this.#offset ?? command.pos,
      stdin,
      sudo: byRoot,
      folder,
      variable(each) {
        const value = own.get(each) ?? variables.get(each) ?? environment(each);
        return isOpen && isUnset(value) ? null : value;
      },
      writes: [
        ...files.map((file) => ({ file: wordText(file, this), text: said })),
        ...(name === 'tee' ? args.map((file) => ({ file, text: said })) : []),
      ],
    });
    this.#last = words;
    return answerOf(words);
  }

  // ------------------------------------------------- programs that it starts

  /** The scripts that a command starts; null where that is not known, or would be too much. */
  #startedBy(starting: Parameters<Starter>[0]): readonly StartedScript[] | null {
    const [name, ...args] = starting.words;
    const { depth, scripts, text } = this.#started;
    if (
      this.#effort.left < 0 ||
      depth >= MAX_STARTED_DEPTH ||
      scripts > MAX_STARTED ||
      text > MAX_STARTED_TEXT
    )
      return null;
    if (name === 'eval') {
      const source = args.join(' ');
      const { file } = this.#state.process;
      const { folder, variable } = starting;
      return hasHole(source)
        ? null
        : [{ source, file, positional: this.positional, folder, variable, runs: 'yes', isSourced: true }];
    }
    const started = this.#start(starting);
    if (!started?.every(({ source }) => parseScript(source))) return null;
    this.#started.scripts += started.length;
    this.#started.text += started.reduce((sum, { source }) => sum + source.length, 0);
    return started;
  }

  /** Walks a script that a command starts, as a part of this one. */
  #run(started: StartedScript, runs: Chance, isRoot: boolean, offset: number): void {
    const script = parseScript(started.source);
    const chance = both(runs, started.runs);
    if (!script || chance === 'no') return;
    const before = { offset: this.#offset, depth: this.#depth };
    this.#offset ??= offset;
    this.#started.depth += 1;
    const walk = () => this.statements(script.commands, chance);
    if (started.isSourced) this.#source(started, walk);
    else this.#inProcess(started, isRoot, walk);
    this.#started.depth -= 1;
    this.#offset = before.offset;
  }

  /** In this shell: what it sets stays, but it has arguments and a name of its own. */
  #source({ file, positional }: StartedScript, walk: () => void): void {
    const { positional: own, left, process } = this.#state;
    this.#state.positional = positional ?? own;
    this.#change({ file: file ?? process.file });
    walk();
    this.#change({ file: process.file });
    this.#state = { ...this.#state, positional: own, left };
  }

  /** In a process of its own, of which only what it does is left. */
  #inProcess({ file, folder, positional, variable }: StartedScript, isRoot: boolean, walk: () => void): void {
    const before = { state: this.#state, environment: this.#environment, functions: this.#functions };
    this.#environment = variable;
    this.#functions = new Map();
    const process: ProcessState = { ...freshProcess(folder, false), file, isRoot };
    this.#state = { ...freshState(process), positional, files: this.#state.files };
    walk();
    this.#state = { ...before.state, files: this.#state.files };
    this.#environment = before.environment;
    this.#functions = before.functions;
  }

  /** What a script prints that is run here. */
  #prints(source: string): string | null {
    const script = parseScript(source);
    return script && this.#printedByList(script.commands);
  }

  /** The variables as a program gets them that is started now. */
  #inherited(
    own: ReadonlyMap<string, string>,
    variables: ReadonlyMap<string, string>,
    isRoot: boolean,
  ): (name: string) => string | null {
    const { exported, isOpen, isRoot: wasRoot } = this.#state.process;
    // `sudo` hands on next to nothing.
    if (isRoot && !wasRoot) return (name) => own.get(name) ?? null;
    const environment = this.#environment;
    return (name) => {
      const outer = environment(name);
      const set = variables.get(name);
      const value = own.get(name) ?? (exported.has(name) || !isUnset(outer) ? set : undefined) ?? outer;
      if (set !== undefined && outer === null && !exported.has(name)) return own.get(name) ?? null;
      return isOpen && isUnset(value) ? null : value;
    };
  }

  /** `cd` and its kin. */
  #move(name: string, args: readonly string[]): void {
    const to = args.findLast((each) => !/^-[LPe@]+$|^--$/.test(each)) ?? '~';
    const { folder } = this.#state.process;
    this.#change({ folder: name === 'popd' || to === '-' ? null : inWorkspace(folder, to) });
  }

  #change(change: Partial<ProcessState>): void {
    this.#state.process = { ...this.#state.process, ...change };
  }

  /** `--creds=…` at the beginning of a line: the command above lost its backslash. */
  #isRestOfLast(name: string): boolean {
    return /^--(?:creds|password|username|registry-password|registry-username)(?:=|$)/.test(name);
  }

  /** `${NAME:=value}` sets the variable on the way. */
  #setDefaults({ name, args }: Command): void {
    const words = [name, ...args].flatMap((each) =>
      each?.type === 'Word' && each.text.includes('=') ? [each] : [],
    );
    const visit = (parts: readonly WordPart[]): void => {
      for (const part of parts) {
        if (part.type === 'DoubleQuoted') visit(part.parts);
        if (part.type !== 'ParameterExpansion' || part.operation?.type !== 'Default') continue;
        if (part.operation.operator.endsWith('=')) this.#set(part.parameter, joinedParts([part], this));
      }
    };
    for (const { parts } of words) if (parts) visit(parts);
  }

  /** What a command prints, where it goes to a file of the step. */
  #print(command: Command, words: readonly string[], said: string | null): void {
    const targets = isSentAway(command.redirects)
      ? stepFilesIn(outputFiles(command.redirects))
      : this.#printsTo;
    const copies = words[0] === 'tee' ? stepFilesIn(wordsOf(command)) : [];
    for (const file of [...targets, ...copies]) this.#write(file, said);
    const old = words[0] === 'echo' ? oldStyleWrite(words.slice(1).join(' ')) : null;
    if (old) this.#write(old.file, old.text);
  }

  #write(file: StepFile, said: string | null): void {
    const { files, left } = this.#state;
    this.#state.files = { ...files, [file]: writtenWith(files[file], said, opposite(left)) };
  }

  /** A function of the script; its `return` ends nothing but itself. */
  #call(body: CommandNode | CompoundList, args: readonly string[], runs: Chance): Outcome {
    if (this.#depth >= MAX_DEPTH) return 'unknown';
    const { left, positional } = this.#state;
    this.#depth += 1;
    this.#state.positional = args;
    const result = this.#command(body, runs, null);
    this.#depth -= 1;
    this.#state = { ...this.#state, left, positional };
    return result === 'yes' || result === 'no' ? 'unknown' : result;
  }

  /** `export NAME=value`, `export "NAME=value"`, `export NAME`; of `export $(…)` nobody knows what it sets. */
  #declare(command: Command, exports: boolean): void {
    const names: string[] = [];
    for (const each of command.args) {
      if (each.type === 'Assignment') {
        this.#assign(each);
        names.push(each.name);
        continue;
      }
      const text = wordText(each, this);
      const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text) ?? [];
      if (name === undefined && hasHole(text)) this.#change({ isOpen: true });
      if (name === undefined) continue;
      if (value !== undefined) this.#set(name, value);
      names.push(name);
    }
    if (exports) this.#export(names);
  }

  #export(names: readonly string[]): void {
    this.#change({ exported: new Set([...this.#state.process.exported, ...names]) });
  }

  #assign(assignment: Assignment): void {
    const { name, value, index, append } = assignment;
    if (value.type !== 'ArrayValue' || index) {
      this.#set(name, this.#assigned(assignment));
      return;
    }
    const before = append ? (this.array(name) ?? [this.variable(name)]) : [];
    const elements = [...before, ...fieldsOf(value.elements, this)];
    this.#set(name, elements[0] ?? '');
    // `([key]=value)` and what the file system would fill in are not followed.
    if (!value.elements.some(({ text }) => /^\[|^[^"'$]*[*?]/.test(text)) && elements.length <= MAX_ELEMENTS)
      this.#state.arrays = new Map(this.#state.arrays).set(name, elements);
  }

  /** What a name is given; a hole for an array's element. */
  #assigned({ name, value, index, append }: Assignment): string {
    if (index || value.type === 'ArrayValue') return HOLE;
    return (append ? this.variable(name) : '') + wordText(value, this);
  }

  /** `read NAME`: a line of what is fed; with several names each gets a part. */
  #read(words: readonly string[], fed: string | null): void {
    const names = namesRead(words);
    const [line = ''] = fed?.split('\n') ?? [];
    for (const each of names) this.#set(each, fed !== null && names.length === 1 ? line.trim() : FOUND);
  }

  #set(name: string, value: string): void {
    const { variables, arrays } = this.#state;
    if (variables.get(name) !== value) this.#state.variables = new Map(variables).set(name, value);
    if (arrays.has(name)) this.#state.arrays = new Map([...arrays].filter(([each]) => each !== name));
    if (this.#state.process.exportsAll) this.#export([name]);
  }
}

/** A path of the repository as scripts have it. */
function pathIn(path: string): string {
  return path === '' ? WORKSPACE : `${WORKSPACE}/${path}`;
}

const MOVES = new Set(['cd', 'pushd', 'popd']);

/** Commands that find out which files changed. */
const ASKS_CHANGES =
  /\bgit\s+(?:-\S+\s+)*(?:diff|diff-tree|show|whatchanged)\b|\bgh\s+pr\s+(?:diff|view\b.*\bfiles)\b/;

const DECLARATIONS = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

/** The words of a command as they are written. */
function wordsOf({ name, args }: Command): Word[] {
  return [...(name ? [name] : []), ...args.filter((each) => each.type === 'Word')];
}

/** An assignment among the arguments is one field. */
function assignmentWord({ name, pos, end }: Assignment, value: string): Word {
  const text = `${name}=${value}`;
  return { type: 'Word', text, value: text, pos, end };
}

/** The names that a `read` fills; none for another command, or where it fills an array. */
function namesRead([name, ...args]: readonly string[]): string[] {
  if (name !== 'read') return [];
  const names: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] as string;
    if (/^-\w*[dinNptu]$/.test(each)) at += 1;
    else if (/^[A-Za-z_]\w*$/.test(each)) names.push(each);
  }
  return names;
}

/** An item as far as it is surely one: what is not known of it may have spaces in it. */
function openedItem(item: string): string {
  const at = [...item].findIndex(hasHole);
  if (at <= 0) return FOUND;
  return [...item].slice(0, at + 1).join('');
}
