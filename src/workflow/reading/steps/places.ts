/** Where in its file something is said: the line of a command, of a list, of an input. */
import {
  child,
  entry,
  entrySpan,
  type Span,
  type WorkflowDocument,
  type YamlScalar,
} from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { lineStarts, position } from '../../text/places.js';

/**
 * The lines of a script in a `|` block, for the places of its commands. Filling in an expression that has line breaks
 * would shift them: then the whole script is the place.
 */
export class ScriptLines {
  readonly #document: WorkflowDocument;
  readonly #node: YamlScalar;
  readonly #script: string;
  /** null: its lines are not those of the block. */
  readonly #starts: readonly number[] | null;

  /** @param script the text of the node, filled in */
  constructor(document: WorkflowDocument, node: YamlScalar, script: string) {
    this.#document = document;
    this.#node = node;
    this.#script = script;
    const { style, value } = node;
    const starts = lineStarts(script);
    const isBlock = style === 'literal' && typeof value === 'string';
    this.#starts = isBlock && lineStarts(value).length === starts.length ? starts : null;
  }

  /** The line on which a command stands. */
  at(offset: number): Span | null {
    if (!this.#starts) return null;
    return blockLine(this.#document, this.#node, position(this.#script, this.#starts, offset).line - 1);
  }
}

/** The text of a line (0-based) of a `|` block. */
export function blockLine({ text, lines }: WorkflowDocument, node: YamlScalar, line: number): Span | null {
  const at = position(text, lines, node.start).line + line;
  const start = lines[at];
  if (start === undefined) return null;
  const next = lines[at + 1];
  const written = text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, '');
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
