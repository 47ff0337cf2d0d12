/** Whose refusal it is where nothing around it names a registry: told, at the end of a job, by all that the job works with. */

import { isOurs } from './hosts.js';
import type { MentionReader } from './mentions/mentions.js';
import { commandIn, type LogTools } from './tools.js';
import type { Attribution, LogLogin, Symptom } from './types.js';
import { isRefusedByHub } from './words/hub-names.js';
import { LACKS_INPUT } from './words/login-words.js';
import type { Phrase } from './words/phrases/phrase.js';
import { isGitHubsReason } from './words/said.js';
import { ASKS_ANYBODY } from './words/speaker.js';

/** A symptom that no registry's name goes with. */
export interface Unnamed {
  symptom: Symptom;
  phrase: Phrase;
  step: string | null;
  /** Another registry had just taken the same image. */
  isAfterAnother: boolean;
  /** Whatever was worked with had just ended well. */
  isAtEnd: boolean;
  /** It is the answer to a command that was typed above it. */
  isAnswer: boolean;
}

/**
 * @param logins of the whole job
 * @returns null: it is none of ours, or nothing tells
 */
export function attributionOfUnnamed(
  { symptom, phrase, isAfterAnother, isAtEnd }: Unnamed,
  {
    hosts: { ours, foreign },
    only,
    isLoginOnly,
    speaksOfAnother,
    speaksOfAnotherOnly,
  }: Pick<MentionReader, 'hosts' | 'only' | 'isLoginOnly' | 'speaksOfAnother' | 'speaksOfAnotherOnly'>,
  logins: readonly LogLogin[],
  tools: LogTools,
): { symptom: Symptom; attribution: Attribution } | null {
  // What everybody may say, where nothing was under way.
  if (isAtEnd && phrase.whose === 'near') return null;
  if (isLoginOnly && isRefusedByHub(symptom.text)) return null;
  // Nothing around it told: what the whole job works with does, if it is one sort of registry.
  if (only !== null && phrase.whose !== 'any' && !ASKS_ANYBODY.test(symptom.text)) {
    const attribution = isLoginOnly && isAnybodys(symptom, phrase, tools) ? 'login' : 'context';
    return { symptom: { ...symptom, registry: only }, attribution };
  }
  const isNameless = !ours && !foreign && !speaksOfAnotherOnly;
  const isOfClient = isNameless && phrase.whose === 'client' && !isLoggedInElsewhere(logins);
  const isGitHubs = symptom.said === null || phrase.kind !== 'refused' || isGitHubsReason(symptom.said);
  if (isOfClient && isGitHubs) return { symptom, attribution: 'assumed' };
  // A login that lacks a password, of which nothing else is shown.
  const isAlone = !ours && !foreign && !speaksOfAnother && logins.every(({ isUntold }) => isUntold);
  if (isAlone && LACKS_INPUT.test(symptom.text)) return { symptom, attribution: 'assumed' };
  if (isAfterAnother && !ours) return { symptom: { ...symptom, access: 'push' }, attribution: 'assumed' };
  return null;
}

/** Words that others say as well, where no client of registries is known to have run. */
function isAnybodys({ client, step, before }: Symptom, { whose, kind }: Phrase, tools: LogTools): boolean {
  if (client !== null || whose !== 'near' || kind !== 'refused') return false;
  const ran = [`Run ${step}`, before.trimEnd().split('\n').at(-1) ?? ''];
  return ran.every((line) => commandIn(line, tools) === null);
}

function isLoggedInElsewhere(logins: readonly LogLogin[]): boolean {
  return logins.some(({ registry }) => registry !== 'unknown' && !isOurs(registry));
}
