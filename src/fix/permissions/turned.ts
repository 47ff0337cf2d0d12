/** Levels that stand in front of their scopes: `write: packages`. */
import { LEVELS, SCOPES } from '../../workflow/runs/permissions.js';
import { map, type Span, text, type YamlEntry, type YamlNode } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';

/**
 * All such pairs of a block the other way round, where the one at a place is one. Nothing where a scope would stand there twice.
 *
 * @param place of the whole pair
 */
export function turnedPairsEdits(block: YamlNode, { start }: Span): TextEdit[] {
  const entries = map(block)?.entries ?? [];
  const turned = entries.filter(isTurned);
  const scopes = entries.map((each) => (turned.includes(each) ? scopeOf(each) : String(each.key.value)));
  if (!turned.some(({ key }) => key.start === start) || new Set(scopes).size < scopes.length) return [];
  return turned.map((each) => ({
    start: each.key.start,
    end: each.value.at.end,
    text: `${scopeOf(each)}: ${each.key.value}`,
  }));
}

function isTurned(pair: YamlEntry): boolean {
  return (
    !pair.value.alias && LEVELS.some((each) => each === pair.key.value) && SCOPES.includes(scopeOf(pair))
  );
}

function scopeOf({ value }: YamlEntry): string {
  return text(value.node) ?? '';
}
