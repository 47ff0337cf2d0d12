/** What was refused and did no harm: something else served, or a later try made it good. */
import type { ProgressReader } from './progress.js';
import type { Symptom } from './types.js';

/**
 * @param symptoms in the order of their lines
 * @param isLogged a program wrote the lines, with times or as a runner does
 * @param lastError where the runner last marked an error, and in which step; its line is 0: nowhere
 * @returns what counts, what went through in the end, and what was done without
 */
export function partPassed(
  symptoms: readonly Symptom[],
  progress: ProgressReader,
  isLogged: boolean,
  lastError: { line: number; step: string | null },
): { counting: Symptom[]; passed: Symptom[]; without: Symptom[] } {
  const counting: Symptom[] = [];
  const passed: Symptom[] = [];
  const without: Symptom[] = [];
  for (const symptom of symptoms) {
    if (progress.didWithout(symptom)) without.push(symptom);
    else (progress.wentThrough(symptom, isLogged) ? passed : counting).push(symptom);
  }
  // Refused again after all, or its step failed at something: then nobody can tell that this was made good.
  const isMadeGood = (symptom: Symptom) =>
    !counting.some(
      ({ line, image }) => line > symptom.line && (!image || image.name === symptom.image?.name),
    ) &&
    (lastError.line <= progress.endOf(symptom) || lastError.step !== symptom.step);
  if (passed.every(isMadeGood)) return { counting, passed, without };
  return {
    counting: [...counting, ...passed].sort((one, other) => one.line - other.line),
    passed: [],
    without,
  };
}
