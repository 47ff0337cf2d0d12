/** What was meant by a name that GitHub's expressions do not know. */
import { asPattern } from '../../../evidence/pattern.js';
import { FUNCTIONS } from '../../../workflow/language/functions.js';
import { CONTEXTS } from '../../../workflow/language/grammar.js';
import type { ExpressionRefusal } from '../../../workflow/language/refused-expressions.js';
import type { WorkflowDocument } from '../../../workflow/text/document.js';
import { nearestWord } from '../../nearest.js';

/** Longer ones are nobody's. In characters. */
const LONGEST_NAME = 200;

/** The whole of it, as it belongs there; null: that can't be told. */
export function meantBy(refusal: ExpressionRefusal, { text }: WorkflowDocument): string | null {
  if (refusal.why !== 'name' || refusal.name.length > LONGEST_NAME) return null;
  const { name } = refusal;
  const [first = '', ...rest] = name.split('.');
  const has = (key: string) => new RegExp(`^[ \\t-]*${key}`, 'm').test(text);
  if (rest.length === 0 && Object.hasOwn(FUNCTIONS, first.toLowerCase())) return `${first}()`;
  // The variable of a shell, which holds what the context has.
  if (/^GITHUB_[A-Z_]+$/.test(name)) return name.toLowerCase().replace('_', '.');
  // A job that has ended is asked for as one that this job needs.
  if (first.toLowerCase() === 'jobs' && rest[1] === 'outputs') return ['needs', ...rest].join('.');
  // A step by its id alone, or under another word than `steps`.
  if (rest[0] === 'outputs') return has(`id:[ \\t]*${asPattern(first)}\\b`) ? `steps.${name}` : null;
  if (rest[1] === 'outputs') return ['steps', ...rest].join('.');
  if (rest.length === 0)
    return has(`${asPattern(first)}:`) && /^[A-Z_]+$/.test(first) ? `env.${first}` : null;
  const near = nearestWord(first.toLowerCase(), CONTEXTS);
  return near === null ? null : [near, ...rest].join('.');
}
