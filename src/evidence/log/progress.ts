/** What had worked before something failed: layers of the same transfer, an earlier push of the same job. */

import { imageIn, registriesIn } from './hosts.js';
import type { Line } from './lines/line.js';
import type { LogImage, Progress, Symptom } from './types.js';
import {
  isArtifactThere,
  isImageDone,
  isManifestWritten,
  isOfOneSource,
  isPullDone,
  isPushDone,
  isRegistryDone,
} from './words/ended-transfers.js';
import { isAnswerToHead, isSessionWithoutFailure } from './words/head-requests.js';

/** Single pieces have arrived. BuildKit's «pushing layers done» tells nothing: it is printed after a failure too. */
const PIECES =
  /: (?:Pushed|Layer already exists|Mounted from|Pull complete|Download complete|Pulling fs layer|Already exists|Verifying Checksum)\b|^(?:existing|pushed|mounted) blob: |^(?:\d{4}\/\d\d\/\d\d \S+ )?(?:existing|pushed|mounted) blob|Copying (?:blob|config) \S+ .*done|^pushing manifest for /;

/** Of these a push has only seen that they are there: whoever may read may see it. */
const SEEN_ONLY = /: Layer already exists\b|\bexisting blob\b/;

/** docker's, of the tag of an image that is there: what it names comes next. */
const FOUND = /(?:^|\s)[\w][\w.-]{0,127}: Pulling from \S+$/;
/** Who fetches a layer or the configuration has read the manifest that names it: docker, containerd, podman, oras and go-containerregistry. */
const OF_BLOB =
  /error pulling image configuration|parsing image configuration|(?:failed to copy|failed open|httpReadSeeker).*\/blobs\/sha256|\b(?:reading|fetching) blob\b|\b(?:GET|Get) "?https?:\/\/[^\s"]+\/blobs\/sha256:/;
/** A line may be empty in what people paste. */
const NEXT = 2;

/**
 * BuildKit's, of a command in a Dockerfile that failed, of what comes after the last one, and its last line of all, which
 * names what the build failed of: as far as that it went on. And kaniko's, of what it does where no cache is.
 */
const BUILT_ON =
  /^(?:ERROR: )?process "[^\n]*" did not complete successfully: |^exporting to (?:image|oci\b|docker\b)|^ERROR: (?:failed to build: )?failed to solve: (?![^\n]*\bcache importer\b)|\b(?:No cached layer found for cmd|Unpacking rootfs as|Taking snapshot of)\b|^(?:INFO\[\d+\] )?Pushed \S+@sha256:/;

/** Something is tried again. */
const RETRY = /\bretry(?:ing)?\b|\battempt \d/i;
/** What may be gone with the next try. */
const PASSING: readonly Symptom['kind'][] = [
  'refused',
  'limited',
  'unavailable',
  'unreachable',
  'interrupted',
];

/** Whose event it is, a pod's or that of a node: one that has its image says nothing of the others. */
const POD = /\bpod\/\S+|\bkubelet, \S+/;
const podIn = (text: string) => POD.exec(text)?.[0] ?? null;

/** `isTriedAgain`: the kubelet's, who tries by himself until it works. */
interface EndedPull {
  line: number;
  image: LogImage;
  isTriedAgain: boolean;
}

/** By which name a pull is kept: the image's, and its pod's. */
function pullOf({ name }: LogImage, text: string): string {
  return `${name} ${podIn(text) ?? ''}`;
}

/** Follows what of the transfers has arrived, line by line. */
export class ProgressReader {
  readonly #pieces = new Set<string>();
  /** The same, of those pieces that were more than seen. */
  readonly #moved = new Set<string>();
  /** Transfers that only put together what is there: they upload no layer (facts K5). */
  readonly #retags = new Set<string>();
  readonly #lasted = new Map<string, number>();
  #endedAt: { at: number | null } | null = null;
  /** What was pushed to its end, where the line names it. */
  readonly #ended = new Set<string>();
  /** Where a push of an image ended well the last time, by its name. */
  readonly #ends = new Map<string, { line: number; tag: string | null }>();
  /** The same of the first time. */
  readonly #firstEnds = new Map<string, number>();
  /** The same of pulls, and of each pod's. */
  readonly #pulls = new Map<string, EndedPull>();
  /** The tags by which pushes name an image, by its name: commands do, docker's own line does not. */
  readonly #tags = new Map<string, Set<string>>();
  #lastEnd = 0;
  /** The line of the last tag that was found. */
  #foundAt: number | null = null;
  /** The line in which a session of Watchtower's last ended without a failure. */
  #sessionAt = 0;
  /** The line in which a scanner had its database at last. */
  #artifactAt = 0;
  /** The line that shows last how far a build had come. */
  #builtAt = 0;
  /** Where something is said to be tried again. */
  #retries: number[] = [];

  /**
   * @param pushed what is being pushed; null: nothing tells
   * @param isAnothers it is pushed to another registry
   */
  read(line: Line, transfer: string, pushed: LogImage | null, isAnothers = false): void {
    const { text } = line;
    if (/\[internal\] pushing |imagetools create/.test(text)) this.#retags.add(transfer);
    if (PIECES.test(text)) {
      this.#pieces.add(transfer);
      if (!SEEN_ONLY.test(text)) this.#moved.add(transfer);
    }
    if (isImageDone(text) || isRegistryDone(text)) {
      this.#pieces.delete(transfer);
      this.#moved.delete(transfer);
    }
    if (isPushDone(text) && !isElsewhere(text)) this.#endPush(line, pushed, isAnothers);
    if (pushed && isManifestWritten(text)) this.#end(line, pushed);
    if (isPullDone(text)) this.#endPull(line);
    if (FOUND.test(text)) this.#foundAt = line.number;
    if (BUILT_ON.test(text)) this.#builtAt = line.number;
    if (isArtifactThere(text)) this.#artifactAt = line.number;
    if (isSessionWithoutFailure(text)) this.#sessionAt = line.number;
    if (RETRY.test(text)) this.#retries.push(line.number);
    const seconds = /pushing layers[^\d]*(\d+(?:\.\d+)?)s/.exec(text)?.[1];
    if (seconds) this.#lasted.set(transfer, Math.max(Number(seconds), this.#lasted.get(transfer) ?? 0));
  }

  noteTag({ name, tag }: LogImage): void {
    if (tag !== null) this.#tags.set(name, (this.#tags.get(name) ?? new Set()).add(tag));
  }

  #endPush(line: Line, pushed: LogImage | null, isAnothers: boolean): void {
    const image = imageIn(line.text);
    if (image === null && isAnothers) return;
    this.#endedAt = { at: line.at };
    if (image) this.#ended.add(image.name);
    const whole = image ?? pushed;
    if (whole) this.#end(line, whole);
    if (whole && !this.#firstEnds.has(whole.name)) this.#firstEnds.set(whole.name, line.number);
  }

  #end({ number, text }: Line, { name, tag }: LogImage): void {
    // docker writes the tag in front of the digest.
    const written = /^([\w][\w.-]{0,127}): digest: /.exec(text)?.[1];
    this.#ends.set(name, { line: number, tag: written ?? tag });
    this.#lastEnd = number;
  }

  #endPull({ number, text }: Line): void {
    const image = imageIn(text);
    const isTriedAgain = /\bSuccessfully pulled\b/.test(text);
    if (image) this.#pulls.set(pullOf(image, text), { line: number, image, isTriedAgain });
  }

  /**
   * A later try of the same push or pull ended well.
   *
   * @param isLogged the lines were written by a program; of what people tell, only a retry that is named counts
   */
  wentThrough(symptom: Symptom, isLogged: boolean): boolean {
    const { line, image, access, kind } = symptom;
    if (access === 'pull') return this.#wasPulled(symptom, isLogged);
    const end = image && this.#ends.get(image.name);
    if (!end || end.line < line || !PASSING.includes(kind)) return false;
    // It was pushed by more tags than one: which one was refused has to be told.
    if (image.tag === null && (this.#tags.get(image.name)?.size ?? 0) > 1) return false;
    if (image.tag !== null && end.tag !== null && image.tag !== end.tag) return false;
    return isLogged || this.#retries.some((retry) => retry >= line && retry < end.line);
  }

  /** What was not there at first may be pushed in between. */
  #wasPulled({ line, image, kind, step, text }: Symptom, isLogged: boolean): boolean {
    const end = image && this.#pulls.get(pullOf(image, text));
    if (!end || end.line < line || (kind !== 'missing' && !PASSING.includes(kind))) return false;
    if (image.tag !== null && end.image.tag !== null && image.tag !== end.image.tag) return false;
    // A manifest that is gone does not come back by another's name.
    if (kind === 'missing' && image.digest !== end.image.digest) return false;
    // Where no step ends nobody tells whether another machine pulled what this one could not.
    const isStep = isLogged && step !== null;
    return isStep || end.isTriedAgain || this.#retries.some((retry) => retry >= line && retry < end.line);
  }

  /** Whether all pushes that had ended well before it were of other images. */
  followsOthers({ line, image }: Symptom): boolean {
    const before = [...this.#firstEnds].filter(([, end]) => end < line);
    return image !== null && before.length > 0 && before.every(([name]) => name !== image.name);
  }

  /** Where a push or a pull of its image ended well the last time; 0: nowhere. */
  endOf({ image, text }: Symptom): number {
    const ends = image ? [this.#ends.get(image.name), this.#pulls.get(pullOf(image, text))] : [];
    return Math.max(0, ...ends.map((end) => end?.line ?? 0));
  }

  /**
   * A cache was not there to be read, and what was built without it was pushed, or failed at a command of its own; or
   * Watchtower got no digest, and pulled all the same; or a scanner had its database from another source.
   */
  didWithout({ line, cache, importsCache, access, kind, text }: Symptom): boolean {
    if (isAnswerToHead(text)) return this.#sessionAt > line;
    if (isOfOneSource(text)) return this.#artifactAt > line;
    const isImport = importsCache || (cache && kind === 'missing' && access === 'pull');
    return isImport && this.#wasBuiltAfter(line) && !/error writing/i.test(text);
  }

  /** The same of a line in which BuildKit does not find its cache, as in every first build. */
  buildsWithout({ line, text }: { line: number; text: string }): boolean {
    return this.#wasBuiltAfter(line) && /\bcache importer: \S+: not found\b/.test(text);
  }

  /** BuildKit went on: no build fails because there is no cache to read. */
  #wasBuiltAfter(line: number): boolean {
    return Math.max(this.#lastEnd, this.#builtAt) > line;
  }

  at(line: Line, transfer: string): Progress {
    // The manifest comes last: when it is refused, everything before it was taken.
    const isKnown =
      (/failed commit on ref "(?:manifest|index)-/.test(line.text) && this.#retags.size === 0) ||
      OF_BLOB.test(line.text);
    const pushed = this.#endedAt;
    return {
      layers: isKnown || this.#pieces.has(transfer),
      moved: isKnown || this.#moved.has(transfer),
      found:
        (this.#foundAt !== null && line.number - this.#foundAt <= NEXT) ||
        // containerd's, which has asked for the tag before it.
        /\bcontent at \S+\/(?:manifests|blobs)\/sha256:\w+ not found/.test(line.text),
      pushed: pushed !== null,
      pushedOthers: false,
      pushedSame: this.#ended.has(imageIn(line.text)?.name ?? ''),
      sincePush: pushed?.at != null && line.at !== null ? (line.at - pushed.at) / 1000 : null,
      lasted: this.#lasted.get(transfer) ?? null,
    };
  }
}

/** It names another registry: what that one took tells nothing of ours. */
function isElsewhere(text: string): boolean {
  const named = registriesIn(text);
  return named.length > 0 && !named.some(({ ours }) => ours);
}
