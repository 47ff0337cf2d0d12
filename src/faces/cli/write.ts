/** Another text for a file, all of it or nothing. */
import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Writes beside the file and puts that in its place, so that a reader sees the old text or the new one.
 * The file's mode stays, and a symbolic link goes on pointing where it did.
 *
 * @param before what is expected to be there
 * @returns null when it is done, `changed` when another text is there, else the system's error code
 */
export async function replaceFile(file: string, before: string, after: string): Promise<string | null> {
  let beside: string | null = null;
  try {
    const target = await realpath(file);
    if ((await readFile(target)).compare(Buffer.from(before)) !== 0) return 'changed';
    const { mode } = await stat(target);
    beside = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}`);
    await writeFile(beside, after, { mode, flag: 'wx' });
    await rename(beside, target);
    return null;
  } catch (error) {
    if (beside !== null) await rm(beside, { force: true });
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
