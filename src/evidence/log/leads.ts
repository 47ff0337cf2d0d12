/**
 * What a pipeline, a task runner or a container's log sets in front of each line: the name of a step, a level, a count.
 * docker's own line about a push shows it, whoever printed it. Most sentences are known behind anything; a line that is
 * nothing but two words is not.
 */

/** Not where a quotation begins: that is a field of a record, which ends behind the line as well. */
const BEFORE_A_PUSH = /^([^{}]{1,80}?)(?<!["'`])The push refers to (?:a )?repository \[/;

/**
 * What Drone's and Woodpecker's command lines, Tekton's, kubectl's, Cloud Build and docker compose set in front: the name of a
 * step, which somebody may have called `push`.
 */
const NAMED =
  /^(?:\[[\w. /-]{1,60}:(?:L\d{1,9}:\d{1,9}s|\d{1,9})\] |\[[\w.-]{1,60} : [\w.-]{1,60}\] |\[(?=[\w.-]{0,60}(?:push|pull|publish|upload|deploy))[a-z][\w.-]{1,60}\] |\[pod\/[\w./-]{1,200}\] |Step #\d{1,4}(?: - "[^"]{0,60}")?: |[\w.-]{1,60}-\d{1,4} {1,20}\| )/;

/** Clocks and counters go on. */
const folded = (text: string): string => text.replace(/\d/g, '0');

/** Of one job, line by line. */
export class LeadReader {
  #lead = '';

  /** @returns the text without what stands in front of each line, as far as that is known by now */
  without(text: string): string {
    const named = NAMED.exec(text)?.[0].length ?? 0;
    if (named > 0) return text.slice(named);
    if (text.includes('push refers to')) this.#lead = folded(BEFORE_A_PUSH.exec(text)?.[1] ?? '');
    const { length } = this.#lead;
    return length > 0 && folded(text.slice(0, length)) === this.#lead ? text.slice(length) : text;
  }
}
