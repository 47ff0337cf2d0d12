/** `permissions:` with nothing behind it, filled with what the jobs that live by it use. */
import { type PermissionSet, permissionBlock } from '../../workflow/runs/permissions.js';
import { child, text, type WorkflowDocument, type YamlEntry } from '../../workflow/text/document.js';
import { jobEntries } from '../../workflow/text/job.js';
import type { TextEdit } from '../diff.js';
import { isAnchored } from '../entries.js';
import { writtenOut } from './block.js';
import { needsOf } from './needs.js';
import { type RepositoryTexts, usedFiles } from './permissions.js';
import { byName, unionOf } from './sets.js';

export interface FilledBlock {
  edit: TextEdit;
  /** False where a step may use a permission that its text does not show. */
  keepsAll: boolean;
}

/**
 * Null where no safe edit fits. What a job is to push with is among it where its words say so: else the block is raised once
 * the push is seen.
 *
 * @param job whose it is; null: the workflow's
 */
export function emptyBlockEdit(
  document: WorkflowDocument,
  found: YamlEntry,
  job: string | null,
  source: RepositoryTexts,
): FilledBlock | null {
  const { node, alias } = found.value;
  const isEmpty = node.kind === 'scalar' && (text(node) ?? '').trim() === '';
  if (!isEmpty || alias || isAnchored(document, found)) return null;
  const jobs = jobEntries(document).filter(({ key, value }) =>
    job === null ? !permissionBlock(value.node) : String(key.value) === job,
  );
  const used = usedFiles(source);
  let wanted: PermissionSet = new Map();
  let keepsAll = true;
  for (const { key, value } of jobs) {
    const { permissions, open } = needsOf(document, String(key.value), used);
    const isCall = child(value.node, 'uses') !== null;
    const said = document.text.slice(value.at.start, value.at.end).replace(NO_PUSH, '');
    const level = isCall ? null : PUSHES.test(said) ? 'write' : READS.test(said) ? 'read' : null;
    wanted = unionOf(unionOf(wanted, permissions), new Map(level ? [['packages', level]] : []));
    keepsAll &&= !open;
  }
  const edit = writtenOut(document, found, new Map([...wanted].sort(byName)));
  return edit && { edit, keepsAll };
}

const PUSHES = /\bpush(?:es)?\b|publish/i;

/** A comment, the event, the name of an action that pushes only where its input says so, and what goes to a repository. */
const NO_PUSH = /(?:^|\s)#[^\n]*|(['"])push\1|\bbuild-push-action\b|\bpush:\s*['"]?false\b|\bgit\s+push\b/gm;

/** What may pull an image that is not public. */
const READS = /login|\bpull\b|\b(?:image|container)s?:/i;
