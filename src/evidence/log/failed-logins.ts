/** What is refused because the login before it failed: there is nothing to mend but that login. */
import type { Symptom } from './types.js';
import { hasOwnCredential } from './words/client.js';

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

/** The registry's answer to whoever sends no credential, as when somebody looks whether it is there (facts, section 1). */
const CHALLENGE = /\bauthentication required\b/i;

function isFailedLogin({ kind, stage, image, text, said, login }: Symptom): boolean {
  // What had no password has the name of an image from the command that was to come next.
  if (kind === 'credential') return !LOOKED_FOR.test(text);
  const isTried = login !== null || !CHALLENGE.test(said ?? text);
  return kind === 'refused' && stage === 'login' && image === null && isTried;
}

function follows({ kind, stage, said, image, login, client }: Symptom, failed: Symptom): boolean {
  if (kind !== 'refused' || stage === 'login' || !image || login?.succeeded) return false;
  // No login mends a name without an owner, and none is the login of what has a credential of its own.
  if (!image.name.includes('/') || hasOwnCredential(client)) return false;
  if (said !== null && !OF_NOBODY.test(said)) return false;
  return failed.login?.line === login?.line;
}
