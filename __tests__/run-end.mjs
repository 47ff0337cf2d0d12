/** Says how many rows were left to the whole run, and removes the folder of this one (run-folder.mjs). */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { TEMPORARY } from './run-folder.mjs';

export default function end() {
  const { TESTS_FOLDER, TESTS_LEFT } = process.env;
  if (existsSync(TESTS_LEFT)) {
    const counts = readFileSync(TESTS_LEFT, 'utf8').trim().split('\n');
    const rows = counts.reduce((sum, line) => sum + Number(line.split('\t')[1]), 0);
    process.stderr.write(`\nRows of tables that are left to the whole run (WHOLE=1 npm test): ${rows}\n`);
  }
  rmSync(TESTS_FOLDER, { recursive: true, force: true, maxRetries: 5 });
  // Jest may go on, and run once more when a file has changed.
  for (const name of TEMPORARY) process.env[name] = path.dirname(TESTS_FOLDER);
  if (process.env.WHOLE !== '1') delete process.env.WHOLE;
}
