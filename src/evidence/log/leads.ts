/**
 * What a pipeline, a task runner or a container's log sets in front of each line: the name of a step, a level, a count.
 * docker's own line about a push shows it, whoever printed it. Most sentences are known behind anything; a line that is
 * nothing but two words is not.
 */

/** Not where a quotation begins: that is a field of a record, which ends behind the line as well. */
const BEFORE_A_PUSH = /^([^{}]{1,80}?)(?<!["'`])The push refers to (?:a )?repository \[/;

/** Clocks and counters go on. */
const folded = (text: string): string => text.replace(/\d/g, '0');

/** Of one job, line by line. */
export class LeadReader {
  #lead = '';

  /** @returns the text without what stands in front of each line, as far as that is known by now */
  without(text: string): string {
    if (text.includes('push refers to')) this.#lead = folded(BEFORE_A_PUSH.exec(text)?.[1] ?? '');
    const { length } = this.#lead;
    return length > 0 && folded(text.slice(0, length)) === this.#lead ? text.slice(length) : text;
  }
}
