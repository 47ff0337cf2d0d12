// What `npm run check` proves, all of it whatever fails: each part says how it ended in a line, and those that failed
// say why at the end. Two run side by side: those of `build/`, which they share, one after the other, and the rest.
//
//   node scripts/check.mjs               node scripts/check.mjs types biome (these parts only)
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const script = (name) => [process.execPath, path.join(root, 'scripts', `${name}.mjs`)];

/** Name → its command. The first row writes and reads `build/`. */
const LANES = [
  {
    bundle: [...script('bundle'), '--check'],
    docs: [...script('docs'), '--check'],
  },
  {
    types: [bin('tsc'), '--noEmit'],
    biome: [bin('biome'), 'ci', '.'],
    markers: script('markers'),
    gallery: [...script('gallery'), '--check'],
  },
].map(Object.entries);

const names = LANES.flat().map(([name]) => name);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}": ${names.join(', ')}.`);
  process.exit(2);
}

const failed = [];
await Promise.all(LANES.map(runLane));
for (const { name, words } of failed) console.error(`\n── ${name}\n${words}`);
if (failed.length > 0) console.error(`\nfailed: ${failed.map(({ name }) => name).join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runLane(parts) {
  for (const [name, command] of parts) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const begun = process.hrtime.bigint();
    const { isRight, words } = await run(command);
    const seconds = Number((process.hrtime.bigint() - begun) / 1_000_000_000n);
    console.log(`${isRight ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (!isRight) failed.push({ name, words });
  }
}

/** How a command ends, and all that it says. */
function run([file, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        words += text;
      });
    child.on('error', ({ message }) => resolve({ isRight: false, words: message }));
    child.on('close', (code, signal) =>
      resolve({
        isRight: code === 0,
        words: words.trim() || `it ended with ${signal ?? `exit code ${code}`}`,
      }),
    );
  });
}
