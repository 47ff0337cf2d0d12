/** A command that stands too early in its script, moved to the end of it. */
import { entry, type Span } from '../workflow/text/document.js';
import type { JobText, StepText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { isAnchored } from './entries.js';
import { topCommands } from './image-words.js';
import { lineEnd } from './text.js';

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
  const run = entry(node, 'run');
  const script = run?.value.node;
  if (script?.kind !== 'scalar' || script.style !== 'literal') return [];
  // What others use as well is run where its last line comes too early for them.
  if (run && (run.value.alias || isAnchored(document, run))) return [];
  const first = text.indexOf('\n', script.start) + 1;
  const start = text.lastIndexOf('\n', command.start - 1) + 1;
  const next = text.indexOf('\n', command.start);
  if (first === 0 || start < first || next === -1 || next >= script.end) return [];
  const line = text.slice(start, next).trimEnd();
  const bare = line.replace(VALUE, '').replace(WHATEVER_COMES, '');
  const before = text.slice(first, start);
  const after = text.slice(next + 1, script.end);
  const isOnBase = topCommands(document, script).some((each) => each.start >= start && each.end <= next);
  if (!isOnBase || IS_NO_LINE.test(bare) || LEAVES.test(before + after)) return [];
  const last = script.start + text.slice(script.start, script.end).trimEnd().length;
  return [
    { start, end: next + 1, text: '' },
    { start: last, end: last, text: lineEnd(text) + line },
  ];
}
