/**
 * Pushes by a name, and logins by a user's, with a variable that nothing sets, for certain: one that a script reads, or one in a
 * compose file or a bake file that a plain command reads, or an action.
 */
import { hostIn } from '../../../workflow/knowledge/names/names.js';
import { absentName, onlyOrigin, withoutAbsent } from '../../../workflow/language/origins.js';
import type { PushReading } from '../../../workflow/reading/every-run.js';
import { isPlainlyRead, ownShell, type Reader } from '../../../workflow/reading/names/plain-readings.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import type { Linted, LintedPush } from '../../case.js';
import { isLeftToItself, mayBeHandedOn } from './left-variables.js';
import { misspeltVariable } from './misspelt-variables.js';

/**
 * The push with what is left of its name where all of it is such a variable, or what stands in the place of the registry; as it is
 * else, and where it is told already what was meant.
 */
export function withoutUnset(push: PushReading, job: LintedPush['job'], all: Linted): PushReading {
  const { reference, isInFile } = push.act.found;
  if (onlyOrigin(hostIn(reference))?.kind !== 'variable' || isInFile) return push;
  if (isLeftToItself(push.act, job, all) || misspeltVariable(push, job, all)) return push;
  const unset = unsetVariables(push, job, all);
  return unset === null
    ? push
    : { ...push, act: { ...push.act, found: { ...push.act.found, reference: unset.reference } } };
}

/**
 * The variables of a name that are empty, and what the reference comes to; null where there is none, and where one may come from
 * the machine, its image, another shell, or a step that hands it on.
 */
export function unsetVariables(
  push: PushReading,
  job: LintedPush['job'],
  all: Linted,
): { names: readonly string[]; reference: string } | null {
  const { act } = push;
  const names = new Set<string>();
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const name = origin?.kind === 'variable' && !origin.isLost ? origin.name : null;
    if (name !== null && isPlainlyRead(name, act, job)) names.add(name);
    reference += name !== null && names.has(name) ? absentName(name) : character;
  }
  // A service or a target without any name is passed over.
  const isPassedOver = act.found.isInFile && withoutAbsent(reference).trim() === '';
  if (names.size === 0 || isPassedOver || mayBeSetUnseen(act, job, all)) return null;
  return { names: [...names], reference };
}

/** The variable that is all of a login's user name and that nothing sets; null: there is none, or one may come from somewhere else. */
export function unsetUser(login: SignAct, job: LintedPush['job'], all: Linted): string | null {
  const origin = onlyOrigin(login.sign.user?.trim() ?? '');
  if (origin?.kind !== 'variable' || origin.isLost || !isPlainlyRead(origin.name, login, job)) return null;
  return mayBeSetUnseen(login, job, all) ? null : origin.name;
}

/**
 * By another shell than the step's own, or by a step in front. Of a variable that the machine or an image may set it is not even known
 * that nothing sets it (`reading/jobs/runner-variables.ts`).
 */
function mayBeSetUnseen(act: Reader, job: LintedPush['job'], all: Linted): boolean {
  const isItsOwn = act.step.uses === null ? ownShell(act, job) !== null : act.document === job.document;
  return !isItsOwn || mayBeHandedOn(act, job, all);
}
