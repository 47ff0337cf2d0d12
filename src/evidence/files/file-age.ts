/** Can a file of a checkout be the one that a run had? As far as git tells it, offline. */
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { runProgram } from '../credentials/process.js';
import { outsideHook } from './git-environment.js';
import { readRegularFile } from './regular-file.js';

/**
 * `uncommitted`: no commit has this text, so no run has had it. `later`: it was committed after the run.
 * `other`: the run's commit, which is on another branch, has another text. `untold`: no git here, or nothing tells
 * when the run was.
 */
export type FileAge = 'uncommitted' | 'later' | 'other' | 'untold';

export interface AgedFile {
  file: string;
  age: FileAge;
}

/** Milliseconds. */
const TIMEOUT = 5_000;
/** Bytes of a file that is looked at. */
const MOST_BYTES = 1024 * 1024;

/** The run that is asked about. */
export interface RunMoment {
  /** When it was, in milliseconds; null: nobody knows. */
  at: number | null;
  /** Its commit, or how that begins; null: nobody knows. */
  commit: string | null;
}

/** Offline: what a partial clone lacks is not fetched for a question. */
function environment(): NodeJS.ProcessEnv {
  return { ...outsideHook(), GIT_NO_LAZY_FETCH: '1' };
}

/** Settings of a checkout that would start a program of its own. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false'];

/**
 * @param root a folder of the checkout
 * @param file its path in it
 * @returns null: it was committed before, so the run may well have had it; or it is the text of the run's commit
 */
export async function fileAge(
  root: string,
  file: string,
  { at, commit }: RunMoment,
): Promise<FileAge | null> {
  const env = environment();
  const asked = (...args: string[]) =>
    runProgram('git', ['-C', root, ...QUIET, ...args], { timeout: TIMEOUT, env });
  const git = async (...args: string[]) => {
    const ran = await asked(...args);
    return ran.kind === 'exited' ? ran.stdout.split('\n') : [];
  };
  const [isInside, isShallow, blob = ''] = await git(
    'rev-parse',
    '--is-inside-work-tree',
    '--is-shallow-repository',
    `HEAD:./${file}`,
  );
  if (isInside !== 'true') return 'untold';
  const folder = path.posix.dirname(file);
  const isCommitted = isBlob(blob, `${root}/${file}`);
  const [known] = commit === null ? [] : await git('rev-parse', '--verify', '--quiet', `${commit}^{commit}`);
  if (known) {
    // Under whatever name: a file may have been renamed since.
    const had = await git('ls-tree', `${known}:./${folder === '.' ? '' : folder}`);
    if (had.some((line) => isBlob(/ blob (\S+)\t/.exec(line)?.[1] ?? '', `${root}/${file}`))) return null;
    if (!isCommitted) return 'uncommitted';
    const isBelow = await asked('merge-base', '--is-ancestor', known, 'HEAD');
    return isBelow.kind === 'exited' && isBelow.code === 0 ? 'later' : 'other';
  }
  if (!isCommitted) return 'uncommitted';
  if (at === null) return 'untold';
  // What a merge brought came with the merge: until then this branch had the former text.
  const [seconds = ''] = await git('log', '-1', '--first-parent', '--format=%ct', '--', file);
  const isLater = Number(seconds) * 1000 > at;
  // Of a shallow clone the oldest commit seems to have made every file.
  if (seconds === '' || (isLater && isShallow === 'true')) return 'untold';
  if (!isLater) return null;
  // Rebased, squashed or renamed since: the run may have had the same text in another commit, of any branch.
  const all = await git('log', '--all', `--find-object=${blob}`, '--format=%ct %at', '--', folder);
  const times = all.filter((line) => line !== '').flatMap((line) => line.split(' ').map(Number));
  return times.some((time) => time * 1000 <= at) ? 'untold' : 'later';
}

/** Is the name one of git's, and is it the file's text that git keeps under it? Without git's filters: a checkout may bring programs as such. */
function isBlob(blob: string, file: string): boolean {
  if (!/^[0-9a-f]{40,64}$/.test(blob)) return false;
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
