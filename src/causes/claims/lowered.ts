/** The edit of a name whose capital letters GitHub fills in. */
import type { FileEdit, TextEdit } from '../../fix/diff.js';
import { loweredInInput, loweredInScript, takesCapitals, withoutCapitals } from '../../fix/lowered-names.js';
import { rewrittenNames } from '../../fix/rewritten-names.js';
import { madeSources } from '../../workflow/reading/names/source.js';
import { eventsOf } from '../../workflow/runs/triggers.js';
import { child, entry, text, type YamlNode } from '../../workflow/text/document.js';
import { isWorkflowFile, jobSource, type StepText } from '../../workflow/text/job.js';
import type { LintedPush } from '../case.js';
import type { Mend } from '../cause.js';

/**
 * Where it is filled in at the push itself, there; else in the variable that the push takes. What is written out names one
 * repository: of a file that others call, or of an action, that is for its author to decide.
 */
export function loweredFill(linted: LintedPush): Mend | null {
  const { registry, repository, push } = linted;
  const { document, step } = push.act;
  const { file } = document;
  if (step.uses === null && loweredInStep(linted, step).length > 0) {
    // What is built and tagged in the steps before it has the same name.
    const steps = document === linted.job.document ? linted.job.job.steps : [step];
    const lowered = steps.flatMap((each) => loweredInStep(linted, each));
    return { edits: lowered.map((edit) => ({ file, ...edit })), safe: true };
  }
  if (repository === null) return null;
  const given = child(step.node, 'with');
  const inInput = given ? loweredInInput(document, given, { registry, repository }) : [];
  const edits: FileEdit[] =
    inInput.length > 0
      ? inInput.map((edit) => ({ file, ...edit }))
      : rewrittenNames(madeSources(linted, takesCapitals), (value) => withoutCapitals(value, repository));
  if (edits.length === 0) return null;
  const files = new Set(edits.map((each) => each.file));
  const isOwn = [...files].every((each) => {
    const changed = each === file ? document : linted.open(each);
    return changed !== null && isWorkflowFile(changed) && !eventsOf(changed).has('workflow_call');
  });
  return { edits, safe: isOwn };
}

function loweredInStep(linted: LintedPush, step: StepText): TextEdit[] {
  const script = step.uses === null ? entry(step.node, 'run')?.value.at : undefined;
  return script && isOfBash(linted, step)
    ? loweredInScript(linted.push.act.document, script, linted.registry)
    : [];
}

/** Does bash run the script, and one that knows `${NAME,,}`? In a container it is sh, unless the step says so. */
function isOfBash({ push, job }: LintedPush, step: StepText): boolean {
  const { document } = push.act;
  const own = text(child(step.node, 'shell'));
  const defaults = (node: YamlNode | null) => text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  const said = own ?? defaults(job.job.node) ?? defaults(document.root);
  if (said !== null) return /^bash\b/.test(said);
  return !child(job.job.node, 'container') && !/windows|macos/i.test(jobSource(job.job));
}
