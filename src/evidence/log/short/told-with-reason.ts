/** A push or a pull that somebody says was refused or failed, with the reason that he tells. */
import { withoutLoginElsewhere } from '../people/compared.js';
import { type ToldFailure, toldReason } from '../people/reasons/told-reason.js';
import { refusedImageIn } from '../people/told-image.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { isOfOurs } from './sentence.js';
import { symptomOfLine } from './symptom.js';

/** Why it was refused, where the sentence that says so tells it. */
export function withReason(symptom: Symptom | null): Symptom | null {
  const found = symptom && toldReason(symptom.text, true);
  return symptom && found && found.access === symptom.access
    ? { ...symptom, ...told(symptom, found) }
    : symptom;
}

/**
 * A push or a pull that somebody says failed, and why, in one line or two.
 *
 * @param isMet nobody writes a guide here
 * @param isBeside the refusal itself is known, with what is told of it
 */
export function toldWithReason(lines: readonly string[], isMet: boolean, isBeside = false): Symptom | null {
  if (lines.some(isTransferDone)) return null;
  for (const [index, line] of lines.entries())
    for (const text of [line, `${line} ${lines.slice(index + 1).find((each) => each !== '') ?? ''}`]) {
      const own = withoutLoginElsewhere(text);
      const found = line !== '' && isOfOurs(own) ? toldReason(text, isMet) : null;
      if (!found || (isBeside && found.reason.isHeardBeside)) continue;
      const symptom = symptomOfLine(line, index);
      return { ...symptom, ...told(symptom, found), attribution: 'line', image: refusedImageIn(text) };
    }
  return null;
}

function told({ progress }: Symptom, { access, reason }: ToldFailure): Partial<Symptom> {
  const { kind, said, status, lasted } = reason;
  return { access, kind, said, isTold: true, status, progress: { ...progress, lasted } };
}
