/** A key that stands twice in one mapping: GitHub refuses the file («'permissions' is already defined»). */
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import type { WorkflowDocument, YamlEntry, YamlItem, YamlNode, YamlScalar } from './document.js';
import { position } from './places.js';

/** Of the document's first such key, in the words of GitHub; null: there is none. */
export function repeatedKey({ file, text, lines, root }: WorkflowDocument): WorkflowProblem | null {
  const key = root && repeatedIn(root);
  if (!key) return null;
  const { line, column } = position(text, lines, key.start);
  const detail = `'${key.value}' is already defined (line ${line}, column ${column})`;
  return { kind: 'broken-yaml', file, detail };
}

function repeatedIn(node: YamlNode): YamlScalar | null {
  if (node.kind === 'scalar') return null;
  if (node.kind === 'map' && node.entries.length > 1) {
    const seen = new Set<YamlScalar['value']>();
    for (const { key } of node.entries) {
      // What is merged may be several.
      if (seen.has(key.value) && key.value !== '<<') return key;
      seen.add(key.value);
    }
  }
  const parts: readonly (YamlEntry | YamlItem)[] = node.kind === 'map' ? node.entries : node.items;
  for (const each of parts) {
    const { node: part, alias } = 'value' in each ? each.value : each;
    // What an alias names is looked at where it stands.
    const found = alias ? null : repeatedIn(part);
    if (found) return found;
  }
  return null;
}
