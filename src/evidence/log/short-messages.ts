/**
 * The short messages that guides and posts quote without anything around them, and the last lines of logs that say
 * that a push or a pull failed and not why. Alone they name no registry, or an image and no reason; what they would
 * mean at GitHub's registry can be told all the same.
 */

import type { Access } from '../../types.js';
import { isMisspelt } from '../registry/misspelt.js';
import { isOfOtherApi } from './api-requests.js';
import { imageIn, isOurs, registriesIn } from './hosts.js';
import { BEGINNING, SPEAKER } from './lines/beginnings.js';
import { withoutHistory } from './lines/history.js';
import { withoutMarkup } from './lines/markup.js';
import { isCommand, isCommandBelow, printedLines } from './lines/pasted.js';
import { isOursFine, isRefusedAtOurs, isRefusedElsewhere, withoutCompared } from './people/compared.js';
import { withoutGuides } from './people/guides/guides.js';
import { withoutGuideLists } from './people/guides/lists.js';
import { isLabelOnly } from './people/label-only.js';
import { isOfAList } from './people/listed.js';
import { happenedTo } from './people/met.js';
import { isOfATest, isPassedTest } from './people/quoted.js';
import { isShownCode, withoutLabels, withoutSettings } from './people/sources/shown-code.js';
import { isAside, isSpokenOf } from './people/spoken.js';
import { withoutTestOutput } from './people/test-output.js';
import { refusedImageIn } from './people/told-image.js';
import { type ToldReason, toldReason } from './people/told-reason.js';
import { tellsOfStart } from './people/told-start.js';
import { tellsUnavailable, tellsUnreached, toldTransfer } from './people/told-unreached.js';
import { emptyJob } from './setup.js';
import type { JobLog, Symptom } from './types.js';
import { isTransferDone } from './words/ended-transfers.js';
import { isHubsChallenge } from './words/hub-names.js';
import { answersLogin, isLoginCommand, isOfLogin } from './words/login-words.js';
import { isClientsOwn, isDockerHubsLimit, isWordedByAnother } from './words/phrases/others.js';
import { phraseIn } from './words/phrases/phrases.js';
import { accessIn, isGitHubsReason, isRightToReadRefused, saidIn, stageIn } from './words/refusal.js';
import { OUR_HOST, speaksOfAnother, speaksOfOurs } from './words/registry-names.js';
import { isOfBoth, serviceIn } from './words/services.js';
import { SHORT_MESSAGES } from './words/short-message-table.js';
import { mayAnswer, mayBeRegistrys, PROTOCOL } from './words/speaker.js';

/** Longer texts have words of their own around the message. */
const LONGEST = 200;

/** An image of GitHub's registry, or an address there: what stands behind another's name is part of that one's. */
const OURS = new RegExp(String.raw`["'\x60]?(?:https?://)?(?<![\w.-]/)${OUR_HOST}/\S*`, 'gi');

/** Somebody else's: a name or an address, another registry, a file that may not be read. */
const ELSEWHERE =
  /[a-z]\S*\/\S|[a-z\d-]\.[a-z]{2,}:\d|docker\.io|\bnpm\b|\bgit\b|publickey|\bssh\b|\bsudo\b|\bfile\b|\bEACCES\b|\brefs\b|\brebase\b|\bAccessDenied\b|\brequest id\b|\bbucket\b|\bteam\b|\b(?:gem|nuget|cargo|twine|pypi|mvn|gradle|vault|s3|heroku|rsync|scp|sftp|gsutil|gcloud|terraform|ollama|apt(?:-get)?|dnf|yum|pip)\b|\bblob storage\b|\bstorage blob\b|\bbranch protection\b|\bprotected branch\b/i;

/** wget's, in capitals and with its full stop: no client of registries writes so. */
const OF_WGET = /\bERROR [45]\d\d: [A-Z][A-Za-z ]*\.$/m;

/** docker's words for a name without a host, which is Docker Hub's. */
const OF_DOCKER_HUB =
  /\b(?:pull access denied|manifest) for (?!(?:an?|the|my|our|this|it|images?|packages?|private|public|ghcr)(?![\w.-]))[\w.-]|\bfind image '[\w.-]+(?::[\w.-]+)?' locally|\b(?:[Pp]ulling|pull) image ["'](?:[\w-]+\/)?[\w-]+(?::[\w.-]+)?["']|^(?:[$#>] )?docker (?:pull|push|run)(?: -\S+)* (?!(?:an?|the|is|denied|fails|failed|failing|error|errors|forbidden|unauthorized)\b)[\w.-]+(?::[\w.-]+)?$/im;

/** .NET's, of the image that it builds on, which is Microsoft's where none is named (learn.microsoft.com: ContainerBaseImage). */
const OF_NETS_BASE = /\bCONTAINER1014\b/;

/** What was refused people tell by its number, in whatever language. */
const TOLD_REFUSED =
  /(?<!#)\b40[13]\b(?! ?(?:ms|[km]?b|s|seconds?|lines?)\b)|\b(?:denied|forbidden|unauthorized)\b|被拒绝|拒否/i;

const OF_ANOTHER = /docker\.io|\bgcr\.io|\bnpm\b|[a-z\d-]\.[a-z]{2,}\/\S/i;

/** A page that somebody points to, at the end or in so many words; what a page says in a sentence is the page's. */
const A_PAGE = String.raw`<?https?:\/\/(?:docs\.github\.com|gist\.github\.com|(?:www\.)?github\.com\/(?:(?:[\w.-]+\/){2}(?:issues|pull|discussions|actions|blob|tree|wiki|pkgs)|orgs\/[\w.-]+\/packages)|stackoverflow\.com)(?:\/[^\s>]*)?>?`;
const PAGE = new RegExp(String.raw`\b(?:see|cf\.?|siehe|voir|见|参见) ?${A_PAGE}|${A_PAGE}(?=\W*$)`, 'gi');

/** Programs write down each request; people do not. */
const BY_A_PROGRAM = /:\/\//;

/** What people call a push who have an image in mind, or what is released. What was published is there, and may be pulled, and what is published somewhere as well. */
const PUBLISHES =
  /\bpublish(?:es|ing)?\b|\breleasing\b|(?<!\b(?:new|our|the|all|latest|some|many|these) )\breleases? to\b|发布|推(?![荐出测断广迟导理])|\bsubir\b|\bhochladen\b|\bpousser\b/i;
const IS_PULLED =
  /\b(?:pull|download|fetch|install|deploy)\w*\b|\b(?:clusters?|customers|users)\b|拉|下载|部署/i;

/** A sentence, or a word in it, may begin with a capital letter. */
function accessOf(line: string): Access | null {
  const access =
    accessIn(line) ?? accessIn(line.toLowerCase()) ?? (isRightToReadRefused(line) ? 'pull' : null);
  return access ?? (PUBLISHES.test(line) && !IS_PULLED.test(line) ? 'push' : null);
}

/** A sentence of somebody's about GitHub's registry, and about no other. */
function isOfOurs(given: string): boolean {
  const line = given.replace(PAGE, ' ');
  const told = withoutCompared(line);
  const rest = told.replace(OURS, '');
  const isAnothers =
    OF_ANOTHER.test(rest) ||
    (speaksOfAnother(rest) && !isRefusedAtOurs(told)) ||
    OF_DOCKER_HUB.test(rest) ||
    isWordedByAnother(line);
  return (
    speaksOfOurs(told) &&
    !isAnothers &&
    !isOursFine(line) &&
    !isRefusedElsewhere(line) &&
    !isOfATest(line) &&
    !isSpokenOf(line) &&
    !BY_A_PROGRAM.test(line) &&
    !isLabelOnly(line) &&
    !isClientsOwn(line) &&
    !isOfAList(line)
  );
}

/** One which says that a push or a pull there was refused. */
function isTold(line: string, access: Access | null): boolean {
  return isOfOurs(line) && TOLD_REFUSED.test(withoutCompared(line)) && access !== null;
}

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
  const given = linesOf(text);
  const lines = spokenLines(given);
  const spoken = reasonIn(lines, isAsked) ?? withReason(toldIn(lines)) ?? startIn(lines) ?? aloneIn(given);
  const symptom = spoken ?? withReason(bareMessageIn(lines));
  // A list of a client's errors looks as a guide's does: who is named there is who refused.
  if (!symptom || (!spoken && namesAnother(text.replace(OURS, '')))) return null;
  return { job, symptoms: [{ ...symptom, file }] };
}

/** The reason that somebody tells beside a push of which it is known that it was refused; null: he tells none. */
export function reasonTold(
  text: string,
  file: string,
  job: JobLog = emptyJob(null),
): { job: JobLog; symptoms: Symptom[] } | null {
  const symptom = isOfSteps(text) ? null : reasonIn(spokenLines(linesOf(text)), true);
  return symptom && { job, symptoms: [{ ...symptom, file }] };
}

/** A log of steps tells by itself what happened in it. */
const isOfSteps = (text: string) => /(?:##\[|::)(?:end)?group\b/.test(text);

const linesOf = (text: string): string[] =>
  withoutGuideLists(withoutGuides(withoutHistory(withoutTestOutput(text.split('\n')))));

/** As far as somebody speaks in them. */
function spokenLines(given: readonly string[]): string[] {
  return withItsName(
    given.map((raw) => {
      const line = withoutMarkup(raw).trim();
      return isAside(raw) || isShownCode(line) ? '' : withoutSettings(withoutLabels(line));
    }),
  );
}

/** Whoever has named one registry calls it so from then on. */
const THE_REGISTRY = /\bthe (?:(?:container|docker|image|package) )?registry\b/gi;

/** The lines, with the name of GitHub's registry where somebody who names no other means it. */
function withItsName(lines: string[]): string[] {
  const isOursAlone = lines.some(speaksOfOurs) && !lines.some(speaksOfAnother);
  return isOursAlone
    ? lines.map((line) => (happenedTo(line) ? line.replace(THE_REGISTRY, '$& (GHCR)') : line))
    : lines;
}

/** It counts the steps of a build: no sentence of somebody's begins so. */
const OF_BUILDKIT = /^#\d+ /;

function toldIn(lines: readonly string[]): Symptom | null {
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
    accessOf(told) ?? (isCommand(lines[index - 1] ?? '') ? accessOf(lines[index - 1] as string) : null);
  const isRefused = (told: string, index: number) => isTold(told, access(told, index));
  const alone = lines.findIndex(isRefused);
  // What went well was not refused: then only a sentence that says both is of another one.
  const inTwo = lines.some(isTransferDone) ? -1 : pairs.findIndex(isRefused);
  const index = alone === -1 ? inTwo : alone;
  const line = (alone === -1 ? pairs : lines)[index];
  if (line === undefined) return unreachedIn(lines);
  const status = /\b40[13]\b/.exec(withoutCompared(line))?.[0];
  return {
    ...symptomOf(line, index),
    attribution: 'line',
    access: access(line, index),
    status: status ? Number(status) : statusOf(line),
    image: refusedImageIn(line),
  };
}

/** The word for a status. */
function statusOf(line: string): number | null {
  if (/\b(?:denied|forbidden)\b|被拒绝|拒否/i.test(line)) return 403;
  return /\bunauthorized\b/i.test(line) ? 401 : null;
}

function unreachedIn(lines: readonly string[]): Symptom | null {
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
    ...symptomOf(line, index),
    kind,
    attribution: 'line',
    access: accessOf(line) ?? toldTransfer(line),
    image: refusedImageIn(line),
  };
}

/** Why a push was refused, where the sentence that says so tells it. */
function withReason(symptom: Symptom | null): Symptom | null {
  const reason = symptom?.access === 'push' ? toldReason(symptom.text, true) : null;
  return symptom && reason ? { ...symptom, ...told(symptom, reason) } : symptom;
}

/**
 * A push that somebody says failed, and why, in one line or two.
 *
 * @param isMet nobody writes a guide here
 */
function reasonIn(lines: readonly string[], isMet: boolean): Symptom | null {
  if (lines.some(isTransferDone)) return null;
  for (const [index, line] of lines.entries())
    for (const text of [line, `${line} ${lines.slice(index + 1).find((each) => each !== '') ?? ''}`]) {
      const reason = line !== '' && isOfOurs(text) ? toldReason(text, isMet) : null;
      if (!reason) continue;
      const symptom = symptomOf(line, index);
      const [image, access] = [refusedImageIn(text), 'push'] as const;
      return { ...symptom, ...told(symptom, reason), attribution: 'line', access, image };
    }
  return null;
}

function told({ progress }: Symptom, { kind, said, status, lasted }: ToldReason): Partial<Symptom> {
  return { kind, said, isTold: true, status, progress: { ...progress, lasted } };
}

/** A run that somebody says does not start, and why: of a registry nothing is told. */
function startIn(lines: readonly string[]): Symptom | null {
  const text = lines.filter((line) => line !== '').join(' ');
  if (!tellsOfStart(text)) return null;
  const index = lines.findIndex((line) => line !== '');
  return { ...symptomOf(text, index), kind: 'start' };
}

/**
 * The packages API, through `gh`: other programs have arguments, too. What is not accessible may be anything of a
 * repository; the address, or that of the page about it, tells where it stands there, and GraphQL knows no packages.
 */
const OF_PACKAGES_API =
  /\bInvalid argument\. \(HTTP 400\)|(?<!\bGraphQL: )\bResource not accessible by (?:integration|personal access token)\b(?!.*(?:docs\.github\.com\/(?:\w+\/)?rest\/(?!packages\b)|https?:\S+\/repos\/))/;

/** The actions toolkit's, where a login has no password: other actions have inputs of that name, too. */
const OF_A_LOGIN = /\bInput required and not supplied: /;

/** One sentence and nothing else: in a log more lines have to show that it is about packages, or about a login. */
function aloneIn(given: readonly string[]): Symptom | null {
  const [only, ...others] = printedLines(given).filter(({ raw }) => raw.trim() !== '');
  const line = withoutMarkup(only?.raw ?? '').trim();
  const kind = only && others.length === 0 ? phraseIn(line)?.kind : undefined;
  if (!only || (kind !== 'api' && kind !== 'credential')) return null;
  const isOfServices = kind === 'api' && serviceIn(line) !== null;
  // Of an account it holds for the registry, too, whatever was asked.
  const isOfAny = isOfServices || (kind === 'api' && isOfBoth(line));
  if (!isOfAny && !(kind === 'api' ? OF_PACKAGES_API : OF_A_LOGIN).test(line)) return null;
  if (!isOfAny && isOfOtherApi(line)) return null;
  return { ...symptomOf(line, only.number - 1), kind, attribution: isOfServices ? 'words' : 'alone' };
}

/** What kubectl sets in front of an event of the kubelet's. */
const OF_AN_EVENT = /^(?:Normal|Warning)\s+\w+\s+\S+(?: \(x\d+ over \S+\))?\s+kubelet(?:, \S+)?\s+/;

function bareMessageIn(all: readonly string[]): Symptom | null {
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
  if (isClientsOwn(bare) || namesAnother(unnamed) || isOursFine(said) || isRefusedElsewhere(said))
    return null;
  const isNamed = unnamed !== spoken;
  if (!isNamed && OF_NETS_BASE.test(bare)) return null;
  // A step that pulls from GitHub's registry may stand beside the one that Docker Hub refused.
  if (lines.some((line) => isHubsChallenge(line) && !speaksOfOurs(line))) return null;
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
    ...symptomOf(line, index),
    // A client that lacks what it was to send says so itself.
    kind: phraseIn(line)?.kind === 'credential' ? 'credential' : found.kind,
    said: numberIn(line, found.said) ?? found.said ?? null,
    status: found.status ?? null,
    stage:
      found.stage ?? (isAsked ? stageIn(line) : answersLogin(line, lines[index - 1] ?? '') ? 'login' : null),
    image: imageIn(said),
    access: found.access ?? accessOf(line),
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

/** What stands behind the name of an image that was not pushed or pulled. */
const BEHIND = new RegExp(String.raw`\b${OUR_HOST}/[^\s"'\x60]*?["'\x60]?: +(\S.*)$`, 'i');

/** What is to be done in that case stands behind it, or below. */
const CONDITION = /^(?:If|Should|In case)\b(?!.*\?\s*$)|^(?:如果|若)/;

/** No reason: that it failed, once more. */
const VAGUE =
  /^(?:error|failed|failure|unknown(?: error)?|exit(?:ed)?\b.*|process completed\b.*|ErrImagePull|ImagePullBackOff|\W)+$/i;

/** What stands behind a transfer that failed, without the frames of gRPC. */
const BEHIND_TRANSFER =
  /\b(?:push|pull)\w*(?: (?:the )?(?:image|chart|artifact)s?)?["'`]?: +(?:rpc error: code = \w+ desc = )?(\S.*)$/i;

/** A reason is given, and it is none that the registry is known to give: nothing else is read into it. */
function saysWhy(line: string): boolean {
  const reason = BEHIND.exec(line)?.[1];
  if (reason !== undefined) return !VAGUE.test(reason);
  const why = BEHIND_TRANSFER.exec(line)?.[1];
  return why !== undefined && !VAGUE.test(why) && !SHORT_MESSAGES.some(({ pattern }) => pattern.test(why));
}

/** The runner's, of the login of a `container:`: the host stands in it, whatever it is called. */
const LOGIN_OF_THE_RUNNER = /\bDocker login for '([^']+)' failed/i;

/** Another registry stands in it; one that is spelt nearly like GitHub's may be meant for it. */
function namesAnother(text: string): boolean {
  const host = LOGIN_OF_THE_RUNNER.exec(text)?.[1];
  if (host !== undefined) return !isOurs(host) && !isMisspelt(host);
  return registriesIn(text).some(({ ours, misspelt }) => !ours && !misspelt);
}

/** A refusal at GitHub's registry, of which no more is known than its line. */
function symptomOf(line: string, index: number): Symptom {
  return {
    kind: 'refused',
    file: '',
    line: index + 1,
    column: 1,
    endColumn: line.length + 1,
    text: line,
    before: '',
    said: null,
    status: null,
    method: null,
    stage: null,
    sent: null,
    client: null,
    registry: 'ghcr.io',
    attribution: 'alone',
    image: null,
    access: null,
    cache: false,
    importsCache: false,
    step: null,
    login: null,
    scopes: [],
    progress: {
      layers: false,
      moved: false,
      found: false,
      sincePush: null,
      pushed: false,
      pushedSame: false,
      pushedOthers: false,
      lasted: null,
    },
    retrying: false,
    times: 1,
  };
}
