/**
 * Programs that outlive the step that started them: the runner kills a step's own process, not what it has started
 * (actions/runner, `ProcessInvoker`), and a client that goes on would store its login after the clean-up. Each carries
 * a mark in its environment, as the runner's own `RUNNER_TRACKING_ID` does, and is found by it.
 */

import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { namesIn } from '../files/folder-entries.js';

const MARK = 'GHCR_PREFLIGHT_LOGIN';
/** How often, and after how many milliseconds, it is looked whether they are gone. */
const LOOKS = 40;
const PAUSE = 25;

/** @param mark a name that no other program of this machine carries */
export function withMark(env: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv {
  return { ...env, [MARK]: mark };
}

/** Ends all programs with this mark, and comes back when they are gone. Does nothing where there is no `/proc`. */
export async function endMarked(mark: string): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const found = carriers(`${MARK}=${mark}\0`);
    for (const pid of found) end(pid);
    if (found.length === 0) return;
    await setTimeout(PAUSE);
  }
}

function carriers(variable: string): number[] {
  return namesIn('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && environmentOf(pid).includes(variable));
}

/** Empty for another user's process, and for one that has ended. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
