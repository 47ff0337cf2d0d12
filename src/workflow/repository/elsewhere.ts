/**
 * Workflows and actions of other repositories, by the name under which they are used: `owner/repo/path@ref`. They have
 * to be fetched, and which of them matter shows only while the steps are read: so what is asked for and not there yet
 * is noted, fetched, and the steps are read again.
 */
import type { WorkflowDocument } from '../text/document.js';
import { fileElsewhere } from '../text/job.js';
import type { WantedNames } from './fetched-project.js';
import { actionIn } from './project.js';

/** What was fetched of them, and what is still wanted. */
export class FilesElsewhere {
  readonly #texts = new Map<string, string | null>();
  readonly #actions = new Map<string, WorkflowDocument | null>();
  readonly #wanted = new Set<string>();
  readonly #isReadable: (repository: string) => boolean;

  /** @param isReadable false for a repository (`owner/repo`) of which nothing is to be fetched */
  constructor(isReadable: (repository: string) => boolean = () => true) {
    this.#isReadable = isReadable;
  }

  /** Text of a file by its name; null when it is not there, or not there yet. */
  file(name: string): string | null {
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    const place = fileElsewhere(name);
    if (place && isPlain(place.path) && this.#isReadable(place.repository)) this.#wanted.add(name);
    return null;
  }

  /** The `action.yml` that a step's `uses` names (`owner/repo@ref`, `owner/repo/folder@ref`); null as above. */
  action(uses: string): WorkflowDocument | null {
    const known = this.#actions.get(uses);
    if (known !== undefined) return known;
    const [, repository, folder, ref] = /^([\w.-]+\/[\w.-]+)(?:\/([^@]+?))?\/*@([^@]+)$/.exec(uses) ?? [];
    if (!repository || !ref) return null;
    let isComplete = true;
    const made = actionIn(folder ?? '', (path) => {
      const name = `${repository}/${path}@${ref}`;
      const text = this.file(name);
      isComplete &&= this.#texts.has(name);
      return text;
    });
    const document = made && { ...made, file: `${repository}/${made.file}@${ref}` };
    if (isComplete) this.#actions.set(uses, document);
    return document;
  }

  /** Puts a file where it was looked for; null: it could not be read. */
  put(name: string, text: string | null): void {
    this.#texts.set(name, text);
  }

  /** What was asked for in vain since the last time, by name: no more than `most`, and what is left. */
  takeWanted(most: number): WantedNames {
    const all = [...this.#wanted];
    this.#wanted.clear();
    return { wanted: all.slice(0, most), left: all.slice(most) };
  }
}

function isPlain(path: string): boolean {
  return !path.split('/').some((each) => each === '' || each === '.' || each === '..');
}
