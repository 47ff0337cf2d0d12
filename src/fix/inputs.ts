/** Inputs of a step: one that is missing is added, another value takes the place of what stands there. */
import { child, entry, text, type WorkflowDocument, type YamlMap } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { addToStep, isAnchored, replaceScalar, scalar } from './entries.js';
import { isInFlow } from './text.js';

/** `name: value` under `with`, whether it is there already or not. Null where no safe edit fits. */
export function inputEdit(
  document: WorkflowDocument,
  step: YamlMap,
  name: string,
  value: string,
): TextEdit | null {
  const found = entry(child(step, 'with'), name);
  if (!found) return addToStep(document, step, 'with', name, value);
  const { node, at, alias } = found.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, found)) return null;
  // A key without a value ends at its colon.
  if ((text(node) ?? '') === '' && at.start === at.end)
    return { start: at.start, end: at.start, text: ` ${scalar(value, { flow: isInFlow(document, found) })}` };
  if (node.style !== 'plain') return value.includes("'") ? null : replaceScalar(document, found, value);
  return { start: at.start, end: at.end, text: scalar(value, { flow: isInFlow(document, found) }) };
}
