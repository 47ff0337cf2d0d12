/** Conditions on how something before has ended, by a text that tells so: `if: steps.check.outputs.exists != 'true'`. */
import type { Chance } from '../../language/chance.js';
import { conditionChance } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { isAnswer, onlyOrigin, type ToldEnding } from '../../language/origins.js';
import { hasHole, toText } from '../../language/values.js';

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
  /** The condition, where it asks what the run is: either answer is one of a run that goes well. */
  asks?: string;
}

/** Where a condition is asked. */
interface Asked {
  contexts: Contexts;
  expressions: Expressions;
  /** The id of our own step, whose outputs are what is asked here. */
  own: string | null;
}

/** The one way on which all of these conditions hold, as far as one of them tells. */
export function onlyWayOf(sources: readonly string[], at: Asked): OneWay | null {
  for (const each of sources) {
    const way = onlyWay(each, at);
    if (way !== null) return way;
  }
  const asks = sources.find((each) => asksOfRun(each, at));
  return asks === undefined ? null : { way: 'well', images: [], asks };
}

/** Where a condition holds only if something has ended well, or only if it has failed; null: it is no such condition. */
function onlyWay(source: string, { contexts, expressions }: Asked): OneWay | null {
  const asked = askedIn(source, contexts, expressions);
  if (asked === null || (asked.well === 'no') === (asked.failed === 'no')) return null;
  const images = asked.told.map((each) => each.images);
  return {
    way: asked.well === 'no' ? 'failed' : 'well',
    images: images.some(({ length }) => length === 0) ? [] : [...new Set(images.flat())],
    ...(asked.told.some(({ asksRun }) => asksRun) ? { asks: source } : {}),
  };
}

/** What a word of an output says of how well something went, which is what everybody expects. */
const GOES_WELL = /^(?:success|succeeded|successful|passed|ok|healthy|ready)$/i;
/** An output beside the word that it is compared with, and one that a list is looked through for. */
const COMPARED =
  /((?:steps\.[\w-]+|needs\.[\w-]+)\.outputs\.[\w-]+|env\.\w+)(?:\s*\))?\s*[=!]=\s*(?:'([^']+)'|(true|false|[1-9]\d*))|contains\(\s*(?:fromJSON\(\s*)?((?:steps|needs)\.[\w-]+\.outputs\.[\w-]+)/gi;
/** One that is true or false by itself. */
const ALONE = /(?<![\w.'-])((?:steps|needs)\.[\w-]+\.outputs\.[\w-]+)(?!\s*(?:[=!<>]=?|[\w.-]))/gi;

/**
 * Does a condition ask what the run is, by which files changed, or by an output that nobody knows and that says yes or no? Either answer is one
 * of a run that goes well.
 */
function asksOfRun(source: string, { contexts, expressions, own }: Asked): boolean {
  const textOf = (name: string) => toText(expressions.evaluate(name, contexts));
  const isOwn = (name: string) =>
    own !== null && name.toLowerCase().startsWith(`steps.${own.toLowerCase()}.`);
  if ((source.match(NAMES) ?? []).some((name) => isAnswer(textOf(name)))) return true;
  const compared = [...source.matchAll(COMPARED)].flatMap(([, name, word = '', , listed]) =>
    GOES_WELL.test(word) ? [] : (name ?? listed ?? []),
  );
  const alone = [...source.matchAll(ALONE)].map(([, name = '']) => name);
  const isOpen = (text: string) => hasHole(text) && !isToldBy(text);
  const open = [...compared, ...alone].filter((name) => !isOwn(name) && isOpen(textOf(name)));
  return open.length > 0 && conditionChance(expressions, source, contexts) === 'sometimes';
}

/** How surely it holds whichever way that has ended, as `steps.check.outputs.tag != ''` does of two tags; null: nobody knows. */
export function eitherWay(source: string, contexts: Contexts, expressions: Expressions): Chance | null {
  const asked = askedIn(source, contexts, expressions);
  // Of more than one thing each may have ended in another way.
  return asked !== null && asked.told.length === 1 && asked.well === asked.failed ? asked.well : null;
}

/** Does a step before tell by it how something has ended? */
function isToldBy(text: string): boolean {
  const origin = onlyOrigin(text);
  return origin?.kind === 'run' && origin.ending !== undefined;
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
