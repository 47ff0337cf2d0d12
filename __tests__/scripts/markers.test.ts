/** `npm run check` refuses what a merge leaves behind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';

const script = path.join(import.meta.dirname, '../../scripts/markers.mjs');
const [ours, base, theirs] = ['<', '|', '>'].map((each) => each.repeat(7)) as [string, string, string];

/** What the script says of a repository with these files, of which one is not tracked. */
function markers(files: Record<string, string>, untracked = 'scratch.txt') {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-markers-'));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', '-A', '--', '.', `:!${untracked}`], { cwd: folder });
    const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
    return { status, said: stderr.split('\n').filter(Boolean) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('each marker is told with its place', () => {
  const text = `one\n${ours} HEAD\ntwo\n${base} 1a2b3c\n=======\nthree\r\n${theirs} topic\r\nfour\n`;
  expect(markers({ 'a.md': text, 'b.ts': 'const fine = 1;\n' })).toEqual({
    status: 1,
    said: [2, 4, 7].map((line) => `a.md:${line}: a merge marker is left`),
  });
});

test('what only looks like one is none, nor is a file that git does not track', () => {
  const text = `Title\n=======\n  ${ours} indented\n${ours}<\n${theirs}quoted\nx ${theirs} y\n`;
  expect(markers({ 'a.md': text, 'scratch.txt': `${ours} HEAD\n` })).toEqual({ status: 0, said: [] });
});
