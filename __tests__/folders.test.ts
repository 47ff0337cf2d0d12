/** Folders that an environment names: made with those above them, or refused by the system at once. */
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeFolder, makeTemporaryFolder, TemporaryFolderError } from '../src/evidence/files/folders.js';

const home = mkdtempSync(join(tmpdir(), 'ghcr-preflight-folders-'));
afterAll(() => rmSync(home, { recursive: true }));

const codeOf = (make: () => void): string => {
  try {
    make();
    return 'made';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
};

test('with those above it, in its mode, and again', () => {
  const folder = join(home, 'a', 'b', 'c');
  makeFolder(folder, 0o700);
  makeFolder(folder);
  for (const each of [folder, join(home, 'a')]) expect(statSync(each).mode & 0o777).toBe(0o700);
});

test.each(['relative', 'relative/and/deep', './', '..'])('%s counts from here', (name) => {
  const before = process.cwd();
  process.chdir(home);
  try {
    makeFolder(name);
    expect(statSync(join(home, name)).isDirectory()).toBe(true);
  } finally {
    process.chdir(before);
  }
});

test('below a file, and below a link to nothing', () => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync(join(home, 'nothing'), join(home, 'link'));
  expect(codeOf(() => makeFolder(join(home, 'file', 'x', 'y')))).toBe('ENOTDIR');
  expect(codeOf(() => makeFolder(join(home, 'link', 'x')))).toBe('EEXIST');
});

// What Node.js does of itself never ends there.
const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux.each(['/proc/x', '/proc/x/y/z', '/proc/self/x'])('in %s, where there can be none', (folder) => {
  expect(codeOf(() => makeFolder(folder))).toBe('ENOENT');
});

test('temporary ones are new each time', () => {
  const [one, other] = [makeTemporaryFolder('some-', home), makeTemporaryFolder('some-', home)];
  for (const each of [one, other]) expect(each.startsWith(join(home, 'some-'))).toBe(true);
  expect(one).not.toBe(other);
});

test.each([
  ['missing', 'ENOENT'],
  ['file', 'ENOTDIR'],
])('where the place of temporary ones is %s', (name, code) => {
  const place = join(home, name);
  writeFileSync(join(home, 'file'), '');
  const make = () => makeTemporaryFolder('some-', place);
  expect(make).toThrow(TemporaryFolderError);
  expect(make).toThrow(expect.objectContaining({ folder: place, code }));
});
