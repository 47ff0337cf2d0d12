/**
 * The inputs of a step that uses an action, as the table of actions asks for them: again and again the same ones. What
 * is written is found once for all runs, what it comes to once for each.
 */
import type { StepInputs } from '../../../knowledge/action.js';
import type { Chance } from '../../../language/chance.js';
import { child, map, text, type YamlMap, type YamlNode } from '../../../text/document.js';
import { ownFlag } from '../../jobs/example-conditions.js';
import type { Here } from '../frame.js';

const BY_NAME = new WeakMap<YamlMap, ReadonlyMap<string, YamlNode>>();

/** An input of an action, which is found in any case; the last one where it stands twice. */
export function inputOf(node: YamlNode | null, name: string): YamlNode | null {
  const given = map(node);
  if (!given) return null;
  let byName = BY_NAME.get(given);
  if (!byName) {
    byName = new Map(given.entries.map(({ key, value }) => [String(key.value).toLowerCase(), value.node]));
    BY_NAME.set(given, byName);
  }
  return byName.get(name.toLowerCase()) ?? null;
}

/** The inputs of the step, filled in. */
export function inputsOf({ step, expressions, contexts, assumesSuccess }: Here): StepInputs {
  const given = child(step.node, 'with');
  const raw = (name: string) => text(inputOf(given, name));
  const texts = new Map<string, string | null>();
  const flags = new Map<string, Chance>();
  return {
    text: (name) => {
      const known = texts.get(name);
      if (known !== undefined) return known;
      const written = raw(name);
      const filled = written === null ? null : expressions.interpolate(written, contexts);
      texts.set(name, filled);
      return filled;
    },
    flag: (name) => {
      const known = flags.get(name);
      if (known !== undefined) return known;
      const written = raw(name);
      const chance =
        written === null ? 'no' : ownFlag(written, contexts, expressions, assumesSuccess === true);
      flags.set(name, chance);
      return chance;
    },
    isExpression: (name) => raw(name)?.includes('${{') ?? false,
    major: Number(/^v?(\d+)(\.|$)/.exec(step.uses?.ref ?? '')?.[1] ?? Number.NaN) || null,
    minor: Number(/^v?\d+\.(\d+)/.exec(step.uses?.ref ?? '')?.[1]),
  };
}
