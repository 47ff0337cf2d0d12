/**
 * What `@actions/core` leaves to its callers, under its own names. What is not here the
 * faces take from the package itself.
 */
import { appendFileSync } from 'node:fs';
import {
  info as coreInfo,
  saveState as coreSaveState,
  setOutput as coreSetOutput,
  setSecret as coreSetSecret,
  error,
  notice,
  summary,
  warning,
} from '@actions/core';
import type { RunAnnotation } from '../../report/annotations.js';

/** Sets an output of this step, also where the runner's file is not there. */
export function setOutput(name: string, value: string): void {
  intoFile('GITHUB_OUTPUT', () => coreSetOutput(name, value));
}

/** Keeps a value for this action's post step, also where the runner's file is not there. */
export function saveState(name: string, value: string): void {
  intoFile('GITHUB_STATE', () => coreSaveState(name, value));
}

/**
 * The package throws where the file that the runner named is not there yet or can't be written, which would
 * cost the verdict. The file is made; where that fails the log takes the value, as a command to older runners.
 */
function intoFile(variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE', write: () => void): void {
  try {
    makeFile(process.env[variable]);
    write();
  } catch {
    delete process.env[variable];
    write();
  }
}

function makeFile(file: string | undefined): void {
  if (file) appendFileSync(file, '');
}

/**
 * Makes the runner hide a secret in all logs from here on. Each line is masked by itself, and without the
 * white space around it: that is what a log would show. The runner complains about an empty mask.
 */
export function setSecret(secret: string): void {
  for (const line of secret.split(/[\r\n]+/)) if (line.trim() !== '') coreSetSecret(line.trim());
}

/** Writes to the log; nothing in the text is taken for a workflow command. */
export function info(text: string): void {
  coreInfo(inert(text));
}

/**
 * Makes text harmless for the log: the runner obeys every line that starts with
 * `::` after white space, and the older `##[…]` anywhere in a line, so a name or a
 * registry's message could give it orders. A zero-width space keeps it readable.
 */
export function inert(text: string): string {
  return text.replace(/^([\s\u0085]*:):/gm, '$1\u200b:').replaceAll('##[', '#\u200b#[');
}

const ANNOTATE = { error, warning, notice };

/** Shows an annotation on the run's page and, with a place, on the line of the file. */
export function annotate({ level, text, properties }: RunAnnotation): void {
  ANNOTATE[level](text, properties);
}

/** Adds markdown to the job's summary; a runner without summaries goes without. Says whether it was written. */
export async function appendSummary(markdown: string): Promise<boolean> {
  try {
    makeFile(process.env.GITHUB_STEP_SUMMARY);
    await summary.addRaw(markdown).write();
    return true;
  } catch {
    return false;
  } finally {
    summary.emptyBuffer();
  }
}
