/**
 * One run of the tests has one folder for everything temporary: whatever a test leaves there goes with it, and two runs
 * on one machine see nothing of each other. Jest calls this before the first test; `run-end.mjs` comes after the last.
 */
import { randomInt } from 'node:crypto';
import { accessSync, constants, mkdirSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { writeScript } from './sources/script.mjs';

/** What os.tmpdir() goes by, on every system. */
export const TEMPORARY = ['TMPDIR', 'TMP', 'TEMP'];

/**
 * What a machine, or the workflow that runs the tests, says to programs of this kind: tokens, logins, proxies, whose certificates
 * to trust (which Node.js 20 reads at each start, for three times as long as it takes else), the run.
 */
const OF_THIS_MACHINE =
  /^(?:GHCR_TOKEN|GH_TOKEN|DOCKER_CONFIG|REGISTRY_AUTH_FILE|(?:GITHUB|INPUT|STATE|RUNNER)_.*|(?:https?|all|no)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR))$/i;

/** What is asked for alone, of which every row is asked then (spread.ts): a test by its name, or a file by its own. */
function askedAlone({ testNamePattern, nonFlagArgs }) {
  if (testNamePattern) return 'named';
  return nonFlagArgs.length > 0 && nonFlagArgs.every((name) => name.endsWith('.test.ts')) ? 'file' : '';
}

/**
 * Where the folder goes. In memory, where Linux has it with room and lets programs of it run: the tests make some ten
 * thousand small folders, and on a disk the waiting for those takes longer than what is asked of them. The whole run keeps
 * to what users have.
 */
function placeOfFolder() {
  const [memory, room] = ['/dev/shm', 4_000_000_000];
  if (process.env.WHOLE === '1' || process.env.TMPDIR) return realpathSync(tmpdir());
  const trial = path.join(memory, `run-trial-${process.pid}`);
  try {
    const { bavail, bsize } = statfsSync(memory);
    writeFileSync(trial, '', { mode: 0o700 });
    accessSync(trial, constants.X_OK);
    if (bavail * bsize > room) return memory;
  } catch {
    // There is none, or it is not ours.
  } finally {
    rmSync(trial, { force: true });
  }
  return realpathSync(tmpdir());
}

export default async function begin(asked) {
  // Short, since podman takes no path of more than 50 characters; in lower case, since buildah makes an image name of a path.
  const folder = path.join(placeOfFolder(), `run-${randomInt(36 ** 5).toString(36)}`);
  mkdirSync(folder, { mode: 0o700 });
  // The workers that run the tests inherit the environment, and so do their processes.
  for (const name of Object.keys(process.env)) if (OF_THIS_MACHINE.test(name)) delete process.env[name];
  for (const name of TEMPORARY) process.env[name] = folder;
  process.env.TESTS_FOLDER = folder;
  process.env.TESTS_LEFT = path.join(folder, 'left');
  process.env.WHOLE ||= askedAlone(asked);
  await writeScript(folder);
}
