/** Looks for names with a variable that nothing sets, with code that is loaded where a job has one. */
import { holdsUnset } from '../../language/origins.js';
import type { RunOfJob } from '../jobs/read-job.js';
import type { JobInFile } from '../names/plain-readings.js';
import type { withUnsetEmpty } from '../names/unset.js';
import type { Act } from '../steps/frame.js';
import type { ReadOptions } from '../this-run/run-options.js';

/** As `LazyScripts`: what is lacked is noted, and the job is read again once it is there. */
export class LazyUnset {
  #without: typeof withUnsetEmpty | null = null;
  #isWanted = false;

  /** The same, without such variables; as it is, where there is none, or nobody can tell before `loadWanted` is through. */
  read(run: RunOfJob, job: JobInFile, { env }: Pick<ReadOptions, 'env'>): RunOfJob {
    // bash reads a file of variables first where this names one (bash(1), Invocation).
    if (!run.acts.some(mayLack) || env.BASH_ENV || job.document.text.includes('BASH_ENV')) return run;
    this.#isWanted = true;
    return this.#without?.(run, job) ?? run;
  }

  /** Was anything loaded that the last reading lacked? */
  async loadWanted(): Promise<boolean> {
    if (!this.#isWanted || this.#without) return false;
    this.#without = (await import('../names/unset.js')).withUnsetEmpty;
    return true;
  }
}

function mayLack(act: Act): boolean {
  if (act.kind === 'transfer') return holdsUnset(act.found.reference);
  return act.kind === 'build' && act.names.some(holdsUnset);
}
