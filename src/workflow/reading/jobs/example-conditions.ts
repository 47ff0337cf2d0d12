/** Whether what stands under a condition is done. Conditions on changed files hold in some run of every kind, a fork's included. */
import type { Chance } from '../../language/chance.js';
import { conditionChance } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { CHANGED, originsIn } from '../../language/origins.js';
import { hasHole, isHole, toText } from '../../language/values.js';
import { child, text, type YamlNode } from '../../text/document.js';

/** What a condition may ask of the run, by the contexts' names. */
const NAMES = /\b(?:steps|needs|jobs|env|inputs|vars|secrets|matrix|github)(?:\.[\w-]+|\['[^']+'\])+/gi;

/** Is all that is not known of a condition which files changed? */
function isAboutChanges(expressions: Expressions, source: string, contexts: Contexts): boolean {
  const open = (source.match(NAMES) ?? [])
    .map((name) => toText(expressions.evaluate(name, contexts)))
    .filter(hasHole);
  const isChange = (text: string) =>
    !text.includes('\uE0DA') &&
    originsIn(text).every((origin) => origin.kind === 'run' && origin.of === 'changes');
  return open.length > 0 && open.every(isChange);
}

/** The text of a job's output. What nobody knows, but by which files changed, says so. */
export function outputText(expressions: Expressions, source: string, contexts: Contexts): string {
  const value = expressions.interpolate(source, contexts);
  return isHole(value) && isAboutChanges(expressions, source, contexts) ? CHANGED : value;
}

/**
 * How surely a job or a step is done, as far as its own `if:` says. A run that is looked at as an example is one in which
 * the files changed that the condition asks for.
 *
 * @param isExample not so of a run that really is
 */
export function ownChance(
  { node, contexts }: { node: YamlNode; contexts: Contexts },
  expressions: Expressions,
  isExample: boolean,
): Chance {
  const source = text(child(node, 'if'));
  if (source === null || source.trim() === '') return 'yes';
  const chance = conditionChance(expressions, source, contexts);
  const isOpen = isExample && (chance === 'sometimes' || chance === 'unknown');
  return isOpen && isAboutChanges(expressions, source, contexts) ? 'yes' : chance;
}
