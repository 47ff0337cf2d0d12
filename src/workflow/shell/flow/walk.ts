/** The walk of a script, as the parts of its control flow see it. */
import type { CommandNode, CompoundList, Statement } from 'unbash';
import type { Chance } from '../../language/chance.js';
import type { Outcome } from './answers.js';
import type { Byways, Walked } from './byways.js';
import type { Failures } from './failures.js';
import type { Fallbacks } from './fallbacks.js';

export interface FlowWalk extends Walked {
  readonly failures: Failures;
  readonly fallbacks: Fallbacks;
  readonly byways: Byways;
  /** What the commands of a group, a function or a script read that have no input of their own; null: nothing, or not known. */
  readonly input: string | null;

  /** Walks commands one after the other; answers how the last one ends. */
  statements(statements: readonly Statement[], runs: Chance): Outcome;
  /** @param fed what is piped into it; null when that is nothing or not known */
  command(command: CommandNode | CompoundList, runs: Chance, fed: string | null): Outcome;
  /** The process ends with an error. @param leaves how surely */
  endInError(leaves: Chance): void;
  /** Walks all that a process does, or a subshell, to its end. */
  process(walk: () => Outcome, runs: Chance): Outcome;
  /** @param input what the commands read that have none of their own */
  reading<Result>(input: string | null, walk: () => Result): Result;
  /** What is printed on the walk for who reads it; null where that is not known. */
  printedIn(walk: () => void): string | null;
}
