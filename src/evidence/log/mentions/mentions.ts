/**
 * Which registry the work at hand is about: what a push or a pull named, and what
 * BuildKit said of each of its steps. A refusal that names no registry is put down
 * to the one that was worked with.
 */

import type { Access } from '../../../types.js';
import { imageIn, isOurs, registriesIn } from '../hosts.js';
import type { Line } from '../lines/line.js';
import { hostOfReference, operationIn } from '../operations.js';
import type { LogTools } from '../tools.js';
import { TypedCommandReader, typedCommand } from '../typed-commands.js';
import type { LogImage } from '../types.js';
import { isImageDone, isRegistryDone } from '../words/ended-transfers.js';
import { BuildTitles } from './build-titles.js';
import { Lately } from './lately.js';
import { SpokenOf } from './spoken-of.js';

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

/** What BuildKit repeats under its last line, of a push by docker: a name without a host is Docker Hub's there, too. */
const REPEATED = /^> pushing (\S+) with docker:$/;

/** A login, its end and the inputs of a step that logs in name a registry, and no work with it. */
const OF_LOGIN = /\blog(?:in|out|ging in(?:to)?)\b/i;

/** A file that is shown beside a message: the image of a service, a pod or a resource, which without a host is Docker Hub's. */
const SHOWN_IMAGE =
  /^(?:- )?(?:image: *["']?|(?:image|name) *= *"(?=[\w.-]+\/\S+:))((?![./$])[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@sha256:\w+)?)["']?$/;

/** What BuildKit does when all of its steps have come to their end. */
const BUILT = /^(?:=> )?exporting to (?:image|oci\b|docker\b)/;
/** docker's old builder, of a step that has come to its end, or one behind it. */
const STEP_BUILT = /^---> (?:[0-9a-f]{12}$|Running in |Using cache)/;

/** What stands behind a pipe is shown as a command of its own, and prints what the one before it says. */
const FILTER = /^(?:tee|grep|egrep|sed|awk|jq|yq|cat|head|tail|tr|cut|wc|sort|uniq|xargs|ts|true|:)(?=\s|$)/;

/** BuildKit's, of a step that has come to its end. */
const ENDED_STEP = /^(?:DONE \d|CACHED$)/;

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
  /** A push to another registry has ended well, and nothing is known of what came after it. */
  #finished = false;
  /** The last work has ended well, and nothing was named since. */
  #ended = false;
  readonly #spoken = new SpokenOf();
  /** A file that is shown names an image of Docker Hub's: where no registry is named, it is that one. */
  #shownAtHub = false;
  /** GitHub's registry was named by more than a login or its end. */
  #works = false;
  readonly typed = new TypedCommandReader();
  readonly lately = new Lately();
  readonly titles = new BuildTitles();

  constructor(tools: LogTools) {
    this.#tools = tools;
  }

  /** @param line in which a command may be typed */
  readTyped(line: Line, step: string | null): void {
    this.typed.read(line, step);
    const command = typedCommand(line.text);
    if (command !== null && !FILTER.test(command)) this.#endRead();
  }

  /** @returns what the line names; null: no registry, or one that is done with */
  read(line: Line, step: string | null): Mention | null {
    const { text, number, buildStep } = line;
    this.lately.read(line, step);
    const shown = SHOWN_IMAGE.exec(text)?.[1];
    if (shown !== undefined) this.#shownAtHub ||= hostOfReference(shown) === 'docker.io';
    this.#spoken.read(text);
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
    this.titles.read(line);
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

  /** Another command was typed: what was read from a registry has been read, or its refusal has been printed. */
  #endRead(): void {
    const read = this.#lastOperation;
    if (read?.access !== 'pull' || read.buildStep !== null) return;
    if (this.#last === read) this.#last = { ...read, access: null };
    this.#lastOperation = null;
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
      return own && (own.access ?? this.titles.accessOf(buildStep)) !== null ? own : null;
    }
    return this.#lastOperation?.step === step ? this.#lastOperation : null;
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
}
