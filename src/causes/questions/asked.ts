/** What was asked, and by whom. */
import type { Case } from '../case.js';

/** The registry was asked by us, so the credential is known; as against a line of a log. */
export function wasAsked({ seenIn }: Case): boolean {
  return seenIn === 'answer';
}

/** A login itself, as against a pull or a push that begins with the same request. */
export function isLogin({ step, access, kind }: Case): boolean {
  return kind === 'credential' || (step === 'login' && access === null);
}

/** A push, or what the log does not call a pull. */
export function isPush({ access }: Case): boolean {
  return access !== 'pull';
}

/** A request that brings something: what it is for is not there yet, and no tag can be missing. */
export function isSending({ method }: Case): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** A pull, and nothing that may be a push. */
export function isPull({ access }: Case): boolean {
  return access === 'pull';
}
