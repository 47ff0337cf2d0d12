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
} from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { FOUND, isUpToRun } from '../language/origins.js';
import { HOLE, hasHole, isHole } from '../language/values.js';
import { answerOf, askedAnswer, type Outcome } from './answers.js';
import { parseScript } from './parse.js';
import { withoutPrefix } from './prefixes.js';
import { printedBy } from './printing.js';
import { isSentAway, outputFiles, redirectedInput, stepFilesIn } from './redirections.js';
import { copyOf, freshState, merged, type State } from './state.js';
import { oldStyleWrite, pairsOf, type StepFile, writesUnknownNames, writtenWith } from './step-files.js';
import { arithmeticTest, bracketTest, conditional } from './tests.js';
import { fieldsOf, isOpenField, type WordScope, wordText } from './words.js';

/** A command that the script runs. */
export interface Invocation {
  /** Name and arguments, expanded. */
  words: string[];
  runs: Chance;
  /** Offset of the command in the script. */
  offset: number;
  /** What is piped into it; null when that is not known. */
  stdin: string | null;
  /** Run by another user: `sudo`. */
  sudo: boolean;
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

/**
 * Follows a script. `variables` gives the value of an environment variable, null
 * when it is not known. A script that can't be read has no effects.
 */
export function followScript(source: string, variables: (name: string) => string | null): ScriptEffects {
  const walk = new Walk(variables);
  const script = parseScript(source);
  if (script) walk.statements(script.commands, 'yes');
  return { ...walk.effects(), isRead: script !== null };
}

class Walk implements WordScope {
  readonly #environment: (name: string) => string | null;
  readonly #commands: Invocation[] = [];
  readonly #functions = new Map<string, CommandNode | CompoundList>();
  #state: State = freshState();
  /** The step's own files that whatever is printed here goes to. */
  #printsTo: readonly StepFile[] = [];
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  #last: readonly string[] | null = null;
  #depth = 0;
  #loops = 0;
  #count = 0;

  constructor(environment: (name: string) => string | null) {
    this.#environment = environment;
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
    return this.#state.variables.get(name) ?? this.#environment(name) ?? HOLE;
  }

  array(name: string): readonly string[] | null {
    return this.#state.arrays.get(name) ?? null;
  }

  get positional(): readonly string[] | null {
    return this.#state.positional;
  }

  substitute({ script, text }: CommandExpansionPart): string {
    const said = script ? this.#printedByList(script.commands) : null;
    if (said !== null) return said.replace(/\n+$/, '');
    // What a command finds out is a fact of the run, unless it was told something that is none.
    const told = [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => this.variable(name));
    return told.every(isUpToRun) && isUpToRun(text) ? FOUND : HOLE;
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
    if (this.#count > MAX_COMMANDS) return 'unknown';
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
    const assignments = command.prefix.filter((each) => each.type === 'Assignment');
    if (!command.name) {
      for (const each of assignments) this.#assign(each);
      return 'yes';
    }
    const given = this.#fields(command);
    const words = withoutPrefix(given);
    const [name = '', ...args] = words;
    const stdin = redirectedInput(redirects, this) ?? fed;
    const said = printedBy(words, stdin, (each) => this.variable(each));
    const files = outputFiles(redirects);
    const body = this.#functions.get(name);
    if (!body) this.#print(command, words, said);
    if (DECLARATIONS.has(name)) {
      this.#declare(command);
      return 'yes';
    }
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
    // The variables as they are now: a later command may change them.
    const variables = new Map(this.#state.variables);
    this.#commands.push({
      words,
      runs,
      offset: command.pos,
      stdin,
      sudo: given[0] === 'sudo',
      variable: (each) => own.get(each) ?? variables.get(each) ?? this.#environment(each),
      writes: files.map((file) => ({ file: wordText(file, this), text: said })),
    });
    this.#last = words;
    return answerOf(words);
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

  /** `export NAME=value`, `export "NAME=value"`. */
  #declare(command: Command): void {
    for (const each of command.args) {
      if (each.type === 'Assignment') this.#assign(each);
      else {
        const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(wordText(each, this)) ?? [];
        if (name !== undefined) this.#set(name, value);
      }
    }
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
      this.#state.arrays.set(name, elements);
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
    this.#state.arrays.delete(name);
    this.#state.variables.set(name, value);
  }
}

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
