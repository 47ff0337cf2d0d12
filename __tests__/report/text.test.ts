/** Text of others: what nobody sees is shown, and what a runner would obey does nothing. */
import { describe, expect, test } from '@jest/globals';
import { jsonText } from '../../src/report/json.js';
import { prose } from '../../src/report/summary/markdown.js';
import { clean, inert, visible } from '../../src/report/text.js';

describe('what nobody sees', () => {
  test.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a link of a terminal', '\u001b]8;;x\u0007', '\\u001b]8;;x\\u0007'],
    ['a control sequence of one character', '\u009b2J', '\\u009b2J'],
    ['a next line', 'a\u0085::b', 'a\\u0085::b'],
    ['separators of lines', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['an override of direction', 'a\u202eb\u202c', 'a\\u202eb\\u202c'],
    ['marks of direction', '\u200e\u200f\u061c\u2066\u2069', '\\u200e\\u200f\\u061c\\u2066\\u2069'],
    ['what has no shape', '\u00ad\u200b\u2060\ufeff\u3164', '\\u00ad\\u200b\\u2060\\ufeff\\u3164'],
    ['tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['half a character', '\ud83d!', '\\ud83d!'],
    ['a joint outside a picture', 'a\u200db', 'a\\u200db'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test.each(['a\tb\nc\r\nd', '推送会被接受。', '❤️ 👩‍💻 ⚠️', 'é ü ß'])('«%s» is seen already', (text) => {
    expect(visible(text)).toBe(text);
  });

  test('line ends become one kind', () => {
    expect(clean('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });
});

test.each(['::error::a', ' \t ::warning::a', 'x\n::stop-commands::y', 'a ##[error]b', '####[[group]'])(
  '«%s» is no command',
  (text) => {
    expect(inert(text)).not.toMatch(/^\s*::|##\[/m);
    expect(inert(text).replaceAll('\u200b', '')).toBe(text);
  },
);

test('JSON holds the same data, and nothing that is obeyed', () => {
  const data = {
    a: ['##[error]x', '\\##[group]', '\u202e\u009b\u2028\u{e0041}\u200b', '::error::y', '推送'],
  };
  const text = jsonText(data, 2);
  expect(JSON.parse(text)).toEqual(data);
  expect(text).not.toMatch(
    /^\s*::|##\[|[\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]|[\u{e0000}-\u{e007f}]/mu,
  );
});

test.each([
  ['see GH-12', 'see `GH-12`'],
  ['see octo/app#7', 'see `octo/app#7`'],
  ['@octocat', '`@octocat`'],
  ['in 6dcb09b5b57875f334f61aebed695e2e4193db5e', 'in `6dcb09b5b57875f334f61aebed695e2e4193db5e`'],
  ['www.evil.example', '`www.evil.example`'],
  ['(https://evil.example).', '(`https://evil.example`).'],
  ['of 1234567 bytes', 'of 1234567 bytes'],
])('%s is no link on a page', (text, shown) => {
  expect(prose(text)).toBe(shown);
});
