/**
 * Whether what stands under a condition is done. Conditions on changed files hold in some run of every kind, a fork's included;
 * so do, of a pull request from a fork, those on what has nothing to do with where it comes from.
 */
import type { Chance } from '../../language/chance.js';
import { conditionChance, flagChance } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { CHANGED, originsIn } from '../../language/origins.js';
import { hasHole, isHole, toText } from '../../language/values.js';
import { child, text, type YamlNode } from '../../text/document.js';

/** What a condition may ask of the run, by the contexts' names. */
const NAMES = /\b(?:steps|needs|jobs|env|inputs|vars|secrets|matrix|github)(?:\.[\w-]+|\['[^']+'\])+/gi;

/** Is all that is not known of a condition which files changed? */
function isAboutChanges(expressions: Expressions, source: string, contexts: Contexts): boolean {
  const open = openIn(source.match(NAMES) ?? [], expressions, contexts);
  return open.length > 0 && open.every(isChange);
}

function openIn(names: readonly string[], expressions: Expressions, contexts: Contexts): string[] {
  return names.map((name) => toText(expressions.evaluate(name, contexts))).filter(hasHole);
}

function isChange(text: string): boolean {
  return (
    !text.includes('\uE0DA') &&
    originsIn(text).every((origin) => origin.kind === 'run' && origin.of === 'changes')
  );
}

/**
 * Facts of a pull request that say nothing of who opens it: into what it goes, and how far it has come. Its labels are given by the
 * repository's own people, and by its title somebody asks for something.
 * How a review ended is up to whoever wrote it.
 */
const ANYBODYS =
  /^github\.(?:base_ref|event\.(?:action|number|review\.state|pull_request\.(?:base\.(?:ref|label)|draft|state)))$/i;

/** Does a condition leave out some pull requests from forks, and others not, for nothing that they are? */
function isMetByForks(expressions: Expressions, source: string, contexts: Contexts): boolean {
  const names = source.match(NAMES) ?? [];
  const others = names.filter((name) => !ANYBODYS.test(name));
  if (others.length === names.length || expressions.evaluate(FORK, contexts) !== true) return false;
  return openIn(others, expressions, contexts).every(isChange);
}

const FORK = 'github.event.pull_request.head.repo.fork';

/** The text of a job's output. What nobody knows, but by which files changed, says so. */
export function outputText(expressions: Expressions, source: string, contexts: Contexts): string {
  const value = expressions.interpolate(source, contexts);
  return isHole(value) && isAboutChanges(expressions, source, contexts) ? CHANGED : value;
}

/**
 * How surely a job or a step is done, as far as its own `if:` says. A run that is looked at as an example is one in which
 * the files changed that the condition asks for; one of a fork's, in which the pull request has come as far.
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
  const isMet = () =>
    isAboutChanges(expressions, source, contexts) || isMetByForks(expressions, source, contexts);
  return isExample && isOpen(chance) && isMet() ? 'yes' : chance;
}

/** The same of a boolean input such as `push:`. Where changed files decide, it is left as open as it is. */
export function ownFlag(
  source: string,
  contexts: Contexts,
  expressions: Expressions,
  isExample: boolean,
): Chance {
  const chance = flagChance(expressions, source, contexts);
  return isExample && isOpen(chance) && isMetByForks(expressions, source, contexts) ? 'yes' : chance;
}

function isOpen(chance: Chance): boolean {
  return chance === 'sometimes' || chance === 'unknown';
}
