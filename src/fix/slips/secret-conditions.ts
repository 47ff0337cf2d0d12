/**
 * Conditions of steps that ask whether there is a secret: an `if` has no secrets context, and asks a variable of its job, which
 * may be set from one (docs: Contexts reference, Context availability; Using secrets, in an `if`).
 */
import {
  child,
  entry,
  map,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
} from '../../workflow/text/document.js';
import { jobText } from '../../workflow/text/job.js';
import type { TextEdit } from '../diff.js';
import { addToStep } from '../entries.js';
import { columnOf, indentStep, isInFlow, lineEnd } from '../text.js';

const ASKED = /\bsecrets\.([A-Za-z_]\w*)\s*([!=]=)\s*(?:''|"")/g;
const SECRET = /\bsecrets\b/g;

/** All of a job at once. Null where one asks for more than whether it is there, or no safe edit fits. */
export function secretConditionEdits(document: WorkflowDocument, id: string): TextEdit[] | null {
  const job = jobText(document, id);
  const owner = map(job?.node);
  if (!job || !owner) return null;
  const names = new Set<string>();
  const edits: TextEdit[] = [];
  for (const { node } of job.steps) {
    const found = entry(node, 'if');
    const { start, end } = found?.value.at ?? { start: 0, end: 0 };
    const written = document.text.slice(start, end);
    const asked = [...written.matchAll(ASKED)];
    if ((written.match(SECRET) ?? []).length !== asked.length) return null;
    if (asked.length > 0 && (!found || found.value.alias || /^["']/.test(written))) return null;
    for (const { 0: whole, 1: name = '', 2: sign, index } of asked) {
      names.add(name);
      const at = start + index;
      const opposite = sign === '!=' ? '==' : '!=';
      edits.push({ start: at, end: at + whole.length, text: `env.${variableFor(name)} ${opposite} 'true'` });
    }
  }
  const variables = variablesEdit(document, owner, [...names]);
  return edits.length > 0 && variables ? [variables, ...edits] : null;
}

function variableFor(secret: string): string {
  return `HAS_${secret.toUpperCase()}`;
}

/** In the `env` of the job, which is made above its steps where it has none. */
function variablesEdit(document: WorkflowDocument, job: YamlMap, names: readonly string[]): TextEdit | null {
  const env = entry(job, 'env');
  const taken = names.some((name) => child(env?.value.node ?? null, variableFor(name)) !== null);
  const [only, ...others] = names;
  if (only === undefined || taken) return null;
  const value = (name: string) => `\${{ secrets.${name} != '' }}`;
  if (env) return others.length > 0 ? null : addToStep(document, job, 'env', variableFor(only), value(only));
  const steps: YamlEntry | null = entry(job, 'steps');
  const column = steps && !isInFlow(document, steps) ? columnOf(document.text, steps.key.start) : null;
  if (!steps || column === null) return null;
  const ending = lineEnd(document.text);
  const inner = names.map(
    (name) => `${column}${indentStep(document)}${variableFor(name)}: ${value(name)}${ending}`,
  );
  const start = steps.key.start;
  return { start, end: start, text: `env:${ending}${inner.join('')}${column}` };
}
