/** Can a file of a checkout be the one that a run had? As far as git tells it, offline. */
import { createHash } from 'node:crypto';
import * as path from 'node:path';
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
 * @param root a folder of the checkout
 * @param file its path in it
 * @param at when the run was, in milliseconds; null: nobody knows
 * @returns null: it was committed before, so the run may well have had it
 */
export async function fileAge(root: string, file: string, at: number | null): Promise<FileAge | null> {
  const git = async (...args: string[]) => {
    const ran = await run('git', ['-C', root, ...QUIET, ...args], '', TIMEOUT);
    return ran.kind === 'exited' ? ran.stdout.split('\n') : [];
  };
  const [isInside, isShallow, blob = ''] = await git(
    'rev-parse',
    '--is-inside-work-tree',
    '--is-shallow-repository',
    `HEAD:./${file}`,
  );
  if (isInside !== 'true') return 'untold';
  if (!/^[0-9a-f]{40,64}$/.test(blob) || !isBlob(blob, `${root}/${file}`)) return 'uncommitted';
  if (at === null) return 'untold';
  // What a merge brought came with the merge: until then this branch had the former text.
  const [seconds = ''] = await git('log', '-1', '--first-parent', '--format=%ct', '--', file);
  const isLater = Number(seconds) * 1000 > at;
  // Of a shallow clone the oldest commit seems to have made every file.
  if (seconds === '' || (isLater && isShallow === 'true')) return 'untold';
  if (!isLater) return null;
  // Rebased, squashed or renamed since: the run may have had the same text in another commit, of any branch.
  const folder = path.posix.dirname(file);
  const all = await git('log', '--all', `--find-object=${blob}`, '--format=%ct %at', '--', folder);
  const times = all.filter((line) => line !== '').flatMap((line) => line.split(' ').map(Number));
  return times.some((time) => time * 1000 <= at) ? 'untold' : 'later';
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
