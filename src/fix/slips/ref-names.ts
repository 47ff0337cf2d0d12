/**
 * The short name of what started a run in the place of its whole ref, `refs/heads/main`, which is no tag: `github.ref_name` for
 * `github.ref`, and for what the payload of a push calls so (docs: Contexts reference, github; Variables reference).
 */
import type { NameSource } from '../../workflow/reading/names/source.js';
import type { Span, WorkflowDocument } from '../../workflow/text/document.js';
import type { FileEdit, TextEdit } from '../diff.js';
import { rewrittenNames } from '../rewritten-names.js';

/** Behind the colon of a name, and nothing behind it that belongs to it. */
const EXPRESSION = /(?=\$)(?<=[\w})]:(?:[\w.-]*))\$\{\{\s*github\.(?:event\.)?ref\s*\}\}(?![\w/])/g;
const VARIABLE = /(?=\$)(?<=[\w})]:(?:[\w.-]*))\$(?:GITHUB_REF\b|\{GITHUB_REF\})(?![\w/])/g;

/** Where tags are written, in these parts of a file. */
export function shortRefEdits({ text }: WorkflowDocument, parts: readonly Span[]): TextEdit[] {
  return parts.flatMap(({ start, end }) =>
    [EXPRESSION, VARIABLE].flatMap((pattern) =>
      [...text.slice(start, end).matchAll(pattern)].map(({ 0: written, index }) => ({
        start: start + index,
        end: start + index + written.length,
        text: shortened(written),
      })),
    ),
  );
}

/** A value that is a ref, or the tag that ends with one. */
export function holdsRef(value: string): boolean {
  return /(?:^|[:.-])\$\{\{\s*github\.(?:event\.)?ref\s*\}\}$/.test(value.trim());
}

export function shortRefsIn(sources: readonly NameSource[]): FileEdit[] {
  return rewrittenNames(sources, shortened);
}

function shortened(written: string): string {
  return written.replace(/github\.(?:event\.)?ref(?=\s*\}\}$)|GITHUB_REF(?=\}?$)/, (name) =>
    name.startsWith('g') ? 'github.ref_name' : `${name}_NAME`,
  );
}
