/** Somebody tells in a sentence that a push or a pull at GitHub's registry was refused. */

import type { Access } from '../../../types.js';
import { BEGINNING, SPEAKER } from '../lines/beginnings.js';
import { isCommand, isCommandBelow } from '../lines/pasted.js';
import { withoutCompared } from '../people/compared.js';
import { isPassedTest } from '../people/quoted.js';
import { refusedImageIn } from '../people/told/image.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { mayAnswer } from '../words/speaker.js';
import { toldAccess } from './access.js';
import { isOfOurs } from './sentence.js';
import { symptomOfLine } from './symptom.js';

/** What was refused people tell by its number, in whatever language. */
const TOLD_REFUSED =
  /(?<!#)\b40[13]\b(?! ?(?:ms|[km]?b|s|seconds?|lines?)\b)|\b(?:denied|forbidden|unauthorized)\b|被拒|拒否/i;

/** One which says that a push or a pull there was refused. */
function isTold(line: string, access: Access | null): boolean {
  return isOfOurs(line) && TOLD_REFUSED.test(withoutCompared(line)) && access !== null;
}

/** It counts the steps of a build: no sentence of somebody's begins so. */
const OF_BUILDKIT = /^#\d+ /;

export function toldRefusal(lines: readonly string[]): Symptom | null {
  // A sentence may go on in the next line, but no command ends one, and what ended well is no beginning of one. Below a command stands its answer, where nobody else names himself.
  const pairs = lines.map((line, index) => {
    const next = lines[index + 1] ?? '';
    const isAlone =
      line === '' ||
      OF_BUILDKIT.test(line) ||
      isTransferDone(line) ||
      isPassedTest(line) ||
      isPassedTest(next) ||
      BEGINNING.test(next) ||
      SPEAKER.test(next) ||
      isCommandBelow(line, next) ||
      (isCommand(line) && !mayAnswer(next));
    return isAlone ? line : `${line} ${next}`.trim();
  });
  // What somebody tells below his command is about that.
  const access = (told: string, index: number): Access | null =>
    toldAccess(told) ?? (isCommand(lines[index - 1] ?? '') ? toldAccess(lines[index - 1] as string) : null);
  const isRefused = (told: string, index: number) => isTold(told, access(told, index));
  const alone = lines.findIndex(isRefused);
  // What went well was not refused: then only a sentence that says both is of another one.
  const inTwo = lines.some(isTransferDone) ? -1 : pairs.findIndex(isRefused);
  const index = alone === -1 ? inTwo : alone;
  const line = (alone === -1 ? pairs : lines)[index];
  if (line === undefined) return null;
  const status = /\b40[13]\b/.exec(withoutCompared(line))?.[0];
  return {
    ...symptomOfLine(line, index),
    attribution: 'line',
    access: access(line, index),
    status: status ? Number(status) : statusOf(line),
    image: refusedImageIn(line),
  };
}

/** The word for a status. */
function statusOf(line: string): number | null {
  if (/\b(?:denied|forbidden)\b|被拒|拒否/i.test(line)) return 403;
  return /\bunauthorized\b/i.test(line) ? 401 : null;
}
