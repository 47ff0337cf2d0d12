import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRegularFile, readUnlinkedFile } from '../../src/evidence/files/regular-file.js';
import { OpenFolders } from '../../src/workflow/repository/inside.js';

const IS_POSIX = process.platform !== 'win32';
const POSIX = IS_POSIX ? test : test.skip;

let home: string;
const at = (...parts: string[]) => join(home, ...parts);

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'ghcr-preflight-inside-')));
  for (const folder of ['open/deep', 'beside']) mkdirSync(at(folder), { recursive: true });
  for (const file of ['open/a.yml', 'open/deep/b.yml', 'beside/c.yml']) writeFileSync(at(file), file);
  const links = {
    'open/to-a.yml': 'a.yml',
    'open/to-c.yml': '../beside/c.yml',
    'open/to-nothing.yml': 'nothing.yml',
    'open/circle.yml': 'circle.yml',
    'open/to-deep': 'deep',
    'open/to-beside': '../beside',
    'beside/to-open': '../open',
  };
  for (const [link, target] of Object.entries(links)) symlinkSync(target, at(link));
  if (IS_POSIX) execFileSync('mkfifo', [at('open/pipe.yml')]);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What becomes of two readings in a row: what the first has learnt of a folder must not change the second. */
function reads(path: string): string {
  const inside = new OpenFolders([at('open')]);
  const [first, second] = [0, 1].map(() => {
    try {
      return inside.read(`${home}/${path}`).toString('utf8');
    } catch (error) {
      const { code, reason } = error as { code?: string; reason?: string };
      return `${reason ?? code}`;
    }
  });
  expect(second).toBe(first);
  return first as string;
}

describe('files of a folder and nothing else', () => {
  POSIX.each([
    ['a file', 'open/a.yml', 'open/a.yml'],
    ['below it', 'open/deep/b.yml', 'open/deep/b.yml'],
    ['a link to a file of the folder', 'open/to-a.yml', 'open/a.yml'],
    ['through a folder that is a link into it', 'open/to-deep/b.yml', 'open/deep/b.yml'],
    ['from outside through a link into it', 'beside/to-open/a.yml', 'open/a.yml'],
    ['around', 'open/deep/../a.yml', 'open/a.yml'],
    ['a link out', 'open/to-c.yml', 'outside'],
    ['through a folder that is a link out', 'open/to-beside/c.yml', 'outside'],
    ['beside', 'beside/c.yml', 'outside'],
    ['out and around', 'open/../beside/c.yml', 'outside'],
    ['in and around through a link', 'beside/to-open/../beside/c.yml', 'outside'],
    ['nothing', 'open/nothing.yml', 'ENOENT'],
    ['nothing in a folder that is not', 'open/nowhere/a.yml', 'ENOENT'],
    ['a link to nothing', 'open/to-nothing.yml', 'ENOENT'],
    ['a link to itself', 'open/circle.yml', 'ELOOP'],
    ['a file as a folder', 'open/a.yml/b.yml', 'ENOTDIR'],
    ['a file with a slash behind it', 'open/a.yml/', 'ENOTDIR'],
    ['the folder', 'open', 'no-regular-file'],
    ['a folder in it', 'open/deep', 'no-regular-file'],
    ['a folder in it, around', 'open/deep/.', 'no-regular-file'],
    ['the folder above', 'open/..', 'outside'],
    ['a pipe', 'open/pipe.yml', 'no-regular-file'],
  ])('%s', (_, path, told) => {
    expect(reads(path)).toBe(told);
  });
});

describe('the bytes of a file', () => {
  POSIX('a link is none', () => {
    expect(readUnlinkedFile(at('open/to-a.yml'), 100)).toBeNull();
    expect(readUnlinkedFile(at('open/a.yml'), 100)?.toString()).toBe('open/a.yml');
  });

  test.each([0, 1, 99, 100])('%s of 100 at most', (size) => {
    writeFileSync(at('sized'), 'x'.repeat(size));
    expect(readRegularFile(at('sized'), 100).toString()).toBe('x'.repeat(size));
  });

  test('one more', () => {
    writeFileSync(at('sized'), 'x'.repeat(101));
    expect(() => readRegularFile(at('sized'), 100)).toThrow('larger than is read');
  });

  const LINUX = process.platform === 'linux' ? test : test.skip;
  LINUX('of a file that does not say its size', () => {
    expect(readRegularFile('/proc/self/status', 1_000_000).toString()).toMatch(
      /^Name:(?:.*\n)+\w+:\s*\d+\n$/,
    );
    expect(() => readRegularFile('/proc/self/status', 100)).toThrow('larger than is read');
  });
});
