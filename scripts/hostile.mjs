// Runs the hostile situations (all of them, or those of the files that are named), and says by group how many hold,
// which are pending and which do not hold.
//
//   npm run hostile                     npm run hostile -- login origins
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-hostile-run-'));
const output = path.join(folder, 'result.json');
const words = process.argv.slice(2);
const places = words.length > 0 ? words.map((word) => `__tests__/hostile/.*${word}`) : ['__tests__/hostile/'];
try {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  spawnSync(process.execPath, [...flags, jest, '--json', `--outputFile=${output}`, ...places], {
    cwd: root,
    env: { ...process.env, HOSTILE: 'whole' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8'));
  const groups = new Map();
  const failed = [];
  for (const { name, message, assertionResults } of testResults) {
    const group = path.basename(path.dirname(name));
    const counted = groups.get(group) ?? { held: 0, pending: 0, failed: 0 };
    groups.set(group, counted);
    if (assertionResults.length === 0) failed.push(`${name}: ${message}`);
    for (const { status, ancestorTitles, title, failureMessages } of assertionResults) {
      const situation = [group, ...ancestorTitles, title].join(' › ');
      if (status === 'passed') counted.held += 1;
      else if (status !== 'failed') counted.pending += 1;
      else {
        counted.failed += 1;
        failed.push(`${situation}\n${failureMessages.join('\n').split('\n').slice(0, 14).join('\n')}`);
      }
    }
  }
  console.log(failed.join('\n\n'));
  let total = 0;
  for (const [group, { held, pending, failed: not }] of [...groups].sort()) {
    total += held + not;
    console.log(
      `${group.padEnd(10)} ${String(held).padStart(4)} hold ${String(not).padStart(4)} do not ${String(pending).padStart(4)} skipped`,
    );
  }
  console.log(`${total} situations, ${failed.length} do not hold`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
