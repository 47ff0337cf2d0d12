// What hostile files cost `lint` in seconds: none of them five. Their memory is tested (__tests__/cli/limits.test.ts);
// seconds depend on the machine and its other work, so they are measured here. Exit code 1 when one takes longer.
//
//   node bench/limits.mjs               node bench/limits.mjs jobs (only those with this word in their name)
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SECONDS = 5;
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const cli = path.join(root, 'dist/cli/index.js');
const word = process.argv[2] ?? '';

const source = readFileSync(path.join(root, '__tests__/cli/hostile.ts'), 'utf8');
const { code } = transformSync(source, { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } });
const { DEMANDS, hostile, thousand } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

function written(files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-limits-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

let tooLong = 0;
for (const [name, files] of [...hostile(), ['a thousand files', thousand()]]) {
  if (!name.includes(word)) continue;
  const folder = written(files);
  for (const args of DEMANDS) {
    const start = performance.now();
    spawnSync(process.execPath, [cli, 'lint', '--repository', 'octo/app', ...args, folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    });
    const seconds = (performance.now() - start) / 1000;
    if (seconds > SECONDS) tooLong += 1;
    console.log(`${seconds.toFixed(1).padStart(5)} s  ${name} ${args.join(' ')}`);
  }
  rmSync(folder, { recursive: true, force: true });
}
if (tooLong > 0) {
  console.error(`${tooLong} took longer than ${SECONDS} s`);
  process.exitCode = 1;
}
