/**
 * Merge keys, `<<: *defaults`: GitHub reads anchors and aliases and merges nothing, so `<<` is to it a key like any other, which
 * it does not know. Sources: GitHub's staff in actions/runner#1182 (August 2025); actions/languageservices
 * workflow-parser/src/workflow-v1.0.json, whose mappings are strict, or have texts alone for their values.
 */
import { map, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import { jobEntries } from '../text/job.js';

export interface MergeKey {
  entry: YamlEntry;
  /** The name of the mapping that it stands in; empty: in a list, or outside of all. */
  inside: string;
  /** null: it stands outside of the jobs. */
  job: string | null;
}

/** Mappings whose keys are names of the author's own, with mappings for values: `<<` may be one of them. A matrix takes anything. */
const OPEN = new Set(['services', 'inputs']);

/** Those for which GitHub certainly refuses the file, in the order of the text. */
export function mergeKeysIn(document: WorkflowDocument): MergeKey[] {
  if (!document.text.includes('<<') || document.root === null) return [];
  const jobs = jobEntries(document);
  return mergesIn(document.root, '').map(({ entry, inside }) => {
    const job = jobs.find(({ key, value }) => key.start <= entry.key.start && entry.key.end <= value.at.end);
    return { entry, inside, job: job && job.value.node !== entry.value.node ? String(job.key.value) : null };
  });
}

function mergesIn(node: YamlNode, inside: string): Pick<MergeKey, 'entry' | 'inside'>[] {
  if (node.kind === 'scalar') return [];
  // What an alias names is looked at where it stands.
  if (node.kind === 'list')
    return node.items.flatMap(({ node: item, alias }) => (alias ? [] : mergesIn(item, '')));
  return (map(node)?.entries ?? []).flatMap((entry) => {
    const name = String(entry.key.value);
    if (name === '<<') return OPEN.has(inside) ? [] : [{ entry, inside }];
    const { node: value, alias } = entry.value;
    return alias || name === 'matrix' ? [] : mergesIn(value, name);
  });
}
