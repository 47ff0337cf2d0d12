/**
 * Scripts are read again for every run that is looked at, and in most runs they meet the same values: what a
 * script came to is remembered with the variables that it asked for.
 */
import type { ScriptEffects } from '../../../shell/effects.js';
import type { ScriptPlace, Starter } from '../../../shell/starting/started.js';
import type { ScriptReader } from '../frame.js';

interface Remembered {
  effects: ScriptEffects;
  /** What it asked for, and what it was told. */
  told: Map<string, string | null>;
  place: ScriptPlace;
  /** Where its commands, which may still ask, find their variables. */
  now: { variables: (name: string) => string | null };
}

/** Of one script of a job; and of all together, which are forgotten then. */
const MOST_WAYS = 12;
const MOST_SCRIPTS = 2_000;

/** @param follow must not depend on anything else: no file may come or go in between */
export function rememberScripts(
  follow: (source: string, variables: (name: string) => string | null, place: ScriptPlace) => ScriptEffects,
): ScriptReader {
  let known = new WeakMap<Starter, Map<string, Remembered[]>>();
  let count = 0;

  return (source, variables, place) => {
    const ofJob = known.get(place.start) ?? new Map<string, Remembered[]>();
    known.set(place.start, ofJob);
    const ways = ofJob.get(source) ?? [];
    ofJob.set(source, ways);
    const found = ways.find((each) => isSame(each, variables, place));
    if (found) {
      found.now.variables = variables;
      return found.effects;
    }
    const told = new Map<string, string | null>();
    const now = { variables };
    const ask = (name: string) => {
      const value = now.variables(name);
      if (now.variables === variables) told.set(name, value);
      return value;
    };
    const effects = follow(source, ask, place);
    if (ways.length < MOST_WAYS) ways.push({ effects, told, place, now });
    count += 1;
    if (count > MOST_SCRIPTS) {
      known = new WeakMap();
      count = 0;
    }
    return effects;
  };
}

function isSame(
  { told, place }: Remembered,
  variables: (name: string) => string | null,
  { folder, isOpen, made, hasNoInput }: ScriptPlace,
): boolean {
  if (place.folder !== folder || place.isOpen !== isOpen || place.made !== made) return false;
  if (place.hasNoInput !== hasNoInput) return false;
  for (const [name, value] of told) if (variables(name) !== value) return false;
  return true;
}
