/** What `@actions/core` leaves to us, and what of it we rely on. Where both do the same it is the oracle. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asGiven } from '../../src/faces/action/common-inputs.js';
import { appendSummary } from '../../src/faces/action/job-summary.js';
import * as toolkit from '../../src/faces/action/toolkit.js';
import { InputError } from '../../src/faces/usage.js';
import { workflowCommand } from '../../src/report/commands.js';
import fc from '../properties.js';

let folder = '';
const saved = process.env;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toolkit-'));
  process.env = {};
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env = saved;
});

/** What is written to the log meanwhile. */
function logOf(run: () => void): string {
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
        const expected = logOf(() =>
          core.error(text, { title: `t${title}`, file, startLine: 3, endColumn: 7 }),
        );
        const line = workflowCommand('error', { title: `t${title}`, file, line: 3, endColumn: 7 }, text);
        expect(line + EOL).toBe(expected);
      }),
    );
  });

  test('without properties have no space after the name', () =>
    expect(workflowCommand('warning', { title: '', file: null, line: undefined }, 'x')).toBe('::warning::x'));

  test.each(['error', 'warning', 'notice'] as const)('annotate gives an annotation of level %s', (level) =>
    expect(
      logOf(() => toolkit.annotate({ level, text: 'a%\nb', properties: { title: 'c', startLine: 3 } })),
    ).toBe(`::${level} title=c,line=3::a%25%0Ab${EOL}`),
  );
});

describe('setSecret', () => {
  test('is the original for a secret of one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        fc.pre(secret !== '' && secret === secret.trim() && !/[\r\n]/.test(secret));
        expect(logOf(() => toolkit.setSecret(secret))).toBe(logOf(() => core.setSecret(secret)));
      }),
    );
  });

  test('masks each line of a longer one, without the white space around it', () =>
    expect(logOf(() => toolkit.setSecret(' ghp_a%b\r\n\n\t second \n'))).toBe(
      `::add-mask::ghp_a%25b${EOL}::add-mask::second${EOL}`,
    ));

  test.each(['', ' ', '\n'])('says nothing for %j, which the runner would complain about', (secret) =>
    expect(logOf(() => toolkit.setSecret(secret))).toBe(''),
  );
});

test('asGiven keeps the white space that the original cuts off', () => {
  process.env['INPUT_GHCR-TOKEN'] = '  value\n';
  expect(asGiven('ghcr-token')).toBe('  value\n');
  expect(core.getInput('ghcr-token')).toBe('value');
  expect(asGiven('images')).toBe('');
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
        process.env[variable] = emptyFile('mine');
        expect(logOf(() => mine('findings', value))).toBe('');
        expect(fixed(readFileSync(join(folder, 'mine'), 'utf8'))).toBe(
          fixed(readFileSync(join(folder, 'theirs'), 'utf8')),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('adds to what is there, under a new delimiter each time', () => {
    process.env[variable] = emptyFile('mine');
    mine('a', '1');
    mine('b', '2');
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
    expect(logOf(() => mine('image', value))).toBe(logOf(() => theirs('image', value)));
  });

  test('with a file that can not be written is that command as well, where the original throws', () => {
    process.env[variable] = join(folder, 'absent', 'file');
    expect(() => theirs('image', 'x')).toThrow('Missing file');
    const written = logOf(() => mine('image', 'x'));
    delete process.env[variable];
    expect(written).toBe(logOf(() => theirs('image', 'x')));
  });

  test('makes the file that the runner named when it is not there yet', () => {
    process.env[variable] = join(folder, 'new');
    expect(logOf(() => mine('image', 'x'))).toBe('');
    expect(fixed(readFileSync(join(folder, 'new'), 'utf8'))).toBe(
      ['image<<DELIMITER', 'x', 'DELIMITER', ''].join(EOL),
    );
  });
});

describe('the log', () => {
  test('info is the original for plain text', () =>
    expect(logOf(() => toolkit.info('one\ntwo: a::b'))).toBe(logOf(() => core.info('one\ntwo: a::b'))));

  test('info never gives the runner an order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(':', '::', ' ', '\t', '\u00a0', '\u0085', '\n', '\r', '#', '##', '[', 'error', 'x'),
        ),
        (parts) => {
          const text = logOf(() => toolkit.info(parts.join('')));
          // Where the runner looks: the start of a line, lines ending at \n or \r, and anywhere for the old form.
          expect(text).not.toMatch(/(?:^|[\r\n])[\s\u0085]*::/);
          expect(text).not.toContain('##[');
          // What nobody sees is shown.
          const seen = parts.join('').replace(/\r\n?/g, '\n').replaceAll('\u0085', '\\u0085');
          expect(text.replaceAll('\u200b', '')).toBe(seen + EOL);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('appendSummary', () => {
  // The original keeps the first path that it has used, so the path is that of a whole process.
  const file = join(tmpdir(), `toolkit-summary-${process.pid}.md`);
  beforeEach(() => {
    rmSync(file, { force: true });
  });
  afterEach(() => {
    rmSync(file, { force: true });
  });

  test('goes without where there is none, and says so', async () => {
    expect(await appendSummary('x')).toBe(false);
    process.env.GITHUB_STEP_SUMMARY = join(folder, 'absent', 'file');
    expect(await appendSummary('y')).toBe(false);
  });

  test('adds to the file, which is made when it is not there yet, and nothing that failed before', async () => {
    process.env.GITHUB_STEP_SUMMARY = file;
    expect(existsSync(file)).toBe(false);
    expect(await appendSummary('# a\n')).toBe(true);
    expect(await appendSummary('包\n')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('# a\n包\n');
  });
});

test('what fails a step is one line, whatever was given', () => {
  const value = `${'x'.repeat(3000)}\n::stop-commands::x`;
  const log = logOf(() =>
    toolkit.failStep(new InputError(`The input "access" is "${value}", which is none: push, pull.`)),
  );
  process.exitCode = undefined;
  expect(log).toMatch(/^::error::The input "access" is "x+…", which is none: push, pull\.\n$/);
  expect(log.length).toBeLessThan(300);
});
