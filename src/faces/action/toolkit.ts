/**
 * How an action speaks with the runner: inputs and state from the environment,
 * outputs and the summary into files, everything else as lines of its log.
 *
 * This is the part of `@actions/core` that we need. The package itself loads an
 * HTTP client for OIDC tokens, which costs every job some 80 ms at its start;
 * the tests hold both side by side.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';
import { command, inert } from '../../report/commands.js';

/** The runner, as seen from a step: its variables and its log. */
export interface Runner {
  env: Readonly<Record<string, string | undefined>>;
  write(text: string): unknown;
}

/** The real one. */
export const runner: Runner = {
  env: process.env,
  write: (text) => process.stdout.write(text),
};

/** An input as it was given, white space included: what surrounds a token is evidence. */
export function getInput(name: string, env: Runner['env'] = process.env, { trim = false } = {}): string {
  const value = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
  return trim ? value.trim() : value;
}

/** Sets an output of this step. */
export function setOutput(name: string, value: string, to: Runner = runner): void {
  if (appendTo(to.env.GITHUB_OUTPUT, keyValue(name, value))) return;
  // An old runner. The command must stand at the start of a line, whatever was written before.
  to.write(EOL);
  issue(command('set-output', { name }, value), to);
}

/** Keeps a value for this action's post step. */
export function saveState(name: string, value: string, to: Runner = runner): void {
  if (appendTo(to.env.GITHUB_STATE, keyValue(name, value))) return;
  issue(command('save-state', { name }, value), to);
}

/** What `saveState` kept; empty when there is nothing. */
export function getState(name: string, env: Runner['env'] = process.env): string {
  return env[`STATE_${name}`] ?? '';
}

/**
 * Makes the runner hide a secret in all logs from here on. Each line is masked by
 * itself, and without the white space around it: that is what a log would show.
 */
export function setSecret(secret: string, to: Runner = runner): void {
  for (const line of secret.split(/[\r\n]+/)) {
    const value = line.trim();
    // The runner complains about an empty mask.
    if (value !== '') issue(command('add-mask', {}, value), to);
  }
}

/** Writes one workflow command that is already built and escaped: an annotation, say. */
export function issue(line: string, to: Runner = runner): void {
  to.write(line + EOL);
}

/** Writes to the log; nothing in the text is taken for a workflow command. */
export function info(text: string, to: Runner = runner): void {
  to.write(inert(text) + EOL);
}

/** Writes a line that is only shown when debug logging is on. */
export function debug(text: string, to: Runner = runner): void {
  issue(command('debug', {}, text), to);
}

/** Has the user asked for debug logging? */
export function isDebug(env: Runner['env'] = process.env): boolean {
  return env.RUNNER_DEBUG === '1';
}

/** Folds what `write` says under a title in the log. */
export async function group<T>(title: string, write: () => T | Promise<T>, to: Runner = runner): Promise<T> {
  issue(command('group', {}, title), to);
  try {
    return await write();
  } finally {
    issue(command('endgroup', {}, ''), to);
  }
}

/** Adds markdown to the job's summary; a runner without summaries goes without. */
export function appendSummary(markdown: string, env: Runner['env'] = process.env): boolean {
  return appendTo(env.GITHUB_STEP_SUMMARY, markdown);
}

/** `name<<delimiter`: the delimiter is random so that no value can end itself and set another output. */
function keyValue(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`;
}

/** Appends to a file that the runner named; false when it named none or it can't be written. */
function appendTo(file: string | undefined, text: string): boolean {
  if (!file) return false;
  try {
    appendFileSync(file, text);
    return true;
  } catch {
    return false;
  }
}
