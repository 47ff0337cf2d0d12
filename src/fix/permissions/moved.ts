/** `permissions` that stand too deep, moved out to the workflow or the job, where GitHub knows them. */
import { eventsOf } from '../../workflow/runs/triggers.js';
import {
  child,
  entry,
  map,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../../workflow/text/document.js';
import { jobEntries } from '../../workflow/text/job.js';
import type { TextEdit } from '../diff.js';
import { aboveComments, indentAt, isLineStart, lineEnd } from '../text.js';

export interface MovedBlock {
  edits: TextEdit[];
  /** Somebody else may have to decide: it would count for other jobs as well, or callers would have to grant it. */
  isOpen: boolean;
}

/** From among the jobs to the workflow: above them it was meant for all, behind one of several perhaps for that one. */
export function movedOutOfJobs(document: WorkflowDocument, found: YamlEntry): MovedBlock | null {
  const jobs = map(child(document.root, 'jobs'));
  const others = (jobs?.entries ?? []).filter((each) => each !== found);
  const edits = jobs && others.length > 0 ? movedUp(document, document.root, jobs, found, 'jobs') : null;
  const isForAll = jobs?.entries[0] === found || others.length === 1;
  return edits && { edits, isOpen: !isForAll || isCalled(document) };
}

/**
 * From inside of another key to the workflow or the job that has that key, above it.
 *
 * @param inside the path of the key: `on.push`, `container`
 */
export function movedOutOf(
  document: WorkflowDocument,
  owner: YamlNode | null,
  found: YamlEntry,
  inside: string,
): MovedBlock | null {
  const [key = '', event] = inside.split('.');
  const outer = child(owner, key);
  const holder = map(event === undefined ? outer : child(outer, event));
  // An event may stand alone, as `push:`; nothing else may be left without a key.
  if (!holder || (holder.entries.length === 1 && event === undefined)) return null;
  const isJobs = owner !== document.root;
  const edits = movedUp(document, owner, holder, found, isJobs ? key : 'jobs');
  return edits && { edits, isOpen: isCalled(document) || (!isJobs && jobEntries(document).length > 1) };
}

function isCalled(document: WorkflowDocument): boolean {
  return eventsOf(document).has('workflow_call');
}

/**
 * The lines of an entry, as far in as the key in front of which they come. Null where the owner has such a block, where one of
 * them shares a line with something else, or where an alias may stand for a part of it.
 */
function movedUp(
  document: WorkflowDocument,
  owner: YamlNode | null,
  holder: YamlMap,
  found: YamlEntry,
  before: string,
): TextEdit[] | null {
  const { text } = document;
  const target = entry(owner, before)?.key.start;
  if (target === undefined || owner?.kind !== 'map' || owner.flow || holder.flow) return null;
  if (entry(owner, 'permissions') || found.value.alias) return null;
  const indent = indentAt(text, found.key.start);
  const outer = indentAt(text, target);
  const start = found.key.start - indent.length;
  const to = target - outer.length;
  if (!isLineStart(text, start) || !isLineStart(text, to)) return null;
  const stop = text.indexOf('\n', Math.max(found.key.end, found.value.at.end));
  const end = stop === -1 ? text.length : stop + 1;
  const from = aboveComments(text, start);
  const lines = text.slice(from, end).split(/(?<=\n)/);
  const isMovable = lines.every(
    (line) => line.trim() === '' || (line.startsWith(indent) && !/:\s*[&*]/.test(line)),
  );
  if (!isMovable) return null;
  const moved = lines.map((line) => (line.trim() === '' ? line : outer + line.slice(indent.length))).join('');
  const isTop = owner === document.root;
  const ending = lineEnd(text);
  const place = aboveComments(text, to);
  // A blank line stands between the keys of a workflow.
  const gap = `${moved.endsWith('\n') ? '' : ending}${isTop ? ending : ''}`;
  // That behind it stays, where nothing follows that it would set off.
  const isLast = holder.entries.at(-1) === found;
  const blank = isLast ? 0 : (/^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0);
  return [
    { start: place, end: place, text: moved + gap },
    { start: from, end: end + blank, text: '' },
  ].sort((one, other) => one.start - other.start);
}
