/**
 * Before it asks a registry for a second time the product pauses, for part of a second or for some. What it then does, and how
 * often, is the same after a twentieth of that.
 */
import { createRequire } from 'node:module';

type Pause = (milliseconds?: number, ...given: unknown[]) => Promise<unknown>;

/** The module itself, whose parts are taken when they are called. */
const timers = createRequire(import.meta.url)('node:timers/promises') as { setTimeout: Pause };

/** Its own pauses are short while `call` is at work; what it waits for others is not. */
export async function hurried<Result>(call: () => Promise<Result>): Promise<Result> {
  const pause = timers.setTimeout;
  timers.setTimeout = (milliseconds = 1, ...given) => pause(milliseconds / 20, ...given);
  try {
    return await call();
  } finally {
    timers.setTimeout = pause;
  }
}
