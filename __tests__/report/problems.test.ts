import { describe, expect, test } from '@jest/globals';
import { detailWords, sizeWords } from '../../src/evidence/size.js';
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

  test('says a size in words, and not the limit twice', () => {
    expect(problemSentence(problem('too-large', '2097168 bytes'), language)).toMatch(/[ (（]2 MiB[)）]/);
    expect(problemSentence(problem('too-large', '1048577 bytes'), language)).not.toMatch(/[(（]/);
  });

  test('counts the others that were left out with it', () => {
    expect(problemSentence(problem('too-much', '945'), language)).toContain('945');
    expect(problemSentence(problem('too-much'), language)).not.toMatch(/\d/);
  });

  test('differs by what is wrong', () => {
    const sentences = KINDS.map((kind) => problemSentence(problem(kind), language));
    expect(new Set(sentences).size).toBe(KINDS.length);
  });

  test('ends once, whatever the parser says', () => {
    const [place, end] =
      language === 'en'
        ? ['Missing ] (line 3, column 1).', /[^.。]\.$/]
        : ['Missing ]，第 3 行第 1 列。', /[^.。]。$/];
    const sentence = problemSentence(problem('broken-yaml', 'Missing ] (line 3, column 1)'), language);
    expect(sentence.endsWith(place)).toBe(true);
    expect(problemSentence(problem('broken-yaml', 'Not closed.'), language)).toMatch(end);
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

test.each([
  [1, '1 byte', '1 字节'],
  [804, '804 bytes', '804 字节'],
  [1024, '1 KiB', '1 KiB'],
  [1_100_000, '1 MiB', '1 MiB'],
  [12_582_912, '12 MiB', '12 MiB'],
  [5_000_000_000, '4.7 GiB', '4.7 GiB'],
])('%d bytes', (bytes, en, zh) => {
  expect(sizeWords(bytes, 'en')).toBe(en);
  expect(sizeWords(bytes, 'zh-CN')).toBe(zh);
});

test.each([
  ['nested too deeply', '嵌套过深'],
  ['*a contains itself', '*a 包含自身'],
  ['over 9 values through aliases', '别名展开后的值超过 9 个'],
  ['*a contains itself (line 3, column 4)', '*a 包含自身，第 3 行第 4 列'],
  ['no anchor for *base (line 3, column 4)', '没有锚点 &base，第 3 行第 4 列'],
  ['All is lost (line 2, column 12)', 'All is lost，第 2 行第 12 列'],
  ['EACCES', 'EACCES'],
])('what is wrong with YAML is said in the language of the reader: %s', (detail, zh) => {
  expect(detailWords(detail, 'zh-CN')).toBe(zh);
  expect(detailWords(detail, 'en')).toBe(detail);
});
