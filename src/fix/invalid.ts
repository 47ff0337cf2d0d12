/** `permissions` that GitHub refuses, where only one thing can have been meant. */

import {
  atLeast,
  decidingBlock,
  granted,
  type Level,
  levelOf,
  permissionBlock,
} from '../workflow/runs/permissions.js';
import {
  entry,
  list,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { removeEntry, replaceScalar } from './entries.js';

const LEVELS: readonly Level[] = ['none', 'read', 'write'];

/**
 * The level that `read|write`, `read/write`, `Write` or `[read, write]` stands for: the highest of
 * those that are named. Null when another word is among them.
 */
function meantLevel(node: YamlNode): Level | null {
  const items = list(node)?.items;
  const said = items ? items.map((item) => text(item.node) ?? '').join(' ') : (text(node) ?? '');
  const named = said
    .toLowerCase()
    .split(/(?:[\s|/,+&]|\band\b)+/)
    .filter(Boolean);
  if (named.length === 0 || !named.every((word) => LEVELS.includes(word as Level))) return null;
  return LEVELS.findLast((level) => named.includes(level)) ?? null;
}

/** The level that was meant, in the place of one that GitHub refuses. */
export function levelEdit(document: WorkflowDocument, found: YamlEntry): TextEdit | null {
  const level = meantLevel(found.value.node);
  if (level === null || text(found.value.node) === level) return null;
  const { at, node, alias } = found.value;
  if (node.kind === 'list' && !alias) return { start: at.start, end: at.end, text: level };
  return replaceScalar(document, found, level);
}

/**
 * Takes `permissions` off a step, where there is no such key. Only when the job has
 * all that it asks for: otherwise somebody must decide where it belongs.
 */
export function stepPermissionsEdit(
  document: WorkflowDocument,
  job: YamlNode | null,
  step: YamlMap,
): TextEdit | null {
  const found = entry(step, 'permissions');
  const asked = permissionBlock(step);
  const has = decidingBlock(document, job);
  if (!found || !asked || !has || asked.invalid.length > 0 || has.block.invalid.length > 0) return null;
  const set = granted(has.block);
  const covered = [...granted(asked)].every(([scope, level]) => atLeast(levelOf(set, scope), level));
  return covered ? removeEntry(document, step, found) : null;
}
