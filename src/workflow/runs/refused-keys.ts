/**
 * Keys for which GitHub refuses the whole file: a store of anchors beside the jobs, as compose and GitLab have it, and a job by a
 * name that is no id. Sources: actions/languageservices workflow-parser/src/workflow-v1.0.json, workflow-root-strict; GitHub docs:
 * Workflow syntax, jobs.<job_id>.
 */
import { entrySpan, map, type WorkflowDocument, type YamlEntry } from '../text/document.js';
import { jobEntries } from '../text/job.js';

export interface RefusedKey {
  why: 'unknown' | 'no-id';
  entry: YamlEntry;
}

/** Those of a workflow, in its order. */
export function refusedKeysIn(document: WorkflowDocument): RefusedKey[] {
  return [
    ...(map(document.root)?.entries ?? [])
      .filter((entry) => isStore(entry, document))
      .map((entry): RefusedKey => ({ why: 'unknown', entry })),
    ...jobEntries(document)
      .filter(({ key }) => !ID.test(String(key.value)) && key.value !== '<<')
      .map((entry): RefusedKey => ({ why: 'no-id', entry })),
  ];
}

const KNOWN = new Set('on name run-name description defaults env permissions concurrency jobs'.split(' '));

/** A key that we don't know may be newer than we are: certain are those that only hold what is named elsewhere. */
function isStore(entry: YamlEntry, { text }: WorkflowDocument): boolean {
  const name = String(entry.key.value);
  // YAML 1.1 reads `on` as a boolean.
  if (KNOWN.has(name) || name === 'true' || name === '<<') return false;
  const { start, end } = entrySpan(entry);
  return /^(?:x-|\.)/.test(name) || ANCHORED.test(text.slice(start, end));
}

/** An anchor in front of a value: of the key itself, of one below it, of an item. */
const ANCHORED = /(?::|^\s*-)[ \t]+&[\w-]+[ \t]*(?:\n|$|[^&|;\s])/m;

const ID = /^[A-Za-z_][\w-]*$/;
