/** One more job under the `needs` of a job: only then has it the outputs of that job. */
import {
  child,
  entry,
  list,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
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
  // What is written elsewhere is for other jobs, too: here the same stands in its own words.
  if (alias) return listInstead(at, items ?? [value], wanted);
  const before = source.slice(found.key.end, at.start);
  if (before.includes('&')) return null;
  if (items === undefined) {
    const plain = source.slice(at.start, at.end);
    if (/^(['"]?)[\w-]+\1$/.test(plain)) return { ...at, text: `[${plain}, ${wanted}]` };
    if (isNothing(value) && /^\s*$/.test(plain)) return emptyValue(found, source, wanted);
    // A block (`>-`) begins on the line of the key, and ends with its own.
    return listInstead({ start: at.start, end: at.start + plain.trimEnd().length }, [value], wanted);
  }
  const last = items.at(-1);
  if (list(value)?.flow && !last) return { ...at, text: `[${wanted}]` };
  if (last?.kind !== 'scalar') return null;
  if (list(value)?.flow) return { start: last.end, end: last.end, text: `, ${wanted}` };
  // With as many blanks around its dash as the others.
  const dash = source.slice(source.lastIndexOf('\n', last.start) + 1, last.start);
  return /^ *- +$/.test(dash) ? insertLines(source, last.end, [dash + wanted]) : null;
}

function isNothing(node: YamlNode | null): boolean {
  return node === null || (node.kind === 'scalar' && node.value === null);
}

/** `needs:`, with nothing behind it but a remark. */
function emptyValue({ key }: YamlEntry, source: string, wanted: string): TextEdit | null {
  const colon = source.indexOf(':', key.end);
  const end = colon + 1;
  return colon === -1 ? null : { start: end, end, text: ` ${wanted}` };
}

/** All of them as a list on one line. */
function listInstead({ start, end }: Span, before: readonly YamlNode[], wanted: string): TextEdit | null {
  const ids = before.map((each) => text(each)?.trim() ?? '');
  return ids.every((each) => /^[\w-]+$/.test(each))
    ? { start, end, text: `[${[...ids, wanted].join(', ')}]` }
    : null;
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
