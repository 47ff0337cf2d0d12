/** The condition of one step given to another, so that the one runs where the other does. */
import { entry, type WorkflowDocument, type YamlEntry } from '../workflow/text/document.js';
import type { StepText } from '../workflow/text/job.js';
import type { TextEdit } from './diff.js';
import { removeEntry, scalar } from './entries.js';
import { conditionIn, flagIn } from './guard.js';
import { isInFlow } from './text.js';

/** What an earlier step does not have yet: what those between them make. */
const FROM_BETWEEN = /\bsteps\b|\benv\b|\bhashFiles\b|\bjob\./i;

/**
 * The earlier step has a condition of its own, which the later one's takes the place of; where that one has none, it goes. Null where
 * one of them is no expression.
 *
 * @param flag an input of the later step that decides as well, such as `push`
 */
export function sameConditionEdit(
  document: WorkflowDocument,
  earlier: StepText,
  later: StepText,
  flag: YamlEntry | null,
): TextEdit | null {
  const own = entry(earlier.node, 'if');
  const had = own && conditionIn(document, own);
  if (!own || had === null) return null;
  const condition = entry(later.node, 'if');
  const asked = [condition && conditionIn(document, condition), flag && flagIn(document, flag)];
  if ((condition && asked[0] === null) || (flag && asked[1] === null)) return null;
  const wanted = asked.flatMap((each) => (each && each !== 'true' ? [each] : []));
  if (wanted.some((each) => each === had || FROM_BETWEEN.test(each))) return null;
  if (wanted.length === 0) return removeEntry(document, earlier.node, own);
  const all = wanted
    .map((each) => (wanted.length > 1 && each.includes('||') ? `(${each})` : each))
    .join(' && ');
  const { start, end } = own.value.at;
  return { start, end, text: scalar(`\${{ ${all} }}`, { flow: isInFlow(document, own) }) };
}
