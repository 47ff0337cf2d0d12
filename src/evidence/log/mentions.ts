/**
 * Which registry the work at hand is about: what a push or a pull named, and what
 * BuildKit said of each of its steps. A refusal that names no registry is put down
 * to the one that was worked with.
 */

import type { Access } from '../../types.js';
import { imageIn, isOurs, registriesIn } from './hosts.js';
import type { Line } from './lines/line.js';
import { hostOfReference, operationIn } from './operations.js';
import { happenedTo } from './people/met.js';
import type { LogTools } from './tools.js';
import { TypedCommandReader } from './typed-commands.js';
import type { LogImage } from './types.js';
import { isImageDone, isRegistryDone } from './words/ended-transfers.js';
import { speaksOfAnother, speaksOfCloud, speaksOfOurs } from './words/registry-names.js';

export interface Mention {
  line: number;
  step: string | null;
  /** The step of BuildKit. */
  buildStep: string | null;
  host: string;
  ours: boolean;
  /** null: it is only named. */
  access: Access | null;
  image: LogImage | null;
  /** By the address of a request: `https://ghcr.io/v2/…`. */
  isAsked: boolean;
  /** Such a line. */
  asked: string | null;
}

/** What is fetched next, as Homebrew says it, and a command as a shell shows it that runs it: whatever fails then is its. */
const FETCHES =
  /^(?:==> |[A-Z]\w+: )?(?:Downloading|Fetching)(?: from)? https?:\/\/([\w.-]+)|^[+$]{1,3} (?:sudo )?curl\b.*?\bhttps?:\/\/([\w.-]+)/;

/** What BuildKit repeats under its last line, of a push by docker: a name without a host is Docker Hub's there, too. */
const REPEATED = /^> pushing (\S+) with docker:$/;

/** A login, its end and the inputs of a step that logs in name a registry, and no work with it. */
const OF_LOGIN = /\blog(?:in|out|ging in(?:to)?)\b/i;

/** A file that is shown beside a message: the image of a service, a pod or a resource, which without a host is Docker Hub's. */
const SHOWN_IMAGE =
  /^(?:- )?(?:image: *["']?|(?:image|name) *= *"(?=[\w.-]+\/\S+:))((?![./$])[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@sha256:\w+)?)["']?$/;

/** BuildKit's title of a step that reads a cache. */
const IMPORTS_CACHE = /^importing cache manifest from /;

/** What BuildKit does when all of its steps have come to their end. */
const BUILT = /^(?:=> )?exporting to (?:image|oci\b|docker\b)/;
/** docker's old builder, of a step that has come to its end, or one behind it. */
const STEP_BUILT = /^---> (?:[0-9a-f]{12}$|Running in |Using cache)/;

/** BuildKit's, of a step that has come to its end. */
const ENDED_STEP = /^(?:DONE \d|CACHED$)/;

/** Nobody writes longer ones. */
const SENTENCE = 400;

const ABOUT_PACKAGES =
  /\/packages\b|packages?[_ ]type|package versions?|container packages?|\bghcr\b(?!\.io\b)|rest\/packages|permission-(?:organization-)?packages/i;

/** Follows which registry is worked with, line by line. */
export class MentionReader {
  readonly #tools: LogTools;
  /** All of the job: GitHub's registry, as it was named last, and whether there is another. */
  #hosts: { ours: string | null; foreign: boolean } = { ours: null, foreign: false };
  /** What BuildKit's steps pull, as long as they have not come to their end. */
  readonly #pulls = new Map<string, Mention>();
  #last: Mention | null = null;
  #lastOperation: Mention | null = null;
  #lastPush: Mention | null = null;
  readonly #buildSteps = new Map<string, Mention>();
  /** What BuildKit's step does, by its title. */
  readonly #titles = new Map<string, Access>();
  /** The steps of BuildKit that read a cache. */
  readonly #imports = new Set<string>();
  /** A push to another registry has ended well, and nothing is known of what came after it. */
  #finished = false;
  /** The last work has ended well, and nothing was named since. */
  #ended = false;
  /** Registries that people speak of without a host: GitHub's by who tells of himself, for guides speak of it, too. */
  readonly #spoken = { ours: false, another: false, cloud: false, named: false };
  /** A file that is shown names an image of Docker Hub's: where no registry is named, it is that one. */
  #shownAtHub = false;
  /** GitHub's registry was named by more than a login or its end. */
  #works = false;
  #packages: { line: number; step: string | null } | null = null;
  #fetched: { line: number; step: string | null; ours: boolean } | null = null;
  readonly typed = new TypedCommandReader();

  constructor(tools: LogTools) {
    this.#tools = tools;
  }

  /** @returns what the line names; null: no registry, or one that is done with */
  read(line: Line, step: string | null): Mention | null {
    const { text, number, buildStep } = line;
    if (ABOUT_PACKAGES.test(text)) this.#packages = { line: number, step };
    const shown = SHOWN_IMAGE.exec(text)?.[1];
    if (shown !== undefined) this.#shownAtHub ||= hostOfReference(shown) === 'docker.io';
    const [, fetched, asked = fetched] = FETCHES.exec(text) ?? [];
    if (asked !== undefined) this.#fetched = { line: number, step, ours: isOurs(asked) };
    if (text.length <= SENTENCE) this.#readSentence(text);
    const repeated = REPEATED.exec(text)?.[1];
    if (repeated !== undefined && !isOurs(hostOfReference(repeated))) this.#hosts.foreign = true;
    if (isImageDone(text)) this.#endOperation();
    if (buildStep && ENDED_STEP.test(text)) this.#endPull(buildStep);
    if (BUILT.test(text)) this.#endPulls();
    if (STEP_BUILT.test(text)) {
      this.#endPulls();
      this.#ended = this.#lastOperation === null;
    }
    if (isRegistryDone(text)) {
      this.#endPush(line);
      return null;
    }
    if (buildStep && /^(?:exporting (?:to|cache)|pushing )/.test(text)) {
      this.#titles.set(buildStep, 'push');
      // The next build counts its steps from the beginning.
      this.#imports.delete(buildStep);
    }
    if (buildStep && IMPORTS_CACHE.test(text)) this.#imports.add(buildStep);
    const operation = operationIn(text, this.#tools);
    const all = registriesIn(text);
    const named = all.at(-1);
    const host = operation ? hostOfReference(operation.reference) : named?.host;
    if (!host) return null;
    // curl -v shows the host of a request in its head.
    const isAsked = all.some((each) => each.isAsked && each.host === named?.host) || /^> Host: /i.test(text);
    const mention: Mention = {
      line: number,
      step,
      buildStep,
      host,
      ours: isOurs(host),
      access: operation?.access ?? null,
      image: imageIn(text),
      isAsked,
      asked: isAsked ? text : null,
    };
    this.#keep(mention, buildStep);
    const isWork = !OF_LOGIN.test(text) && !OF_LOGIN.test(step ?? '') && !this.#isOfPull(mention);
    this.#works ||= mention.ours && isWork;
    // helm names an image when it is there.
    if (/^Pushed:? /.test(text)) this.#endOperation();
    return mention;
  }

  /** The work is done: what is refused from here on is refused to something else. */
  #endOperation(): void {
    this.#lastOperation = null;
    this.#last = null;
    this.#ended = true;
  }

  /** The registry has served what was asked of it, and refused nothing of that: what is still being pulled is left. */
  #endPull(buildStep: string): void {
    if (!this.#pulls.delete(buildStep)) return;
    this.#buildSteps.delete(buildStep);
    const others = [...this.#pulls.values()];
    const isOfOneSort = others.every(({ ours }) => ours === others[0]?.ours);
    const underWay = (isOfOneSort && others.at(-1)) || null;
    if (this.#last?.buildStep === buildStep) this.#last = underWay;
    if (this.#lastOperation?.buildStep === buildStep) this.#lastOperation = underWay;
  }

  /** All that a build reads has been read. */
  #endPulls(): void {
    for (const buildStep of [...this.#pulls.keys()]) this.#endPull(buildStep);
    if (this.#last?.access === 'pull') this.#last = null;
    if (this.#lastOperation?.access === 'pull') this.#lastOperation = null;
  }

  /** Whether the line belongs to a pull of BuildKit's that is under way. */
  #isOfPull({ buildStep }: Mention): boolean {
    return buildStep !== null && this.#pulls.has(buildStep);
  }

  #readSentence(text: string): void {
    const isNamed = speaksOfOurs(text);
    this.#spoken.named ||= isNamed;
    this.#spoken.ours ||= isNamed && happenedTo(text);
    this.#spoken.another ||= speaksOfAnother(text);
    this.#spoken.cloud ||= speaksOfCloud(text);
  }

  /** One build pushes to several registries, one after the other. */
  #endPush({ text, buildStep }: Line): void {
    this.#finished = !registriesIn(text).some(({ ours }) => ours);
    if (buildStep) this.#buildSteps.delete(buildStep);
    this.#lastPush = null;
    this.#endOperation();
  }

  #keep(mention: Mention, buildStep: string | null): void {
    if (mention.ours) this.#hosts.ours = mention.host;
    if (buildStep && mention.access === 'pull') this.#pulls.set(buildStep, mention);
    else if (!mention.ours && !this.#isOfPull(mention)) this.#hosts.foreign = true;
    this.#last = mention;
    this.#ended = false;
    if (mention.access !== null) this.#lastOperation = mention;
    if (mention.access === 'push') this.#lastPush = mention;
    this.#finished = false;
    if (buildStep) this.#buildSteps.set(buildStep, mention);
  }

  /**
   * The work that a line without a registry in it belongs to; null: nothing to tell by.
   *
   * @param buildStep the step of BuildKit that prints it
   */
  workAround(buildStep: string | null, step: string | null, access: Access | null): Mention | null {
    const own = buildStep === null ? undefined : this.#buildSteps.get(buildStep);
    if (own) return own;
    const inStep = (mention: Mention | null) => (mention && mention.step === step ? mention : null);
    const push = access === 'push' ? inStep(this.#lastPush) : null;
    return (
      push ?? inStep(this.#lastOperation) ?? inStep(this.#last) ?? (access === 'push' ? this.#lastPush : null)
    );
  }

  /**
   * A push or a pull that has not come to its end; null: none that is seen.
   *
   * @param buildStep the step of BuildKit that prints: other steps are no work of its own
   */
  workUnderWay(buildStep: string | null, step: string | null): Mention | null {
    if (buildStep !== null) {
      const own = this.#buildSteps.get(buildStep);
      return own && (own.access ?? this.accessOfBuildStep(buildStep)) !== null ? own : null;
    }
    return this.#lastOperation?.step === step ? this.#lastOperation : null;
  }

  /** What this step of BuildKit does; null: not known. */
  accessOfBuildStep(buildStep: string | null): Access | null {
    return (buildStep !== null && this.#titles.get(buildStep)) || null;
  }

  /** Whether this step of BuildKit reads a cache, whatever that is called. */
  importsCache(buildStep: string | null): boolean {
    return buildStep !== null && this.#imports.has(buildStep);
  }

  /** Another registry took what was pushed, and this came after it. */
  get isAfterAnother(): boolean {
    return this.#finished;
  }

  /** The last push or pull has ended well, and nothing is known of what came after it. */
  get isAtEnd(): boolean {
    return this.#ended;
  }

  /** Which sorts of registries the job names at all: GitHub's, as it was named last, and any other. */
  get hosts(): Readonly<{ ours: string | null; foreign: boolean }> {
    const { ours } = this.#hosts;
    const foreign = this.#hosts.foreign || [...this.#pulls.values()].some((pull) => !pull.ours);
    return { ours, foreign: foreign || (ours === null && !this.#spoken.named && this.#shownAtHub) };
  }

  /** All that names GitHub's registry is a login, or its end: what was pushed or pulled may be another's. */
  get isLoginOnly(): boolean {
    const isPulling = [...this.#pulls.values()].some((pull) => pull.ours);
    return this.#hosts.ours !== null && !this.#works && !isPulling;
  }

  /** Which sort of registry the whole job is about, by its hosts, or by what people call it; null: none, or several. */
  get only(): string | null {
    const { ours, foreign } = this.hosts;
    if (foreign) return null;
    return ours ?? (this.#spoken.ours && !this.#spoken.another ? 'ghcr.io' : null);
  }

  /** Somebody speaks of another registry than GitHub's. */
  get speaksOfAnother(): boolean {
    return this.#spoken.another || this.#spoken.cloud;
  }

  /** The same, and nobody speaks of GitHub's. */
  get speaksOfAnotherOnly(): boolean {
    return this.speaksOfAnother && !this.#spoken.named;
  }

  /** The line in which the step fetched something last, where that was of another host; null: it was of ours, or nothing. */
  fetchedElsewhereAt(step: string | null): number | null {
    return this.#fetched && !this.#fetched.ours && this.#fetched.step === step ? this.#fetched.line : null;
  }

  /** The step has spoken of packages not long before. */
  speaksOfPackages(number: number, step: string | null, near: number): boolean {
    return this.#packages !== null && this.#packages.step === step && number - this.#packages.line < near;
  }
}
