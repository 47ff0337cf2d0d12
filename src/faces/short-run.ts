/**
 * Puts off V8's optimising compilers. `lint` is over in a second, and most of its code runs a few hundred times:
 * on a thousand files TurboFan's work costs more than it saves, two fifths of the time on Node.js 20, and so does that
 * of Maglev, which Node.js 24 has in front of it, a seventh. What runs long is optimised all the same, only
 * later: a loop that turns often at once (OSR), six thousand files as fast as before.
 */
import { setFlagsFromString } from 'node:v8';

/** By the major version of Node.js; V8 names its thresholds anew now and then, and complains of a name that it does not know. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=1500000'],
  24: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=10000'],
};

/** To be called before the work. */
export function shortRun(): void {
  const flags = LATER[process.versions.node.split('.', 1)[0] as string] ?? [];
  for (const each of flags) setFlagsFromString(each);
}
