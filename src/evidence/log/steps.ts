/** Which step of a job prints, and whether it is its output. */
import type { Line } from './lines/line.js';

/** What the runner does by itself, as `gh run view` names it. */
const RUNNERS_STEP = /^(?:Set up job|Complete job|Initialize containers|Stop containers|Post .*)$/;

/** An action as the runner calls it, and a command; a sentence that says what to run ends as one, or quotes it. */
const ACTION_TITLE = /^Run [\w.-]+\/[\w./-]+@\S+$/;
const COMMAND_TITLE = /^Run (?!['"`])\S(?:.*[^.:,!])?$/;

/** Characters of a step's title that are kept. */
const KEPT = 200;

/** Follows the steps of a job, line by line. */
export class LogStepReader {
  #name: string | null = null;
  #line = 0;
  #column: string | null = null;
  /** «Set up job» and the end aside; more than two tell no more. */
  readonly #shown = new Set<string>();
  #isScript = false;
  /** Titles stand without the runner's mark: the page of a run, copied. */
  #isPage = false;

  /** The action or the command, as the log shows it; null: not yet told. */
  get name(): string | null {
    return this.#name;
  }

  /** The line with which it began. */
  get line(): number {
    return this.#line;
  }

  /** The script or the inputs of the step are being printed, not its output. */
  get isScript(): boolean {
    return this.#isScript;
  }

  /** The log shows several, those of the runner itself aside. */
  get areSeveral(): boolean {
    return this.#shown.size > 1;
  }

  /** The step that `gh run view` writes in front of every line. */
  readColumn({ step, number }: Line): void {
    if (step) this.#name = step;
    if (step && step !== this.#column) this.#line = number;
    this.#column = step;
    if (step && !RUNNERS_STEP.test(step)) this.#show(step);
  }

  /** The title with which the runner begins a step, and the end of what it shows of it. */
  readTitle({ command, text, step, number }: Line): void {
    if (command === 'endgroup') this.#isScript = false;
    const isGroup = command === 'group' && /^Run /.test(text);
    const isAction = command === null && ACTION_TITLE.test(text);
    this.#isPage ||= isAction;
    const isCommand = this.#isPage && command === null && COMMAND_TITLE.test(text);
    if (!isGroup && !isAction && !isCommand) return;
    this.#name = text.slice(4, KEPT);
    this.#line = number;
    if (!isGroup) return;
    this.#isScript = true;
    if (!step) this.#show(this.#name);
  }

  /** The group had no end: what stands in it is output. */
  endScript(): void {
    this.#isScript = false;
  }

  #show(step: string): void {
    if (this.#shown.size < 2) this.#shown.add(step);
  }
}
