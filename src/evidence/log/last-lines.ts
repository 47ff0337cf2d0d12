/** What was just said in a job, of what had to do with a registry: who speaks often stands there. */
import { beginningOf, withoutSecrets } from './kept.js';

/** Lines that are kept, and characters of each once somebody asks for more than who speaks. */
const MOST = 3;
const LONGEST = 300;

/** The last lines that were added. */
export class LastLines {
  /** Turned round: the oldest is overwritten. */
  #lines: string[] = [];
  #count = 0;

  add(text: string): void {
    this.#lines[this.#count++ % MOST] = text;
  }

  /** From here on without secrets, and no longer than is shown. */
  shorten(): void {
    this.#lines = this.#lines.map((each) => beginningOf(withoutSecrets(each), LONGEST));
  }

  /** In their order, a line each. */
  get text(): string {
    const oldest = this.#count % MOST;
    return [...this.#lines.slice(oldest), ...this.#lines.slice(0, oldest)].join('\n');
  }
}
