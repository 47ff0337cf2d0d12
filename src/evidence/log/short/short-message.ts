/**
 * The short messages that guides and posts quote without anything around them, and the last lines of logs that say
 * that a push or a pull failed and not why. Alone they name no registry, or an image and no reason; what they would
 * mean at GitHub's registry can be told all the same.
 */

import { behindFirstPush, tellsOfFirstPush } from '../people/told/first-push.js';
import { tellsOfStart } from '../people/told/start.js';
import { emptyJob } from '../setup.js';
import type { JobLog, Symptom } from '../types.js';
import { isOfCatalog } from '../words/failure-reasons.js';
import { sentenceAlone } from './alone.js';
import { bareMessage } from './bare.js';
import { namesAnother, OURS } from './ours.js';
import { shownLines, spokenLines } from './spoken-lines.js';
import { symptomOfLine } from './symptom.js';
import { toldRefusal } from './told-refusal.js';
import { toldSilence } from './told-silence.js';
import { toldUnderLabel, toldWithReason, withCure, withLabelled, withReason } from './told-with-reason.js';

/**
 * A text that is such a message and nothing else, or in which somebody tells of a refusal, as a symptom at GitHub's
 * registry, which it may be.
 *
 * @param file the name of the text, as the user knows it
 * @param job what the text says of its job
 * @param isAsked somebody asks with it: what it tells he met
 * @returns null for any other text
 */
export function shortMessage(
  text: string,
  file: string,
  job: JobLog = emptyJob(null),
  isAsked = false,
): { job: JobLog; symptoms: Symptom[] } | null {
  if (isOfSteps(text)) return null;
  const given = shownLines(text);
  const lines = spokenLines(given);
  // To that everybody is told no, with whatever token.
  if (lines.some((line, index) => isOfCatalog(line, lines[index - 1]))) return null;
  const spoken =
    toldWithReason(lines, isAsked) ??
    withReason(toldRefusal(lines) ?? toldSilence(lines), lines) ??
    toldUnderLabel(lines, given) ??
    startIn(lines) ??
    sentenceAlone(given);
  const found = spoken ?? withReason(bareMessage(lines), lines);
  const symptom = found && withLabelled(found, given);
  // A list of a client's errors looks as a guide's does: who is named there is who refused.
  if (!symptom || (!spoken && namesAnother(text.replace(OURS, '')))) return null;
  const told = lines.some(tellsOfFirstPush) ? behindFirstPush(symptom) : symptom;
  return { job, symptoms: [{ ...told, file }] };
}

/**
 * The reason that somebody tells beside a push or a pull of which it is known that it was refused, or that shows in what he did
 * about it.
 *
 * @param known what was refused
 * @returns null: he tells none
 */
export function reasonTold(text: string, file: string, known: readonly Symptom[]): Symptom[] | null {
  if (isOfSteps(text)) return null;
  const given = shownLines(text);
  const lines = spokenLines(given);
  const symptom = toldWithReason(lines, true, known);
  if (symptom) return [{ ...symptom, file }];
  const cured = known.map((each) => withLabelled(withCure(each, lines), given));
  return cured.every((each, index) => each === known[index]) ? null : cured;
}

/** The refusals with the reason that stands under a label of its own in a text that is too long for a message. */
export function reasonLabelled(text: string, known: readonly Symptom[]): Symptom[] {
  if (isOfSteps(text)) return [...known];
  const given = shownLines(text);
  return known.map((each) => withLabelled(each, given));
}

/** A log of steps tells by itself what happened in it. */
const isOfSteps = (text: string) => /(?:##\[|::)(?:end)?group\b/.test(text);

/** A run that somebody says does not start, and why: of a registry nothing is told. */
function startIn(lines: readonly string[]): Symptom | null {
  const text = lines.filter((line) => line !== '').join(' ');
  if (!tellsOfStart(text)) return null;
  const index = lines.findIndex((line) => line !== '');
  return { ...symptomOfLine(text, index), kind: 'start' };
}
