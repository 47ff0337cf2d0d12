/** What names lack: a variable misspelt or kept to another step, a context that has no such name. */

import { mayNeed, neededJobEdit } from '../../../fix/job-needs.js';
import { stepIdEdit } from '../../../fix/step-ids.js';
import type { Location } from '../../../types.js';
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { child } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim, Mend } from '../../cause.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import type { ReferenceDetail, ReferenceFault } from '../../words/reference-fault.js';
import { type LeftVariable, leftVariable } from '../lacks/left-variables.js';
import { meantName, unnamedStep } from '../lacks/meant-names.js';
import { meantThere } from '../lacks/meant-places.js';
import { type MisspeltVariable, misspeltVariable } from '../lacks/misspelt-variables.js';
import { unsetVariables } from '../lacks/unset-names.js';
import { placeOfPush } from '../pushed.js';
import { pushedName } from './pushed-name.js';

/** Without a variable whose name is a slip of the pen. */
export function slipped(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const slip = misspeltVariable(push.push, push.job, push);
  if (slip === null) return undefined;
  const { act } = push.push;
  const emptied = {
    ...push,
    push: { ...push.push, act: { ...act, found: { ...act.found, reference: slip.reference } } },
  };
  if (pushedName(emptied)?.problem?.kind !== 'invalid') return undefined;
  return { ...slipClaim(slip, push.job), ...(push.run.trigger.fork ? { severity: 'warning' } : {}) };
}

/** Without variables that nothing sets. */
export function unset(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const found = unsetVariables(push.push, push.job, push);
  if (found === null) return undefined;
  const { act } = push.push;
  const { names, reference } = found;
  const emptied = { ...push, push: { ...push.push, act: { ...act, found: { ...act.found, reference } } } };
  if (pushedName(emptied)?.problem?.kind !== 'invalid') return undefined;
  return {
    confidence: 'certain',
    ...(push.run.trigger.fork ? { severity: 'warning' as const } : {}),
    ...placeOfPush(push),
    facts: { given: shownReference(withoutAbsent(reference)) },
    apart: names.join(' '),
    detail: { corrected: '', fault: { kind: 'lacks', ...lackOfNames(names, push.job) } },
  };
}

/** The claim about one such variable, wherever it is used. */
export function slipClaim({ name, meant, act, reference, more }: MisspeltVariable, job: JobReading) {
  const fault = { kind: 'lacks' as const, lacks: name, meant, ...(more.length > 0 ? { more } : {}) };
  const location = locate(act.document, act.place);
  return {
    confidence: 'certain' as const,
    location,
    job: job.job.id,
    facts: { given: shownReference(reference) },
    mend: () => meantThere(fault, location, job),
    detail: { corrected: '', fault },
  };
}

/** Without a variable that another step has kept to itself. */
export function leftBehind(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const left = leftVariable(push);
  if (!left) return undefined;
  return {
    ...leftClaim(left),
    ...(push.run.trigger.fork ? { severity: 'warning' } : {}),
    ...placeOfPush(push),
  };
}

/** The claim about one such variable; where it stands, the caller tells. */
export function leftClaim({ name, by, at, id, reference }: LeftVariable) {
  return {
    confidence: 'certain' as const,
    facts: { given: shownReference(reference) },
    detail: { corrected: '', fault: { kind: 'other-step' as const, name, by, at, id } },
  };
}

/** The text of a job, and those of what calls it. */
export interface JobAndCallers extends Pick<JobReading, 'document' | 'job'> {
  chain: { callers: readonly Pick<JobReading, 'document'>[] };
}

/** The names of one reference that come to nothing. */
export function lackOfNames([first = '', ...others]: readonly string[], job: JobAndCallers) {
  const more = others.map((lacks) => ({ lacks, meant: meantName(lacks, job.job) }));
  return { ...lackOfName(first, job), ...(more.length > 0 ? { more } : {}) };
}

/** A name that comes to nothing, and what else it may be. */
export function lackOfName(lacks: string, job: JobAndCallers) {
  const meant = meantName(lacks, job.job);
  const [, other = ''] = /^needs\.([\w-]+)$/.exec(lacks) ?? [];
  const needed = meant === null && mayNeed(job.job, other) ? { needed: other } : {};
  const step = unnamedStep(lacks, job.job);
  const unnamed = step ? { unnamed: locate(job.document, step.node) } : {};
  return { lacks, isCallers: isSetByCaller(lacks, job), meant, ...needed, ...unnamed };
}

/** What is shown of a name that comes to nothing: the one that was meant, the job that has it, or the id of the step. */
export function cureOf(fault: ReferenceFault, location: Location, job: JobReading): Mend | null {
  const needed = 'needed' in fault ? fault.needed : undefined;
  if (needed !== undefined) return onlyShown(mendIn(job.document, neededJobEdit(job.job, needed)));
  const lacks = 'lacks' in fault ? (fault.lacks ?? '') : '';
  const step = unnamedStep(lacks, job.job);
  if (!step) return meantThere(fault, location, job);
  return onlyShown(mendIn(job.document, stepIdEdit(job.document, step.node, lacks.slice('steps.'.length))));
}

/** Is it a variable that the workflow sets which calls this one? */
function isSetByCaller(name: string, { chain }: JobAndCallers): boolean {
  return chain.callers.some(({ document }) => child(child(document.root, 'env'), name) !== null);
}
