/** Names in which an expression stands in the place of a variable's name, `${${{ github.repository }},,}`: they come to nothing. */
import type { ReferenceContext } from '../../../evidence/registry/reference.js';
import { repositoryOwner } from '../../../evidence/repository-name.js';
import {
  hasNestedExpressions,
  madeByShell,
  type NestedExpression,
  nestedExpressions,
  withoutNesting,
} from '../../../fix/slips/nested-expressions.js';
import { readOpenName } from '../../../workflow/knowledge/names/open-names.js';
import { fillHoles, HOLE } from '../../../workflow/language/values.js';
import { handedNames, linesHanding } from '../../../workflow/reading/names/handed-on.js';
import { child, entry, type Span, text, type WorkflowDocument } from '../../../workflow/text/document.js';
import type { JobText, StepText } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { isOfBash, isOwnFile } from '../../claims/lowered.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import type { ReferenceDetail } from '../../words/reference-fault.js';

/** Where it stands: in the value of an input, or in a script. */
interface NestedPlace extends NestedText {
  first: NestedExpression;
  /** What the shell makes of the first one. */
  comesTo: string;
}

interface NestedText {
  document: WorkflowDocument;
  job: JobText;
  step: StepText;
  value: Span;
}

/** The claim about a push whose name is made so. */
export function nestedName(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  if (!hasNestedExpressions(push.push.act.document)) return undefined;
  const found = inPush(push) ?? inWhatIsHandedOn(push);
  if (!found) return undefined;
  const { document, job, step, value, first, comesTo } = found;
  const { repository } = push;
  const isBash = step.uses === null && isOfBash(document, job, step);
  const edits = withoutNesting(document, value, { isBash, repository });
  const [edit] = edits;
  // What is written out names one repository.
  const isOpen = !isOwnFile(document) && edits.some((each) => !each.text.startsWith('$'));
  return {
    confidence: 'certain',
    ...(push.run.trigger.fork ? { severity: 'warning' as const } : {}),
    location: locate(document, first),
    job: push.job.job.id,
    facts: { given: first.written },
    mend: () => (isOpen ? onlyShown(mendIn(document, edits)) : mendIn(document, edits)),
    detail: {
      corrected: edit?.text ?? '',
      fault: {
        kind: 'nested',
        expression: first.expression,
        operation: first.operation,
        isInput: step.uses !== null,
        comesTo,
      },
    },
  };
}

function inPush(push: LintedPush): NestedPlace | null {
  const { document, step, found, place } = push.push.act;
  const { job } = push.job;
  if (step.uses === null) {
    const value = entry(step.node, 'run')?.value.at;
    return value ? inScript(push, { document, job, step, value }, place) : null;
  }
  const inputs = child(step.node, 'with');
  const value = (entry(inputs, found.namedIn ?? '') ?? entry(inputs, found.input ?? ''))?.value.at;
  const [first] = value ? nestedExpressions(document, value) : [];
  return value && first ? { document, job, step, value, first, comesTo: '' } : null;
}

/** By a variable of the same script, by an output or by a variable of steps before it. */
function inWhatIsHandedOn(push: LintedPush): NestedPlace | null {
  const { act } = push.push;
  const { document, step, place } = act;
  if (document !== push.job.document) return null;
  const used = step.uses === null ? [...document.text.slice(place.start, place.end).matchAll(USED)] : [];
  const own = used.map(({ 0: { length }, 1: plain, 2: braced, index }) => {
    const start = place.start + index;
    const around = besideIn(document.text, { start, end: start + length }, place);
    return { job: push.job.job, step, key: plain ?? braced ?? '', around };
  });
  const handed = handedNames(push).map((each) => ({ ...each, around: ANYWHERE }));
  for (const { job, step: maker, key, around } of [...own, ...handed]) {
    const value = entry(maker.node, 'run')?.value.at;
    if (!value || text(child(maker.node, 'run')) === null) continue;
    for (const { start, end } of linesHanding(document.text.slice(value.start, value.end), key)) {
      const line = { start: value.start + start, end: value.start + end };
      const found = inScript(push, { document, job, step: maker, value }, line, around);
      if (found) return found;
    }
  }
  return null;
}

const USED = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/** What stands in a word beside a part of it, up to the next variable or expression; null: there the word ends. */
interface Beside {
  before: string;
  after: string;
  isFirst: boolean;
  isLast: boolean;
}

const ANYWHERE: Beside = { before: '', after: '', isFirst: false, isLast: false };
const WHOLE: Beside = { before: '', after: '', isFirst: true, isLast: true };

/** What an option is told, `--tag=…`, is a word of its own. */
const BEFORE = /(?:(^|[\s"'=])|\}|\$\w+)([^\s"'=${}]*)$/;
const AFTER = /^([^\s"'${}]*)($|[\s"'])?/;

function besideIn(text: string, { start, end }: Span, within: Span): Beside {
  const [, first, before = ''] = BEFORE.exec(text.slice(within.start, start)) ?? [];
  const [, after = '', last] = AFTER.exec(text.slice(end, within.end)) ?? [];
  return { before, after, isFirst: first !== undefined, isLast: last !== undefined };
}

function besideWithin(part: Beside, whole: Beside): Beside {
  return {
    before: (part.isFirst ? whole.before : '') + part.before,
    after: part.after + (part.isLast ? whole.after : ''),
    isFirst: part.isFirst && whole.isFirst,
    isLast: part.isLast && whole.isLast,
  };
}

/**
 * The first in a part of a script, where it is one of the name: what is known of that has a hole between what stands beside it there. And
 * where no client takes what the shell leaves: `app:v` without its number is a name all the same.
 *
 * @param around what stands beside that part where the name is put together
 */
function inScript(push: LintedPush, place: NestedText, part: Span, around = WHOLE): NestedPlace | null {
  const { registry, repository } = push;
  let name = fillHoles(push.push.act.found.reference, HOLE);
  let first: Pick<NestedPlace, 'first' | 'comesTo'> | null = null;
  for (const found of nestedExpressions(place.document, part)) {
    const comesTo = madeByShell(found, repository);
    const beside = besideWithin(besideIn(place.document.text, found, part), around);
    const made = comesTo === null ? null : withPart(name, beside, comesTo);
    if (comesTo === null || made === null) continue;
    name = made;
    first ??= { first: found, comesTo };
  }
  return first !== null && isRefused(name, { registry, owner: repositoryOwner(repository) })
    ? { ...place, ...first }
    : null;
}

/** null: neither a hole of the name nor that part stands between these, or nobody can tell which. */
function withPart(name: string, beside: Beside, part: string): string | null {
  const { before, after } = beside;
  for (const each of part === '' ? [HOLE] : [HOLE, part]) {
    const at = onlyPlaceOf(before + each + after, name, beside);
    if (at !== -1) return name.slice(0, at) + before + part + name.slice(at + before.length + each.length);
  }
  return null;
}

function onlyPlaceOf(written: string, name: string, { isFirst, isLast }: Beside): number {
  const at = isLast ? name.lastIndexOf(written) : name.indexOf(written);
  if (isFirst && at !== 0) return -1;
  if (isLast) return at + written.length === name.length ? at : -1;
  return isFirst || name.lastIndexOf(written) === at ? at : -1;
}

/** The empty parts of this name are no want of our knowing. */
function isRefused(name: string, context: ReferenceContext): boolean {
  const read = readOpenName(name, null, context);
  const seen = /\/\/|\/[:@]|[/:]$|:@/.test(name) ? read?.seen : null;
  return Boolean(read?.problem ?? seen);
}
