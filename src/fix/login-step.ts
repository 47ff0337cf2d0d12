/** A step that logs in with the job's own token, in front of the step that pushes. */

import type { WorkflowDocument } from '../workflow/text/document.js';
import type { StepText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { jobTokenIn } from './job-token.js';
import { aboveComments, columnOf, indentStep, isLineStart, lineEnd } from './text.js';

/** What the file already uses of it, so that a pinned version stays the one. */
const USED = /\buses:[ \t]*['"]?(docker\/login-action@[^\s'"#]+)/;

/** In front of all that run beside it. Null where the step does not begin on a line of its own. */
export function loginStepEdit(
  document: WorkflowDocument,
  { item: step }: StepText,
  host: string,
): TextEdit | null {
  const { text } = document;
  if (step.flow) return null;
  const line = text.lastIndexOf('\n', step.start - 1) + 1;
  const [, dash] = /^( *)- +$/.exec(text.slice(line, step.start)) ?? [];
  const column = columnOf(text, step.start);
  if (dash === undefined || column === null || !isLineStart(text, line)) return null;
  const uses = USED.exec(text)?.[1] ?? 'docker/login-action@v3';
  const inner = column + indentStep(document);
  const lines = [
    `${dash}-${' '.repeat(column.length - dash.length - 1)}uses: ${uses}`,
    `${column}with:`,
    `${inner}registry: ${host}`,
    `${inner}username: \${{ github.actor }}`,
    `${inner}password: ${jobTokenIn(document)}`,
  ];
  const start = aboveComments(text, line);
  return { start, end: start, text: lines.map((each) => each + lineEnd(text)).join('') };
}
