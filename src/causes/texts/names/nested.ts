/** Names in which an expression stands in the place of a variable's name, `${${{ github.repository }},,}`: they come to nothing. */
import {
  type NestedExpression,
  nestedExpressions,
  withoutNesting,
} from '../../../fix/slips/nested-expressions.js';
import { hasHole } from '../../../workflow/language/values.js';
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
interface NestedPlace {
  document: WorkflowDocument;
  job: JobText;
  step: StepText;
  value: Span;
  first: NestedExpression;
}

/** The claim about a push whose name is made so. */
export function nestedName(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const found = inPush(push) ?? inWhatIsHandedOn(push);
  if (!found) return undefined;
  const { document, job, step, value, first } = found;
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
      },
    },
  };
}

function inPush({ push: { act }, job: { job } }: LintedPush): NestedPlace | null {
  const { document, step, found, place } = act;
  const inputs = child(step.node, 'with');
  const value =
    step.uses === null
      ? entry(step.node, 'run')?.value.at
      : (entry(inputs, found.namedIn ?? '') ?? entry(inputs, found.input ?? ''))?.value.at;
  const [first] = value ? nestedExpressions(document, step.uses === null ? place : value) : [];
  return value && first ? { document, job, step, value, first } : null;
}

/** By a variable of the same script, by an output or by a variable of steps before it. */
function inWhatIsHandedOn(push: LintedPush): NestedPlace | null {
  const { act } = push.push;
  const { document, step } = act;
  if (!hasHole(act.found.reference) || document !== push.job.document) return null;
  const used = document.text.slice(act.place.start, act.place.end).matchAll(/\$\{?([A-Za-z_]\w*)/g);
  const own = step.uses === null ? [...used].map(([, key = '']) => ({ job: push.job.job, step, key })) : [];
  for (const { job, step: maker, key } of [...own, ...handedNames(push)]) {
    const value = entry(maker.node, 'run')?.value.at;
    if (!value || text(child(maker.node, 'run')) === null) continue;
    for (const { start, end } of linesHanding(document.text.slice(value.start, value.end), key)) {
      const [first] = nestedExpressions(document, { start: value.start + start, end: value.start + end });
      if (first) return { document, job, step: maker, value, first };
    }
  }
  return null;
}
