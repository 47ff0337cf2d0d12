/** Another text for a file, all of it or nothing. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { isWithin } from '../../../workflow/repository/inside.js';

/** Why a file was left as it is; else the system's error code. */
export type NotWritten =
  /** Another text is there than was expected. */
  'changed' | 'link' | 'outside' | 'read-only' | 'not-own' | { code: string };

/**
 * Writes beside the file and puts that in its place, so that a reader sees the old text or the new one, and an edit that
 * another program makes meanwhile is kept. Owner and mode stay. All at once, so that nothing of this process comes
 * between the last look and the change.
 *
 * @param before what is expected to be there
 * @param folders the real path of the file must lie in one of them
 * @returns null when it is done
 */
export function replaceFile(
  file: string,
  before: string,
  after: string,
  folders: readonly string[],
): NotWritten | null {
  const own = `.${path.basename(file)}.${randomUUID()}`;
  try {
    const there = lstatSync(file);
    if (there.isSymbolicLink() || !there.isFile()) return 'link';
    const folder = realpathSync.native(path.dirname(file));
    if (!folders.some((each) => isWithin(realpathSync.native(each), folder))) return 'outside';
    if ((there.mode & 0o200) === 0) return 'read-only';
    if (process.getuid && there.uid !== process.getuid()) return 'not-own';
    const target = path.join(folder, path.basename(file));
    const beside = path.join(folder, own);
    try {
      if (!holds(target, before)) return 'changed';
      writeBeside(beside, after, there);
      return swap(target, beside, before, there);
    } finally {
      rmSync(beside, { force: true });
    }
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

function writeBeside(file: string, text: string, { mode, gid }: Stats): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    if (process.getgid && gid !== process.getgid()) fchownSync(descriptor, -1, gid);
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Takes a second name for the old file, so that an edit of its text up to the change is seen after it, and put back.
 */
function swap(target: string, beside: string, before: string, there: Stats): NotWritten | null {
  const former = `${beside}.before`;
  const isSame = () => lstatSync(target).ino === there.ino;
  const hasSecondName = giveSecondName(target, former);
  try {
    if (!isSame() || !holds(hasSecondName ? former : target, before)) return 'changed';
    renameSync(beside, target);
    if (!hasSecondName || holds(former, before)) return null;
    renameSync(former, target);
    return 'changed';
  } finally {
    rmSync(former, { force: true });
  }
}

/** Not every file system has second names. */
function giveSecondName(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}

function holds(file: string, text: string): boolean {
  return readFileSync(file).compare(Buffer.from(text)) === 0;
}
