/**
 * What somebody does not want to be told: `# ghcr-preflight: ignore[ID,ID] reason` on a line of a finding or on
 * the key of its job, and the ids that a command is given.
 */
import { CAUSES } from '../../causes/index.js';
import { nearestWord } from '../../causes/nearest.js';
import { listed } from '../../evidence/listed.js';
import type { Finding } from '../../types.js';
import { child, entry, type WorkflowDocument } from '../../workflow/text/document.js';
import { position } from '../../workflow/text/places.js';

const COMMENT = /#\s*ghcr-preflight:\s*ignore\[([^\]\n]*)\]/;

/** The same without an id, which silences nothing: nobody means everything. */
const BARE = /#\s*ghcr-preflight:\s*ignore(?:\s*\[[\s,]*\]|\b(?!\s*\[))/;

/** By line (1-based), the ids that a comment on it names. */
type Comments = ReadonlyMap<number, readonly string[]>;

/** Each finding of a file asks for them: a long file with many findings is searched once. */
const KNOWN = new WeakMap<WorkflowDocument, Comments>();

function commentsIn(document: WorkflowDocument): Comments {
  const comments = KNOWN.get(document) ?? commentsOf(document);
  KNOWN.set(document, comments);
  return comments;
}

function commentsOf({ text }: WorkflowDocument): Comments {
  if (!text.includes('ghcr-preflight:')) return new Map();
  return new Map(
    text.split('\n').flatMap((line, index): [number, string[]][] => {
      const ids = COMMENT.exec(line)?.[1];
      return ids === undefined ? [] : [[index + 1, listed(ids)]];
    }),
  );
}

/** Of one file; the rest is like them. */
const MOST_TOLD = 10;

/** The lines (1-based) of comments that name no id at all. */
export function bareComments({ text }: WorkflowDocument): number[] {
  if (!text.includes('ghcr-preflight:')) return [];
  return text
    .split('\n')
    .flatMap((line, index) => (BARE.test(line) ? [index + 1] : []))
    .slice(0, MOST_TOLD);
}

/** Ids in comments that name no cause, and silence nothing: the line, and the nearest id that there is. */
export function unknownIds(
  document: WorkflowDocument,
): { line: number; id: string; nearest: string | null }[] {
  const comments = [...commentsIn(document)];
  if (comments.length === 0) return [];
  const known: readonly string[] = CAUSES.map(({ id }) => id);
  return comments
    .flatMap(([line, ids]) => ids.filter((id) => !known.includes(id)).map((id) => ({ line, id })))
    .slice(0, MOST_TOLD)
    .map((each) => ({ ...each, nearest: nearestWord(each.id, known) }));
}

/**
 * Is the finding one that nobody wants to hear?
 *
 * @param open the file that it stands in; null when it was not read
 * @param ids of whole causes
 */
export function isIgnored(
  { id, location, job }: Pick<Finding, 'id' | 'location' | 'job'>,
  open: (file: string) => WorkflowDocument | null,
  ids: readonly string[],
): boolean {
  if (ids.includes(id)) return true;
  const document = location && open(location.file);
  if (!location || !document) return false;
  const comments = commentsIn(document);
  if (comments.size === 0) return false;
  const says = (line: number) => comments.get(line)?.includes(id) ?? false;
  const key = job === null ? null : entry(child(document.root, 'jobs'), job)?.key;
  if (key && says(position(document.text, document.lines, key.start).line)) return true;
  for (let line = location.line; line <= location.endLine; line += 1) if (says(line)) return true;
  return false;
}
