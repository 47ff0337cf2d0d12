import { describe, expect, test } from '@jest/globals';
import { problemSentence, type UnreadFile } from '../../src/report/problems.js';

const FILE = '.github/workflows/ci.yml';
const problem = (kind: UnreadFile['kind'], detail: string | null = null): UnreadFile => ({
  file: FILE,
  kind,
  detail,
  line: null,
});
const KINDS: UnreadFile['kind'][] = [
  'not-found',
  'no-workflows',
  'unreadable',
  'not-text',
  'too-large',
  'too-complex',
  'broken-yaml',
  'too-many-aliases',
  'call-circle',
  'too-much',
  'no-jobs',
  'job-not-found',
];

describe.each(['en', 'zh-CN'] as const)('why a file could not be read (%s)', (language) => {
  const all = KINDS.flatMap((kind) => [problem(kind), problem(kind, 'EACCES')]);

  test('is one sentence that names the file', () => {
    for (const each of all) {
      const sentence = problemSentence(each, language);
      expect(sentence).toContain(FILE);
      expect(sentence).toMatch(language === 'en' ? /^[^\n]+\.$/ : /^[^\n]+[。.]$/);
    }
  });

  test('differs by what is wrong', () => {
    const sentences = KINDS.map((kind) => problemSentence(problem(kind), language));
    expect(new Set(sentences).size).toBe(KINDS.length);
  });

  test('ends once, whatever the parser says', () => {
    expect(problemSentence(problem('broken-yaml', 'Missing ] (line 3, column 1)'), language)).toMatch(
      /column 1\)\.$/,
    );
    expect(problemSentence(problem('broken-yaml', 'Not closed.'), language)).toMatch(/[^.]\.$/);
  });

  test('says nothing to a terminal but text', () => {
    const sentence = problemSentence(
      { ...problem('broken-yaml', '\u001b[31m\n::error::x'), file: 'a\nb\u001b[2J.yml' },
      language,
    );
    expect(sentence).not.toMatch(/[\u0000-\u001f]/);
  });
});

test('a parser that quotes a whole file is cut short', () =>
  expect(problemSentence(problem('broken-yaml', 'x'.repeat(100_000)), 'en').length).toBeLessThan(400));
