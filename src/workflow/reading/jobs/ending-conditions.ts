/** Conditions on how something before has ended, by a text that tells so: `if: steps.check.outputs.exists != 'true'`. */
import type { Chance } from '../../language/chance.js';
import { conditionChance } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { onlyOrigin, type ToldEnding } from '../../language/origins.js';
import { toText } from '../../language/values.js';

const NAMES = /\b(?:steps|needs|env)(?:\.[\w-]+|\['[^']+'\])+/gi;

/** A condition that asks how something has ended: how surely it holds where that has ended well, and where it has failed. */
interface AskedCondition {
  well: Chance;
  failed: Chance;
  told: readonly ToldEnding[];
}

/** The one way on which a condition holds. */
export interface OneWay {
  way: 'well' | 'failed';
  /** The images of which one is not there where it has failed; none where something else has failed, or nobody knows which. */
  images: readonly string[];
}

/** Where a condition holds only if something has ended well, or only if it has failed; null: it is no such condition. */
export function onlyWay(source: string, contexts: Contexts, expressions: Expressions): OneWay | null {
  const asked = askedIn(source, contexts, expressions);
  if (asked === null || (asked.well === 'no') === (asked.failed === 'no')) return null;
  const images = asked.told.map((each) => each.images);
  return {
    way: asked.well === 'no' ? 'failed' : 'well',
    images: images.some(({ length }) => length === 0) ? [] : [...new Set(images.flat())],
  };
}

/** How surely it holds whichever way that has ended, as `steps.check.outputs.tag != ''` does of two tags; null: nobody knows. */
export function eitherWay(source: string, contexts: Contexts, expressions: Expressions): Chance | null {
  const asked = askedIn(source, contexts, expressions);
  // Of more than one thing each may have ended in another way.
  return asked !== null && asked.told.length === 1 && asked.well === asked.failed ? asked.well : null;
}

function askedIn(source: string, contexts: Contexts, expressions: Expressions): AskedCondition | null {
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
  return { well: chanceWhere('well'), failed: chanceWhere('failed'), told: [...told.values()] };
}
