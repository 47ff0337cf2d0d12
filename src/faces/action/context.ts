/** The run that this step belongs to, as `@actions/github` knows it. */
import { statSync } from 'node:fs';
import { environmentContext, type RunContext } from '../../evidence/run.js';

/**
 * The package reads the event when it is loaded and throws when that is no JSON: so it is loaded here, after the
 * secrets are masked, and a broken event leaves a run without a payload. A file that is not there it would
 * complain about in the log, and for a pipe it would wait.
 */
export async function runContext(): Promise<RunContext> {
  const { env } = process;
  if (!isRegularFile(env.GITHUB_EVENT_PATH ?? '')) return environmentContext(env);
  try {
    const { context } = await import(/* webpackMode: "eager" */ '@actions/github');
    return context;
  } catch {
    return environmentContext(env);
  }
}

function isRegularFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
