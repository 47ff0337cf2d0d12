/**
 * Puts off V8's optimising compiler. `lint` is over in a second, and most of its code runs a few hundred times:
 * on a thousand files TurboFan's work costs more than it saves, two fifths of the time on Node.js 20. What runs
 * long is optimised all the same, only later.
 */
import { setFlagsFromString } from 'node:v8';

/** By the major version of Node.js; V8 names its thresholds anew now and then, and complains of a name that it does not know. */
const LATER: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=1500000',
  24: '--invocation-count-for-turbofan=30000',
};

/** To be called before the work. */
export function shortRun(): void {
  const flag = LATER[process.versions.node.split('.', 1)[0] as string];
  if (flag !== undefined) setFlagsFromString(flag);
}
