/** The edit of a name whose capital letters GitHub fills in. */
import type { FileEdit, TextEdit } from '../../fix/diff.js';
import { literalParts } from '../../fix/literal-parts.js';
import {
  loweredInInput,
  loweredInScript,
  loweredWhereHanded,
  meantInLowerCase,
  takesCapitals,
  withoutCapitals,
} from '../../fix/lowered-names.js';
import { rewrittenNames } from '../../fix/rewritten-names.js';
import { runnerLabels } from '../../workflow/reading/jobs/runners.js';
import { handedNames, linesHanding } from '../../workflow/reading/names/handed-on.js';
import { madeSources } from '../../workflow/reading/names/source.js';
import { eventsOf } from '../../workflow/runs/triggers.js';
import {
  child,
  entry,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../../workflow/text/document.js';
import { isWorkflowFile, type JobText, jobSource, jobText, type StepText } from '../../workflow/text/job.js';
import type { LintedPush } from '../case.js';
import type { Mend } from '../cause.js';
import { mendIn, onlyShown } from './mends.js';

/**
 * Where it is filled in at the push itself, there; else in the variable that the push takes. What is written out names one
 * repository: of a file that others call, or of an action, that is for its author to decide.
 */
export function loweredFill(linted: LintedPush): Mend | null {
  const { repository, push } = linted;
  const { document, step } = push.act;
  const { file } = document;
  if (step.uses === null && loweredInStep(linted, step).length > 0) {
    // What is built and tagged in the steps before it has the same name.
    const steps = document === linted.job.document ? linted.job.job.steps : [step];
    const lowered = steps.flatMap((each) => loweredInStep(linted, each));
    const given = steps.flatMap((each) => loweredInInputs(linted, each));
    const edits = [...lowered, ...given].map((edit) => ({ file, ...edit }));
    return { edits, safe: given.length === 0 || isOwnFile(document) };
  }
  const handed = loweredHanded(linted).map((edit) => ({ file, ...edit }));
  if (handed.length > 0) return { edits: handed, safe: true };
  if (repository === null) return null;
  const inInputs = loweredInInputs(linted, step);
  const edits: FileEdit[] =
    inInputs.length > 0
      ? inInputs.map((edit) => ({ file, ...edit }))
      : rewrittenNames(madeSources(linted, takesCapitals), (value) => withoutCapitals(value, repository));
  if (edits.length === 0) return null;
  const files = new Set(edits.map((each) => each.file));
  const isOwn = [...files].every((each) => isOwnFile(each === file ? document : linted.open(each)));
  return { edits, safe: isOwn };
}

/**
 * What was to be lowered by words that GitHub does not know, wherever a value has them: by bash in its script, else written out.
 *
 * @param job in which the value stands; null: it stands above the jobs
 */
export function loweredExpression(
  document: WorkflowDocument,
  { start, end }: Span,
  expression: string,
  job: string | null,
  repository: string | null,
): Mend | null {
  const meant = repository === null ? null : meantInLowerCase(expression, repository);
  if (meant === null) return null;
  const own = job === null ? null : jobText(document, job);
  const step = own?.steps.find(({ node }) => node.start <= start && end <= node.end);
  const script = step && entry(step.node, 'run')?.value.at;
  const isIn = script !== undefined && script.start <= start && end <= script.end;
  const isScript = own && step && isIn && isOfBash(document, own, step);
  const literal = isScript ? literalParts(document.text, script) : [];
  const edits: TextEdit[] = [];
  for (
    let at = document.text.indexOf(expression, start);
    at !== -1 && at < end;
    at = document.text.indexOf(expression, at + 1)
  ) {
    const isLiteral = literal.some((each) => each.start <= at && at < each.end);
    const text = isScript && !isLiteral ? meant.byBash : meant.written;
    edits.push({ start: at, end: at + expression.length, text });
  }
  const isOpen = !isOwnFile(document) && edits.some(({ text }) => text === meant.written);
  return isOpen ? onlyShown(mendIn(document, edits)) : mendIn(document, edits);
}

/** In the script that hands the name on, or what it is made of, to the step that pushes. */
function loweredHanded(linted: LintedPush): TextEdit[] {
  const { document } = linted.push.act;
  return handedNames(linted).flatMap(({ job, step, key }) => {
    const script = entry(step.node, 'run')?.value.at;
    if (!script || !isOfBash(document, job, step)) return [];
    const lines = linesHanding(document.text.slice(script.start, script.end), key).map(({ start, end }) => ({
      start: script.start + start,
      end: script.start + end,
    }));
    const { repository } = linted;
    const takes = (name: string) => takesName(environmentOf(name, [step.node, job.node, document.root]));
    return loweredWhereHanded(document, script, { lines, repository, takes });
  });
}

function environmentOf(name: string, owners: readonly (YamlNode | null)[]): string {
  const found = owners.map((each) => text(child(child(each, 'env'), name))).find((each) => each !== null);
  return found ?? '';
}

/** A name, or what it is made of, without a tag, whose letters may be capitals. */
function takesName(value: string): boolean {
  return takesCapitals(value) && !value.replace(/\$\{\{[\s\S]*?\}\}/g, '').includes(':');
}

/** Of this repository alone: no action, and no workflow that others call. */
export function isOwnFile(changed: WorkflowDocument | null): boolean {
  return changed !== null && isWorkflowFile(changed) && !eventsOf(changed).has('workflow_call');
}

/** Inputs that name files: a folder keeps its capital letters. */
const OF_FILES = /^(?:context|file|dockerfile|path|workdir|.*(?:directory|folder|_file|-file|_path|-path))$/i;

function loweredInInputs({ registry, repository, push }: LintedPush, { node, uses }: StepText): TextEdit[] {
  const given = uses === null ? null : map(child(node, 'with'));
  if (repository === null) return [];
  return (given?.entries ?? []).flatMap(({ key, value }) =>
    value.alias || OF_FILES.test(String(key.value))
      ? []
      : loweredInInput(push.act.document, value.at, { registry, repository }),
  );
}

function loweredInStep(linted: LintedPush, step: StepText): TextEdit[] {
  const script = step.uses === null ? entry(step.node, 'run')?.value.at : undefined;
  return script && isOfBash(linted.push.act.document, linted.job.job, step)
    ? loweredInScript(linted.push.act.document, script, linted)
    : [];
}

/**
 * Does bash run the script, and one that knows `${NAME,,}`? In a container it is sh, unless the step says so. That of macOS is older
 * (runner-images README: Bash 3.2).
 */
export function isOfBash(document: WorkflowDocument, job: JobText, step: StepText): boolean {
  const own = text(child(step.node, 'shell'));
  const defaults = (node: YamlNode | null) => text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  const said = own ?? defaults(job.node) ?? defaults(document.root);
  // Which machine an input or another job's output names may stand anywhere in the file.
  const isOpen = runnerLabels(job.node).some((label) => /\$\{\{\s*(?!matrix\.)/.test(label));
  const machine = isOpen ? job.document.text : jobSource(job);
  if (/macos/i.test(machine)) return false;
  if (said !== null) return /^bash\b/.test(said);
  return !child(job.node, 'container') && !/windows/i.test(machine);
}
