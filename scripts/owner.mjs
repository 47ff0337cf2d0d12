// Whose project this is stands in one constant, `PROJECT` in src/version.ts. This writes another owner there and wherever
// the project is named for people: README, examples, docs, tests, package.json. Then `npm run build` and `npm run docs`.
//
//   npm run owner -- octo-org            npm run owner -- --check: nothing names the project by another owner
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const CONSTANT = 'src/version.ts';

/** The rules of a GitHub login: letters, digits and single hyphens inside (GitHub docs, "Username considerations"). */
const LOGIN = /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/;

/** The project under any owner, as a workflow or an address names it. */
const NAMED = /(?<=uses: *|github\.com\/|ghcr\.io\/)([A-Za-z0-9-]+)\/ghcr-preflight\b/g;

const read = (file) => readFileSync(path.join(root, file), 'utf8');
const [, present] = /PROJECT = '([^/']+)\/ghcr-preflight'/.exec(read(CONSTANT)) ?? [];

/** Files that people wrote or that are made of them; dist/ follows by a build, and fixtures name whom they like. */
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file && !/^(?:dist|__tests__)\//.test(file));
const [wanted, ...more] = process.argv.slice(2);

if (!present) fail(`${CONSTANT} has no PROJECT of the form OWNER/ghcr-preflight`);
else if (more.length > 0 || !wanted) fail('usage: npm run owner -- OWNER | --check');
else if (wanted === '--check') check();
else if (!LOGIN.test(wanted))
  fail(`${wanted} is no GitHub login: letters, digits and single hyphens inside, at most 39`);
else write(wanted);

function check() {
  const strange = files.flatMap((file) =>
    [...textOf(file).matchAll(NAMED)]
      .filter(({ 1: owner, index, input }) => owner !== spelt(present, index, input))
      .map(([named]) => `${file}: ${named}, where ${CONSTANT} says ${present}/ghcr-preflight`),
  );
  for (const line of strange) console.error(line);
  process.exitCode = strange.length > 0 ? 1 : 0;
}

function write(owner) {
  let changed = 0;
  const own = new RegExp(
    `(?<![\\w/.-])${present}/ghcr-preflight\\b|(?<=github\\.com/|ghcr\\.io/)${present}/ghcr-preflight\\b`,
    'gi',
  );
  for (const file of [...files, ...tests()]) {
    const text = textOf(file);
    const next = text.replace(own, (_, at) => `${spelt(owner, at, text)}/ghcr-preflight`);
    if (next === text) continue;
    writeFileSync(path.join(root, file), next);
    changed += 1;
  }
  console.log(`${present} → ${owner} in ${changed} files. Now: npm run docs && npm run build && npm test`);
}

/** A registry knows no upper case. */
function spelt(owner, at, text) {
  return text.slice(0, at).endsWith('ghcr.io/') ? owner.toLowerCase() : owner;
}

/** What tests expect of the project's own address; their fixtures stay. */
function tests() {
  return execFileSync('git', ['ls-files', '-z', '__tests__'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file && !file.includes('/fixtures/'));
}

function textOf(file) {
  try {
    return read(file);
  } catch {
    // Deleted and not yet committed.
    return '';
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}
