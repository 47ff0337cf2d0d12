/** What is said where a part of the bundle is gone. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lostPart } from '../../src/faces/lost-part.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lost-part-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As Node itself, and no test runner, reports it. */
function loading(file: string): Error {
  const script = `try { require(${JSON.stringify(file)}) } catch (error) {
    process.stdout.write(JSON.stringify([error.name, error.message, error.code, error.stack]));
  }`;
  const [name, message, code, stack] = JSON.parse(
    spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout,
  );
  const kind = name === 'SyntaxError' ? SyntaxError : Error;
  return Object.assign(new kind(message), { code, stack });
}

test.each(['en', 'zh-CN'] as const)('a part that is missing or cut off is named (%s)', async (language) => {
  const file = path.join(folder, '4656.index.js');
  expect(lostPart(loading(file), language)).toContain('dist/app/4656.index.js');
  await writeFile(file, 'exports.modules = { 1: (a) => {');
  expect(lostPart(loading(file), language)).toContain('dist/app/4656.index.js');
});

test('what else goes wrong is something else', () => {
  expect(lostPart(loading(path.join(folder, 'hooks.js')), 'en')).toBeNull();
  expect(lostPart(new Error('4656.index.js'), 'en')).toBeNull();
  expect(lostPart(new SyntaxError('Unexpected token'), 'en')).toBeNull();
});
