/** One job's log: its circumstances, and the refusals in it. */

import { isMisspelt } from '../registry/misspelt.js';
import { clientOf } from './client.js';
import { FailureReader } from './failures.js';
import { asksElsewhere, imageIn, isOfOtherPackages, isOurs, registriesIn, registryIn } from './hosts.js';
import { cut, withoutSecrets } from './kept.js';
import { columns, type Line } from './line.js';
import { addLogins, LoginReader } from './logins.js';
import { type Mention, MentionReader } from './mentions.js';
import { isDockerHubsLimit, isWordedByAnother, OTHER_SERVICES, type Phrase, phraseIn } from './phrases.js';
import { ProgressReader } from './progress.js';
import { emptyJob, SetupReader } from './setup.js';
import { together } from './together.js';
import type { LogTools } from './tools.js';
import type { Attribution, JobLog, LogFailure, Symptom } from './types.js';
import { LOOK } from './vocabulary.js';
import {
  accessIn,
  accessOfRequest,
  isCache,
  isGitHubsReason,
  isInCourse,
  isRefusingStatus,
  methodIn,
  requestOf,
  saidIn,
  sendsCredential,
  stageIn,
  statusIn,
} from './words.js';

/** So many lines may lie between a registry's name and what is said without it. */
const NEAR = 60;
/** The same, where the name comes after: two streams of one program. */
const SOON = 6;

/** Lines that are kept of what was just said, and characters of each. */
const BEFORE = 3;
const KEPT_BEFORE = 300;

/** A symptom whose registry is not known yet. */
interface Pending {
  symptom: Symptom;
  phrase: Phrase;
  step: string | null;
  /** Another registry had just taken the same image. */
  isAfterAnother: boolean;
}

/** Characters of a line that are kept. */
const KEPT = 2_000;

/** The same words are looked at so often; beyond, they are counted. */
const MAX_SAME = 20;

/** An action that works with packages, by its name: what the API refuses to it is about packages. */
const PACKAGES_ACTION = /^[\w.-]+\/[\w./-]*(?:package|ghcr|container)[\w./-]*@/i;

/** A login action's, of its own inputs: what another step did before has no part in it. */
const LACKS_INPUT = /\b(?:Username and password|Username|Password) required\s*$/;

/** It asks anybody: what a client of registries did around it has no part in it, only an address that is shown. */
const ASKS_ANYBODY =
  /\bcurl: \(\d+\)|^(?:< )?HTTP\/[\d.]+ 403\b|\bRequest failed with status code|\b[Ff]ailed to (?:push|pull|upload|publish)\b[^:]*: 40[13]\b|^(?:HTTP[ :]*)?40[13]$/;

/** A status and nothing else, below the command that asked. */
const STATUS: Phrase = { pattern: /40[13]$/, kind: 'refused', whose: 'near' };

/** What the runner does by itself, as `gh run view` names it. */
const RUNNERS_STEP = /^(?:Set up job|Complete job|Initialize containers|Stop containers|Post .*)$/;

/** Lines of a script that are kept until its end is seen. */
const HELD = 50;

/** What only runs in one place prints. */
const SHOWS: readonly [NonNullable<JobLog['place']>, RegExp][] = [
  ['pipeline', /^##\[section\]|\bvsts\b|gitlab-runner|section_(?:start|end):|\[Pipeline\]|CircleCI/],
  [
    'workflow',
    /^(?:##\[|::(?:error|warning|group|endgroup))|\/home\/runner\/|^GITHUB_TOKEN Permissions|^Run [\w.-]+\/[\w.-]+@|buildx (?:bake |call )?failed with|Process completed with exit code/,
  ],
];

/** It is about no image, or about one that it shows itself, well or badly. */
function isNameless({ kind, text }: Symptom): boolean {
  return kind === 'api' || (kind === 'name' && !/invalid[_ ]reference: |name invalid/i.test(text));
}

function placeIn({ raw, text, command }: Line): JobLog['place'] {
  const shows = SHOWS.find(([, pattern]) => pattern.test(text))?.[0];
  if (shows) return shows;
  if (/##\[section\]/.test(raw)) return 'pipeline';
  return command === null ? null : 'workflow';
}

export class LogJobReader {
  readonly #file: string;
  readonly #job: JobLog;
  readonly #setup: SetupReader;
  readonly #tools: LogTools;
  readonly #logins: LoginReader;
  readonly #mentions: MentionReader;
  readonly #progress = new ProgressReader();
  readonly #failures = new FailureReader();
  #symptoms: Symptom[] = [];
  /** How often the same was printed, and the last time that it was looked at. */
  readonly #same = new Map<string, { times: number; last: Symptom }>();
  /** How many refusals of the log may still be looked at; below zero: there were more. */
  readonly #left: { symptoms: number };
  /** The latest of them: a line that comes soon may name it. */
  #pending: Pending[] = [];
  /** Those for which it is too late. */
  readonly #unnamed: Pending[] = [];
  /** In any order: they are asked only who speaks. */
  #before: string[] = [];
  #beforeCount = 0;
  #step: string | null = null;
  /** The line with which it began. */
  #stepLine = 0;
  #column: string | null = null;
  /** The steps that the log shows, «Set up job» and the end aside; more than two tell no more. */
  readonly #steps = new Set<string>();
  /** The script or the inputs of a step are being printed, not its output. */
  #inScript = false;
  /** What was met there. It counts after all when the end of the group never comes, as in a log that was cut. */
  #held: [Line, Phrase, string][] = [];
  #scopes: { line: number; names: string[] } = { line: 0, names: [] };
  /** What a proxy saw answered with 401, by its address. */
  readonly #challenges = new Map<string, Symptom>();
  /** Where the runner last marked an error. */
  #lastError = 0;
  /** Where Docker Hub said that its limit was reached. */
  #dockerHubsLimit = Number.NEGATIVE_INFINITY;

  constructor(file: string, name: string | null, tools: LogTools, left: { symptoms: number }) {
    this.#left = left;
    this.#file = file;
    this.#tools = tools;
    this.#logins = new LoginReader(tools);
    this.#mentions = new MentionReader(tools);
    this.#job = emptyJob(name);
    this.#setup = new SetupReader(this.#job);
  }

  see(line: Line): void {
    const { look } = line;
    this.#job.place ??= placeIn(line);
    this.#job.at ??= line.at;
    this.#enter(line);
    if (look & (LOOK.setup | LOOK.hint)) this.#setup.see(line);
    if (look & LOOK.login) this.#logins.see(line);
    const transfer = line.buildStep ? `#${line.buildStep}` : (this.#step ?? '');
    if (look & LOOK.progress) {
      const pushing = this.#mentions.around(line, this.#step, 'push');
      this.#progress.see(line, transfer, pushing?.ours ? pushing.image : null);
    }
    if (look & LOOK.work) this.#work(line);
    if (line.command === 'debug') return;
    const said = look & LOOK.refusal ? (phraseIn(line.text) ?? this.#statusOf(line)) : undefined;
    const phrase = said && isInCourse(line.text) ? undefined : said;
    if (!this.#inScript) this.#failures.see(line, phrase !== undefined);
    if (!phrase) {
      if (look & LOOK.refusal && isDockerHubsLimit(line.text)) this.#dockerHubsLimit = line.number;
      if (look & LOOK.work) this.#before[this.#beforeCount++ % BEFORE] = line.text;
      return;
    }
    if (!this.#inScript) this.#meet(line, phrase, transfer);
    else if (this.#held.length < HELD) this.#held.push([line, phrase, transfer]);
  }

  #statusOf({ text }: Line): Phrase | undefined {
    return isRefusingStatus(text, this.#lastLines()) ? STATUS : undefined;
  }

  /** What was just said, in its order. */
  #lastLines(): string {
    const oldest = this.#beforeCount % BEFORE;
    return [...this.#before.slice(oldest), ...this.#before.slice(0, oldest)].join('\n');
  }

  #work(line: Line): void {
    this.#answer(line.text);
    const mention = this.#mentions.see(line, this.#step);
    if (mention) this.#resolve(mention, line);
    const scopes = /\[auth\] (.+) tokens? for \S+/.exec(line.text)?.[1];
    if (scopes)
      this.#scopes = {
        line: line.number,
        names: scopes.split(' ').map((scope) => scope.replace(/:[^:]*$/, '')),
      };
  }

  finish(): { job: JobLog; symptoms: Symptom[]; passed: Symptom[]; failures: LogFailure[] } {
    this.#logins.finish();
    // One step alone, as the failed ones are printed: what the others did, a login too, is not seen.
    if (this.#steps.size < 2 && !this.#job.ended) this.#job.whole = false;
    this.#release();
    const { ours, foreign } = this.#mentions.hosts;
    for (const { symptom, phrase, isAfterAnother } of [...this.#unnamed, ...this.#pending]) {
      // Nothing around it told: what the whole job works with does, if it is one sort of registry.
      if (ours && !foreign && phrase.whose !== 'any' && !ASKS_ANYBODY.test(symptom.text))
        this.#keep(symptom, 'context');
      else if (
        !ours &&
        !foreign &&
        phrase.whose === 'client' &&
        !this.#loggedInElsewhere() &&
        (symptom.said === null || phrase.kind !== 'refused' || isGitHubsReason(symptom.said))
      )
        this.#keep(symptom, 'assumed');
      else if (isAfterAnother && !ours) this.#keep({ ...symptom, access: 'push' }, 'assumed');
    }
    this.#job.logins = this.#logins.logins;
    // What GitHub's other services refuse concerns us only in a job that publishes.
    const publishes = ours || this.#job.logins.some(({ registry }) => isOurs(registry));
    if (!publishes) this.#symptoms = this.#symptoms.filter(({ text }) => !OTHER_SERVICES.test(text));
    this.#symptoms.sort((one, other) => one.line - other.line);
    addLogins(this.#symptoms, this.#job.logins, this.#tools);
    if (this.#job.logins.filter(({ registry, isLogout }) => registry === 'ghcr.io' && !isLogout).length > 1)
      this.#job.folk.push('login-twice');
    const passed = this.#takePassed();
    if (this.#recovered()) return { job: this.#job, symptoms: [], passed, failures: [] };
    const gone = new Set(passed.map(({ line }) => line));
    return {
      job: this.#job,
      symptoms: together(this.#symptoms),
      passed,
      failures: this.#failures.finish(this.#mentions.hosts.ours).filter(({ line }) => !gone.has(line)),
    };
  }

  /** Takes out what did no harm, and gives what a later try made good. */
  #takePassed(): Symptom[] {
    const isLogged = this.#job.place !== null || this.#job.at !== null;
    const kept: Symptom[] = [];
    const passed: Symptom[] = [];
    for (const symptom of this.#symptoms) {
      if (this.#progress.didWithout(symptom)) continue;
      const hasTags = symptom.image !== null && this.#mentions.hasTags(symptom.image.name);
      (this.#progress.wentThrough(symptom, isLogged, hasTags) ? passed : kept).push(symptom);
    }
    // Refused again after all, or the job failed at something: then nobody can tell that this was made good.
    const isMadeGood = ({ line, image }: Symptom) =>
      !kept.some((each) => each.line > line && (!each.image || each.image.name === image?.name)) &&
      this.#lastError <= (this.#progress.endOf(image) ?? 0);
    const isPassed = passed.every(isMadeGood);
    this.#symptoms = isPassed ? kept : [...kept, ...passed].sort((one, other) => one.line - other.line);
    return isPassed ? passed : [];
  }

  /** A whole log in which the runner marked no error: what was refused was tried again, or did not matter. */
  #recovered(): boolean {
    const { whole, ended, failed } = this.#job;
    return whole && ended && !failed;
  }

  #enter({ command, text, step, number }: Line): void {
    if (command === 'error') this.#lastError = number;
    if (step) this.#step = step;
    if (step && step !== this.#column) this.#stepLine = number;
    this.#column = step;
    if (step && this.#steps.size < 2 && !RUNNERS_STEP.test(step)) this.#steps.add(step);
    if (command === 'group' || command === 'error') this.#release();
    if (command === 'group' && /^Run /.test(text)) {
      this.#inScript = true;
      this.#step = text.slice(4, 200);
      this.#stepLine = number;
      if (!step && this.#steps.size < 2) this.#steps.add(this.#step);
    } else if (command === 'endgroup') {
      this.#inScript = false;
      this.#held = [];
    } else if (command === null && /^Run [\w.-]+\/[\w./-]+@\S+$/.test(text)) {
      this.#step = text.slice(4, 200);
      this.#stepLine = number;
    }
  }

  /** The group had no end: what stood in it was output. */
  #release(): void {
    this.#inScript = false;
    for (const [line, phrase, transfer] of this.#held.splice(0)) this.#meet(line, phrase, transfer);
  }

  #meet(line: Line, phrase: Phrase, transfer: string): void {
    // Before anything is cut out of it: a piece of a token is no longer known as one.
    const text = withoutSecrets(line.text);
    const kept = cut(text, KEPT);
    const same = this.#same.get(kept);
    if (same && same.times >= MAX_SAME) {
      same.last.times += 1;
      return;
    }
    this.#left.symptoms -= 1;
    if (this.#left.symptoms < 0) return;
    this.#before = this.#before.map((each) => cut(withoutSecrets(each), KEPT_BEFORE));
    const named = registryIn(text);
    const printed = line.program === null ? text : `${line.program}: ${text}`;
    const client = clientOf(printed, this.#step, this.#tools.clients);
    const { column, endColumn } = columns(line);
    const before = this.#lastLines();
    const request = requestOf(text, before);
    const access = client?.onlyPulls
      ? 'pull'
      : (accessIn(text) ?? accessOfRequest(request) ?? this.#mentions.doing(line.buildStep));
    const symptom: Symptom = {
      kind: phrase.kind,
      file: this.#file,
      line: line.number,
      column,
      endColumn,
      text: kept,
      before,
      said: saidIn(text),
      status: statusIn(text),
      method: methodIn(text),
      stage: stageIn(text) ?? (request === null ? null : stageIn(request)),
      sent: sendsCredential(request),
      client: client?.name ?? null,
      registry: named && (named.ours || isOfOtherPackages(named.host)) ? named.host : 'ghcr.io',
      attribution: 'words',
      image: imageIn(text),
      access,
      cache: isCache(text),
      step: this.#step,
      login: null,
      scopes: line.number - this.#scopes.line < NEAR ? this.#scopes.names : [],
      progress: this.#progress.at(line, transfer),
      retrying: /\bretrying\b|\bback.?off\b|\bwill retry\b|\battempt \d+/i.test(text),
      times: 1,
    };
    this.#same.set(kept, { times: (same?.times ?? 0) + 1, last: symptom });
    const isElse =
      /docs\.github\.com\/(?:\S+\/)?rest\/(?:reference\/)?(?!packages|reference)|api\.github\.com\/repos\//.test(
        text,
      );
    if (symptom.kind === 'api' && isElse && !OTHER_SERVICES.test(text)) return;
    const isDockerHubs =
      line.number - this.#dockerHubsLimit <= SOON && registriesIn(text).some(({ ours }) => !ours);
    if (symptom.kind === 'limited' && (isElse || isDockerHubs)) return;
    if (phrase.packages) {
      const isAbout =
        this.#mentions.speaksOfPackages(line.number, this.#step, NEAR) ||
        /package|ghcr|container/i.test(text) ||
        PACKAGES_ACTION.test(this.#step ?? '');
      if (isAbout) this.#keep(symptom, 'context');
    } else if (phrase.whose === 'github') this.#keep(symptom, 'words');
    else if (asksElsewhere(text) || isWordedByAnother(text)) return;
    else if (named) {
      if (named.misspelt) this.#keep({ ...symptom, kind: 'name', registry: named.host }, 'line');
      else if (named.ours) this.#keep(symptom, 'line');
    } else if (phrase.whose !== 'any') this.#place(line, symptom, phrase);
  }

  /** A proxy writes down each answer: a 401 that is followed by a token and then by what was asked for refused nothing. */
  #answer(text: string): void {
    const [, status = '', address = ''] = /\[\d+\] (\d{3}) (https?:\S+)/.exec(text) ?? [];
    if (!/^2/.test(status)) return;
    const challenge = this.#challenges.get(address);
    if (challenge) this.#symptoms = this.#symptoms.filter((each) => each !== challenge);
    this.#challenges.delete(address);
  }

  /** The line names no registry: what ran does. */
  #place(line: Line, symptom: Symptom, phrase: Phrase): void {
    // A name without a host is Docker Hub's, and its client says so of it.
    const given =
      /invalid (?:tag|reference) "([^"]+)"|pull access denied for ([^\s,]+)|image "([^"]+)"|manifest for (\S+) not found|failed to push ([\w.-]+\/[\w./-]+)|\((library\/[^)]+)\)/.exec(
        symptom.text,
      );
    const reference = given?.slice(1).find((one) => one !== undefined);
    if (reference && !/^[^/.:]*[.:][^/]*\//.test(reference)) return;
    const login = this.#logins.logins.at(-1);
    const isOfThisStep = login !== undefined && login.line >= this.#stepLine;
    // A login that is under way stops here, whatever else ran before.
    if (
      login &&
      symptom.kind === 'credential' &&
      (phrase.whose === 'near' || LACKS_INPUT.test(symptom.text))
    ) {
      const isUnderWay = isOfThisStep && login.succeeded !== true && line.number - login.line < NEAR;
      if (isUnderWay && isOurs(login.registry)) this.#keep(symptom, 'context');
      return;
    }
    const around = this.#mentions.around(line, this.#step, symptom.access);
    // Another registry's login was the last that ran, and has not ended well: it is what is refused.
    const isElsewhere =
      isOfThisStep && !login.isLogout && login.succeeded !== true && !isOurs(login.registry);
    if (isElsewhere && symptom.kind === 'refused' && (around?.line ?? 0) < login.line) return;
    const isCurls = ASKS_ANYBODY.test(symptom.text);
    if (isCurls && around && !around.isAsked) return;
    const distance = around ? line.number - around.line : Number.POSITIVE_INFINITY;
    if (around && (distance < NEAR || around.access !== null)) {
      const isWork = phrase.whose !== 'near' || (distance < NEAR && (isCurls || around.access !== null));
      if (around.ours && isWork) this.#keep(symptom, 'context');
      else if (isMisspelt(around.host))
        this.#keep({ ...symptom, kind: 'name', registry: around.host }, 'context');
      return;
    }
    if (login && symptom.kind === 'credential' && login.registry !== 'unknown') {
      if (/^(?:ghcr\.io|containers\.)/.test(login.registry)) this.#keep(symptom, 'context');
      return;
    }
    const isAfterAnother = this.#mentions.isAfterAnother && symptom.kind === 'refused';
    this.#pending.push({ symptom, phrase, step: this.#step, isAfterAnother });
  }

  /** The registry is named right after: standard error is often ahead of standard output. */
  #resolve({ ours, image, isAsked }: Mention, line: Line): void {
    if (ours && /push refers to/i.test(line.text)) {
      const said = this.#symptoms.at(-1);
      if (said && said.step === this.#step && line.number - said.line <= SOON) {
        said.access ??= 'push';
        said.image ??= image;
      }
    }
    const rest: Pending[] = [];
    for (const one of this.#pending) {
      if (line.number - one.symptom.line > SOON) this.#unnamed.push(one);
      else if (one.step !== this.#step) rest.push(one);
      else if (ours && (isAsked || !ASKS_ANYBODY.test(one.symptom.text))) {
        one.symptom.image ??= image;
        if (/push refers to/i.test(line.text)) one.symptom.access ??= 'push';
        this.#keep(one.symptom, 'context');
      }
    }
    this.#pending = rest;
  }

  #loggedInElsewhere(): boolean {
    return this.#logins.logins.some(({ registry }) => registry !== 'unknown' && registry !== 'ghcr.io');
  }

  #keep(symptom: Symptom, attribution: Attribution): void {
    symptom.attribution = attribution;
    const worked = this.#mentions.around({ buildStep: null } as Line, symptom.step, symptom.access);
    if (attribution !== 'assumed' && worked?.ours && symptom.line - worked.line < NEAR) {
      symptom.image ??= isNameless(symptom) ? null : worked.image;
      symptom.access ??= worked.access;
    }
    this.#symptoms.push(symptom);
    const asked = /\[\d+\] 401 (https?:\S+)/.exec(symptom.text)?.[1];
    if (asked) this.#challenges.set(asked, symptom);
  }
}
