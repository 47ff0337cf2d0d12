/**
 * How surely something runs. Beside known (`yes`, `no`) and open (`unknown`:
 * settings, inputs, secrets decide) there is `sometimes`: the run's own facts
 * decide, and somebody wrote the condition because it holds in some runs.
 */
import type { Ternary } from '../../evidence/types/ternary.js';

export type Chance = Ternary | 'sometimes';

/** The least sure has the lowest. */
const RANK: Readonly<Record<Chance, number>> = { no: 0, unknown: 1, sometimes: 2, yes: 3 };

/** Both must hold: the less sure one counts. */
export function both(one: Chance, other: Chance): Chance {
  return RANK[one] <= RANK[other] ? one : other;
}

/** What is open stays open. */
export function opposite(one: Chance): Chance {
  return one === 'yes' ? 'no' : one === 'no' ? 'yes' : one;
}

/** One of them holds: the surer one counts. */
export function either(one: Chance, other: Chance): Chance {
  return opposite(both(opposite(one), opposite(other)));
}

/** For those who only ask about this run. */
export function asTernary(chance: Chance): Ternary {
  return chance === 'sometimes' ? 'unknown' : chance;
}

/** There are runs in which it happens. */
export function happens(chance: Chance): boolean {
  return chance === 'yes' || chance === 'sometimes';
}
