// Runs the agreement (__tests__/agreement) and prints it as a markdown table, also when a row disagrees:
// `node scripts/agreement.mjs > agreement.md`. Exit code 1 when one does.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'agreement-table-'));
const table = join(folder, 'table.md');
try {
  const { status } = spawnSync('npm', ['test', '--', '__tests__/agreement/agreement.test.ts'], {
    cwd: root,
    env: { ...process.env, AGREEMENT_TABLE: table, WHOLE: '1' },
    // What jest says goes beside the table, not into it.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (existsSync(table)) process.stdout.write(readFileSync(table, 'utf8'));
  else console.error('there is no table: the tests ended before their first row');
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
