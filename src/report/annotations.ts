/** Annotations: what GitHub shows on the run's page and on the workflow's line. */
import type { AnnotationProperties } from '@actions/core';
import type { Finding, Language, Location, Severity } from '../types.js';
import { workflowCommand } from './commands.js';
import { firstChange } from './summary/code-links.js';
import { clean, clip, clipBytes, docsLink, inert, oneLine, visible } from './text.js';
import { words } from './words.js';

export interface AnnotationOptions {
  language: Language;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** By a command line that prints annotations alone; else the step's log has the findings in full. */
  isPrinted?: boolean;
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

/** Of each level GitHub shows ten in a step, and drops the others without a word (docs: Workflow commands, limits). */
const SHOWN = 10;

/**
 * What annotates the findings. More than GitHub shows of a level are told of in the last one.
 *
 * @param taken annotations that the step has made already
 */
export function annotationsOf(
  findings: readonly Finding[],
  options: AnnotationOptions,
  taken: Partial<Record<Severity, number>> = {},
): RunAnnotation[] {
  const left: Record<Severity, number> = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) left[severity] += 1;
  const room = (level: Severity) => Math.max(1, SHOWN - (taken[level] ?? 0));
  const shown: Record<Severity, number> = { error: 0, warning: 0, notice: 0 };
  return findings.flatMap((finding, index) => {
    const level = finding.severity;
    shown[level] += 1;
    if (shown[level] < room(level) || left[level] <= room(level)) return [annotationOf(finding, options)];
    if (shown[level] > room(level)) return [];
    return [
      folding(
        findings.slice(index).filter(({ severity }) => severity === level),
        options,
      ),
    ];
  });
}

/** One annotation for all that there is no room for. */
function folding(
  findings: readonly Finding[],
  { language, isPrinted = false }: AnnotationOptions,
): RunAnnotation {
  const say = words(language);
  const lines = findings.map((finding) => {
    const { title, location, image, repository } = finding;
    const place = location ? placeText(finding, location) : (repository ?? image ?? '');
    return oneLine(place ? say.label(place, title) : title);
  });
  const [{ severity } = { severity: 'notice' as const }] = findings;
  return {
    level: severity,
    text: inert(clipBytes(lines.join('\n'), MESSAGE_BYTES)),
    properties: { title: say.moreFindings(say.counted[severity](findings.length), isPrinted) },
  };
}

/** `file:line`, with the repository in front where it is not the run's own. */
function placeText({ repository }: Finding, { file, line }: Location): string {
  return `${repository === undefined ? '' : `${repository}/`}${file}:${line}`;
}

/**
 * An audit finds in other repositories than the run's, and `lint ../other` outside of where it was started: such a place is
 * told in the message and marks no line here, nor does its repair.
 */
function inWords(finding: Finding): Finding {
  const { repository, location, message, fix } = finding;
  if (!location || (repository === undefined && !OUTSIDE.test(location.file))) return finding;
  return {
    ...finding,
    location: null,
    message: `${placeText(finding, location)}\n${message}`,
    fix: { ...fix, diff: null },
  };
}

/** A file of a workflow by its whole path: it lies in no folder below. */
const OUTSIDE = /^(?:\/|[A-Za-z]:[\\/]).+\.ya?ml$/i;

/** What annotates one finding. */
export function annotationOf(found: Finding, options: AnnotationOptions): RunAnnotation {
  const finding = inWords(found);
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
export function annotationCommand({ level, text, properties }: RunAnnotation): string {
  const { title, file, startLine, endLine, startColumn, endColumn } = properties;
  return workflowCommand(level, { title, file, line: startLine, endLine, col: startColumn, endColumn }, text);
}

/** What is refused and why, the fix, and where to read more. */
function annotationText({ message, fix, docs }: Finding, { language, docsBase }: AnnotationOptions): string {
  const say = words(language);
  const rest = [
    ...(fix.summary ? [say.label(say.fix, clipBytes(oneLine(fix.summary), 1000))] : []),
    // An address or a command that is cut would be worse than none: the summary has it whole.
    ...[fix.url ?? fix.command].flatMap((line) =>
      line !== null && Buffer.byteLength(line) <= 1000 ? [clean(line).trim()] : [],
    ),
    say.label(say.docs, docsLink(docs, docsBase)),
  ].join('\n');
  return `${clipBytes(clean(message).trim(), MESSAGE_BYTES - Buffer.byteLength(rest) - 1)}\n${rest}`;
}

function place(location: Location | null, diff: string | null): AnnotationProperties {
  if (!location) return {};
  if (!isWorkflowFile(location.file)) return diff === null ? {} : changed(diff);
  const { line, endLine, column, endColumn } = location;
  const file = inert(visible(location.file));
  // GitHub takes columns only within one line and drops them, with a warning in the log, otherwise.
  const lines = { file, startLine: line, endLine };
  return line === endLine ? { ...lines, startColumn: column, endColumn } : lines;
}

/** A place in a log is none of the repository: where the repair is known, its first line is what to look at. */
function changed(diff: string): AnnotationProperties {
  const found = firstChange(diff);
  if (!found || !isWorkflowFile(found.file)) return {};
  return { file: inert(visible(found.file)), startLine: found.line, endLine: found.line };
}

/**
 * `explain` gives places in logs: there is no such file in the repository to put an annotation on, and none of another
 * repository (`@REF`), to which code links lead.
 */
function isWorkflowFile(file: string): boolean {
  return /^(?!\/|[A-Za-z]:[\\/]|\.\.[\\/]).+\.ya?ml$/i.test(file);
}
