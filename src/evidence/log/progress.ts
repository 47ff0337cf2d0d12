/** What had worked before something failed: layers of the same transfer, an earlier push of the same job. */
import { imageIn, registriesIn } from './hosts.js';
import type { Line } from './line.js';
import type { Progress } from './types.js';

/** Single pieces have arrived. BuildKit's «pushing layers done» tells nothing: it is printed after a failure too. */
const PIECES =
  /: (?:Pushed|Layer already exists|Mounted from|Pull complete|Download complete|Pulling fs layer|Already exists|Verifying Checksum)\b|^(?:existing|pushed|mounted) blob: |^(?:\d{4}\/\d\d\/\d\d \S+ )?(?:existing|pushed|mounted) blob|Copying (?:blob|config) \S+ .*done|^pushing manifest for /;
/** A whole push or pull has: what comes is another one. */
const DONE =
  /^Status: (?:Downloaded|Image is up to date)|\bdigest: sha256:\S+ size: \d|^pushing manifest for \S+ .*\bdone$/;
/** A whole push has. */
const ENDED =
  /\bdigest: sha256:[0-9a-f*]+ size: \d+|pushing manifest for \S+ (?:\d+\.\d+s )?done|^Pushed:? \S+|Storing list signatures|pushed image|: digest: sha256:/i;

export class ProgressReader {
  readonly #pieces = new Set<string>();
  /** Transfers that only put together what is there: they upload no layer (facts K5). */
  readonly #retags = new Set<string>();
  readonly #lasted = new Map<string, number>();
  #endedAt: { at: number | null } | null = null;
  /** What was pushed to its end, where the line names it. */
  readonly #ended = new Set<string>();

  see(line: Line, transfer: string): void {
    const { text, at } = line;
    if (/\[internal\] pushing |imagetools create/.test(text)) this.#retags.add(transfer);
    if (PIECES.test(text)) this.#pieces.add(transfer);
    if (DONE.test(text)) this.#pieces.delete(transfer);
    if (ENDED.test(text) && !isElsewhere(text)) {
      this.#endedAt = { at };
      const image = imageIn(text);
      if (image) this.#ended.add(image.name);
    }
    const seconds = /pushing layers[^\d]*(\d+(?:\.\d+)?)s/.exec(text)?.[1];
    if (seconds) this.#lasted.set(transfer, Math.max(Number(seconds), this.#lasted.get(transfer) ?? 0));
  }

  at(line: Line, transfer: string): Progress {
    // The manifest comes last: when it is refused, everything before it was taken.
    const layers =
      this.#pieces.has(transfer) ||
      (/failed commit on ref "(?:manifest|index)-/.test(line.text) && this.#retags.size === 0) ||
      /error pulling image configuration|parsing image configuration|(?:failed to copy|failed open|httpReadSeeker).*\/blobs\/sha256/.test(
        line.text,
      );
    const pushed = this.#endedAt;
    return {
      layers,
      pushed: pushed !== null,
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
