// The notes of a release: the section of CHANGELOG.md that bears the version's number.
//
//   node scripts/release-notes.mjs v1.2.3     exits with 1 where package.json or CHANGELOG.md say something else
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');

const [tag = ''] = process.argv.slice(2);
const [, version] = /^v(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
if (!version) fail(`${tag || 'no tag'}: a release is tagged vX.Y.Z`);
const manifest = JSON.parse(read('package.json'));
if (manifest.version !== version) fail(`${tag}: package.json says ${manifest.version}`);
const sections = read('CHANGELOG.md').split(/^(?=## )/m);
const section = sections.find(
  (each) => each.startsWith(`## ${version}\n`) || each.startsWith(`## ${version} `),
);
const notes = section?.replace(/^.*\n/, '').trim();
if (!notes) fail(`${tag}: CHANGELOG.md has no section "## ${version}", or nothing in it`);
console.log(notes);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
