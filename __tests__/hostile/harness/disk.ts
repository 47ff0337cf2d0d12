/** A disk that is soon full: a small file system in memory, which only root may mount. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs';
import * as path from 'node:path';
import type { Arena } from './arena.js';

const PAGE = 4096;

export interface SmallDisk {
  folder: string;
  /** Leaves room for so many pages of 4 KiB. */
  fill(left: number): void;
  /** Makes room again. */
  empty(): void;
}

/** @param kilobytes its size */
export function smallDisk(arena: Arena, name: string, kilobytes: number): SmallDisk {
  const folder = arena.path(name);
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  arena.later(() => execFileSync('umount', ['-l', folder]));
  const filler = path.join(folder, '.filler');
  return {
    folder,
    fill(left) {
      const handle = openSync(filler, 'w');
      const page = Buffer.alloc(PAGE, 'x');
      let pages = 0;
      while (statfsSync(folder).bavail > 0) {
        try {
          writeSync(handle, page);
          pages += 1;
        } catch {
          break;
        }
      }
      closeSync(handle);
      truncateSync(filler, Math.max(0, pages - left) * PAGE);
    },
    empty: () => rmSync(filler, { force: true }),
  };
}
