/** A secret that a job passes to the workflow that it calls (docs: Reuse workflows, Passing inputs and secrets). */
import { entry, map, type WorkflowDocument, type YamlNode } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { addToStep } from './entries.js';
import { columnOf, insertLines } from './text.js';

/** By its own name. Null where it is passed already, or no safe edit fits. */
export function passedSecretEdit(document: WorkflowDocument, job: YamlNode, name: string): TextEdit | null {
  const own = map(job);
  return own && addToStep(document, own, 'secrets', name, `\${{ secrets.${name.toUpperCase()} }}`);
}

/** All that there are. Null where the call passes some by their names. */
export function inheritedSecretsEdit(document: WorkflowDocument, job: YamlNode): TextEdit | null {
  const own = map(job);
  const uses = entry(own, 'uses');
  if (!own || own.flow || !uses || entry(own, 'secrets')) return null;
  const { text } = document;
  const column = columnOf(text, uses.key.start);
  if (column === null || text.slice(uses.key.end, uses.value.at.end).includes('\n')) return null;
  return insertLines(text, uses.value.at.end, [`${column}secrets: inherit`]);
}
