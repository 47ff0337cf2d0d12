// Builds the command line as one file that needs no Node.js on the machine (Node.js docs, "Single executable
// applications"): the sources as one CommonJS script, made into a blob, put into a copy of a Node.js binary. It runs on the
// system and processor of that binary; a release builds each on its own runner.
//
//   npm run executable -- build/ghcr-preflight               with the Node.js that runs this script (22 or later)
//   npm run executable -- build/ghcr-preflight NODE          with another binary of the same system
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inject } from 'postject';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, 'build', ...parts);
const [target, node = process.execPath] = process.argv.slice(2);
if (!target) {
  console.error('usage: npm run executable -- FILE [NODE]');
  process.exit(2);
}
const version = Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]);
if (!(version >= 22)) {
  console.error(`${node} is Node.js ${version}; an executable is made of 22 or later: name one behind FILE`);
  process.exit(2);
}

/** Where Node.js looks for the blob, and the word that it is there (same page of the docs). */
const RESOURCE = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

// `npm run build` leaves its copies of packages there, changed for dist/; here the packages themselves are meant.
rmSync(at('node_modules'), { recursive: true, force: true });
run(path.join(root, 'node_modules/.bin/tsc'), ['-p', path.join(root, 'tsconfig.build.json')]);
await build({
  entryPoints: [at('executable.js')],
  outfile: at('executable.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
  // Only a bundle with files beside it asks where it is (src/faces/cli/demo/steps.ts).
  define: { 'import.meta.url': '""' },
});
writeFileSync(
  at('sea.json'),
  JSON.stringify({ main: at('executable.cjs'), output: at('sea.blob'), disableExperimentalSEAWarning: true }),
);
run(node, ['--experimental-sea-config', at('sea.json')]);

const file = path.resolve(target);
mkdirSync(path.dirname(file), { recursive: true });
if (existsSync(file)) rmSync(file);
copyFileSync(node, file);
chmodSync(file, 0o755);
// A signature would no longer be true; macOS runs nothing without one, so it gets one of no identity.
if (process.platform === 'darwin') run('codesign', ['--remove-signature', file]);
await inject(file, RESOURCE, readFileSync(at('sea.blob')), {
  sentinelFuse: FUSE,
  ...(process.platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
});
if (process.platform === 'darwin') run('codesign', ['--sign', '-', file]);
console.log(`${target}: ${(statSync(file).size / 1e6).toFixed(0)} MB`);

function run(command, args) {
  try {
    execFileSync(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
  } catch (error) {
    // The tool has said what is wrong; a stack trace of this script says nothing.
    process.stderr.write(error.stdout ?? `${error.message}\n`);
    process.exit(1);
  }
}
