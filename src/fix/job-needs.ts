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

/** May a job need this other one? A job of the file has that id, and does not wait for the first itself. */
export function mayNeed({ document, id }: JobText, wanted: string): boolean {
  return /^[A-Za-z_][\w-]*$/.test(wanted) && isBefore(document, wanted, id);
}

/** Null where it may not, or the place has a form that no edit fits. */
export function neededJobEdit(job: JobText, wanted: string): TextEdit | null {
  if (!mayNeed(job, wanted)) return null;
  const { document, node } = job;
  const found = entry(node, 'needs');
  if (!found) return atTop(document, node, wanted);
  const { at, node: value, alias } = found.value;
  const { text: source } = document;
  const items = list(value)?.items.map((each) => each.node);
  if (alias || source.slice(found.key.end, at.start).includes('&')) return null;
  if (items === undefined) {
    const plain = source.slice(at.start, at.end);
    return /^(['"]?)[\w-]+\1$/.test(plain) ? { ...at, text: `[${plain}, ${wanted}]` } : null;
  }
  const last = items.at(-1);
  if (list(value)?.flow && !last) return { ...at, text: `[${wanted}]` };
  if (last?.kind !== 'scalar') return null;
  if (list(value)?.flow) return { start: last.end, end: last.end, text: `, ${wanted}` };
  // With as many blanks around its dash as the others.
  const before = source.slice(source.lastIndexOf('\n', last.start) + 1, last.start);
  return /^ *- +$/.test(before) ? insertLines(source, last.end, [before + wanted]) : null;
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
