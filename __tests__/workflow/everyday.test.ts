/** The quick reader of everyday YAML says what `yaml` says, places included, or nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { convert } from '../../src/workflow/text/convert.js';
import type { YamlNode } from '../../src/workflow/text/document.js';
import { readEveryday } from '../../src/workflow/text/everyday.js';

/** What `yaml` reads; null where it refuses the text. */
function wholly(text: string): YamlNode | null {
  const parsed = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (parsed.errors.length > 0 || !parsed.contents) return null;
  return convert(parsed.contents, text, new Map());
}

/** In the order of their keys, too. */
function isAlike(text: string): boolean {
  return JSON.stringify(readEveryday(text)) === JSON.stringify(wholly(text));
}

const EVERYDAY: Readonly<Record<string, string>> = {
  'blocks in blocks':
    'on:\n  push:\n    branches: [main, "v*", \'x\']\njobs:\n  a:\n    steps:\n      - run: x\n',
  'a list as far left as its key': 'steps:\n- run: a\n  name: b\n- uses: c@v1\nnext: 1\n',
  'a literal block with blank lines': 'run: |\n\n  a: b\n    c # d\n\n  e\n\nnext: x\n',
  'a block without its last line end': 'run: |-\n  a\n  b\n',
  'a folded block': 'if: >-\n  a &&\n  b\nrun: >\n  c\n',
  'comments everywhere': '# a\nname: x # b\n# c\non: # d\n  # e\n  push: # f\n\n    # g\n  pull_request:\n',
  'types that are plain': 'a: true\nb: false\nc: 12\nd: 1.5\ne: 0\nf: v1.2\ng: yes\nh: on\n',
  'expressions and addresses': 'a: ${{ x || y }}\nb: https://x.y/z#w\nc: a#b\nd: x ${{ y }} # z\n',
  'brackets in brackets': 'm: { a: [1, two], b: { c: "d" } }\nn: []\no: {}\n',
  'a document that is marked': '---\na: b\n',
  'keys in quotation marks': `'on': x\n"b c":\n  - { "d": e }\n`,
  'versions and checksums': 'a: 1.2.3\nb: 18.x\nc: [1.2.x, 3]\nd: 1a2e3b\ne: 1_000\nf: 0x1g\ng: -1\n',
  'a path of the home folder': 'a: ~/.cache\n',
  'blanks of another kind at the end of a block': 'a: |\n  b\u00a0\nc: >\n  d\u3000\n\n',
  'quotation marks': "a: 'it''s' # x\nb: \"c: d\"\n",
};

describe('what everyday YAML is', () => {
  test.each(Object.entries(EVERYDAY))('%s', (_, text) => {
    expect(readEveryday(text)).not.toBeNull();
    expect(readEveryday(text)).toEqual(wholly(text));
  });
});

test.each([
  ['an anchor', 'a: &x b\n'],
  ['an alias', 'a: *x\n'],
  ['a tag', 'a: !x b\n'],
  ['a tab', 'a:\tb\n'],
  ['a carriage return', 'a: b\r\n'],
  ['an escape', 'a: "\\n"\n'],
  ['a scalar on two lines', 'a: b\n  c\n'],
  ['a quotation on two lines', "a: 'b\n  c'\n"],
  ['a flow collection on two lines', 'a: [b,\n  c]\n'],
  ['a key that is a number', '1: a\n'],
  ['a mapping in a plain scalar', 'a: b: c\n'],
  ['two documents', 'a: b\n---\nc: d\n'],
  ['a text that begins as a marked document does', '  ---\nname: a\n'],
  ['a number of another form', 'a: 0x10\n'],
  ['a number with an exponent', 'a: 1e3\n'],
  ['a number that begins with its point', 'a: .5\n'],
  ['a number that ends with its point', 'a: 5.\n'],
  ['a number with a sign', 'a: +1\n'],
  ['less than nothing', 'a: -0\n'],
  ['a key longer than any', `"${'a'.repeat(1100)}": b\n`],
  ['a key in quotation marks without a blank behind', '{ "a":b }\n'],
  ['null as a tilde', 'a: ~\n'],
  ['null, written out', 'a: null\n'],
  ['a block that is too far left', 'a:\n    run: |\n        b\n      c\n'],
  ['a key that is too far right', 'a: b\n  c: d\n'],
  [
    'deeper than any workflow',
    `${Array.from({ length: 70 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')} b\n`,
  ],
])('%s is left to the whole grammar', (_, text) => {
  expect(readEveryday(text)).toBeNull();
});

/** Texts as they stand in this repository, and what becomes of them when they are damaged. */
const FIXTURES = path.join(import.meta.dirname, '../fixtures');
const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => readFileSync(path.join(FIXTURES, name), 'utf8'))
  .filter((text) => text.length < 6_000 && readEveryday(text));

const PIECES =
  `  |\n|\n\n|-|- |: |:| #|'|"|[|]|{|}|,|>|&a|*a|!x|\t|~|null|1.0|-1|---\n|? |%|@|\\|k: v\n|    |=`.split(
    '|',
  );
PIECES.push('|', '|-');

test('most fixtures are everyday, and read alike', () => {
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => !isAlike(text))).toEqual([]);
});

test.each([
  'a: b',
  'a:',
  'a: ',
  'a:\n  - b # c',
  'a: [b]',
  'a: "b"',
  'a: |\n  b',
  'a: |-\n  b\n  ',
  'a: >\n  b\n  c',
  'a: b\n# c',
  'a: b\n  ',
])('the last line may have no end: %j', (text) => {
  expect(readEveryday(text)).not.toBeNull();
  expect(readEveryday(text)).toEqual(wholly(text));
});

test('no fixture is read otherwise without the end of its last line, or cut off', () => {
  const cut = texts.flatMap((text) => [
    text.trimEnd(),
    `${text}# end`,
    `${text}   `,
    text.slice(0, text.length >> 1),
    text.slice(0, text.length >> 2),
  ]);
  const read = cut.filter((text) => readEveryday(text));
  expect(read.length).toBeGreaterThan(texts.length * 3);
  expect(read.filter((text) => !isAlike(text))).toEqual([]);
});

test('a damaged text is read alike, or not at all', () => {
  let seed = 11;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed % below;
  };
  let read = 0;
  const wrong: string[] = [];
  for (let round = 0; round < 1_500; round += 1) {
    let text = texts[random(texts.length)] as string;
    for (let change = random(3); change >= 0; change -= 1) {
      const at = random(text.length + 1);
      const added = random(2) === 0 ? (PIECES[random(PIECES.length)] as string) : '';
      text = text.slice(0, at) + added + text.slice(at + (added === '' ? 1 + random(4) : 0));
    }
    if (!readEveryday(text)) continue;
    read += 1;
    if (!isAlike(text)) wrong.push(text);
  }
  expect(wrong).toEqual([]);
  expect(read).toBeGreaterThan(200);
});
