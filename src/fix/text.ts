/** What an edit has to know about the characters around it: line ends, indentation, the rest of a line. */
import { entry, type Span, type WorkflowDocument, type YamlEntry } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';

/** The line end that the file uses. */
export function lineEnd(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** White space between the start of the line and the offset, or what of it there is. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^\uFEFF?([ \t]*)/.exec(text.slice(start, offset))?.[1] ?? '';
}

/** Does a line of the text begin at an offset? */
export function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || (offset === 1 && text.startsWith('\uFEFF'));
}

/**
 * Blanks as wide as what stands before a key: `- run:` has its neighbours below the `r`. Null when
 * there is more than white space and dashes in front of it.
 */
export function columnOf(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset).replace(/^\uFEFF/, '');
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : null;
}

/** By how much the file indents: from the first job to its keys. */
export function indentStep(document: WorkflowDocument): string {
  const jobs = entry(document.root, 'jobs');
  const first = jobs?.value.node.kind === 'map' ? jobs.value.node.entries[0] : undefined;
  const width = first ? indentAt(document.text, first.key.start).length : 2;
  return ' '.repeat(width > 0 ? width : 2);
}

/** From an offset to the end of its line, and the comment that stands there. */
export function restOfLine(text: string, offset: number): { end: number; comment: string } {
  const found = /^[ \t]*(#[^\r\n]*)?/.exec(text.slice(offset));
  return { end: offset + (found?.[0].length ?? 0), comment: found?.[1]?.trimEnd() ?? '' };
}

/** New lines after the line on which `offset` stands. */
export function insertLines(text: string, offset: number, lines: readonly string[]): TextEdit {
  const end = text.indexOf('\n', offset);
  const ending = lineEnd(text);
  if (end === -1)
    return { start: text.length, end: text.length, text: lines.map((line) => ending + line).join('') };
  return { start: end + 1, end: end + 1, text: lines.map((line) => line + ending).join('') };
}

/** The beginning of a line, or of the comment right above it, which belongs to it. */
export function aboveComments(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

/** Does an entry stand between braces? */
export function isInFlow(document: WorkflowDocument, found: YamlEntry): boolean {
  return isWithinFlow(document, found.key);
}

/** Does what stands there do so between braces or brackets? */
export function isWithinFlow(document: WorkflowDocument, { start, end }: Span): boolean {
  const holds = (node: WorkflowDocument['root']): boolean => {
    if (!node || node.kind === 'scalar' || node.start > start || node.end < end) return false;
    if (node.flow) return true;
    return node.kind === 'map'
      ? node.entries.some(({ value }) => !value.alias && holds(value.node))
      : node.items.some((item) => !item.alias && holds(item.node));
  };
  return holds(document.root);
}
