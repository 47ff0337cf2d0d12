/** Edits as a cause brings them: of a name, of what keeps forks out, of what lets a build go on; safe, or only shown. */

import type { FileEdit, TextEdit } from '../../fix/diff.js';
import { forkGuardEdit, forkGuardOfStep, tolerantCacheEdit } from '../../fix/guard.js';
import { replaceWord } from '../../fix/words.js';
import { switchOfTransfer } from '../../workflow/reading/pushes/push-switch.js';
import {
  child,
  entry,
  type Span,
  type WorkflowDocument,
  type YamlNode,
} from '../../workflow/text/document.js';
import type { LintedPush } from '../case.js';
import type { Mend } from '../cause.js';
import { isByJobToken } from '../texts/pushed.js';

/** Edits that together mend it, and change nothing else; none is no mend. */
export function mendOf(edits: readonly FileEdit[]): Mend | null {
  return edits.length > 0 ? { edits: [...edits], safe: true } : null;
}

/** The same of edits in one file; null: there is none. */
export function mendIn(
  { file }: WorkflowDocument,
  edits: readonly TextEdit[] | TextEdit | null,
): Mend | null {
  return mendOf([edits ?? []].flat().map((edit) => ({ file, ...edit })));
}

const OF_NAMES = new WeakMap<readonly TextEdit[], Mend>();

/**
 * Edits of a name wherever the file writes it, if that is where the push has it from: in its job, or above all jobs.
 * Another job may write what an expression comes to here.
 */
export function ofName({ push, job }: LintedPush, edits: readonly TextEdit[]): Mend | null {
  const { document } = push.act;
  const jobs = child(document.root, 'jobs');
  const isIn = (node: YamlNode | null, { start }: TextEdit) =>
    node !== null && node.start <= start && start < node.end;
  const isSource = (edit: TextEdit) => isIn(job.job.node, edit) || !isIn(jobs, edit);
  if (document === job.document && !edits.some(isSource)) return null;
  const mend = OF_NAMES.get(edits) ?? mendIn(document, edits);
  if (mend) OF_NAMES.set(edits, mend);
  return mend;
}

/**
 * The name that was meant in the place of one that is not there: a variable, in the `env` context too, a key of a
 * context, or a step, `steps.a` of `steps.a.outputs.b`. A shell does not see what other contexts have.
 */
export function meantIn(document: WorkflowDocument, within: Span, name: string, meant: string): Mend | null {
  if (!/^[\w.-]+$/.test(name)) return null;
  const whole = new RegExp(`(?<![\\w.-])(env\\.)?${name.replaceAll('.', '\\.')}(?:\\.[\\w-]+)*`);
  const [written, prefix = ''] = whole.exec(document.text.slice(within.start, within.end)) ?? [];
  const isContext = meant.includes('.');
  if (written === undefined || (isContext && !name.includes('.') && prefix === '')) return null;
  const behind = written.slice(prefix.length + name.length);
  return mendIn(
    document,
    replaceWord(document, written, `${isContext ? '' : prefix}${meant}${behind}`, within),
  );
}

/** An edit that nobody applies unasked. */
export function onlyShown(mend: Mend | null): Mend | null {
  return mend && { ...mend, safe: false };
}

/**
 * The edit that keeps forks out of `push:`. With another token than the job's own, which a fork's run
 * does not get, the login before it would fail all the same.
 */
export function guardOf(linted: LintedPush): Mend | null {
  if (!isByJobToken(linted)) return null;
  const { act } = linted.push;
  const { document } = act;
  const found = switchOfTransfer(act);
  return mendIn(document, found ? forkGuardEdit(document, found) : null);
}

/**
 * The edit that lets the build go on where the registry cache is refused. It is not for us to apply unasked: then a
 * refusal in other runs is passed over, too.
 */
export function toleranceOf({ push: { act } }: LintedPush): Mend | null {
  const { document, step, found } = act;
  const given = found.role === 'cache' ? entry(child(step.node, 'with'), 'cache-to') : null;
  return onlyShown(mendIn(document, given && tolerantCacheEdit(document, given)));
}

/** The same for a step without such an input. What else it does is left out as well, so it is for its author to apply. */
export function guardOfStep(linted: LintedPush): Mend | null {
  const { job, push } = linted;
  const { document, step, home, found } = push.act;
  if (found.role === 'cache') return null;
  if (!isByJobToken(linted) || document !== job.document || home !== undefined) return null;
  if (switchOfTransfer(push.act)) return null;
  return onlyShown(mendIn(document, forkGuardOfStep(document, step.node)));
}
