/** A push that somebody says was refused or failed, with the reason that he tells. */
import { refusedImageIn } from '../people/told-image.js';
import { type ToldReason, toldReason } from '../people/told-reason.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { isOfOurs } from './sentence.js';
import { symptomOfLine } from './symptom.js';

/** Why a push was refused, where the sentence that says so tells it. */
export function withReason(symptom: Symptom | null): Symptom | null {
  const reason = symptom?.access === 'push' ? toldReason(symptom.text, true) : null;
  return symptom && reason ? { ...symptom, ...told(symptom, reason) } : symptom;
}

/**
 * A push that somebody says failed, and why, in one line or two.
 *
 * @param isMet nobody writes a guide here
 */
export function toldWithReason(lines: readonly string[], isMet: boolean): Symptom | null {
  if (lines.some(isTransferDone)) return null;
  for (const [index, line] of lines.entries())
    for (const text of [line, `${line} ${lines.slice(index + 1).find((each) => each !== '') ?? ''}`]) {
      const reason = line !== '' && isOfOurs(text) ? toldReason(text, isMet) : null;
      if (!reason) continue;
      const symptom = symptomOfLine(line, index);
      const [image, access] = [refusedImageIn(text), 'push'] as const;
      return { ...symptom, ...told(symptom, reason), attribution: 'line', access, image };
    }
  return null;
}

function told({ progress }: Symptom, { kind, said, status, lasted }: ToldReason): Partial<Symptom> {
  return { kind, said, isTold: true, status, progress: { ...progress, lasted } };
}
