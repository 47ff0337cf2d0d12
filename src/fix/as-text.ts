/** A list as the text that an action takes in its place: one item a line. */
import { text, type WorkflowDocument, type YamlEntry } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { columnOf, indentStep, isInFlow, lineEnd } from './text.js';

/** Null where an item is no text of one line, a remark would be lost, or the place has a form that no edit fits. */
export function asTextEdit(document: WorkflowDocument, found: YamlEntry): TextEdit | null {
  const { at, node, alias } = found.value;
  const { text: source } = document;
  if (alias || node.kind !== 'list' || isInFlow(document, found)) return null;
  const items = node.items.map((item) => (item.alias ? null : text(item.node)));
  const lines = items.flatMap((item) =>
    item === null || /[\r\n]/.test(item) || item.trim() === '' ? [] : item,
  );
  const column = columnOf(source, found.key.start);
  const written = source.slice(found.key.end, at.end);
  if (column === null || lines.length === 0 || lines.length !== items.length || /\s#|[&!]/.test(written))
    return null;
  const end = source.slice(0, at.end).trimEnd().length;
  const inner = lineEnd(source) + column + indentStep(document);
  return { start: found.key.end, end, text: `: |${lines.map((line) => inner + line).join('')}` };
}
