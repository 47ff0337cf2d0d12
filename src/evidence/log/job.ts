/** One job's log: its circumstances, and the refusals in it. */

import { Attributions, NEAR } from './attributions.js';
import { withoutFollowers } from './failed-logins.js';
import { FailureReader } from './failures.js';
import { isOurs } from './hosts.js';
import { withoutSecrets } from './kept.js';
import { LastLines } from './last-lines.js';
import { LeadReader } from './leads.js';
import type { Line } from './lines/line.js';
import { isCommand } from './lines/pasted.js';
import { addLogins } from './login-before.js';
import { LoginReader } from './logins.js';
import { MentionReader } from './mentions/mentions.js';
import { partPassed } from './passed.js';
import { GuideLists, guideEntry } from './people/guides/lists.js';
import { isAside } from './people/spoken.js';
import { behindFirstPush } from './people/told/first-push.js';
import { ToldReader } from './people/told/reader.js';
import { PlaceReader } from './place.js';
import { ProgressReader } from './progress.js';
import { emptyJob, SetupReader } from './setup.js';
import { LogStepReader } from './steps.js';
import { keptText, symptomOf } from './symptom.js';
import { mergedSymptoms } from './together.js';
import { Allowances } from './tolerated.js';
import { type LogTools, lastCommandIn } from './tools.js';
import type { JobLog, LogFailure, Symptom } from './types.js';
import { isBodyOfChallenge, isHeadOfChallenge, isInCourse } from './words/challenges.js';
import { isPushDone } from './words/ended-transfers.js';
import { isDockerHubsLimit } from './words/phrases/others.js';
import type { Phrase } from './words/phrases/phrase.js';
import { phraseIn } from './words/phrases/phrases.js';
import { isRefusingStatus } from './words/shown-requests.js';
import { LOOK } from './words/vocabulary/look.js';

/** The same words are looked at so often; beyond, they are counted. */
const MAX_SAME = 20;

/** Lines of a script that are kept until its end is seen. */
const HELD = 50;

/** Lines between the field of an answer's head and its body. */
const HEAD = 12;

/** A status and nothing else, below the command that asked. */
const STATUS: Phrase = { pattern: /40[13]$/, kind: 'refused', whose: 'near' };

/** Is given the lines of one job that have a word to look for, in their order; `finish` tells what they came to. */
export class LogJobReader {
  readonly #file: string;
  readonly #job: JobLog;
  readonly #tools: LogTools;
  readonly #setup: SetupReader;
  readonly #told: ToldReader;
  readonly #logins: LoginReader;
  readonly #mentions: MentionReader;
  readonly #steps = new LogStepReader();
  readonly #progress = new ProgressReader();
  readonly #failures = new FailureReader();
  readonly #attributions: Attributions;
  readonly #before = new LastLines();
  readonly #leads = new LeadReader();
  readonly #place = new PlaceReader();
  readonly #guideLists = new GuideLists();
  readonly #allowances = new Allowances();
  /** How often the same was printed, and the last time that it was looked at. */
  readonly #same = new Map<string, { times: number; last: Symptom }>();
  /** How many refusals of the log may still be looked at; below zero: there were more. */
  readonly #left: { symptoms: number };
  /** What was met in a script. It counts after all when the end of the group never comes, as in a log that was cut. */
  #held: [Line, Phrase, string][] = [];
  /** Where the head of such an answer was last shown that names the place for tokens. */
  #challenged = Number.NEGATIVE_INFINITY;
  #scopes: { line: number; names: string[] } = { line: 0, names: [] };
  /** The line in which a script last did something else. */
  #wentOnAt = 0;
  /** Where the runner last marked an error, and in which step. */
  #lastError: { line: number; step: string | null } = { line: 0, step: null };

  constructor(file: string, name: string | null, tools: LogTools, left: { symptoms: number }) {
    this.#left = left;
    this.#file = file;
    this.#tools = tools;
    this.#logins = new LoginReader(tools);
    this.#mentions = new MentionReader(tools);
    this.#attributions = new Attributions(this.#steps, this.#logins, this.#mentions);
    this.#job = emptyJob(name);
    this.#setup = new SetupReader(this.#job);
    this.#told = new ToldReader(this.#job.told);
  }

  read(line: Line): void {
    const { look } = line;
    if (look & LOOK.typed) this.#readTyped(line);
    if (look === LOOK.typed) return;
    this.#place.read(line);
    line.text = this.#leads.without(line.text);
    this.#job.at ??= line.at;
    // Of programs' lines that have times nobody tells anything.
    if (this.#job.at === null) this.#told.read(line.text);
    this.#readStep(line);
    if (look & (LOOK.setup | LOOK.hint)) this.#setup.read(line);
    if (look & LOOK.login) this.#logins.read(line);
    const transfer = line.buildStep ? `#${line.buildStep}` : (this.#steps.name ?? '');
    if (look & LOOK.progress) {
      const pushing = this.#mentions.workAround(line.buildStep, this.#steps.name, 'push');
      const isAnothers = pushing?.access === 'push' && !pushing.ours;
      this.#progress.read(line, transfer, pushing?.ours ? pushing.image : null, isAnothers);
    }
    if (look & LOOK.work) this.#readWork(line);
    if (line.command === 'group' || isPushDone(line.text) || isCommand(line.text))
      this.#wentOnAt = line.number;
    if (line.command === 'debug' || isAside(line.raw)) return;
    const said = look & LOOK.refusal ? (phraseIn(line.text) ?? this.#statusOf(line)) : undefined;
    const isOfChallenge = this.#isOfChallenge(line);
    const phrase = said && (isOfChallenge || isInCourse(line.text)) ? undefined : said;
    if (!this.#steps.isScript && this.#isKeptBack(line, phrase, transfer)) return;
    if (!this.#steps.isScript) this.#failures.read(line, phrase, this.#before.text);
    if (!phrase) {
      if (look & LOOK.refusal && isDockerHubsLimit(line.text))
        this.#attributions.noteDockerHubsLimit(line.number);
      if (look & LOOK.work) this.#before.add(line.text);
      return;
    }
    if (!this.#steps.isScript) this.#readRefusal(line, phrase, transfer);
    else if (this.#held.length < HELD) this.#held.push([line, phrase, transfer]);
  }

  #readTyped(line: Line): void {
    this.#steps.readColumn(line);
    this.#mentions.readTyped(line, this.#steps.name);
    this.#allowances.read(line);
  }

  /** It may be an entry of a guide's list, which the next one tells. */
  #isKeptBack(line: Line, phrase: Phrase | undefined, transfer: string): boolean {
    if (!phrase && (!(line.look & LOOK.refusal) || guideEntry(line.raw) === null)) {
      this.#guideLists.pass(line);
      return false;
    }
    return this.#guideLists.keeps(line, () => {
      this.#failures.read(line, phrase);
      if (phrase) this.#readRefusal(line, phrase, transfer);
    });
  }

  /** Whether a line belongs to the registry's first answer to everybody, of which the head stands above it. */
  #isOfChallenge({ text, number }: Line): boolean {
    if (isHeadOfChallenge(text)) this.#challenged = number;
    return number - this.#challenged <= HEAD && isBodyOfChallenge(text);
  }

  #statusOf({ text }: Line): Phrase | undefined {
    return isRefusingStatus(text, this.#before.text) ? STATUS : undefined;
  }

  #readWork(line: Line): void {
    this.#attributions.dropChallengeBefore(line.text);
    this.#attributions.noteApiRequest(line);
    const mention = this.#mentions.read(line, this.#steps.name);
    if (mention) this.#attributions.attributeTo(mention, line);
    if (mention?.access === 'push' && mention.image) this.#progress.noteTag(mention.image);
    const scopes = /\[auth\] (.+) tokens? for \S+/.exec(line.text)?.[1];
    if (scopes)
      this.#scopes = {
        line: line.number,
        names: scopes.split(' ').map((scope) => scope.replace(/:[^:]*$/, '')),
      };
  }

  finish(): { job: JobLog; symptoms: Symptom[]; passed: Symptom[]; failures: LogFailure[] } {
    this.#logins.endInputs();
    this.#guideLists.end();
    // One step alone, as the failed ones are printed: what the others did, a login too, is not seen.
    if (!this.#steps.areSeveral && !this.#job.ended) this.#job.whole = false;
    this.#releaseHeld();
    const { madeGood } = this.#logins;
    const ours = this.#attributions.finish(this.#tools);
    const allowedFor = ours.filter((each) => each.line < this.#wentOnAt && this.#allowances.has(each));
    const symptoms = ours
      .filter((each) => !madeGood.has(each.line) && !allowedFor.includes(each))
      .map((each) => (this.#told.isBehindFirstPush ? behindFirstPush(each) : each));
    this.#job.logins = this.#logins.logins;
    this.#job.place = this.#place.place;
    for (const symptom of symptoms) symptom.progress.pushedOthers = this.#progress.followsOthers(symptom);
    addLogins(symptoms, this.#job.logins, this.#tools);
    const loggedIn = this.#job.logins.filter(({ registry, isLogout }) => isOurs(registry) && !isLogout);
    if (new Set(loggedIn.map(({ registry }) => registry)).size < loggedIn.length)
      this.#job.folk.push('login-twice');
    const isLogged = this.#job.place !== null || this.#job.at !== null;
    const { counting, passed, without } = partPassed(symptoms, this.#progress, isLogged, this.#lastError);
    if (this.#isRecovered()) return { job: this.#job, symptoms: [], passed, failures: [] };
    const gone = new Set([...passed, ...without, ...allowedFor].map(({ line }) => line));
    return {
      job: this.#job,
      symptoms: mergedSymptoms(withoutFollowers(counting)),
      passed,
      failures: this.#failures
        .finish(this.#mentions.hosts.ours !== null)
        .filter(
          ({ line, text }) =>
            !gone.has(line) &&
            !madeGood.has(line) &&
            !this.#attributions.answered.has(line) &&
            !this.#progress.buildsWithout({ line, text }),
        ),
    };
  }

  /** A whole log in which the runner marked no error: what was refused was tried again, or did not matter. */
  #isRecovered(): boolean {
    const { whole, ended, failed } = this.#job;
    return whole && ended && !failed;
  }

  #readStep(line: Line): void {
    const { command, number } = line;
    this.#steps.readColumn(line);
    if (command === 'error') this.#lastError = { line: number, step: this.#steps.name };
    // Where another begins, the script before had no end: what stood in it was output.
    if (command === 'group' || command === 'error') this.#releaseHeld();
    if (command === 'endgroup') this.#held = [];
    this.#steps.readTitle(line);
  }

  #releaseHeld(): void {
    this.#steps.endScript();
    for (const [line, phrase, transfer] of this.#held.splice(0)) this.#readRefusal(line, phrase, transfer);
  }

  #readRefusal(line: Line, phrase: Phrase, transfer: string): void {
    // To look for secrets takes longer than all else, and it is said that there were more.
    if (this.#left.symptoms < 0) return;
    // Before anything is cut out of it: a piece of a token is no longer known as one.
    const text = withoutSecrets(line.text);
    const kept = keptText(text);
    const same = this.#same.get(kept);
    if (same && same.times >= MAX_SAME) {
      same.last.times += 1;
      return;
    }
    this.#left.symptoms -= 1;
    if (this.#left.symptoms < 0) return;
    this.#before.shorten();
    this.#logins.endInputs();
    const symptom = symptomOf(line, text, phrase, {
      file: this.#file,
      before: this.#before.text,
      step: this.#steps.name,
      scopes: line.number - this.#scopes.line < NEAR ? this.#scopes.names : [],
      progress: this.#progress.at(line, transfer),
      access: this.#mentions.titles.accessOf(line.buildStep),
      importsCache: this.#mentions.titles.importsCache(line.buildStep),
      clients: this.#tools.clients,
      above: lastCommandIn(this.#before.text, this.#tools),
    });
    this.#same.set(kept, { times: (same?.times ?? 0) + 1, last: symptom });
    this.#attributions.attribute(symptom, text, phrase, line);
  }
}
