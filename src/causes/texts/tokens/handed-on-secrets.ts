/** Where a secret is named that others hand on to a login: a step that passes it to an action, a job that passes it to a workflow. */
import { asPattern } from '../../../evidence/pattern.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import type { Caller } from '../../../workflow/runs/call-chains.js';
import {
  child,
  map,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../../../workflow/text/document.js';

interface HandedOn {
  document: WorkflowDocument;
  /** Of the `with:` or the `secrets:` by which it is passed. */
  passed: YamlEntry;
  /** The job that calls; absent: that of the login. */
  job?: string;
}

/** null: the login's own step names it, or nobody is seen to pass it. */
export function handedOnSecret(
  name: string,
  { document, step, user }: Pick<SignAct, 'document' | 'step' | 'user'>,
  callers: readonly Caller[],
): HandedOn | null {
  const written = new RegExp(`\\bsecrets(?:\\.|\\[')${asPattern(name)}(?![\\w-])`, 'i');
  const names = (file: WorkflowDocument, { start, end }: YamlNode) =>
    written.test(file.text.slice(start, end));
  if (names(document, step.node)) return null;
  const passing = (file: WorkflowDocument, node: YamlNode, key: 'with' | 'secrets') => {
    const entries = map(child(node, key))?.entries ?? [];
    const passed = entries.find(({ value }) => value.node !== null && names(file, value.node));
    return passed ? { document: file, passed } : null;
  };
  for (let by = user; by; by = by.user) {
    const found = passing(by.document, by.step.node, 'with');
    if (found) return found;
  }
  for (const { document: file, node, id } of callers.toReversed()) {
    const found = passing(file, node, 'secrets');
    if (found) return { ...found, job: id };
  }
  return null;
}
