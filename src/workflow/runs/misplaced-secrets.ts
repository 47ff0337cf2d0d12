/**
 * Conditions that ask the `secrets` context, which is not there: GitHub refuses the whole file ("Unrecognized named-value:
 * 'secrets'"). Docs: Contexts reference, Context availability.
 */
import { namedContext } from '../language/named-context.js';
import {
  entry,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../text/document.js';
import { stepTexts } from '../text/job.js';

export interface MisplacedSecret {
  /** Of a step, which can be asked through the job's `env`, or of a job, which has no such context either. */
  why: 'in-step-condition' | 'in-job-condition';
  /** `secrets.TOKEN`. */
  name: string;
  job: string;
  span: Span;
}

/** Those of a workflow, in the order in which they stand. */
export function misplacedSecretsIn(document: WorkflowDocument): MisplacedSecret[] {
  if (!/\bif["']?\s*:/.test(document.text) || !/\bsecrets\b/i.test(document.text)) return [];
  return (map(entry(document.root, 'jobs')?.value.node)?.entries ?? []).flatMap(
    ({ key, value: { node } }) => {
      const job = String(key.value);
      return [
        ...inCondition(node, 'in-job-condition', job),
        ...stepTexts(node).flatMap((step) => inCondition(step.node, 'in-step-condition', job)),
      ];
    },
  );
}

function inCondition(owner: YamlNode, why: MisplacedSecret['why'], job: string): MisplacedSecret[] {
  const found = entry(owner, 'if');
  const source = text(found?.value.node) ?? '';
  // A condition is an expression with or without its braces.
  const name = namedContext(source.includes('${{') ? source : `\${{ ${source} }}`, 'secrets');
  return found && name !== null ? [{ why, name, job, span: entrySpan(found) }] : [];
}
