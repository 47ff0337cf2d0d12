/** Looks for pushes that go elsewhere than they were meant to, with code that is loaded where a push is not plainly at the registry. */
import { parseReference } from '../../../evidence/registry/reference.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { ImageReference } from '../../../evidence/types/reference.js';
import { referenceAt } from '../../knowledge/names/names.js';
import type { CallChain } from '../../runs/call-chains.js';
import type { TransferReading } from '../logins/credentials.js';
import type { HeldTokens } from '../logins/held-tokens.js';
import { isStrayLogin } from '../logins/served-registries.js';
import type { withFault } from '../names/wrong-names.js';
import type { TransferAct } from '../steps/frame.js';
import type { ReadOptions } from '../this-run/run-options.js';
import type { StrayContext, StrayPush, strayPush, Transfers } from './stray-pushes.js';

/** What a push is looked at with, also where it is at the registry. */
interface LookContext extends StrayContext {
  /** Has our step the job's own token alone? */
  isOnlyOwn: boolean;
}

export function lookedAtWith(
  { registry, run: { owner, repository }, tokens = [] }: ReadOptions,
  { isHosted }: HeldTokens,
): LookContext {
  const isOnlyOwn = !tokens.some(({ source, secret }) => source === 'ghcr-token' && secret !== '');
  return { registry, owner, repository, isHosted, isOnlyOwn };
}

/** A name may be made of values that stand elsewhere. */
const TAKES_OVER = /\$/;

/** Names whose values are looked for: each look reads its step once more, and nobody mends more of them at a time. */
const MOST_LOOKS = 50;

/** null: nothing is wrong with it, or nobody knows it. */
function faultyImage(reference: string | null, context: LookContext): ImageReference | null {
  if (!reference) return null;
  const image = parseReference(reference, context);
  if ('host' in image) return null;
  const isForeign = context.isOnlyOwn && image.owner !== context.owner?.toLowerCase();
  return image.problem || isForeign ? image : null;
}

/** As `LazyScripts`: what is lacked is noted, and the job is read again once it is there. */
export class LazyStrays {
  #find: typeof strayPush | null = null;
  #isWanted = false;
  #withFault: typeof withFault | null = null;
  #isFaultWanted = false;
  #looks = 0;

  /** null: it goes where it is meant to, or nobody can tell before `loadWanted` is through. */
  strayOf(push: TransferReading, job: Transfers, chain: CallChain, context: StrayContext): StrayPush | null {
    const isAfterStray = push.passed.some(isStrayLogin);
    if (!isAfterStray && referenceAt(context.registry, push.act.found.reference) !== undefined) return null;
    if (this.#find) return this.#find(push, job, chain, context);
    this.#isWanted = true;
    return null;
  }

  /**
   * The same push with what is empty in its name, and the place of the value that brings what is wrong in it, where it takes one
   * over. That of another owner is wrong where the job's own token is all that there is.
   */
  placed(push: WorkflowPush, act: TransferAct, chain: CallChain, context: LookContext): WorkflowPush {
    const image = push.unfit ?? faultyImage(push.reference, context);
    if (image === null || !(act.found.isInFile || TAKES_OVER.test(act.document.text))) return push;
    if (this.#withFault === null) {
      this.#isFaultWanted = true;
      return push;
    }
    if (this.#looks >= MOST_LOOKS) return push;
    this.#looks += 1;
    return this.#withFault(push, image, act, chain, context);
  }

  /** Was anything loaded that the last reading lacked? */
  async loadWanted(): Promise<boolean> {
    const wantsStrays = this.#isWanted && !this.#find;
    const wantsFaults = this.#isFaultWanted && !this.#withFault;
    if (wantsStrays) this.#find = (await import('./stray-pushes.js')).strayPush;
    if (wantsFaults) this.#withFault = (await import('../names/wrong-names.js')).withFault;
    return wantsStrays || wantsFaults;
  }
}
