/**
 * In which order the commands of a script are walked, and how sure it is that each of them runs: what each kind of command is
 * made of, whose parts are walked by the files beside this. What a simple command does is left to who extends this.
 */
import type { Command, CommandNode, CompoundList, Redirected, Statement } from 'unbash';
import type { Chance } from '../../language/chance.js';
import { FOUND } from '../../language/origins.js';
import type { Invocation } from '../effects.js';
import { isGivenInput, namedDescriptors, redirectedInput } from '../redirections.js';
import type { Shell } from '../shell.js';
import type { ScriptPlace } from '../starting/started.js';
import { arithmeticTest, chanceOfTest } from '../tests.js';
import type { Counting } from '../words/arithmetic.js';
import { countedVariable, fillIn, type WordScope } from '../words/words.js';
import { answerOfAll, areAsking, type Outcome } from './answers.js';
import { askedEndings } from './asked-endings.js';
import { Branches } from './branches.js';
import { Byways } from './byways.js';
import { Conditions } from './conditions.js';
import { Failures } from './failures.js';
import { Fallbacks } from './fallbacks.js';
import { Lists } from './lists.js';
import { Loops } from './loops.js';
import { Pipes } from './pipes.js';
import { Statements } from './statements.js';
import type { FlowWalk } from './walk.js';

/** What is told of the script that is walked. */
export type ScriptOptions = Pick<ScriptPlace, 'readsPassed' | 'isStrict' | 'hasNoInput'>;

/** Commands are nested lists; this ends what no script reaches. */
const MAX_COMMANDS = 5_000;

/** Walks the commands of a script in their order. */
export abstract class ControlFlow implements FlowWalk {
  readonly shell: Shell;
  readonly commands: Invocation[] = [];
  last: readonly string[] | null = null;
  readonly conditions = new Conditions(this.commands);
  readonly failures: Failures;
  readonly fallbacks = new Fallbacks();
  readonly byways: Byways;
  readonly #pipes = new Pipes(this);
  readonly #statements = new Statements(this, new Lists(this, this.#pipes), this.#pipes);
  readonly #branches = new Branches(this);
  readonly #loops = new Loops(this);
  #count = 0;
  /** It was too much, and the rest was not read. */
  isCut = false;

  /** @param readsPassed are branches that are surely not taken walked, too? */
  constructor(shell: Shell, { readsPassed = false, isStrict = false }: ScriptOptions) {
    this.shell = shell;
    this.failures = new Failures(isStrict);
    shell.keepsEndings = readsPassed;
    this.byways = new Byways(this, readsPassed);
  }

  /** What the commands of a group, a function or a script read that have no input of their own; null: nothing, or not known. */
  input: string | null = null;

  reading<Result>(input: string | null, walk: () => Result): Result {
    const before = this.input;
    this.input = input;
    const result = walk();
    this.input = before;
    return result;
  }

  /** @param fed what is piped into it; null when that is nothing or not known */
  protected abstract simple(command: Command, runs: Chance, fed: string | null): Outcome;

  /** `continue` and `break`. We ask what happens when all goes well: what is there for a failure leaves nothing. */
  protected leaveLoop(words: readonly string[], runs: Chance): void {
    const { conditions } = this;
    if (conditions.reason === 'failure') this.#loops.skip(words);
    else this.#loops.leave(words, conditions.leaves(runs), conditions.reason === 'answer');
  }

  endInError(leaves: Chance): void {
    const { state } = this.shell;
    // We ask what happens when all goes well, so nobody leaves with an error who may do otherwise.
    if (leaves !== 'yes') this.conditions.endsInError = true;
    else {
      state.left = 'yes';
      state.exited = 'yes';
      state.failed = 'yes';
      this.conditions.endsWell = true;
    }
  }

  /** Walks all that a process does, or a subshell, to its end. */
  abstract process(walk: () => Outcome, runs: Chance): Outcome;

  /** Does nothing but a loop stand around the command, of which nobody knows how often it turns? */
  protected get isTurned(): boolean {
    return this.#loops.isTurned;
  }

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome {
    return this.#statements.walk(statements, runs);
  }

  /** `[ … ]` and its kin. Of one that asks how commands have ended, the answer is that of those. */
  protected testing(evaluate: (scope: WordScope) => Chance): Outcome {
    const chance = evaluate(this.shell);
    // What steps before have told stands in a text that only the run knows.
    const isAsked = this.shell.hasEndings || (this.shell.keepsEndings && chance === 'sometimes');
    const asked = isAsked ? askedEndings(this.shell, evaluate) : null;
    if (asked === null) return chance;
    if (typeof asked === 'string') return asked;
    this.conditions.asked = asked.of;
    this.conditions.asksForFailure = asked.isOfFailure;
    // Without the run there are both, one with the image and one without.
    if (areAsking(asked.of)) return this.shell.keepsEndings ? 'unknown' : answerOfAll(asked.of);
    return asked.isOfFailure ? 'unknown' : 'assumed';
  }

  /** What is printed on the walk for who reads it; null where that is not known. */
  printedIn(walk: () => void): string | null {
    const said = this.shell.outputs.readIn(walk);
    return this.isCut ? null : said;
  }

  // ------------------------------------------------- compound commands

  /** @param fed what is piped into it; null when that is nothing or not known */
  command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome {
    this.#count += 1;
    if (this.#count > MAX_COMMANDS) {
      this.isCut = true;
      return 'unknown';
    }
    switch (command.type) {
      case 'Command':
        return this.simple(command, runs, fed);
      case 'CompoundList':
        return this.statements(command.commands, runs);
      case 'BraceGroup':
        return this.statements(command.body.commands, runs);
      case 'Subshell':
        return this.conditions.inOwnProcess(() =>
          this.shell.subshell(() => this.process(() => this.statements(command.body.commands, runs), runs)),
        );
      case 'Coproc':
        // It reads what the script writes to it later.
        this.failures.beside(() =>
          this.reading(null, () => this.shell.subshell(() => this.command(command.body, runs, null))),
        );
        for (const end of ['', '_PID']) this.shell.set(`${command.name?.text ?? 'COPROC'}${end}`, FOUND);
        return 'assumed';
      case 'Redirected':
        return this.#redirected(command, runs, fed);
      case 'If':
        return this.#branches.if(command, runs);
      case 'Case':
        return this.#branches.case(command, runs);
      case 'While': {
        const { input } = this;
        this.conditions.behind(null, () =>
          this.reading(null, () => this.#loops.while(command, runs, fed ?? input)),
        );
        return 'unknown';
      }
      case 'For':
      case 'Select':
        // Its first turn reads all of it.
        this.conditions.behind(null, () => this.reading(null, () => this.#loops.for(command, runs)));
        return 'assumed';
      case 'ArithmeticFor':
        this.conditions.behind(null, () => this.reading(null, () => this.#loops.counting(command, runs)));
        return 'assumed';
      case 'Function':
        this.shell.define(command.name.value, command.body);
        this.fallbacks.define(command.name.value, command.body);
        return 'yes';
      case 'TestCommand':
        return this.testing((scope) => chanceOfTest(command.expression, scope));
      case 'ArithmeticCommand':
        return this.testing((scope) =>
          arithmeticTest(command, scope === this.shell ? this.shell.counting : countingIn(scope)),
        );
    }
  }

  #redirected({ command, redirects }: Redirected, runs: Chance, fed: string | null): Outcome {
    const piped = isGivenInput(redirects) ? redirectedInput(redirects, this.shell) : fed;
    const input = isGivenInput(redirects) ? piped : this.input;
    for (const each of namedDescriptors(redirects)) this.shell.set(each, FOUND);
    return this.reading(input, () =>
      this.shell.outputs.within(redirects, () => this.command(command, runs, piped)),
    );
  }
}

/** Counted once more, it changes nothing. */
function countingIn(scope: WordScope): Counting {
  return { variable: (name) => countedVariable(name, scope), fill: fillIn(scope) };
}
