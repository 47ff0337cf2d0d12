/** A step that stands too late, moved in front of the one that needs it, or too early, moved behind it. */
import { child, text as textOf, type WorkflowDocument, type YamlMap } from '../workflow/text/document.js';
import { type JobText, jobSource, type StepText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { aboveComments, isLineStart, lineEnd } from './text.js';

/** What a step may have from the steps before it; of `env`, what is read otherwise than by a name. */
const FROM_BEFORE = /\bsteps\.|\bhashFiles\b|\benv\s*[[),]/;
const VARIABLE = /\benv\.([\w-]+)/g;

/** A script of one command, which does nothing but what it is moved for. */
const MORE_COMMANDS = /[;&\n]|\|\|/;

/**
 * Takes a step out and puts it in front of another step of the same job. Nothing where it may need what runs between,
 * where its script does more than one thing, or where a step does not begin and end on lines of its own.
 */
export function movedStepEdits(job: JobText, moved: StepText, before: StepText): TextEdit[] {
  const { document, steps } = job;
  const at = steps.findIndex(({ node }) => node === moved.node);
  const to = steps.findIndex(({ node }) => node === before.node);
  const target = to === -1 || at <= to ? null : linesOf(document, before.item);
  const source = target && linesOf(document, ownItem(moved));
  if (!target || !source) return [];
  const written = document.text.slice(source.start, source.end);
  const script = textOf(child(moved.node, 'run'))?.trim() ?? '';
  if (isFromBefore(written, job) || MORE_COMMANDS.test(script) || !written.endsWith('\n')) return [];
  return [
    { start: target.start, end: target.start, text: written },
    { ...source, text: '' },
  ];
}

/**
 * The same behind a later step, where it has all that it had before. Nothing where its script does more than one thing.
 */
export function movedBehindEdits(
  { document, steps }: JobText,
  moved: StepText,
  behind: StepText,
): TextEdit[] {
  const at = steps.findIndex(({ node }) => node === moved.node);
  const to = steps.findIndex(({ node }) => node === behind.node);
  const source = at === -1 || to <= at ? null : linesOf(document, ownItem(moved));
  const target = source && linesOf(document, behind.item);
  const script = textOf(child(moved.node, 'run'))?.trim() ?? '';
  if (!source || !target || MORE_COMMANDS.test(script)) return [];
  const { text } = document;
  const written = text.slice(source.start, source.end);
  const isEnded = text.charAt(target.end - 1) === '\n';
  const placed = isEnded ? written : `${lineEnd(text)}${written.replace(/\r?\n$/, '')}`;
  return [
    { ...source, text: '' },
    { start: target.end, end: target.end, text: placed },
  ];
}

/**
 * May the step have something of the steps between? A variable that the job or the workflow sets is the same before them, where no
 * step of the job gives it another value.
 */
function isFromBefore(written: string, job: JobText): boolean {
  if (FROM_BEFORE.test(written)) return true;
  const source = jobSource(job);
  return [...written.matchAll(VARIABLE)].some(([, name = '']) => {
    const isSet = [job.node, job.document.root].some((each) => child(child(each, 'env'), name) !== null);
    return !isSet || source.includes(`${name}=`);
  });
}

/** null: it is one of a group, whose lines stand deeper than those of the job's steps. */
const ownItem = ({ node, item }: StepText) => (item === node ? node : null);

/** The lines of a step with the comment above it; null: it shares a line with something else. */
function linesOf({ text }: WorkflowDocument, node: YamlMap | null): { start: number; end: number } | null {
  if (!node) return null;
  const line = text.lastIndexOf('\n', node.start - 1) + 1;
  if (!/^ *- +$/.test(text.slice(line, node.start)) || !isLineStart(text, line)) return null;
  const last = node.start + text.slice(node.start, node.end).trimEnd().length;
  const next = text.indexOf('\n', last);
  return { start: aboveComments(text, line), end: next === -1 ? text.length : next + 1 };
}
