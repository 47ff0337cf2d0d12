/**
 * Files of this run's repository beside its workflows. Which of them matter shows only
 * while the steps are read, and reading them may take a question to the API: so what is
 * asked for and not there yet is noted, fetched, and the steps are read again.
 */
import type { WorkflowDocument } from './document.js';
import type { WorkflowFiles } from './files.js';
import { actionIn, type Project } from './project.js';

/** Files that are fetched for one job at most. */
const MAX_FETCHED = 60;

export class RunProject implements Project {
  readonly repository: string | null;
  readonly #files: WorkflowFiles;
  readonly #texts = new Map<string, string | null>();
  readonly #actions = new Map<string, WorkflowDocument | null>();
  readonly #wanted = new Set<string>();

  /** @param files where the texts come from; the checkout is what the steps will see */
  constructor(repository: string | null, files: WorkflowFiles) {
    this.repository = repository;
    this.#files = files;
  }

  file(path: string): string | null {
    const known = this.#texts.get(path);
    if (known === undefined && isInside(path)) this.#wanted.add(path);
    return known ?? null;
  }

  action(folder: string): WorkflowDocument | null {
    const known = this.#actions.get(folder);
    if (known !== undefined) return known;
    let isComplete = true;
    const made = actionIn(folder, (path) => {
      const text = this.file(path);
      isComplete &&= !this.#wanted.has(path);
      return text;
    });
    if (isComplete) this.#actions.set(folder, made);
    return made;
  }

  /** All that was fetched. */
  texts(): string[] {
    return [...this.#texts.values()].flatMap((each) => each ?? []);
  }

  /** Fetches what was asked for in vain. False: there was nothing, so the last reading is complete. */
  async fetchWanted(): Promise<boolean> {
    const wanted = [...this.#wanted].slice(0, MAX_FETCHED - this.#texts.size);
    this.#wanted.clear();
    await Promise.all(wanted.map(async (path) => this.#texts.set(path, (await this.#files.text(path)).text)));
    return wanted.length > 0;
  }
}

/** A path of the repository itself: nothing outside of it is looked at. */
function isInside(path: string): boolean {
  return (
    !/^[/\\]|^[a-z]:|\0/i.test(path) &&
    !path.split(/[/\\]/).some((each) => each === '..' || each === 'node_modules')
  );
}
