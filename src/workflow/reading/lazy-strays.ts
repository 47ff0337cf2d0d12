/** Looks for pushes that go elsewhere than they were meant to, with code that is loaded where a push is not plainly at the registry. */
import type { ImageReference } from '../../evidence/types/reference.js';
import type { TransferReading } from './logins/credentials.js';
import type { StrayContext, strayImage } from './stray-pushes.js';
import type { StepsAndPushes } from './tagless-pushes.js';

/** What a job does in one run, pulls as well. */
interface Transfers extends Omit<StepsAndPushes, 'pushes'> {
  transfers: readonly TransferReading[];
}

/** As `LazyScripts`: what is lacked is noted, and the job is read again once it is there. */
export class LazyStrays {
  #find: typeof strayImage | null = null;
  #isWanted = false;

  /** null: it goes where it is meant to, or nobody can tell before `loadWanted` is through. */
  imageOf(
    push: TransferReading,
    { transfers, ...job }: Transfers,
    context: StrayContext,
  ): ImageReference | null {
    if (push.act.found.reference.toLowerCase().startsWith(`${context.registry}/`)) return null;
    if (this.#find) {
      const pushes = transfers.filter(({ act }) => act.found.access === 'push');
      return this.#find(push, { ...job, pushes }, context);
    }
    this.#isWanted = true;
    return null;
  }

  /** Was anything loaded that the last reading lacked? */
  async loadWanted(): Promise<boolean> {
    if (!this.#isWanted || this.#find) return false;
    this.#find = (await import('./stray-pushes.js')).strayImage;
    return true;
  }
}
