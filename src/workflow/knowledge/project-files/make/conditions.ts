/** The conditions of a Makefile: whether `ifdef`, `ifeq` and their opposites hold, as far as the text tells. */
import { type Chance, opposite } from '../../../language/chance.js';
import { isUpToRun, originsIn, withoutAbsent } from '../../../language/origins.js';
import { hasHole } from '../../../language/values.js';
import { isUnset } from '../../../shell/known/process.js';
import type { Test } from './text.js';
import { expanded, type MakeScope } from './variables.js';

/** Whether the branch is taken, with the variables as they are there. */
export function holdsIn(scope: MakeScope, { word, argument }: Test): Chance {
  const isNegated = word.startsWith('ifn');
  let result: Chance;
  if (word.endsWith('def')) {
    const name = expanded(argument, scope).trim();
    const value = scope.variable(name)?.value ?? '';
    result = isUnset(value) ? 'no' : emptiness(value);
  } else {
    const pair = compared(argument);
    if (!pair) return 'unknown';
    const [one, other] = pair.map((each) => withoutUnset(expanded(each, scope)).trim()) as [string, string];
    const isOpen = hasHole(one) || hasHole(other);
    result = !isOpen ? (one === other ? 'yes' : 'no') : undecided(one + other);
  }
  return isNegated ? opposite(result) : result;
}

/** `(a,b)`, `"a" "b"`, `'a' "b"`. */
function compared(argument: string): [string, string] | null {
  const text = argument.trim();
  const quoted = /^(?:"([^"]*)"|'([^']*)')\s*(?:"([^"]*)"|'([^']*)')$/.exec(text);
  if (quoted) return [quoted[1] ?? quoted[2] ?? '', quoted[3] ?? quoted[4] ?? ''];
  if (!text.startsWith('(') || !text.endsWith(')')) return null;
  let depth = 0;
  for (let at = 1; at < text.length - 1; at += 1) {
    if (/[({]/.test(text[at] as string)) depth += 1;
    else if (/[)}]/.test(text[at] as string)) depth -= 1;
    else if (text[at] === ',' && depth === 0) return [text.slice(1, at), text.slice(at + 1, -1)];
  }
  return null;
}

function emptiness(value: string): Chance {
  if (value === '') return 'no';
  return hasHole(value) ? undecided(value) : 'yes';
}

function undecided(text: string): Chance {
  return isUpToRun(text) ? 'sometimes' : 'unknown';
}

/** What nothing sets is empty. */
function withoutUnset(text: string): string {
  return withoutAbsent(
    [...text].filter((each) => !originsIn(each).some(({ kind }) => kind === 'variable')).join(''),
  );
}
