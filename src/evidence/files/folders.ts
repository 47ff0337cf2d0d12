/** Makes folders that an environment or a user names. */
import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a folder with those above it, one at a time: what Node.js does of itself (`recursive`) never ends where the system
 * says of a folder that is there that it isn't, as `/proc` does. Throws the system's error.
 *
 * @param mode of each that is made
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const whole = resolve(folder);
  if (isThere(whole)) return;
  const parent = dirname(whole);
  if (parent !== whole) makeFolder(parent, mode);
  try {
    mkdirSync(whole, mode);
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isThere(whole)) throw error;
  }
}

function isThere(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false }) !== undefined;
}

/** There can be no temporary folder, or nothing can be written in it. The message is the system's, for nobody to read. */
export class TemporaryFolderError extends Error {
  override name = 'TemporaryFolderError';
  /** As the system calls it, such as `ENOSPC`. */
  readonly code: string;

  constructor(
    /** Where temporary files go on this machine, or what was made there. */
    readonly folder: string,
    cause: unknown,
  ) {
    super(String(cause), { cause });
    this.code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  }
}

/** A new folder where this machine keeps temporary files; whoever asked removes it. Throws a `TemporaryFolderError`. */
export function makeTemporaryFolder(prefix: string, place = tmpdir()): string {
  try {
    return mkdtempSync(join(place, prefix));
  } catch (error) {
    throw new TemporaryFolderError(place, error);
  }
}
