/** What a shell makes of `<(command)`: `check` reads it as it reads a file. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Inputs } from '../../src/faces/cli/check/inputs.js';

/** Windows has no such names. */
const POSIX = process.platform === 'win32' ? test.skip : test;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-pipes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A pipe with this text in it, which its writer closes once the reader has it open. */
async function readThrough(text: string, limit = 1024): Promise<string> {
  const name = path.join(folder, `${text.length}.pipe`);
  execFileSync('mkfifo', [name]);
  const descriptor = openSync(name, 'r+');
  writeSync(descriptor, text);
  const read = new Inputs('en').text(`/dev/fd/${descriptor}`, limit);
  closeSync(descriptor);
  return read.catch((error: Error) => error.message.replace(/\d+/, 'N'));
}

POSIX.each([
  ['is read', 'services: {}\n', 'services: {}\n'],
  ['of which nothing comes', '', '/dev/fd/N is empty: look at what the command that writes it says.'],
  ['with more in it than is read', 'x'.repeat(2000), '/dev/fd/N: larger than 1 KiB.'],
  ['with something else in it', 'a\0b', '/dev/fd/N is not UTF-8 text.'],
])('a pipe %s', async (_, text, expected) => {
  expect(await readThrough(text)).toBe(expected);
});

POSIX('one that has a name, and that nobody may ever write to, is not waited for', async () => {
  const name = path.join(folder, 'named.yaml');
  execFileSync('mkfifo', [name]);
  await expect(new Inputs('en').text(name, 1024)).rejects.toThrow(`${name} is no regular file.`);
});
