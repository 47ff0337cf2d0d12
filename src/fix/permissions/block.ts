/** A `permissions:` block as text: a value raised, entries added, a block made. */
import {
  granted,
  type Level,
  type PermissionBlock,
  type PermissionSet,
  permissionBlock,
} from '../../workflow/runs/permissions.js';
import { entry, type WorkflowDocument, type YamlEntry, type YamlMap } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { indentAt, indentStep, insertLines, isInFlow, isLineStart, lineEnd, restOfLine } from '../text.js';
import { unionOf, type WantedPermission, withWanted } from './sets.js';

// ---------------------------------------------------- a block that exists

/** A block that is there, raised to what is wanted and with what is missing. Null when no safe edit fits. */
export function raiseInBlock(
  document: WorkflowDocument,
  block: PermissionBlock,
  wanted: WantedPermission,
  missing: PermissionSet,
): TextEdit[] | null {
  const { value } = block.entry;
  const had = granted(block);
  if (value.alias || block.shorthand) {
    // Another job's block must stay as it is; a shorthand has no room for one more word.
    const made = writtenOut(document, block.entry, withWanted(unionOf(had, missing), wanted));
    return made && [made];
  }
  const named = block.entries.findLast(({ scope }) => scope === wanted.scope);
  if (value.node.kind !== 'map') return null;
  const added = named ? missing : withWanted(missing, wanted);
  const beside = added.size > 0 ? addEntries(document, value.node, added) : null;
  if (!named) return beside && [beside];
  const raised = raiseValue(document, named.entry, wanted.want);
  return raised && [raised, ...(beside ? [beside] : [])];
}

/** A block in the place of a value of one line, or of none. Null when no safe edit fits. */
export function writtenOut(
  document: WorkflowDocument,
  block: YamlEntry,
  permissions: PermissionSet,
): TextEdit | null {
  const { text } = document;
  const { value, key } = block;
  const { start } = value.at;
  if (permissions.size === 0 || isInFlow(document, block)) {
    const gap = text[start - 1] === ':' ? ' ' : '';
    return { start, end: value.at.end, text: `${gap}${flowMapping(permissions)}` };
  }
  const from = text.lastIndexOf(':', start) + 1;
  const { end, comment } = restOfLine(text, value.at.end);
  // An anchor there is used elsewhere, and what follows must stay.
  if (text.slice(from, start).trim() !== '' || !/^(\r?\n|$)/.test(text.slice(end, end + 2))) return null;
  const lines = blockLines(permissions, indentAt(text, key.start) + indentStep(document));
  // The comment stays on the line of the key.
  return {
    start: from,
    end,
    text: `${comment ? ` ${comment}` : ''}${lineEnd(text)}${lines.join(lineEnd(text))}`,
  };
}

function addEntries(document: WorkflowDocument, node: YamlMap, added: PermissionSet): TextEdit | null {
  return node.flow ? addToFlow(document.text, node, added) : addLines(document, node, added);
}

/** Changes the word and leaves its quotes. */
export function raiseValue(document: WorkflowDocument, found: YamlEntry, want: Level): TextEdit | null {
  const { at, node, alias } = found.value;
  if (alias || node.kind !== 'scalar') return { start: at.start, end: at.end, text: want };
  if (node.style === 'literal' || node.style === 'folded') return null;
  const quotes = node.style === 'plain' ? 0 : 1;
  // An anchor on the value names a word that others use: only this place may change.
  return document.text.slice(at.start + quotes, at.end - quotes) === String(node.value)
    ? { start: at.start + quotes, end: at.end - quotes, text: want }
    : null;
}

function addToFlow(text: string, node: YamlMap, added: PermissionSet): TextEdit | null {
  const last = node.entries.at(-1);
  if (!last) return { start: node.start, end: node.end, text: flowMapping(added) };
  // After the last entry, and after a comma that may already follow it.
  let start = Math.max(last.key.end, last.value.at.end);
  const comma = /^\s*,/.exec(text.slice(start, node.end));
  if (comma) start += comma[0].length;
  const between = text.slice(start, node.end);
  if (between.includes('#')) return null;
  const multiline = text.slice(node.start, node.end).includes('\n');
  const own = indentAt(text, last.key.start);
  const startsLine =
    text.slice(0, last.key.start).endsWith(own) && isLineStart(text, last.key.start - own.length);
  const gap = multiline && startsLine ? `${lineEnd(text)}${own}` : ' ';
  const words = [...added].map(([scope, level]) => `${gap}${scope}: ${level}`).join(',');
  return { start, end: start, text: `${comma ? '' : ','}${words}${comma ? ',' : ''}` };
}

/** Lines after the last entry, with its indentation. */
function addLines(document: WorkflowDocument, node: YamlMap, added: PermissionSet): TextEdit | null {
  const { text } = document;
  const last = node.entries.at(-1);
  if (last?.value.node.kind !== 'scalar') return null;
  const indent = indentAt(text, last.key.start);
  if (!isLineStart(text, last.key.start - indent.length)) return null;
  return insertLines(text, Math.max(last.key.end, last.value.at.end), blockLines(added, indent));
}

// ------------------------------------------------------- a block that is new

/** A new block: after `runs-on`, else before `uses`, else first in the job. Null when no safe edit fits. */
export function addBlock(
  document: WorkflowDocument,
  job: YamlEntry,
  permissions: PermissionSet,
): TextEdit | null {
  const { text } = document;
  const { node } = job.value;
  const [first] = node.kind === 'map' ? node.entries : [];
  if (node.kind !== 'map' || !first || permissionBlock(node)) return null;
  if (node.flow) {
    return {
      start: first.key.start,
      end: first.key.start,
      text: `permissions: ${flowMapping(permissions)}, `,
    };
  }
  const indent = indentAt(text, first.key.start);
  if (!isLineStart(text, first.key.start - indent.length)) return null;
  const lines = [`${indent}permissions:`, ...blockLines(permissions, indent + indentStep(document))];
  const runsOn = entry(node, 'runs-on');
  // A scalar ends on its own line; after a longer value it is hard to say what belongs to it.
  if (
    runsOn &&
    runsOn.value.at.end > runsOn.key.end &&
    !text.slice(runsOn.key.end, runsOn.value.at.end).includes('\n')
  ) {
    return insertLines(text, runsOn.value.at.end, lines);
  }
  const before = entry(node, 'uses') ?? first;
  const start = before.key.start - indent.length;
  if (!isLineStart(text, start)) return null;
  return { start, end: start, text: lines.map((line) => line + lineEnd(text)).join('') };
}

function blockLines(permissions: PermissionSet, indent: string): string[] {
  return [...permissions].map(([scope, level]) => `${indent}${scope}: ${level}`);
}

function flowMapping(permissions: PermissionSet): string {
  if (permissions.size === 0) return '{}';
  return `{ ${[...permissions].map(([scope, level]) => `${scope}: ${level}`).join(', ')} }`;
}
