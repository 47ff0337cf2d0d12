/**
 * Files of a repository beside its workflows, which have to be fetched. Which of them matter shows only while the
 * steps are read: so what is asked for and not there yet is noted, fetched, and the steps are read again.
 */
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import type { WorkflowDocument } from '../text/document.js';
import { actionIn, type ProjectFiles } from './project.js';

/** Names of files that are to be fetched. */
export interface WantedNames {
  wanted: string[];
  /** That are too many. */
  left: string[];
}

/** What was fetched of them, and what is still wanted. */
export class FetchedProject implements ProjectFiles {
  readonly repository: string | null;
  readonly refused: readonly WorkflowProblem[] = [];
  readonly #texts = new Map<string, string | null>();
  readonly #actions = new Map<string, WorkflowDocument | null>();
  readonly #wanted = new Set<string>();
  readonly #mayExist: (path: string) => boolean;
  #taken = 0;
  #arrivals = 0;

  /** @param mayExist false for a path that is known to lead nowhere */
  constructor(repository: string | null, mayExist: (path: string) => boolean = () => true) {
    this.repository = repository;
    this.#mayExist = mayExist;
  }

  get arrivals(): number {
    return this.#arrivals;
  }

  file(path: string): string | null {
    const known = this.#texts.get(path);
    if (known === undefined && isInside(path) && this.#mayExist(path)) this.#wanted.add(path);
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

  /** Puts a file where it was looked for; null: there is none. */
  put(path: string, text: string | null): void {
    this.#arrivals += 1;
    this.#texts.set(path, text);
  }

  /** All that was fetched. */
  texts(): string[] {
    return [...this.#texts.values()].flatMap((each) => each ?? []);
  }

  /** What was asked for in vain since the last time, so that all together are no more than `most`; and what is left. */
  takeWanted(most: number): WantedNames {
    const all = [...this.#wanted];
    this.#wanted.clear();
    const wanted = all.slice(0, Math.max(0, most - this.#taken));
    this.#taken += wanted.length;
    return { wanted, left: all.slice(wanted.length) };
  }
}

/** A path of the repository itself: nothing outside of it is looked at. */
function isInside(path: string): boolean {
  return (
    !/^[/\\]|^[a-z]:|\0/i.test(path) &&
    !path.split(/[/\\]/).some((each) => each === '..' || each === 'node_modules')
  );
}
