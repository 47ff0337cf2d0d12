/** Can a file of a checkout be the one that a run had? As far as git tells it, offline. */
import { createHash } from 'node:crypto';
import { run } from './credentials/process.js';
import { readRegularFile } from './regular-file.js';

/**
 * `uncommitted`: no commit has this text, so no run has had it. `later`: it was committed after the run.
 * `untold`: no git here, or nothing tells when the run was.
 */
export type FileAge = 'uncommitted' | 'later' | 'untold';

export interface AgedFile {
  file: string;
  age: FileAge;
}

/** Milliseconds. */
const TIMEOUT = 5_000;
/** Bytes of a file that is looked at. */
const MOST_BYTES = 1024 * 1024;

/** Settings of a checkout that would start a program of its own. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false'];

/**
 * @param file its path in the folder
 * @param at when the run was, in milliseconds; null: nobody knows
 * @returns null: it was committed before, so the run may well have had it
 */
export async function fileAge(folder: string, file: string, at: number | null): Promise<FileAge | null> {
  const git = async (...args: string[]) => {
    const ran = await run('git', ['-C', folder, ...QUIET, ...args], '', TIMEOUT);
    return ran.kind === 'exited' ? ran.stdout.split('\n') : [];
  };
  const [isInside, isShallow, blob = ''] = await git(
    'rev-parse',
    '--is-inside-work-tree',
    '--is-shallow-repository',
    `HEAD:./${file}`,
  );
  if (isInside !== 'true') return 'untold';
  if (!/^[0-9a-f]{40,64}$/.test(blob) || !isBlob(blob, `${folder}/${file}`)) return 'uncommitted';
  if (at === null) return 'untold';
  const [times = ''] = await git('log', '-1', '--format=%ct %at', '--', file);
  const [committed, written] = times.split(' ').map((seconds) => Number(seconds) * 1000 > at);
  const isLater = committed === true;
  // Rebased, picked or amended since: the run may have had the same text in another commit.
  if (isLater && written === false) return 'untold';
  // Of a shallow clone the oldest commit seems to have made every file.
  if (times === '' || (isLater && isShallow === 'true')) return 'untold';
  return isLater ? 'later' : null;
}

/** Is it the file's text that git keeps under this name? Without git's filters: a checkout may bring programs as such. */
function isBlob(blob: string, file: string): boolean {
  try {
    const bytes = readRegularFile(file, MOST_BYTES);
    const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    return [bytes, unix].some((each) => nameOf(each, blob.length === 40 ? 'sha1' : 'sha256') === blob);
  } catch {
    return false;
  }
}

function nameOf(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
