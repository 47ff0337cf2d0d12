/** A message as it was printed, without the log around it. */

import { imageIn } from '../hosts.js';
import { isOursFine, isRefusedElsewhere, withoutCompared } from '../people/compared.js';
import { isOfAList } from '../people/listed.js';
import { happenedTo } from '../people/met.js';
import { isOfATest } from '../people/quoted.js';
import { toldReason } from '../people/reasons/told-reason.js';
import { isSpokenOf } from '../people/spoken.js';
import type { Symptom } from '../types.js';
import { isTransferDone } from '../words/ended-transfers.js';
import { isHubsChallenge } from '../words/hub-names.js';
import { answersLogin, isLoginCommand, isOfLogin } from '../words/login-words.js';
import { isClientsOwn, isDockerHubsLimit, isWordedByAnother } from '../words/phrases/others.js';
import { phraseIn } from '../words/phrases/phrases.js';
import { OUR_HOST, speaksOfAnother, speaksOfOurs } from '../words/registry-names.js';
import { isGitHubsReason, saidIn } from '../words/said.js';
import { mayBeRegistrys, PROTOCOL } from '../words/speaker.js';
import { stageIn } from '../words/stage.js';
import { toldAccess } from './access.js';
import { namesAnother, OF_DOCKER_HUB, OURS } from './ours.js';
import { saysWhy } from './reasons.js';
import { symptomOfLine } from './symptom.js';
import { SHORT_MESSAGES } from './table.js';

/** Longer texts have words of their own around the message. */
const LONGEST = 200;

/** Somebody else's: a name or an address, another registry, a file that may not be read. */
const ELSEWHERE =
  /[a-z]\S*\/\S|[a-z\d-]\.[a-z]{2,}:\d|docker\.io|\bnpm\b|\bgit\b|publickey|\bssh\b|\bsudo\b|\bfile\b|\bEACCES\b|\brefs\b|\brebase\b|\bAccessDenied\b|\brequest id\b|\bbucket\b|\bteam\b|\b(?:gem|nuget|cargo|twine|pypi|mvn|gradle|vault|s3|heroku|rsync|scp|sftp|gsutil|gcloud|terraform|ollama|apt(?:-get)?|dnf|yum|pip)\b|\bblob storage\b|\bstorage blob\b|\bbranch protection\b|\bprotected branch\b/i;

/** A host that something was pushed to or pulled from, as people call it who show no image: one that nobody knows may be a registry. */
const AT_A_HOST = new RegExp(
  String.raw`\b(?:push|pull|upload|publish|log(?:ged|ging)?[ -]?in)\w*(?: [\w'-]+){0,3}? (?:to|from|into|at) (?!${OUR_HOST}\b)(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}\b`,
  'i',
);

/** wget's, in capitals and with its full stop: no client of registries writes so. */
const OF_WGET = /\bERROR [45]\d\d: [A-Z][A-Za-z ]*\.$/m;

/** .NET's, of the image that it builds on, which is Microsoft's where none is named (learn.microsoft.com: ContainerBaseImage). */
const OF_NETS_BASE = /\bCONTAINER1014\b/;

/** What kubectl sets in front of an event of the kubelet's. */
const OF_AN_EVENT = /^(?:Normal|Warning)\s+\w+\s+\S+(?: \(x\d+ over \S+\))?\s+kubelet(?:, \S+)?\s+/;

export function bareMessage(all: readonly string[]): Symptom | null {
  const lines = all.map((line) => line.replace(OF_AN_EVENT, ''));
  // What was named has gone well: what comes after it is something else's.
  if (lines.some(isTransferDone)) return null;
  const said = lines.join('\n').trim();
  const spoken = withoutCompared(said).trim();
  const unnamed = spoken.replace(OURS, '').trim();
  const bare = unnamed.replace(PROTOCOL, '').trim();
  if (bare === '' || bare.length > LONGEST || ELSEWHERE.test(bare) || speaksOfAnother(bare)) return null;
  if (OF_WGET.test(bare) || OF_DOCKER_HUB.test(bare) || isDockerHubsLimit(bare) || isWordedByAnother(bare))
    return null;
  if (
    isClientsOwn(bare) ||
    AT_A_HOST.test(spoken) ||
    namesAnother(unnamed) ||
    isOursFine(said) ||
    isRefusedElsewhere(said)
  )
    return null;
  const isNamed = unnamed !== spoken;
  if (!isNamed && OF_NETS_BASE.test(bare)) return null;
  // A step that pulls from GitHub's registry may stand beside the one that Docker Hub refused.
  if ([...lines, said].some((text) => isHubsChallenge(text) && !speaksOfOurs(text))) return null;
  const isAsked = bare !== unnamed;
  // Who names the image and the reason is understood without this.
  const found = SHORT_MESSAGES.find(
    ({ pattern, image }) =>
      (isNamed ? image !== undefined : image !== 'must') &&
      pattern.test(bare) &&
      (image !== 'must' || lines.some(isOfTransfer)),
  );
  if (!found) return null;
  // A login asks for no image: what it does not find there, its client looks for in the wrong place.
  if (found.kind === 'missing' && lines.some((line) => isOfLogin(line) || isLoginCommand(line))) return null;
  const index = Math.max(
    0,
    lines.findIndex((line) => found.pattern.test(line.replace(OURS, '').replace(PROTOCOL, ''))),
  );
  const line = lines[index] ?? said;
  if (!isNamed && !isAsked && !found.isOwn && !mayBeRegistrys(lines, line)) return null;
  if (isOfATest(line) || isSpokenOf(line) || isOfAList(line)) return null;
  if (CONDITION.test(line) && !happenedTo(line)) return null;
  const reason = saidIn(line);
  const isTold = toldReason(line, true) !== null;
  if (found.kind === 'refused' && reason !== null && !isGitHubsReason(reason) && !isTold) return null;
  if (found.image !== undefined && saysWhy(line) && !isTold) return null;
  return {
    ...symptomOfLine(line, index),
    // A client that lacks what it was to send says so itself.
    kind: phraseIn(line)?.kind === 'credential' ? 'credential' : found.kind,
    said: numberIn(line, found.said) ?? found.said ?? null,
    status: found.status ?? null,
    stage:
      found.stage ?? (isAsked ? stageIn(line) : answersLogin(line, lines[index - 1] ?? '') ? 'login' : null),
    image: imageIn(said),
    access: found.access ?? toldAccess(line),
  };
}

/** An upload or a download of what GitHub's registry has, in one line with its name. */
const isOfTransfer = (line: string) =>
  /\b(?:up|down)load/i.test(line) && line.replace(OURS, '').length < line.length;

/** A status was said without the word that goes with it: then that is all that was said; null: the word stands there. */
function numberIn(line: string, word: string | undefined): string | null {
  if (word === undefined || line.toLowerCase().includes(word)) return null;
  const status = /\b40[13]\b/.exec(line)?.[0];
  return status ? `HTTP ${status}` : null;
}

/** What is to be done in that case stands behind it, or below. */
const CONDITION = /^(?:If|Should|In case)\b(?!.*\?\s*$)|^(?:如果|若)/;
