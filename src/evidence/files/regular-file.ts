/**
 * Reads regular files and nothing else. A checkout or an environment may name anything under the name of a file: a
 * device that never ends, a pipe that nobody writes to, a terminal. The size counts while reading, not before it.
 */
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0, O_NOFOLLOW = 0 } = constants;

const SAYS = {
  'no-regular-file': 'no regular file',
  'too-large': 'larger than is read',
  outside: 'leads out of the folder',
};

/** The file is there, and is none that is read. */
export class NotRead extends Error {
  constructor(
    readonly reason: 'no-regular-file' | 'too-large' | 'outside',
    /** Bytes, where the file says how many it has. */
    readonly size: number | null,
  ) {
    super(SAYS[reason]);
    this.name = 'NotRead';
  }
}

/** In bytes, of whatever has this name; 0: nothing that may be looked at. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/**
 * The bytes of a regular file. At once: a promise for each step of reading a thousand small files costs more than
 * the reading. Throws `NotRead`, or the system's error.
 *
 * @param limit bytes
 */
export function readRegularFile(file: string, limit: number): Buffer {
  return readOpened(openSync(file, FLAGS), limit);
}

/**
 * The same of a file that is no link; the folders before it may be. null: it is one, or the system (Windows) can't
 * open a file on this condition. Throws as `readRegularFile` does.
 */
export function readUnlinkedFile(file: string, limit: number): Buffer | null {
  if (O_NOFOLLOW === 0) return null;
  let descriptor: number;
  try {
    descriptor = openSync(file, FLAGS | O_NOFOLLOW);
  } catch (error) {
    // POSIX says ELOOP, FreeBSD EMLINK.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP' || code === 'EMLINK') return null;
    throw error;
  }
  return readOpened(descriptor, limit);
}

/** Is anything there under this name, be it a file or not? */
export function isThere(file: string): boolean {
  return existsSync(file);
}

/** Does the system say that there is nothing under this name, rather than that it can't be read? */
export function saysAbsent({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Opening a pipe or a terminal must neither wait nor make it the terminal of this process. */
const FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY;

function readOpened(descriptor: number, limit: number): Buffer {
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new NotRead('no-regular-file', null);
    if (status.size > limit) throw new NotRead('too-large', status.size);
    return readUpTo(descriptor, limit, status.size);
  } finally {
    closeSync(descriptor);
  }
}

/** A file may grow meanwhile, and those of `/proc` say that they are empty. */
function readUpTo(descriptor: number, limit: number, expected: number): Buffer {
  let buffer = Buffer.allocUnsafe(Math.min(expected, limit) + 1);
  let size = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, size, buffer.length - size, null);
    size += read;
    // Less than there was room for is the end, where the file does have a size (POSIX, read).
    if (read === 0 || (size === expected && size < buffer.length)) return buffer.subarray(0, size);
    if (size > limit) throw new NotRead('too-large', null);
    if (size === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * size + 1024, limit + 1));
  }
}
