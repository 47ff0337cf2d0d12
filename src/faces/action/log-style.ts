/** How a step's log is written. */

/** GitHub's log shows colours, though it is no terminal; not with NO_COLOR (no-color.org). */
export function showsColor(env: NodeJS.ProcessEnv): boolean {
  return !env.NO_COLOR && env.TERM !== 'dumb';
}

/** The log of a run is wide; whoever shows it elsewhere says how wide (POSIX, "Environment Variables": COLUMNS). */
export function logColumns(env: NodeJS.ProcessEnv): number {
  return Number(env.COLUMNS) || 100;
}
