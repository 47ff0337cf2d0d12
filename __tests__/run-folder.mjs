/**
 * One run of the tests has one folder for everything temporary: whatever a test leaves there goes with it, and two runs
 * on one machine see nothing of each other. Jest calls this before the first test; `run-end.mjs` comes after the last.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { writeScript } from './sources/script.mjs';

/** What os.tmpdir() goes by, on every system. */
export const TEMPORARY = ['TMPDIR', 'TMP', 'TEMP'];

/** What a machine, or the workflow that runs the tests, says to programs of this kind: tokens, logins, proxies, the run. */
const OF_THIS_MACHINE =
  /^(?:GHCR_TOKEN|GH_TOKEN|DOCKER_CONFIG|REGISTRY_AUTH_FILE|(?:GITHUB|INPUT|STATE|RUNNER)_.*|(?:https?|all|no)_proxy)$/i;

/** What is asked for alone, of which every row is asked then (spread.ts): a test by its name, or a file by its own. */
function askedAlone({ testNamePattern, nonFlagArgs }) {
  if (testNamePattern) return 'named';
  return nonFlagArgs.length > 0 && nonFlagArgs.every((name) => name.endsWith('.test.ts')) ? 'file' : '';
}

export default async function begin(asked) {
  // Short, since podman takes no path of more than 50 characters; in lower case, since buildah makes an image name of a path.
  const folder = path.join(realpathSync(tmpdir()), `run-${randomInt(36 ** 5).toString(36)}`);
  mkdirSync(folder, { mode: 0o700 });
  // The workers that run the tests inherit the environment, and so do their processes.
  for (const name of Object.keys(process.env)) if (OF_THIS_MACHINE.test(name)) delete process.env[name];
  for (const name of TEMPORARY) process.env[name] = folder;
  process.env.TESTS_FOLDER = folder;
  process.env.TESTS_LEFT = path.join(folder, 'left');
  process.env.WHOLE ||= askedAlone(asked);
  await writeScript(folder);
}
