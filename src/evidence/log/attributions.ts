/** Whose refusal it is: told by the words, by the line, or by what was being worked with. */

import { isMisspelt } from '../registry/misspelt.js';
import { ApiRequestReader, isLimitOfApi, isOfOtherApi } from './api-requests.js';
import { asksElsewhere, isOfOtherPackages, isOurs, registryIn } from './hosts.js';
import type { Line } from './lines/line.js';
import type { LoginReader } from './logins.js';
import type { Mention, MentionReader } from './mentions/mentions.js';
import { isOursFine, isRefusedElsewhere } from './people/compared.js';
import { isToldOfOurs } from './people/told/failure.js';
import type { LogStepReader } from './steps.js';
import type { LogTools } from './tools.js';
import { isOfOtherService } from './typed-commands.js';
import type { Attribution, Symptom } from './types.js';
import { attributionOfUnnamed, type Unnamed } from './unnamed.js';
import { accessIn, isRightToReadRefused } from './words/access.js';
import { readsAt } from './words/asked-address.js';
import { isTransferFailed } from './words/ended-transfers.js';
import { isOfCatalog } from './words/failure-reasons.js';
import { isDockerHubsName, isHubsChallenge } from './words/hub-names.js';
import { isHostTakenForPassword, LACKS_ARGUMENT } from './words/login-options.js';
import { LACKS_INPUT, LACKS_TOKEN, LOGOUT } from './words/login-words.js';
import { isBareBreak } from './words/phrases/of-transfers.js';
import { isWordedByAnother } from './words/phrases/others.js';
import type { Phrase } from './words/phrases/phrase.js';
import { phraseIn } from './words/phrases/phrases.js';
import { isGitHubsSentence } from './words/sentences-in-full.js';
import { isOfBoth, serviceIn } from './words/services.js';
import { ASKS_ANYBODY } from './words/speaker.js';
import { stageIn } from './words/stage.js';
import {
  ACTION_STEP,
  OCTOKITS_LIMIT,
  OTHER_COMMAND,
  OWN_CLIENT,
  PACKAGES_ACTION,
  REGISTRY_ACTION,
} from './words/step-words.js';

/** So many lines may lie between a registry's name and what is said without it. */
export const NEAR = 60;
/** The same, where the name comes after: two streams of one program. */
const SOON = 6;
/** A line, and the reason for it: an empty one may stand between. */
const BESIDE = 2;

/** A line that tells that a transfer failed, and not why. */
interface FailedTransfer {
  line: number;
  step: string | null;
  text: string;
  image: NonNullable<Mention['image']>;
}

/** It is about no image, or about one that it shows itself, well or badly. */
function isNameless({ kind, text }: Symptom): boolean {
  return kind === 'api' || (kind === 'name' && !/invalid[_ ]reference: |name invalid/i.test(text));
}

/** Keeps the symptoms of a job that are GitHub's registry's, or those of its API about packages. */
export class Attributions {
  readonly #steps: LogStepReader;
  readonly #logins: LoginReader;
  readonly #mentions: MentionReader;
  #ours: Symptom[] = [];
  /** The latest of those that no registry's name goes with: a line that comes soon may name it. */
  #pending: Unnamed[] = [];
  /** Those for which it is too late. */
  readonly #unnamed: Unnamed[] = [];
  /** What a proxy saw answered with 401, by its address. */
  readonly #challenges = new Map<string, Symptom>();
  /** The lines of those that were followed by what was asked for. */
  readonly answered = new Set<number>();
  readonly #apiRequests = new ApiRequestReader();
  /** What broke off last where nothing was seen to be under way. */
  #broken: Symptom | null = null;
  #failed: FailedTransfer | null = null;
  /** The last answer of the API whose request is not known yet. */
  #unasked: Symptom | null = null;
  /** Where Docker Hub said that its limit was reached. */
  #dockerHubsLimit = Number.NEGATIVE_INFINITY;

  constructor(steps: LogStepReader, logins: LoginReader, mentions: MentionReader) {
    this.#steps = steps;
    this.#logins = logins;
    this.#mentions = mentions;
  }

  /** @param line where Docker Hub said that its limit was reached */
  noteDockerHubsLimit(line: number): void {
    this.#dockerHubsLimit = line;
  }

  /** @param text the whole of its line, without secrets */
  attribute(symptom: Symptom, text: string, phrase: Phrase, line: Line): void {
    const isElse = isOfOtherApi(text);
    const isOfService = symptom.kind === 'api' && serviceIn(text, this.#steps.name) !== null;
    if (symptom.kind === 'api' && isElse && !isOfService && !isOfBoth(text)) return;
    // GitHub's registry says how many requests it allows; a bare status behind Docker Hub's sentence repeats it.
    const isDockerHubs = line.number - this.#dockerHubsLimit <= SOON && phrase.whose !== 'github';
    if (symptom.kind === 'limited' && (isElse || isDockerHubs)) return;
    const named = registryIn(text);
    if (isOfService) this.#keep(symptom, 'words');
    else if (phrase.packages === 'asked') {
      if (this.#apiRequests.isOfPackages(symptom)) this.#keep(symptom, 'context');
      else this.#unasked = symptom;
    } else if (phrase.packages) {
      // What was asked may be shown below.
      if (this.#isAboutPackages(symptom, text, line)) this.#keep(symptom, 'context');
      else this.#unasked = symptom;
    } else if (symptom.kind === 'api' && this.#apiRequests.isOfPackages(symptom))
      this.#keep(symptom, 'context');
    else if (symptom.kind === 'limited' && isLimitOfApi(text)) {
      // The API has one limit for all that is asked of it.
      if (this.#isAboutPackages(symptom, text, line)) this.#keep(symptom, 'context');
    } else if (phrase.whose === 'github' || isGitHubsSentence(symptom.said)) this.#keep(symptom, 'words');
    else if (isHostTakenForPassword(text, this.#logins.command))
      this.#keep({ ...symptom, kind: 'credential' }, 'context');
    else if (asksElsewhere(text) || isWordedByAnother(text)) return;
    else if (isOfCatalog(text, symptom.before)) return;
    else if (isOursFine(text) || isRefusedElsewhere(text)) return;
    else if (named) {
      if (named.misspelt) this.#keep({ ...symptom, kind: 'name', registry: named.host }, 'line');
      else if (named.ours) this.#keep(symptom, 'line');
    } else if (isToldOfOurs(text, phrase)) this.#keep(symptom, 'line');
    else if (phrase.whose !== 'any') this.#attributeByWork(line, symptom, phrase);
  }

  /** Whether what the API refused was about packages: by the line, by its step, or by what was said before. */
  #isAboutPackages(symptom: Symptom, text: string, line: Line): boolean {
    const step = this.#steps.name ?? '';
    const isElsewhere = this.#apiRequests.isElsewhere(symptom) || OTHER_COMMAND.test(step);
    return (
      (!isElsewhere && this.#mentions.lately.speaksOfPackages(line.number, this.#steps.name, NEAR)) ||
      /package|ghcr|container/i.test(text) ||
      PACKAGES_ACTION.test(step)
    );
  }

  /** The line names no registry: what ran does. */
  #attributeByWork(line: Line, symptom: Symptom, phrase: Phrase): void {
    const { typed } = this.#mentions;
    if (isDockerHubsName(symptom.text) || isHubsChallenge(symptom.text)) return;
    if (typed.isElsewhere(this.#steps.name)) return;
    const step = this.#steps.name ?? '';
    if (OCTOKITS_LIMIT.test(symptom.text) && ACTION_STEP.test(step)) {
      if (PACKAGES_ACTION.test(step)) this.#keep(symptom, 'context');
      return;
    }
    if (isBareBreak(symptom.text)) {
      this.#attributeBreak(line, symptom);
      return;
    }
    const login = this.#logins.logins.at(-1);
    const isOfThisStep = login !== undefined && login.line >= this.#steps.line;
    // A login that is under way stops here, whatever else ran before.
    if (
      login &&
      symptom.kind === 'credential' &&
      (phrase.whose === 'near' || LACKS_INPUT.test(symptom.text))
    ) {
      // Its inputs are not shown: what the rest of the text is about tells.
      const isUntold = symptom.line - login.line === 1 && !isOurs(login.registry);
      const isUnderWay = isOfThisStep && login.succeeded !== true && line.number - login.line < NEAR;
      if (isUntold && LACKS_INPUT.test(symptom.text)) this.#keepPending(symptom, phrase);
      else if (isUnderWay && isOurs(login.registry)) this.#keep(symptom, 'context');
      return;
    }
    if (LACKS_TOKEN.test(symptom.text) || LACKS_ARGUMENT.test(symptom.text)) return;
    const around = this.#mentions.workAround(line.buildStep, this.#steps.name, symptom.access);
    if (around?.step !== this.#steps.name && isOfOtherService(step)) return;
    // Another registry's login was the last that ran, and has not ended well: it is what is refused.
    const isElsewhere =
      isOfThisStep && !login.isLogout && login.succeeded !== true && !isOurs(login.registry);
    if (isElsewhere && symptom.kind === 'refused' && (around?.line ?? 0) < login.line) return;
    const isCurls = ASKS_ANYBODY.test(symptom.text);
    if (isCurls && around && !around.isAsked) return;
    const elsewhere = this.#mentions.lately.fetchedElsewhereAt(this.#steps.name);
    if (isCurls && elsewhere !== null && elsewhere >= (around?.line ?? 0)) return;
    const distance = around ? this.#distanceTo(around, line.number) : Number.POSITIVE_INFINITY;
    if (around && (distance < NEAR || around.access !== null)) {
      const isWork = phrase.whose !== 'near' || (distance < NEAR && (isCurls || around.access !== null));
      if (around.ours && isWork) this.#keep(symptom, 'context');
      else if (isMisspelt(around.host))
        this.#keep({ ...symptom, kind: 'name', registry: around.host }, 'context');
      return;
    }
    if (login && symptom.kind === 'credential' && login.registry !== 'unknown') {
      if (isOurs(login.registry)) this.#keep(symptom, 'context');
      return;
    }
    if (REGISTRY_ACTION.test(this.#steps.name ?? '') && OWN_CLIENT.test(symptom.text)) {
      this.#keep(symptom, 'context');
      return;
    }
    this.#keepPending(symptom, phrase);
  }

  /** Of what was under way; else of what a line beside it tells the end of. */
  #attributeBreak(line: Line, symptom: Symptom): void {
    const under = this.#mentions.workUnderWay(line.buildStep, this.#steps.name);
    // Shells end a text of their own with this word: it is docker's behind docker's own words only.
    const isSaid = symptom.text !== 'EOF' || /\bpush refers to\b|: (?:Push|Layer|Mount)/.test(symptom.before);
    if (under?.ours && isSaid && line.number - under.line < NEAR) {
      symptom.access ??= under.access;
      symptom.image ??= under.image;
      this.#keep(symptom, 'context');
    } else if (this.#failed && this.#isBeside(this.#failed, symptom)) this.#keepBroken(symptom, this.#failed);
    else this.#broken = under ? null : symptom;
  }

  /** A line that tells that a transfer failed, with its image: what broke off may stand in the line above it, or below. */
  #noteFailed({ ours, image }: Mention, { text, number }: Line): void {
    if (!ours || image === null || !isTransferFailed(text) || phraseIn(text)) return;
    this.#failed = { line: number, step: this.#steps.name, text, image };
    if (this.#broken && this.#isBeside(this.#failed, this.#broken))
      this.#keepBroken(this.#broken, this.#failed);
    this.#broken = null;
  }

  #isBeside({ line, step }: FailedTransfer, symptom: Symptom): boolean {
    return step === symptom.step && Math.abs(line - symptom.line) <= BESIDE;
  }

  #keepBroken(symptom: Symptom, { text, image }: FailedTransfer): void {
    symptom.access ??= accessIn(text);
    symptom.image ??= image;
    this.#keep(symptom, 'context');
  }

  /** Lines between some work and what is said without its name; none where nothing was typed since a push was. */
  #distanceTo(work: Mention, line: number): number {
    const isOfLast = this.#mentions.typed.isOfLast(work.line, work.step);
    return work.access === 'push' && isOfLast && work.step === this.#steps.name ? 0 : line - work.line;
  }

  #keepPending(symptom: Symptom, phrase: Phrase): void {
    const step = this.#steps.name;
    const isAfterAnother = this.#mentions.isAfterAnother && symptom.kind === 'refused';
    const { isAtEnd, typed } = this.#mentions;
    this.#pending.push({ symptom, phrase, step, isAfterAnother, isAtEnd, isAnswer: typed.hasTyped(step) });
  }

  /** The registry is named right after: standard error is often ahead of standard output. */
  attributeTo(mention: Mention, line: Line): void {
    if (LOGOUT.test(line.text)) return;
    const { ours, host, image, isAsked } = mention;
    this.#noteFailed(mention, line);
    const isPush = /push refers to/i.test(line.text);
    if (ours && isPush) {
      const said = this.#ours.at(-1);
      if (said && said.step === this.#steps.name && line.number - said.line <= SOON) {
        said.access ??= 'push';
        if (said.image === null && registryIn(said.text) === undefined) said.registry = host;
        said.image ??= image;
      }
    }
    // What somebody types next has no part in the answer that stands above it.
    const isTyped = this.#mentions.typed.isTypedAt(line.number);
    const rest: Unnamed[] = [];
    for (const one of this.#pending) {
      if (line.number - one.symptom.line > SOON || (isTyped && one.isAnswer)) this.#unnamed.push(one);
      else if (one.step !== this.#steps.name) rest.push(one);
      else if (ours && (isAsked || !ASKS_ANYBODY.test(one.symptom.text))) {
        one.symptom.image ??= image;
        one.symptom.registry = host;
        if (isPush) one.symptom.access ??= 'push';
        if (isAsked) {
          one.symptom.access ??= accessIn(line.text);
          one.symptom.stage ??= stageIn(line.text);
        }
        this.#keep(one.symptom, 'context');
      }
    }
    this.#pending = rest;
  }

  /** The address of a request of the API, near what it refused: what is not about packages is none of ours. */
  noteApiRequest(line: Line): void {
    const refused = this.#ours.at(-1);
    this.#apiRequests.read(line, this.#steps.name);
    if (refused && this.#apiRequests.isElsewhere(refused)) this.#ours.pop();
    if (this.#unasked === null || !this.#apiRequests.isShownBelow(this.#unasked)) return;
    this.#keep(this.#unasked, 'context');
    this.#unasked = null;
  }

  /** A proxy writes down each answer: a 401 that is followed by a token and then by what was asked for refused nothing. */
  dropChallengeBefore(text: string): void {
    const [, status = '', address = ''] = /\[\d+\] (\d{3}) (https?:\S+)/.exec(text) ?? [];
    if (!/^2/.test(status)) return;
    const challenge = this.#challenges.get(address);
    if (challenge) {
      this.#ours = this.#ours.filter((each) => each !== challenge);
      this.answered.add(challenge.line);
    }
    this.#challenges.delete(address);
  }

  /** At the end of the job, when all of its logins are read: those that are ours, in the order of their lines. */
  finish(tools: LogTools): Symptom[] {
    const { ours } = this.#mentions.hosts;
    for (const one of [...this.#unnamed, ...this.#pending]) {
      const found = attributionOfUnnamed(one, this.#mentions, this.#logins.logins, tools);
      if (found) this.#keep(found.symptom, found.attribution);
    }
    // What GitHub's other services refuse concerns us only in a job that publishes.
    const publishes = ours !== null || this.#logins.logins.some(({ registry }) => isOurs(registry));
    if (!publishes)
      this.#ours = this.#ours.filter(
        ({ text, step }) => serviceIn(text, step) === null && !(isOfBoth(text) && isOfOtherApi(text)),
      );
    for (const symptom of this.#ours)
      if (symptom.access === null && (isRightToReadRefused(symptom.text) || readsAt(symptom.text)))
        symptom.access = 'pull';
    return this.#ours.sort((one, other) => one.line - other.line);
  }

  #keep(symptom: Symptom, attribution: Attribution): void {
    symptom.attribution = attribution;
    const worked = this.#mentions.workAround(null, symptom.step, symptom.access);
    if (attribution !== 'assumed' && worked?.ours && this.#distanceTo(worked, symptom.line) < NEAR) {
      symptom.image ??= isNameless(symptom) ? null : worked.image;
      if (worked.asked !== null && ASKS_ANYBODY.test(symptom.text)) {
        symptom.access ??= worked.access ?? accessIn(worked.asked);
        symptom.stage ??= stageIn(worked.asked);
      }
      symptom.access ??= worked.access;
      // Whoever pushes looks first whether the tag is there, as whoever pulls does.
      if (symptom.method === 'HEAD' && worked.access === 'push' && worked.image?.name === symptom.image?.name)
        symptom.access = 'push';
      // A line that names no registry is of the one that was worked with: of a company's own, too.
      if (!isNameless(symptom) && registryIn(symptom.text) === undefined) symptom.registry = worked.host;
    }
    // GitHub's registries of other packages answer in the same words.
    const other =
      attribution === 'words' && registryIn(symptom.text) === undefined ? worked?.host : undefined;
    if (other !== undefined && isOfOtherPackages(other)) symptom.registry = other;
    // What was being read broke off on the network: only an upload has a cause of its own.
    if (symptom.kind === 'interrupted' && symptom.access === 'pull') symptom.kind = 'unreachable';
    this.#ours.push(symptom);
    const asked = /\[\d+\] 401 (https?:\S+)/.exec(symptom.text)?.[1];
    if (asked) this.#challenges.set(asked, symptom);
  }
}
