/** A level that stands in front of its scope: `write: packages`. */
import { LEVELS, SCOPES } from '../../workflow/runs/permissions.js';
import { entry, map, type Span, text, type YamlNode } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';

/**
 * The pair at a place of a block, the other way round. Null: it is something else, or its scope stands there with a level of its own.
 *
 * @param place of the whole pair
 */
export function turnedPairEdit(block: YamlNode, { start }: Span): TextEdit | null {
  const found = map(block)?.entries.find(({ key }) => key.start === start);
  if (!found || found.value.alias) return null;
  const [level, scope] = [String(found.key.value), text(found.value.node) ?? ''];
  const isTurned = LEVELS.some((each) => each === level) && SCOPES.includes(scope);
  const isTwice = map(block)?.entries.some((each) => each !== found && text(each.value.node) === scope);
  if (!isTurned || isTwice || entry(block, scope)) return null;
  return { start, end: found.value.at.end, text: `${scope}: ${level}` };
}
