/** What a test file leaves in the realm that it shares is not there for the next one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';

/** Name, what a file does, what the next one asks for, and what it has to find. */
const ROWS: [string, string, string, unknown][] = [
  ['a global of its own', 'globalThis.made = 1', 'typeof made', 'undefined'],
  ['another fetch', 'globalThis.fetch = 1', 'typeof fetch', 'function'],
  ['no timer', 'delete globalThis.setTimeout', 'typeof setTimeout', 'function'],
  ['another Date', 'globalThis.Date = class {}', 'typeof Date.now', 'function'],
  ['a variable', 'process.env.MADE = 1', 'typeof process.env.MADE', 'undefined'],
  ['a variable that is gone', 'delete process.env.PATH', 'typeof process.env.PATH', 'string'],
  ['other arguments', 'process.argv = []', 'process.argv.length > 0', true],
  ['nothing', '0', '[[] instanceof Array, Buffer.from("") instanceof Uint8Array]', [true, true]],
];

/** Each of them in two files, all in one process that jest does not run in. */
const script = `
  import { runInContext } from 'node:vm';
  const { default: Environment } = await import(${JSON.stringify(new URL('environment.mjs', import.meta.url).href)});
  const config = { projectConfig: { globals: {}, fakeTimers: {}, testEnvironmentOptions: {} }, globalConfig: {} };
  const found = [];
  for (const [, left, asked] of ${JSON.stringify(ROWS)})
    for (const text of [left, asked]) {
      const file = new Environment(config);
      const value = runInContext(text, file.getVmContext());
      if (text === asked) found.push(value);
      await file.teardown();
    }
  console.log(JSON.stringify(found));`;

const found = JSON.parse(
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
);

test.each(ROWS.map(([name, , , expected], index) => [name, found[index], expected]))(
  '%s',
  (_, seen, expected) => {
    expect(seen).toEqual(expected);
  },
);

test('what a test file has told to all promises is told to none when it is over', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'framework-'));
  const entry = path.join(folder, 'entry.js');
  writeFileSync(
    entry,
    "const { AsyncLocalStorage } = require('node:async_hooks'); const kept = new AsyncLocalStorage(); kept.enterWith('a test'); module.exports = kept;",
  );
  const asked = `
    const { load, release } = await import(${JSON.stringify(new URL('framework.mjs', import.meta.url).href)});
    const kept = load(${JSON.stringify(entry)}, undefined, globalThis);
    const before = kept.getStore();
    release();
    console.log(JSON.stringify([before, kept.getStore() ?? null]));`;
  try {
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', asked], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(['a test', null]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
