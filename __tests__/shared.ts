/**
 * Material that lies beside this project where its authors work (`../shared`, or where GHCR_PREFLIGHT_SHARED
 * points) and nowhere else: CI outside can't see it. Its tests are skipped there, by their names; each says
 * where the same rules have tests inside the project.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const SHARED = process.env.GHCR_PREFLIGHT_SHARED ?? join(import.meta.dirname, '..', '..', 'shared');

/** A folder of it; null (and a line that says so) where it is not. */
export function sharedFolder(...parts: string[]): string | null {
  const folder = join(SHARED, ...parts);
  if (existsSync(folder)) return folder;
  process.stderr.write(`SKIPPED: there is no ${folder}, which is not part of this project\n`);
  return null;
}
