/** Files of this run's repository beside its workflows: from the checkout, or by a question to the API. */
import { CheckoutData } from './checkout-data.js';
import { FetchedProject } from './fetched-project.js';
import type { WorkflowFiles } from './files.js';

/** Files that are fetched for one job at most. */
const MAX_FETCHED = 60;

/** Fetches what the steps of this run ask for. */
export class RunProject extends FetchedProject {
  readonly #files: WorkflowFiles;
  readonly #data: CheckoutData | null;
  /** What was asked for beyond that. */
  readonly leftOut = new Set<string>();

  /**
   * @param files where the texts come from; the checkout is what the steps will see
   * @param workspace where it is; null: there is none
   */
  constructor(repository: string | null, files: WorkflowFiles, workspace: string | null) {
    super(repository);
    this.#files = files;
    this.#data = workspace === null ? null : new CheckoutData(workspace);
  }

  data(path: string): string | null {
    return this.#data?.text(path) ?? null;
  }

  entries(folder: string): readonly string[] | null {
    return this.#data?.entries(folder) ?? null;
  }

  /** Fetches what was asked for in vain. False: there was nothing, so the last reading is complete. */
  async fetchWanted(): Promise<boolean> {
    const { wanted, left } = this.takeWanted(MAX_FETCHED);
    for (const path of left) this.leftOut.add(path);
    await Promise.all(wanted.map(async (path) => this.put(path, (await this.#files.text(path)).text)));
    return wanted.length > 0;
  }
}
