/** Pipes that are named in the place of files: what a shell makes of `<(command)`, and those that have a name. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';

const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;

/** A descriptor that this process was started with: behind it the shell has a program that writes. */
const INHERITED = /^\/(?:dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/;

export function isInherited(file: string): boolean {
  return INHERITED.test(file);
}

/** A descriptor, so that neither a pipe that nobody writes to nor a terminal holds who opens it. Throws the system's error. */
export function openAtOnce(file: string): number {
  return openSync(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
}

/** What the program behind `<(command)` writes; null: it is no such pipe. Throws the system's error. */
export function inheritedPipe(file: string): AsyncIterable<Uint8Array> | null {
  if (!isInherited(file)) return null;
  const descriptor = openAtOnce(file);
  if (fstatSync(descriptor).isFIFO()) return fromPipe(descriptor);
  closeSync(descriptor);
  return null;
}

/**
 * What is written into a pipe, until nobody has it open any more; the descriptor is closed then.
 *
 * @param patience seconds in which the first byte has to come, and what is thrown where none does; none: it is waited for,
 *   as for standard input
 */
export async function* fromPipe(
  fd: number,
  patience?: { seconds: number; silence: Error },
): AsyncGenerator<Uint8Array> {
  const socket = new Socket({ fd, readable: true, writable: false });
  const timer = patience && setTimeout(() => socket.destroy(patience.silence), patience.seconds * 1000);
  try {
    for await (const chunk of socket as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}
