/** A push or a pull that somebody says was refused or failed, with the reason that he tells. */
import { withoutLoginElsewhere } from '../people/compared.js';
import { labelledReason } from '../people/reasons/labelled.js';
import { curedReason, type ToldReason } from '../people/reasons/table.js';
import { type ToldFailure, toldReason } from '../people/reasons/told-reason.js';
import { failedTransfer } from '../people/reasons/transfer.js';
import { refusedImageIn } from '../people/told/image.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { isOfOurs } from './sentence.js';
import { symptomOfLine } from './symptom.js';

/** Why it was refused, where the sentence that says so tells it, or what somebody did about it. */
export function withReason(symptom: Symptom | null, lines: readonly string[]): Symptom | null {
  if (!symptom) return null;
  const found = toldReason(symptom.text, true, symptom.access);
  return found && found.access === symptom.access
    ? { ...symptom, ...told(symptom, found) }
    : withCure(symptom, lines);
}

/** Why it was refused, where somebody tells in any line what he did that it went through then. */
export function withCure(symptom: Symptom, lines: readonly string[]): Symptom {
  const { kind, access } = symptom;
  if (kind !== 'refused') return symptom;
  const text = lines.join('\n').trim();
  const reason = curedReason(text, access ?? 'push');
  if (reason || access !== null)
    return reason ? { ...symptom, ...told(symptom, { access, reason }) } : symptom;
  // What cures a pull alone tells that it was one.
  const ofPull = curedReason(text, 'pull');
  return ofPull ? { ...symptom, ...told(symptom, { access: 'pull', reason: ofPull }) } : symptom;
}

/**
 * The same under a label of its own, which names no push.
 *
 * @param given the lines with their marks
 */
export function withLabelled(symptom: Symptom, given: readonly string[]): Symptom {
  const { kind, access, isTold } = symptom;
  if (kind !== 'refused' || isTold) return symptom;
  const reason =
    labelledReason(given, access ?? 'push') ?? (access === null ? labelledReason(given, 'pull') : null);
  return reason && mayBeSo(symptom, reason) ? { ...symptom, ...told(symptom, { access, reason }) } : symptom;
}

/** Nobody was known: then no right was missing. */
const UNKNOWN =
  /\bdenied: denied\b|\bunauthorized\b|\bunauthenticated\b|\b(?:anonymous|bear(?:er)?|oauth) token\b|\bauthentication required\b/i;
const OF_A_RIGHT = /^(?:installation not allowed|permission_denied\b)/;

/** What the refusal itself shows counts for more than what somebody makes of it. */
function mayBeSo(symptom: Symptom, { said }: ToldReason): boolean {
  const { stage, status, text, cache, scopes } = symptom;
  if (cache || new Set(scopes).size > 1) return false;
  const isUnknown = stage === 'login' || stage === 'token' || status === 401 || UNKNOWN.test(text);
  return !(isUnknown && said !== null && OF_A_RIGHT.test(said));
}

/** A push or a pull that somebody says failed, with the reason under a label. */
export function toldUnderLabel(lines: readonly string[], given: readonly string[]): Symptom | null {
  if (lines.some(isTransferDone)) return null;
  for (const [index, line] of lines.entries()) {
    const access = line !== '' && isOfOurs(line) ? failedTransfer(line, true) : null;
    const reason = access && labelledReason(given, access);
    if (!reason) continue;
    const symptom = symptomOfLine(line, index);
    return {
      ...symptom,
      ...told(symptom, { access, reason }),
      attribution: 'line',
      image: refusedImageIn(line),
    };
  }
  return null;
}

/**
 * A push or a pull that somebody says failed, and why, in one line or two.
 *
 * @param isMet nobody writes a guide here
 * @param beside the refusals that are known, with what is told of them
 */
export function toldWithReason(
  lines: readonly string[],
  isMet: boolean,
  beside: readonly Symptom[] = [],
): Symptom | null {
  const accesses = new Set(beside.map(({ access }) => access));
  const [known = null] = accesses.size === 1 ? accesses : [];
  if (lines.some(isTransferDone)) return null;
  for (const [index, line] of lines.entries())
    for (const text of [line, withNext(lines, index)]) {
      const own = withoutLoginElsewhere(text);
      const found = line !== '' && isOfOurs(own) ? toldReason(text, isMet, known) : null;
      if (!found || (beside.length > 0 && found.reason.isHeardBeside)) continue;
      const symptom = symptomOfLine(line, index);
      return { ...symptom, ...told(symptom, found), attribution: 'line', image: refusedImageIn(text) };
    }
  return null;
}

/** A line and what follows it, with the empty lines between; a sentence that goes on in more lines is one. */
function withNext(lines: readonly string[], index: number): string {
  let next = lines.findIndex((each, at) => at > index && each !== '');
  while (next !== -1 && next - index < MOST_BROKEN && /^\p{Ll}/u.test(lines[next + 1] ?? '')) next++;
  return lines
    .slice(index, next + 1)
    .join('\n')
    .replace(BROKEN, ' ');
}

/** Where a sentence goes on in the next line. */
const BROKEN = /(?<=[\p{Ll},])\n(?=\p{Ll})/gu;
/** Lines of one sentence. */
const MOST_BROKEN = 4;

function told(
  { progress }: Symptom,
  { access, reason }: Pick<ToldFailure, 'reason'> & Pick<Symptom, 'access'>,
): Partial<Symptom> {
  const { kind, said, status, lasted } = reason;
  return { access, kind, said, isTold: true, status, progress: { ...progress, lasted } };
}
