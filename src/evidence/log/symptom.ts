/** What one line says of a refusal, before it is known whose refusal it is. */

import type { Access } from '../../types.js';
import { isOfOtherPackages, registryIn } from './hosts.js';
import { beginningOf } from './kept.js';
import { columnsOfText, type Line } from './lines/line.js';
import { refusedImageIn } from './people/told/image.js';
import type { LogTools } from './tools.js';
import type { Symptom } from './types.js';
import { accessIn, methodIn } from './words/access.js';
import { isCache, isImportOfCache } from './words/caches.js';
import { clientOf } from './words/client.js';
import { isAnswerToHead } from './words/head-requests.js';
import type { Phrase } from './words/phrases/phrase.js';
import { saidIn } from './words/said.js';
import { accessOfRequest, requestOf, sendsCredential, wrongFormIn } from './words/shown-requests.js';
import { stageIn } from './words/stage.js';
import { statusIn } from './words/status.js';

/** Characters of a line that are kept. */
const KEPT = 2_000;

/** What of a line without its secrets stands in its symptom. */
export function keptText(text: string): string {
  return beginningOf(text, KEPT);
}

/** What is known where a line is printed. */
export interface SymptomContext extends Pick<Symptom, 'file' | 'before' | 'step' | 'scopes' | 'progress'> {
  /** What the step of BuildKit does that prints it. */
  access: Access | null;
  /** That step reads a cache. */
  importsCache: boolean;
  clients: LogTools['clients'];
  /** The client whose command stands last above it; null: none is shown. */
  above: string | null;
}

/**
 * Its attribution, its image where the line names none, and its login are still to be told.
 *
 * @param text the whole of the line, without secrets
 */
export function symptomOf(
  line: Line,
  text: string,
  phrase: Phrase,
  { file, before, step, scopes, progress, access, importsCache, clients, above }: SymptomContext,
): Symptom {
  const named = registryIn(text);
  const client = clientOf(line.program === null ? text : `${line.program}: ${text}`, step, clients, above);
  const request = requestOf(text, before);
  return {
    kind: phrase.kind,
    file,
    line: line.number,
    ...columnsOfText(line),
    text: keptText(text),
    before,
    said: saidIn(text),
    status: statusIn(text),
    method: methodIn(text),
    stage: stageIn(text) ?? (request === null ? null : stageIn(request)),
    sent: sendsCredential(request),
    sentWrongly: wrongFormIn(request),
    client: client?.name ?? null,
    registry: named && (named.ours || isOfOtherPackages(named.host)) ? named.host : 'ghcr.io',
    attribution: 'words',
    image: refusedImageIn(text),
    access: client?.onlyPulls ? 'pull' : (accessIn(text) ?? accessOfRequest(request) ?? access),
    cache: importsCache || isCache(text),
    importsCache: importsCache || isImportOfCache(text),
    step,
    login: null,
    scopes,
    progress,
    // Of a digest that it did not get Watchtower makes no more than that it pulls.
    retrying: isAnswerToHead(text) || /\bretrying\b|\bback.?off\b|\bwill retry\b|\battempt \d+/i.test(text),
    times: 1,
  };
}
