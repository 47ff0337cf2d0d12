/** Annotations: what GitHub shows on the run's page and on the workflow's line. */
import type { AnnotationProperties } from '@actions/core';
import type { Finding, Language, Location, Severity } from '../types.js';
import { command } from './commands.js';
import { clean, clip, clipBytes, docsLink, inert, oneLine, visible } from './text.js';
import { words } from './words.js';

export interface AnnotationOptions {
  language: Language;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
}

// The runner cuts an annotation's message at 4096 characters; bytes are the safer measure.
const MESSAGE_BYTES = 4000;
// The Checks API takes titles up to 255 characters.
const TITLE_CHARACTERS = 200;

/** One annotation, in the terms of `@actions/core`. */
export interface RunAnnotation {
  level: Severity;
  text: string;
  properties: AnnotationProperties;
}

/** What annotates one finding. */
export function annotationOf(finding: Finding, options: AnnotationOptions): RunAnnotation {
  return {
    level: finding.severity,
    text: inert(annotationText(finding, options)),
    properties: {
      title: inert(clip(oneLine(finding.title), TITLE_CHARACTERS)),
      ...place(finding.location, finding.fix.diff),
    },
  };
}

/** The same as a workflow command, for a command line that prints one (`--format github`). */
export function annotation(finding: Finding, options: AnnotationOptions): string {
  const { level, text, properties } = annotationOf(finding, options);
  const { title, file, startLine, endLine, startColumn, endColumn } = properties;
  return command(level, { title, file, line: startLine, endLine, col: startColumn, endColumn }, text);
}

/** What is refused and why, the fix, and where to read more. */
function annotationText({ message, fix, docs }: Finding, { language, docsBase }: AnnotationOptions): string {
  const say = words(language);
  const rest = [
    ...(fix.summary ? [say.label(say.fix, clipBytes(oneLine(fix.summary), 1000))] : []),
    // An address or a command that is cut would be worse than none: the summary has it whole.
    ...[fix.url, fix.command].flatMap((line) =>
      line !== null && Buffer.byteLength(line) <= 1000 ? [clean(line).trim()] : [],
    ),
    say.label(say.docs, docsLink(docs, docsBase)),
  ].join('\n');
  return `${clipBytes(clean(message).trim(), MESSAGE_BYTES - Buffer.byteLength(rest) - 1)}\n${rest}`;
}

function place(location: Location | null, diff: string | null): AnnotationProperties {
  if (!location) return {};
  if (!isWorkflowFile(location.file)) return diff === null ? {} : firstChange(diff);
  const { line, endLine, column, endColumn } = location;
  const file = inert(visible(location.file));
  // GitHub takes columns only within one line and drops them, with a warning in the log, otherwise.
  const lines = { file, startLine: line, endLine };
  return line === endLine ? { ...lines, startColumn: column, endColumn } : lines;
}

/** A place in a log is none of the repository: where the repair is known, its first line is what to look at. */
function firstChange(diff: string): AnnotationProperties {
  const file = /^--- (?:a\/)?(.+)$/m.exec(diff)?.[1]?.trim();
  const [, hunk, lines] = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@.*\n([\s\S]*)$/m.exec(diff) ?? [];
  if (!file || !isWorkflowFile(file) || !hunk || lines === undefined) return {};
  const before = lines.split('\n').findIndex((line) => /^[+-]/.test(line));
  // What is only added stands after the line before it, which is there already.
  const isAdded = lines.split('\n')[before]?.startsWith('+');
  const line = Math.max(1, Number(hunk) + Math.max(0, before) - (isAdded && before > 0 ? 1 : 0));
  return { file: inert(visible(file)), startLine: line, endLine: line };
}

/** `explain` gives places in logs: there is no such file in the repository to put an annotation on. */
function isWorkflowFile(file: string): boolean {
  return /^(?!\/|[A-Za-z]:[\\/]|\.\.[\\/]).+\.ya?ml$/i.test(file);
}
