/** Conditions on how something before has ended, by a text that tells so: `if: steps.check.outputs.exists != 'true'`. */
import { conditionChance } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { onlyOrigin, type ToldEnding } from '../../language/origins.js';
import { toText } from '../../language/values.js';

const NAMES = /\b(?:steps|needs|env)(?:\.[\w-]+|\['[^']+'\])+/gi;

/**
 * Where a condition holds only if something has failed: the images of which one is then not there; none where something else has
 * failed, or nobody knows which. null: it is no such condition.
 */
export function missedBy(
  source: string,
  contexts: Contexts,
  expressions: Expressions,
): readonly string[] | null {
  const told = new Map<string, ToldEnding>();
  for (const name of source.match(NAMES) ?? []) {
    const origin = onlyOrigin(toText(expressions.evaluate(name, contexts)));
    if (origin?.kind === 'run' && origin.ending) told.set(name, origin.ending);
  }
  if (told.size === 0) return null;
  const chanceWhere = (way: 'well' | 'failed') => {
    const written = (name: string) => {
      const ending = told.get(name);
      return ending ? `'${ending[way].replaceAll("'", "''")}'` : name;
    };
    return conditionChance(expressions, source.replace(NAMES, written), contexts);
  };
  if (chanceWhere('well') !== 'no' || chanceWhere('failed') === 'no') return null;
  const images = [...told.values()].map((each) => each.images);
  return images.some(({ length }) => length === 0) ? [] : [...new Set(images.flat())];
}
