/**
 * How surely something runs. Beside known (`yes`, `no`) and open (`unknown`:
 * settings, inputs, secrets decide) there is `sometimes`: the run's own facts
 * decide, and somebody wrote the condition because it holds in some runs.
 */
import type { Ternary } from '../../evidence/types.js';

export type Chance = Ternary | 'sometimes';

/** Least sure first. */
const ORDER: readonly Chance[] = ['no', 'unknown', 'sometimes', 'yes'];

/** Both must hold: the less sure one counts. */
export function both(one: Chance, other: Chance): Chance {
  return ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
}

export function opposite(one: Chance): Chance {
  return one === 'yes' ? 'no' : one === 'no' ? 'yes' : one;
}

/** For those who only ask about this run. */
export function asTernary(chance: Chance): Ternary {
  return chance === 'sometimes' ? 'unknown' : chance;
}

/** There are runs in which it happens. */
export function happens(chance: Chance): boolean {
  return chance === 'yes' || chance === 'sometimes';
}
