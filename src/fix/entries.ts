/** Entries of mappings, added and taken out as text: what stands around them stays as it is. */
import { entry, type WorkflowDocument, type YamlEntry, type YamlMap } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { columnOf, indentAt, indentStep, insertLines, isLineStart, lineEnd, restOfLine } from './text.js';

/**
 * `name: value` under the `with` or `env` of a step, or the `secrets` of a job that calls a workflow, which is made where it is
 * missing: `env` before `run`, the others after `uses`. Null when the place has a form
 * that no safe edit fits, or the name is there already.
 */
export function addToStep(
  document: WorkflowDocument,
  step: YamlMap,
  key: 'with' | 'env' | 'secrets',
  name: string,
  value: string,
): TextEdit | null {
  const found = entry(step, key);
  if (found) return addFirst(document, found, name, value);
  const { text } = document;
  const beside = key === 'env' ? entry(step, 'run') : entry(step, 'uses');
  if (!beside) return null;
  if (step.flow) {
    return {
      start: beside.key.start,
      end: beside.key.start,
      text: `${key}: {${pair(name, value, { flow: true })}}, `,
    };
  }
  const column = columnOf(text, beside.key.start);
  if (column === null) return null;
  const inner = `${column}${indentStep(document)}${pair(name, value)}`;
  if (key !== 'env') {
    // `uses` is a word: it ends on its own line.
    if (text.slice(beside.key.end, beside.value.at.end).includes('\n')) return null;
    return insertLines(text, beside.value.at.end, [`${column}${key}:`, inner]);
  }
  const ending = lineEnd(text);
  const indent = indentAt(text, beside.key.start);
  const start = beside.key.start - indent.length;
  // On a line of its own: two lines above it. Behind the dash: in between, and it goes below.
  if (isLineStart(text, start)) return { start, end: start, text: `${indent}env:${ending}${inner}${ending}` };
  return {
    start: beside.key.start,
    end: beside.key.start,
    text: `env:${ending}${inner}${ending}${column}`,
  };
}

/** As the first entry, right below the key: a comment above the old first entry stays with that. */
function addFirst(
  document: WorkflowDocument,
  found: YamlEntry,
  name: string,
  value: string,
): TextEdit | null {
  const { text } = document;
  const { node, alias, at } = found.value;
  // Behind an alias or an anchor other steps would get it too.
  if (alias || text.slice(found.key.end, at.start).includes('&') || entry(node, name)) return null;
  if (node.kind === 'scalar' && node.value === null && at.start === at.end) {
    const column = columnOf(text, found.key.start);
    const rest = restOfLine(text, text.indexOf(':', found.key.end) + 1).end;
    if (column === null || !/^(\r?\n|$)/.test(text.slice(rest, rest + 2))) return null;
    return insertLines(text, found.key.end, [`${column}${indentStep(document)}${pair(name, value)}`]);
  }
  if (node.kind !== 'map') return null;
  const [first] = node.entries;
  if (node.flow) {
    if (!first) return { start: node.start, end: node.end, text: `{ ${pair(name, value, { flow: true })} }` };
    return { start: first.key.start, end: first.key.start, text: `${pair(name, value, { flow: true })}, ` };
  }
  if (!first) return null;
  const indent = indentAt(text, first.key.start);
  if (!isLineStart(text, first.key.start - indent.length)) return null;
  return insertLines(text, found.key.end, [`${indent}${pair(name, value)}`]);
}

/**
 * Takes an entry out, with its lines. Null when it is the only one, or when a
 * comment stands in the part that would go.
 *
 * @param withComment the one behind it in its line goes along: it says why the entry is there
 */
export function removeEntry(
  document: WorkflowDocument,
  owner: YamlMap,
  found: YamlEntry,
  { withComment = false }: { withComment?: boolean } = {},
): TextEdit | null {
  const { text } = document;
  const index = owner.entries.indexOf(found);
  const next = owner.entries[index + 1];
  const before = owner.entries[index - 1];
  const end = Math.max(found.key.end, found.value.at.end);
  let edit: TextEdit;
  if (owner.flow) {
    if (next) edit = { start: found.key.start, end: next.key.start, text: '' };
    else if (before) edit = { start: Math.max(before.key.end, before.value.at.end), end, text: '' };
    else return null;
  } else {
    const indent = indentAt(text, found.key.start);
    const start = found.key.start - indent.length;
    if (isLineStart(text, start)) {
      if (!next && !before) return null;
      const lineStop = text.indexOf('\n', end);
      // The last line of a file without a line end takes the one before it along.
      if (lineStop === -1)
        edit = { start: Math.max(0, start - lineEnd(text).length), end: text.length, text: '' };
      else edit = { start, end: lineStop + 1, text: '' };
    } else if (next) {
      // Behind the dash of a list's item: the next key moves up.
      edit = { start: found.key.start, end: next.key.start, text: '' };
    } else return null;
  }
  // What goes in lines of its own, goes with no other entry's.
  const isItsOwn = withComment && !owner.flow && isLineStart(text, edit.start);
  return text.slice(edit.start, isItsOwn ? end : edit.end).includes('#') ? null : edit;
}

/** Another word in the place of a scalar's; its quotes stay. Null for a block scalar or a shared value. */
export function replaceScalar(document: WorkflowDocument, found: YamlEntry, value: string): TextEdit | null {
  const { at, node, alias } = found.value;
  if (alias) return { start: at.start, end: at.end, text: value };
  if (node.kind !== 'scalar' || node.style === 'literal' || node.style === 'folded') return null;
  if (isAnchored(document, found)) return null;
  const quotes = node.style === 'plain' ? 0 : 1;
  return { start: at.start + quotes, end: at.end - quotes, text: value };
}

/** `&name` in front of the value: others use it too. */
export function isAnchored({ text }: WorkflowDocument, found: YamlEntry): boolean {
  return text.slice(found.key.end, found.value.at.start).includes('&');
}

function pair(name: string, value: string, { flow = false } = {}): string {
  return `${name}: ${scalar(value, { flow })}`;
}

/** A value as YAML: plain where that is safe, else in quotes. */
export function scalar(value: string, { flow }: { flow: boolean }): string {
  const word = /^[A-Za-z][\w./-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  const expression = !flow && /^\$\{\{[^{}#\n]*\}\}$/.test(value) && !value.includes(': ');
  if (word || expression) return value;
  return `'${value.replaceAll("'", "''")}'`;
}
