/** The bytes of a log that was named by hand: a file, or the end of a pipe, as `<(command)` is one. */
import { closeSync, constants, createReadStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty } from 'node:tty';
import type { Language } from '../../../types.js';
import { explainWords } from '../../explain-words.js';
import { InputError } from '../../usage.js';

const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;

/** Bytes read at once: large enough to be fast, small enough to be forgotten soon. */
const CHUNK = 256 * 1024;

/** Seconds for which somebody has to begin to write into a pipe that has a name. */
const PATIENCE = 30;

/** A descriptor that this process was started with: behind it the shell has a program that writes. */
const INHERITED = /^\/(?:dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/;

/**
 * Opens what was named. Neither a pipe that nobody writes to nor a device that has nothing to say is waited for
 * without an end. Throws `InputError`, or the system's error.
 */
export async function openLog(file: string, language: Language): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-' || file === '/dev/stdin') return process.stdin;
  // Opening a pipe that nobody writes to would wait, and so would reading what the kernel has yet to say.
  const descriptor = openSync(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fstatSync(descriptor).isFIFO())
    return fromPipe(descriptor, INHERITED.test(file) ? null : nobodyWrites(file, language));
  if (isatty(descriptor)) {
    closeSync(descriptor);
    throw new InputError(explainWords(language).noInput);
  }
  return createReadStream(file, { fd: descriptor, highWaterMark: CHUNK });
}

function nobodyWrites(file: string, language: Language): InputError {
  return new InputError(explainWords(language).silent(file, PATIENCE));
}

/** @param silence thrown when no byte comes in time; null: it is waited for, as for standard input */
async function* fromPipe(fd: number, silence: InputError | null): AsyncGenerator<Uint8Array> {
  const socket = new Socket({ fd, readable: true, writable: false });
  const timer = silence && setTimeout(() => socket.destroy(silence), PATIENCE * 1000);
  try {
    for await (const chunk of socket as AsyncIterable<Uint8Array>) {
      if (timer) clearTimeout(timer);
      yield chunk;
    }
  } finally {
    if (timer) clearTimeout(timer);
    socket.destroy();
  }
}
