/** Reads the text of a workflow file. Broken input is a `WorkflowProblem`, never an exception. */
import { type Document, parseDocument, type YAMLParseError } from 'yaml';
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import { AliasError, convert } from './convert.js';
import type { WorkflowDocument } from './document.js';
import { readEveryday } from './everyday.js';
import { lineStarts, position } from './places.js';
import { joinedQuotation } from './quoted.js';
import { isBottomless, isOverWeight } from './weight.js';

/** GitHub's own limit for one workflow file is below this (issue 2: larger files are skipped). */
export const MAX_BYTES = 1024 * 1024;

export type ParseResult =
  | { document: WorkflowDocument; problem: null }
  | { document: null; problem: WorkflowProblem };

/** An error for `yaml` and none for us: of two documents in one file the first one is read. */
const TOLERATED = new Set(['MULTIPLE_DOCS']);

/**
 * Reads the text of a workflow file.
 *
 * Problems: `too-large` (over 1 MiB), `too-complex` (more values than any workflow
 * has), `not-text` (a NUL character), `broken-yaml` (with the parser's words and
 * line), `too-many-aliases` (a bomb or a circle).
 */
export function parseWorkflow(file: string, written: string): ParseResult {
  const text = inLines(written);
  const fail = (kind: WorkflowProblem['kind'], detail: string | null): ParseResult => ({
    document: null,
    problem: { kind, file, detail },
  });
  // A character is at least one byte, so the cheap test comes first.
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    return fail('too-large', `${Buffer.byteLength(text)} bytes`);
  }
  if (text.includes('\0')) return fail('not-text', null);
  if (isBottomless(text)) return fail('broken-yaml', 'nested too deeply');
  if (isOverWeight(text)) return fail('too-complex', null);
  const lines = lineStarts(text);
  const placed = (offset: number) => {
    const { line, column } = position(text, lines, offset);
    return ` (line ${line}, column ${column})`;
  };
  const given = { file, text, ...(text === written ? {} : { written }), lines };
  const everyday = readEveryday(text);
  if (everyday) return { document: { ...given, root: everyday }, problem: null };
  try {
    const { parsed, error, values } = parsedAsGitHub(text);
    if (error) {
      // Caught by the parser itself: see below.
      if (/call stack/i.test(error.message)) return fail('broken-yaml', 'nested too deeply');
      return fail('broken-yaml', error.message + placed(error.pos[0]));
    }
    const root = parsed.contents ? convert(parsed.contents, text, values) : null;
    return { document: { ...given, root }, problem: null };
  } catch (error) {
    if (error instanceof AliasError) return fail(error.kind, error.message + placed(error.at));
    // The parser is recursive: a thousand brackets in a row end the stack.
    if (error instanceof RangeError) return fail('broken-yaml', 'nested too deeply');
    return fail('broken-yaml', error instanceof Error ? firstLine(error.message) : String(error));
  }
}

/**
 * A carriage return alone ends a line as well (YAML 1.2.2, Line Break Characters), which `yaml` does not know. Another character
 * in its place, and every offset is what it was.
 */
function inLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** How many quotations of one file are mended (see quoted.ts). */
const MAX_MENDED = 50;

/** As GitHub's parser takes it: offsets are those of the text, `values` says what the mended quotations are. */
function parsedAsGitHub(text: string): {
  parsed: Document.Parsed;
  error: YAMLParseError | undefined;
  values: ReadonlyMap<number, string>;
} {
  const values = new Map<number, string>();
  let source = text;
  for (;;) {
    const parsed = parseDocument(source, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const error = parsed.errors.find((each) => !TOLERATED.has(each.code));
    const mended = error && values.size < MAX_MENDED ? joinedQuotation(source, error) : null;
    if (!mended) return { parsed, error, values };
    source = mended.text;
    values.set(mended.start, mended.value);
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string;
}
