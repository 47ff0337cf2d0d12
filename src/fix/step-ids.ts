/** The id of a step, under which others ask for its outputs. */
import type { WorkflowDocument, YamlMap } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { columnOf, lineEnd } from './text.js';

/** `id` as the first key of a step that has none. Null where the place has a form that no edit fits. */
export function stepIdEdit({ text }: WorkflowDocument, step: YamlMap, id: string): TextEdit | null {
  const [first] = step.entries;
  // What a merge brings stands elsewhere.
  if (!first || first.key.start < step.start || first.key.end > step.end) return null;
  const { start } = first.key;
  if (step.flow) return { start, end: start, text: `id: ${id}, ` };
  const column = columnOf(text, start);
  return column === null ? null : { start, end: start, text: `id: ${id}${lineEnd(text)}${column}` };
}
