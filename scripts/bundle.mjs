// Builds dist/: one bundle of all faces (so that what they share is there once), and a door of
// one line for each. `--check` builds elsewhere and compares: CI proves that dist/ is what the sources give.
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minify, parseSync } from '@swc/core';
import { compiledAtOnce } from './bundle/at-once.mjs';
import { calledByLint, calledByPush } from './bundle/called.mjs';
import { compiledAt } from './compile.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const dist = path.join(root, 'dist');

/** Path of the door → the function of src/app.ts that it opens. */
const DOORS = {
  'main/index.js': 'mainDoor',
  'post/index.js': 'postDoor',
  'lint/index.js': 'lintDoor',
  'explain/index.js': 'explainDoor',
  'audit/index.js': 'auditDoor',
  'audit/plan.js': 'auditPlanDoor',
  'audit/merge.js': 'auditMergeDoor',
  'cli/index.js': 'cliDoor',
};

/** Leaves once all is written: a stream may not do it at once. */
const PRINTED = ".then(() => process.stdout.write('', () => process.exit()))";
const ALL_PRINTED =
  ".then(() => process.stderr.write('', () => process.stdout.write('', () => process.exit())))";

/**
 * Faces that leave as soon as all is said: to take the heap apart takes them longer than it would any other. The post
 * step does without the stream, so nothing is left in it.
 */
const LEAVES = {
  mainDoor: PRINTED,
  postDoor: '.then(() => process.exit())',
  lintDoor: PRINTED,
  cliDoor: ALL_PRINTED,
};

/**
 * Packages that do nothing when they are loaded, but do not say so in their package.json: without that word the
 * bundler keeps all of them, and with them an HTTP client (undici) that each job would load for nothing.
 */
const WITHOUT_SIDE_EFFECTS = [
  '@actions/core',
  '@actions/exec',
  '@actions/github',
  '@actions/http-client',
  '@actions/io',
  'tunnel',
  'undici',
];

/**
 * Packages that hardly a run needs, though much of the code may call them: each is a bundle of its own beside `app/`,
 * which the first call loads. Name → its modules, of which the bundler takes what is used where they are ES modules, and
 * its functions in use.
 */
const BY_FIRST_CALL = {
  dotenv: { modules: './dist/index.cjs', functions: ['parse'] },
  'get-east-asian-width': { modules: './index.js', functions: ['eastAsianWidth'] },
  'smol-toml': { modules: './dist/index.js', functions: ['parse'] },
  yaml: {
    modules: './browser/dist/index.js',
    functions: ['isAlias', 'isCollection', 'isMap', 'isScalar', 'parse', 'parseDocument'],
  },
};

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
async function run(name, args) {
  try {
    await promisify(execFile)(bin(name), args, { cwd: root });
  } catch (error) {
    // The tool has said what is wrong; a stack trace of this script says nothing.
    process.stderr.write(`${error.stdout}${error.stderr}` || `${error.message}\n`);
    process.exit(1);
  }
}

async function build(target) {
  rmSync(path.join(root, 'build'), { recursive: true, force: true });
  // Whether the types fit is another part of `npm run check`: to ask it here again takes longer than all that is written.
  await run('tsc', ['-p', 'tsconfig.build.json', '--noCheck']);
  for (const folder of ['actions', 'programs'])
    stripTables(path.join(root, 'build/workflow/knowledge', folder));
  for (const name of WITHOUT_SIDE_EFFECTS) sayWithoutSideEffects(name);
  for (const [name, use] of Object.entries(BY_FIRST_CALL)) loadByFirstCall(name, use);
  rmSync(target, { recursive: true, force: true });
  // Not the root's `"type": "module"`, which would have it all bundled as ES modules: Node.js finds, reads and links
  // these one by one in turns of its event loop, and a step that loads fifteen is ready some milliseconds later.
  const manifest = path.join(root, 'build/package.json');
  writeFileSync(manifest, '{}\n');
  const beside = Object.keys(BY_FIRST_CALL);
  await Promise.all([
    bundle('build/app.js', path.join(target, 'app'), beside.map(besideApp)),
    ...beside.map((name) => bundle(`build/node_modules/${name}/used.js`, path.join(target, name), [])),
  ]);
  rmSync(manifest);
  // ncc minifies the entry only; the chunks are most of it.
  await Promise.all(
    files(target)
      .filter((name) => name.endsWith('.js'))
      .map((name) => minifyFile(path.join(target, name))),
  );
  for (const [door, face] of Object.entries(DOORS)) {
    const file = path.join(target, door);
    mkdirSync(path.dirname(file), { recursive: true });
    const hashbang = face === 'cliDoor' ? '#!/usr/bin/env node\n' : '';
    writeFileSync(
      file,
      `${hashbang}const { ${face} } = require('../app/index.js');\n\n${face}()${LEAVES[face] ?? ''};\n`,
      {
        mode: face === 'cliDoor' ? 0o755 : 0o644,
      },
    );
  }
  writeFileSync(path.join(target, 'package.json'), '{ "type": "commonjs" }\n');
  // Packages as only the bundler wants them: the lab runs from the same folder.
  rmSync(path.join(root, 'build/node_modules'), { recursive: true });
  const compiled = (file) => compiledAt(file);
  const byPush = await calledByPush(target, compiled);
  const byLint = await calledByLint(target, compiled, path.join(root, 'examples'), new Set(byPush.keys()));
  const called = new Map([...byLint, ...byPush]);
  for (const name of files(target).filter((name) => name.endsWith('.js'))) {
    const file = path.join(target, name);
    writeFileSync(file, compiledAtOnce(readFileSync(file, 'utf8'), called.get(name) ?? new Set()));
  }
}

/**
 * Functions stay where they are: put into the one place that calls them, which may be a loop, they are made anew with each turn,
 * and V8 never gets to optimise them.
 */
async function minifyFile(file) {
  const bundled = readFileSync(file, 'utf8');
  const { code } = await minify(bundled, {
    module: true,
    compress: { passes: 2, inline: 0, reduce_vars: false },
    mangle: true,
    format: { comments: false, asciiOnly: isNearlyAscii(bundled) },
  });
  writeFileSync(file, `${code}\n`);
}

/**
 * V8 keeps a file at one byte a character where all are ASCII, and at two where one is not: a few dashes and arrows are
 * better escaped. Chinese texts would be twice as long then.
 */
function isNearlyAscii(code) {
  return code.replace(/[\0-\x7f]/g, '').length < code.length / 100;
}

/** What only readers and tests of the tables look at: where a behaviour is written, and a use that shows it. */
const FOR_READERS = new Set(['source', 'example']);

function stripTables(folder) {
  for (const name of files(folder).filter((name) => name.endsWith('.js'))) {
    const file = path.join(folder, name);
    writeFileSync(file, withoutReadersFields(readFileSync(file, 'utf8')));
  }
}

/** The code without these fields of the tables' entries, where their values are written in place. */
function withoutReadersFields(code) {
  // The parser counts from one run to the next: the empty statement says from where, which no remark in front of it does.
  const marked = `;${code}`;
  const module = parseSync(marked, { syntax: 'ecmascript', target: 'es2023' });
  const [{ span: first }] = module.body;
  const spans = [];
  const visit = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'ObjectExpression') {
      const names = node.properties.map(({ key }) => key?.value);
      // An entry of an action, or a command of a program.
      if (names.includes('uses') || (names.includes('words') && names.includes('takes')))
        for (const { key, value } of node.properties)
          if (FOR_READERS.has(key?.value) && value) spans.push({ start: key.span.start, end: endOf(value) });
    }
    for (const each of Object.values(node)) visit(each);
  };
  visit(module.body);
  const bytes = Buffer.from(marked);
  const parts = [];
  let done = 1;
  for (const { start, end } of spans.sort((one, other) => one.start - other.start)) {
    parts.push(bytes.subarray(done, start - first.start));
    done = end - first.start;
    while (/[\s,]/.test(String.fromCharCode(bytes[done] ?? 0))) done += 1;
  }
  return [...parts, bytes.subarray(done)].join('');
}

function endOf({ span, expression }) {
  return span?.end ?? endOf(expression);
}

function sayWithoutSideEffects(name) {
  const copy = copied(name);
  changeManifests(copy, (manifest) => ({ ...manifest, sideEffects: false }));
  for (const file of files(copy).filter((each) => each.endsWith('.js'))) takeAssertWhereUsed(copy, file);
}

/**
 * A module of Node.js is loaded wherever it is imported, also where none of its names is left in use: the bundler can't
 * know that it does nothing else. A file in between, which is one of the package, goes with its names. Only `assert` is
 * worth it: it loads the comparison of values and the colours of its messages, and only the making of folders asks it.
 */
function takeAssertWhereUsed(copy, name) {
  const file = path.join(copy, name);
  const code = readFileSync(file, 'utf8');
  const taken = code.replace(/^import (\{ \w+ \}) from 'assert';$/m, "import $1 from './used-assert.js';");
  if (taken === code) return;
  writeFileSync(file, taken);
  writeFileSync(path.join(path.dirname(file), 'used-assert.js'), "export { ok } from 'assert';\n");
}

/** In the place of the package: functions of the same names that load it. */
function loadByFirstCall(name, { modules, functions }) {
  const copy = copied(name);
  const write = (file, lines) => writeFileSync(path.join(copy, file), lines.join('\n'));
  write('used.js', [`export { ${functions.join(', ')} } from '${modules}';`]);
  write('first-call.js', [
    'let loaded;',
    `const load = () => (loaded ??= require('${besideApp(name)}'));`,
    ...functions.map((each) => `export const ${each} = (...given) => load().${each}(...given);`),
  ]);
  changeManifests(copy, ({ type: _, ...manifest }) => ({
    ...manifest,
    ...('exports' in manifest ? { exports: './first-call.js' } : { type: 'module' }),
    sideEffects: false,
  }));
}

/** Where a file of `app/` finds such a bundle. */
function besideApp(name) {
  return `../${name}/index.js`;
}

function bundle(entry, target, externals) {
  return run('ncc', [
    'build',
    entry,
    '-o',
    target,
    '--minify',
    '--no-cache',
    '--license',
    'licenses.txt',
    '--no-source-map-register',
    ...externals.flatMap((each) => ['--external', each]),
  ]);
}

/** The folder of a copy of the package, with what it brings itself, where the bundler looks first. */
function copied(name) {
  const copy = path.join(root, 'build/node_modules', name);
  cpSync(path.join(root, 'node_modules', name), copy, { recursive: true });
  return copy;
}

function changeManifests(copy, change) {
  for (const file of files(copy).filter((each) => path.basename(each) === 'package.json')) {
    const manifest = JSON.parse(readFileSync(path.join(copy, file), 'utf8'));
    writeFileSync(path.join(copy, file), JSON.stringify(change(manifest)));
  }
}

function files(folder, prefix = '') {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? files(file, `${prefix}${name}/`) : [`${prefix}${name}`];
  });
}

if (!check) {
  await build(dist);
  const bytes = files(dist)
    .filter((name) => name.endsWith('.js'))
    .reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0);
  console.log(`dist/: ${(bytes / 1000).toFixed(0)} KB of JavaScript`);
} else {
  const fresh = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-dist-'));
  try {
    await build(fresh);
    const names = [...new Set([...files(fresh), ...files(dist)])];
    const read = (folder, name) => {
      try {
        return readFileSync(path.join(folder, name), 'utf8');
      } catch {
        return null;
      }
    };
    const stale = names.filter((name) => read(fresh, name) !== read(dist, name));
    if (stale.length > 0) {
      console.error(
        `dist/ is not what the sources give (${stale.join(', ')}): run "npm run build" and commit it.`,
      );
      process.exitCode = 1;
    } else console.log(`dist/ is fresh (${names.length} files)`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
