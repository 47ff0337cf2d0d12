/** One more job under the `needs` of a job: only then has it the outputs of that job. */
import {
  child,
  entry,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../workflow/text/document.js';
import type { JobText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { columnOf, insertLines, lineEnd } from './text.js';

/** Null where no job of the file has that id, it waits for this one itself, or the place has a form that no edit fits. */
export function neededJobEdit({ document, id, node }: JobText, wanted: string): TextEdit | null {
  if (!/^[A-Za-z_][\w-]*$/.test(wanted) || !isBefore(document, wanted, id)) return null;
  const found = entry(node, 'needs');
  if (!found) return atTop(document, node, wanted);
  const { at, node: value, alias } = found.value;
  const { text: source } = document;
  const items = list(value)?.items.map((each) => each.node);
  if (alias || source.slice(found.key.end, at.start).includes('&')) return null;
  if (items === undefined) {
    const plain = source.slice(at.start, at.end);
    return /^[\w-]+$/.test(plain) ? { ...at, text: `[${plain}, ${wanted}]` } : null;
  }
  const last = items.at(-1);
  if (last?.kind !== 'scalar') return null;
  if (list(value)?.flow) return { start: last.end, end: last.end, text: `, ${wanted}` };
  const column = columnOf(source, last.start);
  return column === null ? null : insertLines(source, last.end, [`${column.slice(0, -2)}- ${wanted}`]);
}

function atTop(document: WorkflowDocument, node: YamlNode | null, wanted: string): TextEdit | null {
  const [first] = map(node)?.entries ?? [];
  if (!first || map(node)?.flow) return null;
  const column = columnOf(document.text, first.key.start);
  const start = first.key.start;
  return column === null
    ? null
    : { start, end: start, text: `needs: ${wanted}${lineEnd(document.text)}${column}` };
}

/** May one job come before the other? It is there, is another one, and does not wait for it, by whatever way. */
function isBefore(document: WorkflowDocument, first: string, last: string): boolean {
  const jobs = child(document.root, 'jobs');
  const seen = new Set<string>();
  const open = [first];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each === last || child(jobs, each) === null) return false;
    if (seen.has(each)) continue;
    seen.add(each);
    const needs = child(child(jobs, each), 'needs');
    open.push(...(list(needs)?.items.map(({ node }) => node) ?? [needs]).flatMap((one) => text(one) ?? []));
  }
  return true;
}
