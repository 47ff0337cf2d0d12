/** What is refused because the login before it failed: there is nothing to mend but that login. */
import type { Symptom } from './types.js';

/** The registry's words for a request that nobody made whom it knows; whoever is told of a right was known. */
const OF_NOBODY =
  /^(?:denied|unauthorized|forbidden|HTTP 40[13])$|\bauthentication required\b|\bunauthenticated\b|cannot be authenticated/i;

/** A client that looked for a login and found none: it did not try to make one. */
const LOOKED_FOR = /credentials found|retrieving credentials|basic auth|header/i;

/**
 * Leaves out what a client was refused for want of the login that had just failed in the file that it reads: a script goes
 * on without `set -e`. One pass.
 *
 * @param symptoms in the order of their lines, with their logins
 */
export function withoutFollowers(symptoms: readonly Symptom[]): Symptom[] {
  const failed = new Map<string, Symptom>();
  return symptoms.filter((symptom) => {
    if (isFailedLogin(symptom)) failed.set(symptom.registry, symptom);
    const before = failed.get(symptom.registry);
    return !before || before === symptom || !follows(symptom, before);
  });
}

function isFailedLogin({ kind, stage, image, text }: Symptom): boolean {
  // What had no password has the name of an image from the command that was to come next.
  if (kind === 'credential') return !LOOKED_FOR.test(text);
  return kind === 'refused' && stage === 'login' && image === null;
}

function follows({ kind, stage, said, image, login }: Symptom, failed: Symptom): boolean {
  if (kind !== 'refused' || stage === 'login' || !image || login?.succeeded) return false;
  if (said !== null && !OF_NOBODY.test(said)) return false;
  return failed.login?.line === login?.line;
}
