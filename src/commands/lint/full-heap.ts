/**
 * Collects garbage before the heap is twice as large as what is kept: V8 puts that off as long as there is room, and of a
 * thousand files it would let 40 MB lie. A collection takes some 10 ms, and few folders ever need one.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** In bytes. What the code itself and a hundred files take is less. */
const ROOM = 60 * 1024 * 1024;
/** How much it may grow over what was kept the last time. */
const GROWTH = 1.3;

/** To ask takes a while itself. */
const EVERY = 64;

let full = ROOM;
let calls = 0;
let collect: (() => void) | undefined;

/** To be called between jobs. */
export function collectIfFull(): void {
  calls += 1;
  if (calls % EVERY !== 0 || getHeapStatistics().used_heap_size < full) return;
  collect ??= collector();
  collect();
  full = Math.max(ROOM, getHeapStatistics().used_heap_size * GROWTH);
}

/** Node.js has one for who asks at its start; a context that is made after it was asked for has it too. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
