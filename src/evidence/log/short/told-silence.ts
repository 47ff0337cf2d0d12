/** Somebody tells in a sentence that GitHub's registry gave no answer, or none that says anything. */

import { withoutCompared } from '../people/compared.js';
import { refusedImageIn } from '../people/told/image.js';
import { tellsUnavailable, tellsUnreached, toldTransfer } from '../people/told/unreached.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { toldAccess } from './access.js';
import { isOfOurs } from './sentence.js';
import { symptomOfLine } from './symptom.js';

export function toldSilence(lines: readonly string[]): Symptom | null {
  if (lines.some(isTransferDone)) return null;
  const kindOf = (line: string) => {
    if (!isOfOurs(line)) return null;
    const told = withoutCompared(line);
    return tellsUnavailable(told) ? 'unavailable' : tellsUnreached(told) ? 'unreachable' : null;
  };
  const index = lines.findIndex((line) => kindOf(line) !== null);
  const line = lines[index];
  const kind = line === undefined ? null : kindOf(line);
  if (line === undefined || kind === null) return null;
  return {
    ...symptomOfLine(line, index),
    kind,
    attribution: 'line',
    access: toldAccess(line) ?? toldTransfer(line),
    image: refusedImageIn(line),
  };
}
