/** What the steps of BuildKit do, by their titles. */
import type { Access } from '../../../types.js';
import type { Line } from '../lines/line.js';

/** A step that reads a cache. */
const IMPORTS_CACHE = /^importing cache manifest from /;
const PUSHES = /^(?:exporting (?:to|cache)|pushing )/;

export class BuildTitles {
  readonly #pushes = new Set<string>();
  readonly #imports = new Set<string>();

  read({ text, buildStep }: Line): void {
    if (!buildStep) return;
    if (PUSHES.test(text)) {
      this.#pushes.add(buildStep);
      // The next build counts its steps from the beginning.
      this.#imports.delete(buildStep);
    }
    if (IMPORTS_CACHE.test(text)) this.#imports.add(buildStep);
  }

  /** What this step does; null: not known. */
  accessOf(buildStep: string | null): Access | null {
    return buildStep !== null && this.#pushes.has(buildStep) ? 'push' : null;
  }

  /** Whether this step reads a cache, whatever that is called. */
  importsCache(buildStep: string | null): boolean {
    return buildStep !== null && this.#imports.has(buildStep);
  }
}
