/**
 * The limits of the product are seconds of somebody's time: git, a helper or a registry that is slower is said not to answer.
 * On a machine with thirty at work any of them is. A test file in which none of these limits is the point takes them ten times
 * as long, so that what it proves does not hang on who else is at work.
 */

/** Milliseconds; nothing shorter is a limit, but a pause that is waited for. */
const SHORTEST_LIMIT = 5_000;

/** For the rest of this test file; the next one finds the clock as it was (sources/environment.mjs). */
export function unhurried(): void {
  const { setTimeout } = globalThis;
  const patient = (call: () => void, milliseconds = 0, ...given: []) =>
    setTimeout(call, milliseconds < SHORTEST_LIMIT ? milliseconds : milliseconds * 10, ...given);
  globalThis.setTimeout = Object.assign(patient, setTimeout);
}
