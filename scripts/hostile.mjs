// Runs the hostile situations (all of them, or those of the groups and files that are named), and says by group how many
// hold, which are pending and which do not hold. Exit code 1 when one does not, or holds though it is pending.
//
//   npm run hostile                     npm run hostile -- login origins/names
//   npm run hostile -- --shrink         takes off __tests__/hostile/pending.ts what holds by now
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const list = path.join(root, '__tests__/hostile/pending.ts');
const words = process.argv.slice(2).filter((word) => word !== '--shrink');

/** What jest says of them, a test file each. */
function results() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-hostile-run-'));
  const output = path.join(folder, 'result.json');
  const places =
    words.length > 0 ? words.map((word) => `__tests__/hostile/.*${word}`) : ['__tests__/hostile/'];
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  try {
    spawnSync(process.execPath, [...flags, jest, '--json', `--outputFile=${output}`, ...places], {
      cwd: root,
      env: { ...process.env, HOSTILE: 'every' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return JSON.parse(readFileSync(output, 'utf8')).testResults;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const pending = readFileSync(list, 'utf8');
const groups = new Map();
const faults = [];
const holdsNow = [];
for (const { name, message, assertionResults } of results()) {
  const group = path.basename(path.dirname(name));
  const count = groups.get(group) ?? { hold: 0, pending: 0, not: 0 };
  groups.set(group, count);
  if (assertionResults.length === 0) faults.push(`${name}: ${message}`);
  for (const { status, ancestorTitles, title, failureMessages } of assertionResults) {
    const situation = [group, ...ancestorTitles, title].join(' › ');
    const isPending = pending.split('\n').includes(situation);
    // A test of the list itself is no situation.
    const isSituation = ancestorTitles.length > 0;
    if (status === 'passed' && isSituation) count[isPending ? 'pending' : 'hold'] += 1;
    if (status !== 'failed') continue;
    if (isSituation) count[isPending ? 'hold' : 'not'] += 1;
    if (isPending) holdsNow.push(situation);
    else faults.push(`${situation}\n${failureMessages.join('\n').split('\n').slice(0, 16).join('\n')}`);
  }
}

for (const fault of faults) console.log(`${fault}\n`);
let total = 0;
for (const [group, { hold, pending: waiting, not }] of [...groups].sort()) {
  total += hold + waiting + not;
  console.log(`${group.padEnd(10)} ${hold} hold, ${waiting} are pending, ${not} do not hold`);
}
console.log(`${total} situations`);
if (holdsNow.length > 0 && process.argv.includes('--shrink')) {
  const off = new Set(holdsNow);
  const left = pending.split('\n').filter((line) => !off.has(line));
  writeFileSync(list, left.join('\n'));
  console.log(`${holdsNow.length} hold and were taken off the list`);
} else if (holdsNow.length > 0) {
  console.log(`${holdsNow.length} hold though they are pending (--shrink takes them off the list):`);
  for (const situation of holdsNow) console.log(`  ${situation}`);
}
process.exitCode = faults.length > 0 || holdsNow.length > 0 ? 1 : 0;
