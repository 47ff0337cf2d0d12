/** Ours beside the original: `@actions/core` is the oracle wherever both do the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import * as toolkit from '../../src/faces/action/toolkit.js';
import { command, inert } from '../../src/report/commands.js';

let folder = '';
const saved = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toolkit-'));
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'RUNNER_DEBUG'])
    delete process.env[name];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env = { ...saved };
});

/** What the original writes to the log. */
function original(run: () => void): string {
  let written = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
  try {
    run();
  } finally {
    spy.mockRestore();
  }
  return written;
}

/** What ours writes. */
function ours(run: (to: toolkit.Runner) => void, env: toolkit.Runner['env'] = {}): string {
  let written = '';
  run({ env, write: (text) => (written += text) });
  return written;
}

/** A file as the runner makes it before the step. */
function emptyFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  return path;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('%', '%25', ':', '::', ',', '\r', '\n', '\r\n', '=', ' ', 'a', '包'))
    .map((parts) => parts.join('')),
);

describe('workflow commands', () => {
  test('are escaped as the original escapes them', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (title, file, text) => {
        const expected = original(() =>
          core.error(text, { title: `t${title}`, file, startLine: 3, endColumn: 7 }),
        );
        const line = command('error', { title: `t${title}`, file, line: 3, endColumn: 7 }, text);
        expect(line + EOL).toBe(expected);
      }),
    );
  });

  test('without properties have no space after the name', () =>
    expect(command('warning', { title: '', file: null, line: undefined }, 'x')).toBe('::warning::x'));
});

describe('setSecret', () => {
  test('is the original for a secret of one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        fc.pre(secret !== '' && secret === secret.trim() && !/[\r\n]/.test(secret));
        expect(ours((to) => toolkit.setSecret(secret, to))).toBe(original(() => core.setSecret(secret)));
      }),
    );
  });

  test('masks each line of a longer one, without the white space around it', () =>
    expect(ours((to) => toolkit.setSecret(' ghp_a%b\r\n\n\t second \n', to))).toBe(
      `::add-mask::ghp_a%25b${EOL}::add-mask::second${EOL}`,
    ));

  test.each(['', ' ', '\n'])('says nothing for %j, which the runner would complain about', (secret) =>
    expect(ours((to) => toolkit.setSecret(secret, to))).toBe(''),
  );
});

describe('getInput', () => {
  const names = ['ghcr-token', 'fail-on', 'Two Words here', 'images'];

  test.each(names)('%s is read from the variable that the original reads', (name) => {
    const variable = `INPUT_${name.replace(/ /g, '_').toUpperCase()}`;
    process.env[variable] = '  value\n';
    expect(toolkit.getInput(name)).toBe(core.getInput(name, { trimWhitespace: false }));
    expect(toolkit.getInput(name)).toBe('  value\n');
    expect(toolkit.getInput(name, process.env, { trim: true })).toBe(core.getInput(name));
  });

  test('what is not given is empty', () => expect(toolkit.getInput('images', {})).toBe(''));
});

describe.each([
  ['setOutput', 'GITHUB_OUTPUT', toolkit.setOutput, core.setOutput],
  ['saveState', 'GITHUB_STATE', toolkit.saveState, core.saveState],
] as const)('%s', (_, variable, mine, theirs) => {
  const fixed = (text: string) => text.replace(/ghadelimiter_[0-9a-f-]{36}/g, 'DELIMITER');

  test('writes the bytes of the original, but for the delimiter', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        process.env[variable] = emptyFile('theirs');
        theirs('findings', value);
        const env = { [variable]: emptyFile('mine') };
        expect(ours((to) => mine('findings', value, to), env)).toBe('');
        expect(fixed(readFileSync(join(folder, 'mine'), 'utf8'))).toBe(
          fixed(readFileSync(join(folder, 'theirs'), 'utf8')),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('adds to what is there, under a new delimiter each time', () => {
    const env = { [variable]: emptyFile('mine') };
    mine('a', '1', { env, write: fail });
    mine('b', '2', { env, write: fail });
    const text = readFileSync(join(folder, 'mine'), 'utf8');
    expect(new Set(text.match(/ghadelimiter_[0-9a-f-]{36}/g)).size).toBe(2);
    expect(fixed(text).split(EOL)).toEqual([
      'a<<DELIMITER',
      '1',
      'DELIMITER',
      'b<<DELIMITER',
      '2',
      'DELIMITER',
      '',
    ]);
  });

  test('without the variable is the command of the original', () => {
    const value = 'a%b\nc';
    expect(ours((to) => mine('image', value, to))).toBe(original(() => theirs('image', value)));
  });

  test('with a file that can not be written is that command as well', () => {
    const env = { [variable]: join(folder, 'absent', 'file') };
    const written = ours((to) => mine('image', 'x', to), env);
    expect(written).toBe(original(() => theirs('image', 'x')));
  });

  test('makes the file that the runner named when it is not there yet', () => {
    const env = { [variable]: join(folder, 'new') };
    expect(ours((to) => mine('image', 'x', to), env)).toBe('');
    expect(fixed(readFileSync(join(folder, 'new'), 'utf8'))).toBe(
      ['image<<DELIMITER', 'x', 'DELIMITER', ''].join(EOL),
    );
  });
});

test('getState reads what the runner hands to the post step', () => {
  process.env.STATE_login = 'ghcr.io';
  expect(toolkit.getState('login')).toBe(core.getState('login'));
  expect(toolkit.getState('login', { STATE_login: 'x' })).toBe('x');
  expect(toolkit.getState('other', {})).toBe('');
});

describe('the log', () => {
  test('info is the original for plain text', () =>
    expect(ours((to) => toolkit.info('one\ntwo: a::b', to))).toBe(
      original(() => core.info('one\ntwo: a::b')),
    ));

  test('debug is the original', () =>
    expect(ours((to) => toolkit.debug('a%\nb', to))).toBe(original(() => core.debug('a%\nb'))));

  test('group is the original, also when it fails', async () => {
    let written = '';
    const to = { env: {}, write: (text: string) => (written += text) };
    expect(await toolkit.group('What: a%', async () => to.write('inside\n').length, to)).toBeGreaterThan(0);
    await expect(
      toolkit.group(
        'x',
        () => {
          throw new Error('no');
        },
        to,
      ),
    ).rejects.toThrow('no');
    const expected = original(() => {
      core.startGroup('What: a%');
      process.stdout.write('inside\n');
      core.endGroup();
      core.startGroup('x');
      core.endGroup();
    });
    expect(written).toBe(expected);
  });

  test.each(['1', 'true', '', undefined])('isDebug with RUNNER_DEBUG=%s is the original', (value) => {
    if (value !== undefined) process.env.RUNNER_DEBUG = value;
    expect(toolkit.isDebug()).toBe(core.isDebug());
  });

  test('info never gives the runner an order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(':', '::', ' ', '\t', '\u00a0', '\u0085', '\n', '\r', '#', '##', '[', 'error', 'x'),
        ),
        (parts) => {
          const text = inert(parts.join(''));
          // Where the runner looks: the start of a line, lines ending at \n or \r, and anywhere for the old form.
          expect(text).not.toMatch(/(?:^|[\r\n])[\s\u0085]*::/);
          expect(text).not.toContain('##[');
          expect(text.replaceAll('\u200b', '')).toBe(parts.join(''));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('appendSummary', () => {
  test('adds to the file', () => {
    const env = { GITHUB_STEP_SUMMARY: emptyFile('summary') };
    expect(toolkit.appendSummary('# a\n', env)).toBe(true);
    expect(toolkit.appendSummary('包\n', env)).toBe(true);
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toBe('# a\n包\n');
  });

  test('goes without where there is none', () => {
    expect(toolkit.appendSummary('x', {})).toBe(false);
    expect(toolkit.appendSummary('x', { GITHUB_STEP_SUMMARY: join(folder, 'absent', 'file') })).toBe(false);
  });
});

function fail(text: string): never {
  throw new Error(`nothing should be written: ${text}`);
}
