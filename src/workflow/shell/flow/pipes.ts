/** Pipes, of one command or of several: what each part reads, and how the whole ends. */
import type { CommandNode, PipelineNode } from 'unbash';
import { both, type Chance, opposite } from '../../language/chance.js';
import { handedOver } from '../printing/substitution.js';
import { askedAnswer, isByEnding, type Outcome } from './answers.js';
import type { FlowWalk } from './walk.js';

const FAIL_THEMSELVES: ReadonlySet<PipelineNode['type']> = new Set([
  'Command',
  'Pipeline',
  'Subshell',
  'TestCommand',
  'ArithmeticCommand',
]);

/** Walks the pipes of lists, as part of the walk that it is given. */
export class Pipes {
  readonly #walk: FlowWalk;

  constructor(walk: FlowWalk) {
    this.#walk = walk;
  }

  /** A part of a list: a pipe, or a command that stands for itself. */
  walk(command: PipelineNode, runs: Chance): Outcome {
    const sure = both(runs, opposite(this.#walk.shell.isPassed));
    if (command.type !== 'Pipeline')
      return this.#ended(command, this.#walk.command(command, sure, null), sure);
    const isNegated = command.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    const known = this.#walk.commands.length;
    const pipe = () => this.#pipe(command.commands, sure);
    const result = isNegated ? this.#walk.failures.negated(pipe) : pipe();
    if (!isNegated) return this.#ended(command, result, sure);
    const { conditions } = this.#walk;
    // What asks for a failure, turned round, asks for none.
    if (conditions.asked !== null && conditions.asksForFailure) {
      conditions.asksForFailure = false;
      return 'assumed';
    }
    conditions.asksForFailure = isByEnding(result, conditions.asked ?? this.#walk.commands.slice(known));
    return opposite(askedAnswer(result, this.#walk.last));
  }

  /** A command that surely fails ends a shell that is told so; of a compound one the command in it does (bash manual, The Set Builtin). */
  #ended({ type }: PipelineNode, result: Outcome, runs: Chance): Outcome {
    const { failures, conditions } = this.#walk;
    if (result === 'no' && runs !== 'no' && FAIL_THEMSELVES.has(type) && failures.isFatal)
      this.#walk.endInError(conditions.leaves(runs));
    return result;
  }

  #pipe(commands: readonly CommandNode[], runs: Chance): Outcome {
    if (commands.length === 1) return this.#walk.command(commands[0] as CommandNode, runs, null);
    // Each part of a pipe has a shell of its own.
    const { shell } = this.#walk;
    let fed: string | null = null;
    let result = 'assumed' as Outcome;
    let isFailed = false;
    for (const [index, each] of commands.entries()) {
      const before = shell.state;
      shell.state = { ...before, turns: [] };
      const piped = fed;
      const walk = () => {
        result = this.#walk.reading(index === 0 ? this.#walk.input : piped, () =>
          this.#walk.process(() => this.#walk.command(each, runs, piped), runs),
        );
      };
      const isRead = index < commands.length - 1;
      if (isRead)
        fed = this.#walk.failures.inPipe(() =>
          handedOver(this.#walk.printedIn(walk), each, commands[index + 1]),
        );
      else walk();
      if (isRead || !shell.state.process.keepsPiped) shell.leave(before);
      else shell.leaveOpen(before);
      isFailed ||= result === 'no';
    }
    return isFailed && this.#walk.failures.isPipeFatal ? 'no' : result;
  }
}
