/** Values of a service that the Compose specification does not have, by their type or word: docker compose refuses the whole project. */
import { hasHole } from '../../language/values.js';
import { child, list, map, type YamlEntry, type YamlItem, type YamlNode } from '../../text/document.js';

/** A text with the values of its variables in it. */
type Filled = (node: YamlNode) => string;

/** Its pattern is bound to neither end: with one of these in it, it is a word that means nothing more than the usual. */
const POLICY = /always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:[0-9]+[wdhms])+/;

/** Of those parts of a service that are read here (compose-spec, `compose-spec.json`). */
const SHAPES = new Map<string, (node: YamlNode, filled: Filled) => boolean>([
  ['image', isText],
  ['platform', isText],
  ['pull_policy', (node, filled) => isText(node) && (hasHole(filled(node)) || POLICY.test(filled(node)))],
  ['build', (node) => isText(node) || (node.kind === 'map' && areTexts(child(node, 'tags')))],
  ['provider', (node) => node.kind === 'map'],
  ['profiles', (node) => node.kind === 'list' && areTexts(node)],
  ['volumes', (node) => list(node)?.items.every((each) => isText(each.node) || map(each.node)) === true],
  ['extends', (node) => isText(node) || isText(child(node, 'service'))],
]);

/** One of them: `services.app.image`. */
export interface MisshapenPart {
  path: string;
  service: string;
  /** null: the service itself. */
  part: string | null;
  at: YamlItem['at'];
}

/** @param part its own entry of that name, or one that is merged into it; null: there is none, or one that takes it out */
export function misshapenParts(
  { key, value }: YamlEntry,
  part: (name: string) => YamlEntry | null,
  filled: Filled,
): MisshapenPart[] {
  const service = String(key.value);
  const path = `services.${service}`;
  // Of one of nothing it is said that it is made of nothing: another file may say what of.
  if (value.node.kind === 'scalar' && value.node.value === null) return [];
  if (value.node.kind !== 'map') return [{ path, service, part: null, at: key }];
  return [...SHAPES.keys()].flatMap((name) => {
    const found = part(name);
    return found && !isWellShaped(name, found.value.node, filled)
      ? [{ path: `${path}.${name}`, service, part: name, at: found.key }]
      : [];
  });
}

/** null: it has none. */
export function isWellShaped(name: string, node: YamlNode | null, filled: Filled): boolean {
  return node === null || (SHAPES.get(name)?.(node, filled) ?? true);
}

function isText(node: YamlNode | null): boolean {
  return node?.kind === 'scalar' && typeof node.value === 'string';
}

/** None is none, where nothing stands. */
function areTexts(node: YamlNode | null): boolean {
  return node === null || list(node)?.items.every((each) => isText(each.node)) === true;
}
