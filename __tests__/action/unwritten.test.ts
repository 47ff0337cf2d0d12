/** Files that a step hands its results on by: what could not be written is not lost without a word. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { unwrittenSentence } from '../../src/faces/action/unwritten.js';

// The package keeps the first path of a summary that it could write, and the warnings are given once, in a whole process: that of
// these tests has sources of its own.
jest.resetModules();
const { appendSummary } = await import('../../src/faces/action/job-summary.js');
const { writeReport, writeSarif } = await import('../../src/faces/action/outputs.js');
const { saveState, setOutput } = await import('../../src/faces/action/toolkit.js');

const folder = mkdtempSync(path.join(tmpdir(), 'unwritten-'));
afterAll(() => rmSync(folder, { recursive: true }));

const saved = process.env;
beforeEach(() => {
  process.env = {};
});
afterEach(() => {
  process.env = saved;
});

/** What the step writes to the log, also what it says once it has time. */
async function logOf(run: () => unknown): Promise<string[]> {
  let written = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
  try {
    await run();
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    spy.mockRestore();
  }
  return written.split('\n').filter((line) => line !== '');
}

const FULL = '/dev/full';
const warned = (code: string, place: string) =>
  expect.stringMatching(new RegExp(`^::warning::.*${code}.*${place}`));

test('on a full disk the outputs go to the log, and one warning says so of all of them', async () => {
  process.env.GITHUB_OUTPUT = FULL;
  const log = await logOf(() => {
    setOutput('verdict', 'allowed');
    setOutput('report', '');
  });
  expect(log).toEqual([
    '::set-output name=verdict::allowed',
    '::set-output name=report::',
    warned('ENOSPC', 'GITHUB_OUTPUT is /dev/full'),
  ]);
});

test('the state in a folder that is not there', async () => {
  process.env.GITHUB_STATE = path.join(folder, 'absent', 'state');
  expect(await logOf(() => saveState('login', '{}'))).toEqual([
    '::save-state name=login::{}',
    warned('ENOENT', 'GITHUB_STATE is '),
  ]);
});

test('the summary: a runner that has none goes without a word', async () => {
  expect(await logOf(() => appendSummary('# a'))).toEqual([]);
  process.env.GITHUB_STEP_SUMMARY = FULL;
  expect(await logOf(() => appendSummary('# a'))).toEqual([
    warned('ENOSPC', 'GITHUB_STEP_SUMMARY is /dev/full'),
  ]);
});

test('the report, in a folder that is a file, told in the language of the step', async () => {
  process.env.INPUT_LANGUAGE = 'zh-CN';
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(await logOf(() => writeReport('{}', { RUNNER_TEMP: file }))).toEqual([
    warned('E[A-Z]+', '输出 report 为空'),
  ]);
});

test('what could be written is not spoken of, and stands in its file as a whole', async () => {
  const file = path.join(folder, 'output');
  writeFileSync(file, 'before\n');
  process.env.GITHUB_OUTPUT = file;
  expect(await logOf(() => setOutput('verdict', 'allowed'))).toEqual([]);
  expect(readFileSync(file, 'utf8')).toMatch(/^before\nverdict<<(\S+)\nallowed\n\1\n$/);
});

describe.each(['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'report'] as const)('%s', (what) => {
  test.each([
    ['en', /could not be written/],
    ['zh-CN', /无法写入/],
  ] as const)('in the language of the step: %s', (language, words) => {
    const sentence = unwrittenSentence(what, '/a/file', 'EROFS', language);
    for (const part of [words, /\/a\/file/, /EROFS/]) expect(sentence).toMatch(part);
  });
});

describe('the SARIF file that somebody has named', () => {
  test.each([
    ['en', folder, `The input "sarif-file" is "${folder}", which is a folder: name a file in it.`],
    ['zh-CN', folder, `输入 sarif-file 指定的 ${folder} 是目录：请指定其中的文件。`],
    ['en', '/dev/null/a.sarif', expect.stringMatching(/^The input .* could not be written \(E[A-Z]+\)\.$/)],
    ['zh-CN', '/dev/null/a.sarif', expect.stringMatching(/^无法写入输入 .*（E[A-Z]+）。$/)],
  ] as const)('in %s, as %s', async (language, file, message) => {
    await expect(writeSarif(file, '{}', language)).rejects.toMatchObject({ name: 'InputError', message });
  });
});
