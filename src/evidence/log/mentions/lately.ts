/** What a step fetched or spoke of not long before, which is no work with a registry. */
import { isOurs } from '../hosts.js';
import type { Line } from '../lines/line.js';

/** What is fetched next, as Homebrew says it, and a command as a shell shows it that runs it: whatever fails then is its. */
const FETCHES =
  /^(?:==> |[A-Z]\w+: )?(?:Downloading|Fetching)(?: from)? https?:\/\/([\w.-]+)|^[+$]{1,3} (?:sudo )?curl\b.*?\bhttps?:\/\/([\w.-]+)/;

const ABOUT_PACKAGES =
  /\/packages\b|packages?[_ ]type|package versions?|container packages?|\bghcr\b(?!\.io\b)|rest\/packages|permission-(?:organization-)?packages/i;

export class Lately {
  #packages: { line: number; step: string | null } | null = null;
  #fetched: { line: number; step: string | null; ours: boolean } | null = null;

  read({ text, number }: Line, step: string | null): void {
    if (ABOUT_PACKAGES.test(text)) this.#packages = { line: number, step };
    const [, fetched, asked = fetched] = FETCHES.exec(text) ?? [];
    if (asked !== undefined) this.#fetched = { line: number, step, ours: isOurs(asked) };
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
