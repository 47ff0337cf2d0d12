/** A command that stands too early in its script, moved to the end of it. */
import { child, type Span } from '../workflow/text/document.js';
import type { JobText, StepText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { indentAt, lineEnd } from './text.js';

/** Another command, or a part of one, stands in the line or goes on in the next. */
const IS_NO_LINE = /[;&|<>(){}`\\]|\$\(/;

const VALUE = /\$\{\{[^{}]*\}\}|\$\{\w+\}/g;
const WHATEVER_COMES = /\s*\|\|\s*(?:true|:)\s*(?:#.*)?$/;

/** Behind it nothing is run any more; a text that goes on over lines may end with the script. */
const LEAVES = /^\s*(?:exit|return|exec)\b|<<|\\\s*$/m;

/**
 * Takes a line out of the block of a `run:` and puts it below all others. Nothing where it is more than one command, where it is
 * within another, or where the script may end before its last line.
 */
export function movedLineEdits({ document }: JobText, { node }: StepText, command: Span): TextEdit[] {
  const { text } = document;
  const script = child(node, 'run');
  if (script?.kind !== 'scalar' || script.style !== 'literal') return [];
  const first = text.indexOf('\n', script.start) + 1;
  const start = text.lastIndexOf('\n', command.start - 1) + 1;
  const next = text.indexOf('\n', command.start);
  if (first === 0 || start < first || next === -1 || next >= script.end) return [];
  const line = text.slice(start, next).trimEnd();
  const bare = line.replace(VALUE, '').replace(WHATEVER_COMES, '');
  const before = text.slice(first, start);
  const after = text.slice(next + 1, script.end);
  const isOnBase = indentAt(text, start) === indentAt(text, firstLine(text, first));
  if (!isOnBase || IS_NO_LINE.test(bare) || LEAVES.test(before + after)) return [];
  const last = script.start + text.slice(script.start, script.end).trimEnd().length;
  return [
    { start, end: next + 1, text: '' },
    { start: last, end: last, text: lineEnd(text) + line },
  ];
}

/** The first line that is not blank tells the indentation of a block. YAML 1.2.2, 8.1.1.1. */
function firstLine(text: string, start: number): number {
  return start + (/^(?:[ \t]*\r?\n)*/.exec(text.slice(start))?.[0].length ?? 0);
}
