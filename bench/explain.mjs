// How fast a large log is read, and in how much memory: the built command on a file of noise with one refusal
// at its end. Aims: 50 MB/s and more, less than 150 MB.
//
//   npm run bench:explain            500 MB
//   npm run bench:explain -- 100     megabytes of your choice
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const megabytes = Number(process.argv[2] ?? 500);
const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-bench-'));

const TIME = '2026-11-02T10:00:00.1234567Z ';
/** Ordinary noise, noise that has the registry's name in every line, and one endless line. */
const NOISE = {
  'a build': [
    `${TIME}#14 34.56 npm http fetch GET 200 https://registry.npm.example/left-pad 12ms (cache hit)`,
    `${TIME}[INFO] Compiling 318 source files with javac [debug release 21] to target/classes`,
    `${TIME}\u001b[36mok\u001b[0m  \texample.org/project/internal/very/deep/package\t0.412s\tcoverage: 81.3% of statements`,
    `${TIME}##[debug]Evaluating condition for step: 'Compile'`,
    `${TIME}#14 35.01 Get:7 http://archive.ubuntu.com/ubuntu noble/main amd64 libssl3 amd64 3.0.13 [1,941 kB]`,
    `${TIME}   Compiling serde_json v1.0.128`,
  ],
  'pulls of many layers': [
    `${TIME}a2abf6c4d29d: Pulling fs layer`,
    `${TIME}a2abf6c4d29d: Downloading [=====>          ]  1.2MB/31.4MB`,
    `${TIME}#9 sha256:a2abf6c4d29d43a4bf9fbb769f524d0fb36a2edab49819c1bf3e76f409f953ea 31.38MB / 31.38MB 0.4s done`,
    `${TIME}#9 resolve ghcr.io/octo-org/base:1@sha256:a2abf6c4d29d43a4bf9fbb769f524d0fb36a2edab49819c1bf3e76f409f953ea done`,
  ],
  'one line without an end': null,
};

/** Starts the command and watches how much memory it takes at most. */
const WATCH = String.raw`
  import { spawn } from 'node:child_process';
  import { readFileSync } from 'node:fs';
  const [, ...args] = process.argv;
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let peak = 0, text = '';
  child.stdout.on('data', (chunk) => { text += chunk; });
  const timer = setInterval(() => {
    try { peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/' + child.pid + '/status', 'utf8'))?.[1] ?? 0)); } catch {}
  }, 20);
  child.on('close', () => {
    clearInterval(timer);
    console.log(JSON.stringify({ ms: performance.now() - start, peak, id: JSON.parse(text).findings[0]?.id }));
  });
`;

try {
  console.log('noise                        size      time      speed     memory   found');
  for (const [name, lines] of Object.entries(NOISE)) {
    const file = path.join(home, 'run.log');
    write(file, lines);
    const { stdout } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        WATCH,
        '--',
        path.join(root, 'dist/cli/index.js'),
        'explain',
        '--format',
        'json',
        file,
      ],
      { encoding: 'utf8', maxBuffer: 1e8 },
    );
    const { ms, peak, id } = JSON.parse(stdout);
    const speed = `${Math.round(megabytes / (ms / 1000))} MB/s`;
    const memory = peak ? `${Math.round(peak / 1024)} MB` : '(unknown)';
    console.log(
      `${name.padEnd(28)} ${megabytes} MB  ${Math.round(ms)} ms  ${speed.padEnd(9)} ${memory.padEnd(8)} ${id}`,
    );
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

function write(file, lines) {
  const block = lines
    ? Buffer.from(`${lines.join('\n')}\n`.repeat(2000))
    : Buffer.alloc(1e6, 'lorem ipsum dolor sit ');
  const handle = openSync(file, 'w');
  for (let written = 0; written < megabytes * 1e6; written += block.length) writeSync(handle, block);
  writeSync(
    handle,
    `\n${TIME}ERROR: failed to push ghcr.io/octo-org/app:1: denied: permission_denied: write_package\n`,
  );
  closeSync(handle);
}
