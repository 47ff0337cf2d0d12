/**
 * What a tag in front of a value says (Compose file reference, "Merge"): with `!reset` and `!override` nothing is left of what
 * was before, and `!reset` has no value of its own, whatever stands behind it.
 */
import type { WorkflowDocument, YamlEntry } from '../../text/document.js';

const REPLACING = /^\s*:\s*!(?:reset|override)\b/;
const RESETTING = /^\s*:\s*!reset\b/;
/** None of YAML's own, which has two. */
const TAGGED = /^\s*:\s*!\w/;

export function isReplacing(document: WorkflowDocument, entry: YamlEntry | null): boolean {
  return entry !== null && REPLACING.test(behindKey(document, entry));
}

export function isResetting(document: WorkflowDocument, entry: YamlEntry | null): boolean {
  return entry !== null && RESETTING.test(behindKey(document, entry));
}

/** The entry as docker compose has it: none that is taken out, and of nothing behind a tag it makes an empty text. */
export function standingPart(document: WorkflowDocument, entry: YamlEntry | null): YamlEntry | null {
  if (entry === null || isResetting(document, entry)) return null;
  const { node } = entry.value;
  if (node.kind !== 'scalar' || node.value !== null || !TAGGED.test(behindKey(document, entry))) return entry;
  return { ...entry, value: { ...entry.value, node: { ...node, value: '' } } };
}

/** A tag stands in front of what it is about; where that is nothing, behind the place that the text has for it. */
function behindKey({ text }: WorkflowDocument, { key }: YamlEntry): string {
  return text.slice(key.end, key.end + 80);
}
