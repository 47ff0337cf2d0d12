/** Where in its file something is said: the line of a command, of a list, of an input. */
import { child, entry, entrySpan, type Span, type YamlScalar } from '../../text/document.js';
import type { StepText } from '../../text/job.js';

/**
 * The line of a `|` block on which a command stands. Filling in an expression
 * that has line breaks would shift the lines: then the whole script is the place.
 */
export function lineSpan(source: string, node: YamlScalar, script: string, offset: number): Span | null {
  if (node.style !== 'literal' || typeof node.value !== 'string') return null;
  if (node.value.split('\n').length !== script.split('\n').length) return null;
  return blockLine(source, node, script.slice(0, offset).split('\n').length - 1);
}

/** The text of a line (0-based) of a `|` block. */
export function blockLine(source: string, node: YamlScalar, line: number): Span | null {
  let start = node.start;
  for (let count = 0; count <= line; count += 1) {
    const end = source.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  const stop = source.indexOf('\n', start);
  const written = source.slice(start, stop === -1 ? undefined : stop).replace(/\r$/, '');
  const indent = written.length - written.trimStart().length;
  return { start: start + indent, end: start + written.trimEnd().length };
}

/** Where a step says it: an input, else what decides the push, else what the step is. */
export function spanOf(step: StepText, input: string | null): Span {
  const given = child(step.node, 'with');
  const own = input ? entry(given, input) : null;
  const written = own ?? entry(given, 'push') ?? entry(step.node, 'uses') ?? entry(step.node, 'run');
  return written ? entrySpan(written) : step.node;
}
