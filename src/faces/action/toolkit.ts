/**
 * What `@actions/core` leaves to its callers, under its own names. What is not here the
 * faces take from the package itself.
 */
import { appendFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import {
  type AnnotationProperties,
  error as coreError,
  info as coreInfo,
  notice as coreNotice,
  saveState as coreSaveState,
  setFailed as coreSetFailed,
  setOutput as coreSetOutput,
  setSecret as coreSetSecret,
  warning as coreWarning,
  isDebug,
} from '@actions/core';
import { heldSecrets } from '../../evidence/secrets/secrets.js';
import type { RunAnnotation } from '../../report/annotations.js';
import { inert } from '../../report/text.js';
import { asSentence, InputError } from '../usage.js';
import { logText } from './log-text.js';
import type { HandedOn } from './unwritten.js';

/** Names of the outputs that this step has set. */
const given = new Set<string>();

/** Sets an output of this step, also where the runner's file is not there. */
export function setOutput(name: string, value: string): void {
  const masked = heldSecrets.mask(value);
  intoFile('GITHUB_OUTPUT', () => coreSetOutput(name, masked));
  given.add(name);
}

/** Sets those of these outputs that the step has not come to. */
export function setMissingOutputs(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) if (!given.has(name)) setOutput(name, value);
}

/** Keeps a value for this action's post step, also where the runner's file is not there. */
export function saveState(name: string, value: string): void {
  intoFile('GITHUB_STATE', () => coreSaveState(name, value));
}

/**
 * The package throws where the file that the runner named is not there yet or can't be written, which would
 * cost the verdict. The file is made then; where that fails the log takes the value, as a command to older runners, with a
 * warning: newer ones need not obey it. What a full disk has taken of the value is no line that the runner could read, so it
 * goes.
 */
function intoFile(variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE', write: () => void): void {
  const file = process.env[variable] ?? '';
  const size = existsSync(file) ? statSync(file).size : 0;
  try {
    write();
  } catch {
    try {
      cut(file, size);
      makeFile(file);
      write();
    } catch (error) {
      cut(file, size);
      void tellUnwritten(variable, file, error);
      delete process.env[variable];
      write();
    }
  }
}

function cut(file: string, size: number): void {
  try {
    truncateSync(file, size);
  } catch {
    // It is no file, and has taken nothing.
  }
}

/** A warning that one of them could not be written, for somebody will miss it; what says it is loaded for it alone. */
export function tellUnwritten(what: HandedOn, file: string, error: unknown): Promise<void> {
  return import('./unwritten.js').then(
    ({ warnUnwritten }) => warnUnwritten(what, file, error),
    // Its words are gone from the disk too.
    () => {},
  );
}

/** `@actions/core` wants to find the file that the runner named. */
export function makeFile(file: string | undefined): void {
  if (file) appendFileSync(file, '');
}

/**
 * Makes the runner hide a secret in all logs from here on. Each line is masked by itself, and without the
 * white space around it: that is what a log would show. The runner complains about an empty mask.
 */
export function setSecret(secret: string): void {
  for (const line of secret.split(/[\r\n]+/)) if (line.trim() !== '') coreSetSecret(line.trim());
}

/** Writes to the log; nothing in the text is taken for a workflow command, and no secret stands in it. */
export function info(text: string): void {
  coreInfo(logText(text));
}

/** The same for lines that `report/terminal/terminal.ts` has made: colours in them are ours, and nothing else in them is obeyed. */
export function infoInColor(text: string): void {
  coreInfo(inert(heldSecrets.mask(text)));
}

/** Fails the step, with a sentence. */
export function setFailed(message: string): void {
  coreSetFailed(logText(message));
}

/** The same of what went wrong: of what nobody expected, a run with debugging on gets the stack too. */
export function failStep(error: unknown, message = (error as Error).message): void {
  if (!(error instanceof InputError) && isDebug()) info(String((error as Error).stack));
  setFailed(asSentence(heldSecrets.mask(message)));
}

/** An error without a place, in a step that goes on. */
export function error(message: string): void {
  coreError(logText(message));
}

/** A notice without a place. */
export function notice(message: string): void {
  coreNotice(logText(message));
}

/** A warning at a place of a file. */
export function warning(message: string, { file, ...place }: AnnotationProperties): void {
  coreWarning(logText(message), { ...place, file: file && logText(file) });
}

const ANNOTATE = { error: coreError, warning: coreWarning, notice: coreNotice };

/** Shows an annotation on the run's page and, with a place, on the line of the file. */
export function annotate({ level, text, properties }: RunAnnotation): void {
  const { title, file, ...place } = properties;
  ANNOTATE[level](logText(text), { ...place, title: title && logText(title), file: file && logText(file) });
}
